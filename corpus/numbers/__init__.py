"""The numbers of a sentence in Chinese and of the same sentence in English, in one form, so that the two can be compared.

unmatched("1000万元，自2024年11月1日起", "RMB 10 million from 2024-11-01")   # ((), ()): both say the same
unmatched("外资至多三分之二", "at most 60% foreign")                        # (("三分之二",), ("60%",))
"""

from corpus.numbers.chinese import read_chinese
from corpus.numbers.compare import numbers_missing, unmatched
from corpus.numbers.english import read_english
from corpus.numbers.found import Numbers

__all__ = ["Numbers", "numbers_missing", "read_chinese", "read_english", "unmatched"]

"""How long an answer is to read: characters in Chinese, Japanese and Korean, words in the other languages."""

from __future__ import annotations

from evals.metrics.wording import prose
from rag import Answer

_BY_CHARACTER = ("zh", "ja", "ko")


def answer_length(answer: Answer, language: str) -> int:
    """The characters (spaces aside) or words of the headline and the note, by the unit of ``language``."""
    words = prose(answer).split()
    return sum(map(len, words)) if length_unit(language) == "characters" else len(words)


def length_unit(language: str) -> str:
    """`characters` or `words`."""
    return "characters" if language.startswith(_BY_CHARACTER) else "words"

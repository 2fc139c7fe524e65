"""The days that a question names, and what each is there for."""

from rag.question.dates.editions import edition_day
from rag.question.dates.named import Days, Mention, chosen, days_named, spans_of, without_days
from rag.question.dates.numerals import number

__all__ = ["Days", "Mention", "chosen", "days_named", "edition_day", "number", "spans_of", "without_days"]

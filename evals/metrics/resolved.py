"""The question that a follow-up was resolved to: it must name the business, the place and the day that the item expects."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from corpus import Library
from evals.metrics.case import Case
from evals.sets.items import Expected
from rag import Answer
from rag.language.languages import canonical
from rag.language.lexicon import Lexicon
from rag.question.dates import days_named


def resolved_question(case: Case) -> float | None:
    """1 when the resolved question names every business, place and day that the verdicts of a follow-up name. Eligible: `turns`
    that were sent, a verdict that names one of them. What the caller fixed next to the question need not be in its words."""
    if not case.item.turns or not case.response.turns_sent or not any(_named(case, e) for e in case.item.verdicts):
        return None
    return float(case.answer is not None and not list(unnamed(case)))


def unnamed(case: Case) -> Iterator[str]:
    """What the resolved question should name and does not."""
    if case.answer is None:
        return
    text, language = resolved_text(case.answer), canonical(case.answer.language)
    found = {f.id for f in _lexicon(case.library).find(text, language)}
    found.update(day.isoformat() for day in days_named(text, case.answer.understanding.as_of).named)
    for expected in case.item.verdicts:
        yield from (name for name in _named(case, expected) if name not in found)


def resolved_text(answer: Answer) -> str:
    """The question as the answer resolved it."""
    return getattr(answer, "resolved_question", None) or answer.understanding.rewritten


def _named(case: Case, expected: Expected) -> list[str]:
    """The ids and the day that an expectation names, without those the caller fixed."""
    item = case.item
    area = None if item.area else expected.area
    day = None if item.as_of else expected.as_of
    return [name for name in (expected.activity, area, day.isoformat() if day else None) if name]


@lru_cache(maxsize=4)
def _lexicon(library: Library) -> Lexicon:
    return Lexicon(library)

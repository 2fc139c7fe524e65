"""Whether the first sentence of an answer, its headline, holds what was asked.

What that is depends on the ask: the share for a cap, the status for a verdict, the date for a question of since when; for anything
else the first phrase that the item says must be said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.numbers import read_chinese, read_english
from evals.metrics.asks import expected_asks
from evals.metrics.case import Case, verdict_for
from evals.metrics.stated import statuses_stated
from evals.metrics.wording import contains_phrase
from evals.sets.items import Expected, Item
from rag import Answer

_DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d){0,2}")
_DECIDED = frozenset({"verdict", "cap"})
#: No one sentence holds what they ask for.
_LONGER = frozenset({"list", "comparison"})


def first_sentence(case: Case) -> float | None:
    """1 when the headline holds all that was asked. Eligible: an answer is expected, and the item says what it must hold: a verdict,
    a cap or a phrase of `must_say`. Of acceptable kinds of one ask any will do."""
    if case.item.abstain or case.item.clarify:
        return None
    held = list(_held(case))
    return float(all(held)) if held else None


def _held(case: Case) -> Iterator[bool]:
    """For each ask of which the item says what the sentence must hold, whether the headline does."""
    item = case.item
    asks = expected_asks(item) or ((frozenset({"verdict" if item.verdicts else "text"})),)
    dates, others = _phrases(item, frozenset().union(*asks))
    for ask in asks:
        found: list[bool] = []
        if ask & _DECIDED and item.verdicts:
            found.append(all(_decides(case, expected, ask) for expected in item.verdicts))
        if "since" in ask and dates:
            found.append(_says(case, dates[0]))
        if others and (ask - _DECIDED - _LONGER - {"since"} or (ask & _DECIDED and not item.verdicts)):
            found.append(_says(case, others.pop(0)))
        if found:
            yield any(found)


def _phrases(item: Item, kinds: frozenset[str]) -> tuple[list[str], list[str]]:
    """The phrases of `must_say` that are dates, and those that neither a date nor a share asked for accounts for."""
    dates = [phrase for phrase in item.must_say if _is_date(phrase)] if "since" in kinds else []
    shares = [_percent(e.cap) for e in item.verdicts if e.cap is not None] if "cap" in kinds else []
    return dates, [p for p in item.must_say if p not in dates and not any(s in p.split("|") for s in shares)]


def _decides(case: Case, expected: Expected, ask: frozenset[str]) -> bool:
    """Whether the headline states one expected verdict. Where only its share was asked the status will do for closed, open and what
    has no number."""
    if case.answer is None:
        return False
    if "cap" in ask and expected.cap is not None and _states_share(case.answer, expected.cap):
        return True
    return ("verdict" in ask or expected.cap in (None, 0, 100)) and _states_status(case.answer, expected)


def _states_status(answer: Answer, expected: Expected) -> bool:
    """By the sentence of the verdict itself where the answer leads with it, else by the phrases of the catalogue."""
    headline, verdict = answer.answer.headline, verdict_for(expected, answer)
    if verdict and verdict.status in expected.status and verdict.headline and verdict.headline in headline:
        return True
    return bool(statuses_stated(headline, answer.language) & set(expected.status))


def _states_share(answer: Answer, cap: float) -> bool:
    headline, percent = answer.answer.headline, _percent(cap)
    return contains_phrase(headline, percent) or percent in read_chinese(headline).all | read_english(headline).all


def _says(case: Case, phrase: str) -> bool:
    return case.answer is not None and contains_phrase(case.answer.answer.headline, phrase)


def _percent(cap: float) -> str:
    return f"{cap:g}%"


def _is_date(phrase: str) -> bool:
    """Whether an alternative of a phrase is a date."""
    forms = (form for text in phrase.split("|") for form in (*read_chinese(text).stated, *read_english(text).stated))
    return any(_DATE.fullmatch(form) for form in forms)

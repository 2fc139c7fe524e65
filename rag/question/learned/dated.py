"""Which of the dates that a question names are asked about: the words around each, weighed with the odds of its year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rag.question.dates import Mention, chosen, days_named, spans_of
from rag.question.learned.days import YearRole, years_named
from rag.question.understand import Question

#: From these odds a year is asked about: where it reads as a day next to the words that ask, where it reads as a day, and elsewhere (in the
#: name of a list, say). In training questions one year in five that reads as a day belongs to a story; with one in ten elsewhere, even odds there are .3 here.
_ASKED, _READ, _BARE = 0.15, 0.35, 0.75
#: Next to a day that is asked about beyond doubt, one of less than these odds is none.
_SURE, _NEXT_TO_SURE = 0.9, 0.5


def dated(years: YearRole, question: Question, today: date) -> Question:
    """A question with the days whose rule is asked for, without the dates of a story."""
    days = days_named(question.text, today)
    if not days.named and "day" in question.said:  # an edition is named
        return question
    odds: dict[int, float] = {}
    for named in years_named(question.text):
        odds[named.year] = max(odds.get(named.year, 0.0), years.probability(named))
    kept = _kept(days.mentions, odds)
    if kept:
        named_days = chosen(kept, days.now, today)
        return replace(question, days=named_days, spans=spans_of(kept), said=question.said | {"day"})
    # What a follow-up keeps of the turn before it was not said by itself.
    return replace(question, days=(today,), spans=(), said=question.said - {"day"}) if days.named else question


def _kept(mentions: Iterable[Mention], odds: dict[int, float]) -> list[Mention]:
    """The dates asked about; dates that are compared share the odds of the likeliest."""
    likely: dict[int, float] = {}
    for mention in mentions:
        likely[mention.group] = max(likely.get(mention.group, 0.0), odds.get(mention.year or 0, 0.0))
    kept = [m for m in mentions if _asked(m, likely[m.group], m.year in odds)]
    sure = max((likely[m.group] for m in kept), default=0.0) >= _SURE
    return [m for m in kept if not sure or m.role == "asked" or m.year not in odds or likely[m.group] >= _NEXT_TO_SURE]


def _asked(mention: Mention, odds: float, known: bool) -> bool:
    if not known or mention.role == "story":  # a year that the scorer does not see, or words that leave no doubt
        return mention.read
    if not mention.read:
        return odds >= _BARE
    return odds >= (_ASKED if mention.role == "asked" else _READ)

"""How well questions are read, against their labels, and what comes of it: each answer next to the one that the labelled reading gives.

The labelled reading goes through the same program, so that what is measured is reading alone, and a corrected fact makes no item wrong."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus import Library
from evals.metrics.outcome import FIRM
from evals.training.records import Record
from rag import Answer, Answerer, Ask, Verdict
from rag.answer.stopwatch import Stopwatch
from rag.question.reading import Reading, Way, focus_of_asks, intent_of, way_of

RIGHT, INCOMPLETE, MISLEADING = "right", "incomplete", "misleading"
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True)
class Read:
    """One question as it was read, and what came of it. ``outcome`` is `right`, `incomplete` or `misleading`; ``needless`` where the
    answer asks back on a question that needs no asking."""

    record: Record
    reading: Reading
    outcome: str
    needless: bool

    @property
    def ranked(self) -> tuple[str, ...]:
        """The businesses taken to be meant, the likeliest first."""
        given = (*self.reading.question.activities, *(h.business for h in self.reading.hypotheses), *self.reading.suggested)
        return tuple(dict.fromkeys(given))


def read_all(answerer: Answerer, records: Sequence[Record], today: date) -> Iterator[Read]:
    """Read and answer every record on the day ``today``; of a follow-up its earlier turns first."""
    for record in records:
        earlier = None
        for turn in record.earlier:
            earlier = answerer.compute(Ask(turn, today, earlier=earlier)).understanding
        ask = Ask(record.question, today, earlier=earlier)
        reading = answerer.reading(ask, Stopwatch())
        answer = answerer.respond(reading, today, Stopwatch())
        expected = answerer.respond(labelled_reading(answerer, record, reading, today), today, Stopwatch())
        outcome = judged(answerer.library, record, answer, expected)
        yield Read(record, reading, outcome, bool(answer.clarification) and not expected.clarification)


def labelled_reading(answerer: Answerer, record: Record, reading: Reading, today: date) -> Reading:
    """The reading that the labels of a record give; what no label says (the language, the text) is that of ``reading``."""
    declined = "outside" in record.asks or record.jurisdiction == "other"
    way = Way.OUTSIDE if declined else Way.CHOICE if record.open else way_of(record.asks, record.businesses)
    if way in (Way.VERDICT, Way.VERDICT_AND_TEXT) and all(answerer.library.activities[b].may_be for b in record.businesses):
        way = Way.CHOICE
    question = replace(
        reading.question,
        intent=intent_of(way),
        focus=focus_of_asks(record.asks),
        activities=record.businesses,
        areas=record.places,
        origin=record.origin,
        days=_days(record.day, today),
        mode=record.mode,
        elsewhere=declined,
        unreadable=None,
    )
    vector = reading.vector if reading.vector is not None else answerer.embedder.query(question.text)
    return Reading(way, question, vector, asks=record.asks, reader="labels")


def judged(library: Library, record: Record, answer: Answer, expected: Answer) -> str:
    """What an answer comes to next to the expected one."""
    firm = [] if answer.clarification else [v for v in answer.verdicts if v.status in FIRM]
    if expected.abstained or _chat(record):
        return MISLEADING if firm else RIGHT if not answer.verdicts and (answer.abstained or _chat(record)) else INCOMPLETE
    if expected.clarification:
        alike = any(_same(library, v, e) for v in firm for e in expected.verdicts)
        return RIGHT if answer.clarification or alike else MISLEADING if firm else INCOMPLETE
    if expected.verdicts:
        if not answer.clarification and all(any(_same(library, v, e) for v in answer.verdicts) for e in expected.verdicts):
            return RIGHT
        given = {(e.status, e.foreign_cap_pct) for e in expected.verdicts}
        return MISLEADING if any((v.status, v.foreign_cap_pct) not in given for v in firm) else INCOMPLETE
    if any(a.id not in _related(library, record.businesses) for v in firm for a in v.activities):
        return MISLEADING
    shared = {c.provision_id for c in answer.citations} & {c.provision_id for c in expected.citations}
    return RIGHT if shared and not answer.abstained and not answer.clarification else INCOMPLETE


def _chat(record: Record) -> bool:
    return set(record.asks) <= {"small-talk", "about"}


def _same(library: Library, given: Verdict, expected: Verdict) -> bool:
    """Whether two verdicts come to the same, on businesses of which one is the other or a part of it, in one place on one day."""
    businesses = {a.id for a in given.activities}
    related = not businesses.isdisjoint(_related(library, [a.id for a in expected.activities]))
    what, where = (given.status, given.foreign_cap_pct), given.area and given.area.id
    return (
        related
        and what == (expected.status, expected.foreign_cap_pct)
        and where == (expected.area and expected.area.id)
        and given.as_of == expected.as_of
    )


def _related(library: Library, businesses: Sequence[str]) -> set[str]:
    """Businesses with all that they are part of and all their parts."""
    return {one for b in businesses for one in (b, *library.above(b), *library.below(b))}


def _days(day: str | None, today: date) -> tuple[date, ...]:
    """The days of a label: a month or a year stands for its first day, as it does where it is read."""
    if day is None:
        return (today,)
    if not (match := _DAY.fullmatch(day)):
        raise ValueError(f"`{day}` is no day, month or year: write 2021, 2021-12 or 2021-12-31")
    year, month = int(match[1]), int(match[2] or 1)
    return (date(year, month, min(int(match[3] or 1), calendar.monthrange(year, month)[1])),)

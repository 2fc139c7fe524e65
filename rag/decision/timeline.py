"""One question over time: what the verdict was, when it turned, what is coming."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from corpus import Library, Mode, Regime, Rule
from rag.decision.decision import Decision, decide, national_list


@dataclass(frozen=True)
class Change:
    """The day on which the verdict turned, and what it was on either side of it."""

    day: date
    earlier: Decision
    later: Decision


@dataclass(frozen=True)
class Span:
    """A time during which the verdict stood still: from ``start`` (None: as far back as is known) until the day before
    ``end`` (None: still). ``steps`` are the days in it on which another rule came to decide, with that decision."""

    start: date | None
    end: date | None
    steps: tuple[tuple[date | None, Decision], ...]

    @property
    def decision(self) -> Decision:
        return self.steps[-1][1]


def timeline(
    library: Library, activity: str, area: str | None = None, origin: str | None = None, mode: Mode = Mode.COMMERCIAL_PRESENCE
) -> tuple[Span, ...]:
    """The verdict on one activity through all the time the corpus knows, what is published for later included."""
    days = _turning_days(library, activity)
    first = days[0] - timedelta(days=1) if days else date.min
    spans = [Span(None, None, ((None, decide(library, activity, first, area, origin, mode)),))]
    for day in days:
        now, last = decide(library, activity, day, area, origin, mode), spans[-1]
        if not same(now, last.decision):
            spans[-1] = Span(last.start, day, last.steps)
            spans.append(Span(day, None, ((day, now),)))
        elif now.decisive is not last.decision.decisive:
            spans[-1] = Span(last.start, None, (*last.steps, (day, now)))
    return tuple(spans)


def at(library: Library, decision: Decision, day: date) -> Decision:
    """The same question on another day."""
    return decide(library, decision.activity, day, decision.area, decision.origin, decision.mode)


def last_change(library: Library, decision: Decision) -> Change | None:
    """The latest day up to the one decided for on which the verdict turned into what it is; None when it never did as
    far as the corpus tells."""
    later = decision
    for day in reversed([d for d in _turning_days(library, decision.activity) if d <= decision.as_of]):
        earlier = at(library, decision, day - timedelta(days=1))
        if not same(earlier, decision):
            return Change(day, earlier, later) if earlier.settled else None
        later = earlier
    return None


def turns(library: Library, decision: Decision) -> tuple[Change, ...]:
    """Every turn of the verdict up to the day decided for, the earliest first, as far as the corpus knows both sides."""
    found: list[Change] = []
    earlier = None
    for day in (d for d in _turning_days(library, decision.activity) if d <= decision.as_of):
        earlier = earlier or at(library, decision, day - timedelta(days=1))
        later = at(library, decision, day)
        if not same(earlier, later) and earlier.settled and later.settled:
            found.append(Change(day, earlier, later))
        earlier = later
    return tuple(found)


def sides(library: Library, decision: Decision, last: date) -> tuple[Decision, ...]:
    """A decision, then each other verdict that the same question had until ``last``, on the day it began."""
    later = [c.later for c in turns(library, at(library, decision, last)) if c.day > decision.as_of]
    return decision, *later


def first(library: Library, decision: Decision) -> Decision | None:
    """The same question on the first day from which, up to the day decided for, the verdict is known and the same; None where it
    is not known."""
    found = None
    for day in reversed([d for d in _turning_days(library, decision.activity) if d <= decision.as_of]):
        earlier = at(library, decision, day)
        if not (earlier.settled and same(earlier, decision)):
            break
        found = earlier
    return found


def held_since(library: Library, decision: Decision) -> Change | date | None:
    """When the verdict began to hold: the change that brought it; the first day on which it is known, where nothing is known of what
    was before; None where no day is known."""
    if not decision.settled:
        return None
    if change := last_change(library, decision):
        return change
    known = first(library, decision)
    return known.as_of if known else None


def next_change(library: Library, decision: Decision) -> Change | None:
    """The next turn that was already published on the day decided for but not yet in force; None when there is none."""
    for day in (d for d in _turning_days(library, decision.activity) if d > decision.as_of):
        later = at(library, decision, day)
        if not same(later, decision):
            change = Change(day, decision, later)
            return change if later.settled and _announced(library, change) else None
    return None


def _announced(library: Library, change: Change) -> bool:
    rules = [r for r in turned_by(change) if r.start == change.day]
    documents = [r.clause.document for r in rules] or [d for d in (national_list(library, change.day),) if d]
    return any(d.published and d.published <= change.earlier.as_of for d in documents)


def turned_by(change: Change) -> tuple[Rule, ...]:
    """The rules that ended or began on the day of a change: what the date stands on."""
    sides = (change.earlier.decisive, *change.earlier.supporting, change.later.decisive, *change.later.supporting)
    return tuple(r for r in sides if r and change.day in (r.start, r.end))


def change_until(library: Library, decision: Decision, today: date) -> Change | None:
    """The day after the one decided for on which today's verdict began; None when today's is the same."""
    now = at(library, decision, today)
    return None if same(now, decision) else last_change(library, now)


def same(a: Decision, b: Decision) -> bool:
    """Whether two decisions let a foreign investor go equally far."""
    return _extent(a) == _extent(b)


def _extent(decision: Decision) -> tuple:
    return decision.terms, decision.settled, decision.terms.openness == 0 and decision.basis


def _turning_days(library: Library, activity: str) -> list[date]:
    """The days on which any rule that reaches the activity, or any national list, begins or ends."""
    days = {d for _, r in library.reaching(activity) for d in (r.start, r.end) if d}
    days |= {d.effective for d in library.documents.values() if d.regime == Regime.NATIONAL and d.effective}
    return sorted(days)

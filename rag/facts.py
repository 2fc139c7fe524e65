"""What an answer needs beyond the decision itself: other places, earlier and later rules, what a cap spares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from corpus import Library, MeasureType, Mode, Regime, Rule
from rag.answer import Status
from rag.decide import Decision, decide, terms_of

#: A place that stands for each special regime in the comparison of places.
_REPRESENTATIVE = {Regime.FTZ: "free-trade-zone", Regime.HAINAN: "hainan"}
_HONG_KONG = "hong-kong"
MORE_THAN = 0.75  # openness below this difference is no difference


@dataclass(frozen=True)
class Elsewhere:
    """The same activity under another regime; ``areas`` are the places where that regime holds, when it names them.
    ``partial`` when it opens only some of the activities below the one asked about."""

    regime: Regime
    decision: Decision
    areas: tuple[str, ...] = ()
    partial: bool = False


@dataclass(frozen=True)
class Opening:
    """Activities below the one asked about that one document opens further, in the same places, than the national rule."""

    rule: Rule
    activities: tuple[str, ...]
    decision: Decision


def places(library: Library, decision: Decision) -> tuple[Elsewhere, ...]:
    """The activity on the same day: nationally, in the free-trade zones, in Hainan, in the pilot areas that
    speak of it or of part of it, and for investors from Hong Kong where a rule is made for them."""
    activity, day, origin = decision.activity, decision.as_of, decision.origin
    out = [Elsewhere(Regime.NATIONAL, decide(library, activity, day, None, origin, decision.mode))]
    for regime, area in _REPRESENTATIVE.items():
        if area in library.areas and _list_in_force(library, regime, day):
            out.append(Elsewhere(regime, decide(library, activity, day, area, origin, decision.mode)))
    pilots = [r for _, r in library.reaching(activity) if _is_pilot(r) and r.in_force(day) and r.measure.type.decides]
    options = [
        Elsewhere(Regime.PILOT, decide(library, activity, day, r.measure.areas[0], origin, decision.mode), r.measure.areas)
        for r in pilots
    ]
    if not options:
        parts = [o for o in openings(library, decision) if o.rule.clause.document.regime == Regime.PILOT]
        options = [Elsewhere(Regime.PILOT, o.decision, o.rule.measure.areas, partial=True) for o in parts]
    if options:
        out.append(max(options, key=lambda o: openness(o.decision)))
    if origin != _HONG_KONG and _made_for_hong_kong(library, decision):
        out.append(Elsewhere(Regime.CEPA, decide(library, activity, day, None, _HONG_KONG, decision.mode)))
    return tuple(out)


def _made_for_hong_kong(library: Library, decision: Decision) -> bool:
    rules = (r for _, r in library.reaching(decision.activity) if _HONG_KONG in r.measure.origins)
    return any(r.measure.type.decides and r.in_force(decision.as_of) for r in rules)


def openings(library: Library, decision: Decision) -> tuple[Opening, ...]:
    """What special regimes open below a group of activities (value-added telecom → data centre in the pilot areas).
    What is opened together with the activity above it, or as far in one place as elsewhere too, is left out."""
    found: dict[tuple, Opening] = {}
    for activity, distance in library.below(decision.activity).items():
        if not distance:
            continue
        national = openness(decide(library, activity, decision.as_of, None, decision.origin, decision.mode))
        rules = [r for r in _special_rules(library, activity, decision) if terms_of(r.measure).openness > national + MORE_THAN]
        for rule in rules:
            if any(_outdoes(library, other, rule) for other in rules if other is not rule):
                continue
            key = (rule.clause.document.id, rule.measure.areas, terms_of(rule.measure))
            known = found.get(key)
            if known and any(a in library.above(activity) for a in known.activities):
                continue
            there = decide(library, activity, decision.as_of, _places_of(rule)[0], decision.origin, decision.mode)
            found[key] = (
                Opening(known.rule, (*known.activities, activity), known.decision) if known else Opening(rule, (activity,), there)
            )
    return tuple(found.values())


def _special_rules(library: Library, activity: str, decision: Decision) -> list[Rule]:
    """The rules of special regimes that name the activity itself, in force and for anybody."""
    return [
        rule
        for _, rule in library.reaching(activity)
        if rule.measure.type.decides
        and activity in rule.measure.activities
        and rule.in_force(decision.as_of)
        and not rule.measure.origins
        and not rule.measure.modes
        and _places_of(rule)
        and all(place in library.areas for place in _places_of(rule))
    ]


def _places_of(rule: Rule) -> tuple[str, ...]:
    """Where a special rule holds: the places it names, else what stands for its regime."""
    own = _REPRESENTATIVE.get(rule.clause.document.regime)
    return rule.measure.areas or ((own,) if own else ())


def _outdoes(library: Library, one: Rule, other: Rule) -> bool:
    """Whether a rule made for one place (Beijing's own plan) is overtaken by one that goes as far there and elsewhere."""
    further, as_far = terms_of(one.measure).openness, terms_of(other.measure).openness
    wide, narrow = _places_of(one), _places_of(other)
    return further >= as_far and len(wide) > len(narrow) == 1 and not set(wide).isdisjoint(library.around(narrow[0]))


def openness(decision: Decision) -> float:
    """0 closed … 100 open; unknown counts as closed, so that it is never offered as a way in."""
    return -1.0 if decision.status in (Status.UNCLEAR, Status.NOT_COVERED) else decision.terms.openness


def at(library: Library, decision: Decision, day: date) -> Decision:
    """The same question on another day."""
    return decide(library, decision.activity, day, decision.area, decision.origin, decision.mode)


@dataclass(frozen=True)
class Change:
    """The day on which the verdict turned, and what it was on either side of it."""

    day: date
    earlier: Decision
    later: Decision


def last_change(library: Library, decision: Decision) -> Change | None:
    """The latest day up to the one decided for on which the verdict turned into what it is; None when it never did as
    far as the corpus tells."""
    later = decision
    for day in reversed([d for d in _turning_days(library, decision) if d <= decision.as_of]):
        earlier = at(library, decision, day - timedelta(days=1))
        if not same(earlier, decision):
            return Change(day, earlier, later) if _known(earlier) else None
        later = earlier
    return None


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
    return (a.terms, _known(a), a.terms.openness == 0 and a.basis) == (b.terms, _known(b), b.terms.openness == 0 and b.basis)


def _known(decision: Decision) -> bool:
    return decision.status not in (Status.UNCLEAR, Status.NOT_COVERED)


def _turning_days(library: Library, decision: Decision) -> list[date]:
    """The days on which any rule that reaches the activity, or any national list, begins or ends."""
    days = {d for _, r in library.reaching(decision.activity) for d in (r.start, r.end) if d}
    days |= {d.effective for d in library.documents.values() if d.regime == Regime.NATIONAL and d.effective}
    return sorted(days)


def spared(library: Library, decision: Decision) -> tuple[str, ...]:
    """Activities inside the one asked about that the deciding clause itself opens (the four services of the telecom item)."""
    return _in_same_clause(library, decision, MeasureType.OPEN)


def closed_inside(library: Library, decision: Decision) -> tuple[str, ...]:
    """Activities inside the one asked about that the deciding clause leaves closed as uncommitted."""
    return _in_same_clause(library, decision, MeasureType.UNCOMMITTED)


def _in_same_clause(library: Library, decision: Decision, kind: MeasureType) -> tuple[str, ...]:
    if decision.decisive is None:
        return ()
    below = library.below(decision.activity)
    measures = [m for m in decision.decisive.clause.provision.measures if m.type == kind]
    return tuple(dict.fromkeys(a for m in measures for a in m.activities if below.get(a)))


def from_abroad(library: Library, decision: Decision) -> tuple[Rule, ...]:
    """Permits by which a foreign party may take part in a closed activity without a company in China."""
    permits = (MeasureType.APPROVAL, MeasureType.LICENCE)
    return tuple(
        rule
        for _, rule in library.reaching(decision.activity)
        if rule.measure.type in permits
        and Mode.CROSS_BORDER in rule.measure.modes
        and rule.in_force(decision.as_of)
        and not rule.measure.areas
        and not rule.measure.origins
    )


def _is_pilot(rule: Rule) -> bool:
    return rule.clause.document.regime == Regime.PILOT and bool(rule.measure.areas)


def _list_in_force(library: Library, regime: Regime, day: date) -> bool:
    return any(d.regime == regime and d.in_force(day) for d in library.documents.values())

"""One activity under every regime: nationally, in the free-trade zones, in Hainan, in the pilots, for Hong Kong and Macao."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus import Document, Library, Mode, Regime, Rule
from corpus.kinds import Kind
from rag.decision.decision import Decision, decide, national_list
from rag.decision.precedence import FURTHER
from rag.decision.terms import terms_of

#: The columns of the openness map, in order. The area or origin that stands for a regime in it.
COLUMNS = ("national", "ftz", "hainan", "pilot", "hong-kong", "macao")
PLACES = {Regime.FTZ: "free-trade-zone", Regime.HAINAN: "hainan"}
INVESTORS = ("hong-kong", "macao")


@dataclass(frozen=True)
class Elsewhere:
    """The same activity under another regime, ``column`` being its place in the map; ``areas`` are the places where that
    regime holds, when it names them. ``partial`` when it opens only some of the activities below the one asked about."""

    column: str
    decision: Decision
    areas: tuple[str, ...] = ()
    partial: bool = False


@dataclass(frozen=True)
class Opening:
    """Activities below the one asked about that one document opens further, in the same places, than the national rule."""

    rule: Rule
    activities: tuple[str, ...]
    decision: Decision


@dataclass(frozen=True)
class Row:
    """One activity of the openness map; a regime that has no rules on that day, or no pilot of the activity, has no cell.
    ``depth`` counts the steps from the top of its branch."""

    activity: str
    depth: int
    cells: dict[str, Elsewhere]


def matrix(library: Library, day: date, activities: Iterable[str]) -> tuple[Row, ...]:
    """The openness map of a day, in the order of the taxonomy: each activity behind the one it belongs to. ``activities``
    are the ids to show; topics, which nobody asks leave for, and words for several businesses are left out."""
    known = library.activities
    wanted = {a for a in activities if not known[a].topic and not known[a].may_be}
    rows: list[Row] = []

    def descend(activity: str, depth: int, seen: set[str]) -> None:
        if activity in wanted and activity not in seen:
            seen.add(activity)
            rows.append(Row(activity, depth, regimes(library, activity, day)))
            depth += 1
        for child in library.children.get(activity, ()):
            descend(child, depth, seen)

    seen: set[str] = set()
    for activity in library.activities.values():
        if not activity.parents:
            descend(activity.id, 0, seen)
    return tuple(rows)


def regimes(
    library: Library, activity: str, day: date, origin: str | None = None, mode: Mode = Mode.COMMERCIAL_PRESENCE
) -> dict[str, Elsewhere]:
    """The activity on one day in each column of the map. A group whose parts differ has no cells."""
    national = decide(library, activity, day, None, origin, mode)
    if national.basis in ("varies", "depends"):
        return {}
    cells = {"national": Elsewhere("national", national)}
    for regime, area in PLACES.items():
        if area in library.areas and _list_in_force(library, regime, day):
            cells[regime.value] = Elsewhere(regime.value, decide(library, activity, day, area, origin, mode))
    pilots = [r for _, r in library.reaching(activity) if _is_pilot(r) and r.in_force(day) and r.measure.type.decides]
    tried = [(r.measure.areas, decide(library, activity, day, r.measure.areas[0], origin, mode)) for r in pilots]
    if tried:
        areas, best = max(tried, key=lambda option: openness(option[1]))
        cells["pilot"] = Elsewhere("pilot", best, areas)
    for investor in INVESTORS:
        if investor in library.origins:
            cells[investor] = Elsewhere(investor, decide(library, activity, day, None, investor, mode))
    return cells


def places(library: Library, decision: Decision) -> tuple[Elsewhere, ...]:
    """The comparison of places under a verdict: the columns of the map, pilots also when they open a part of the
    activity, Hong Kong and Macao where a rule is made for their investors."""
    found = regimes(library, decision.activity, decision.as_of, decision.origin, decision.mode)
    if found and "pilot" not in found:
        parts = [o for o in openings(library, decision) if o.rule.clause.document.regime == Regime.PILOT]
        options = [Elsewhere("pilot", o.decision, o.rule.measure.areas, partial=True) for o in parts]
        if options:
            found["pilot"] = max(options, key=lambda e: openness(e.decision))
    for investor in INVESTORS:
        if decision.origin == investor or not _made_for(library, decision, investor):
            found.pop(investor, None)
    return tuple(found[column] for column in COLUMNS if column in found)


def _made_for(library: Library, decision: Decision, origin: str) -> bool:
    rules = (r for _, r in library.reaching(decision.activity) if origin in r.measure.origins)
    return any(r.measure.type.decides and r.in_force(decision.as_of) for r in rules)


def openings(library: Library, decision: Decision) -> tuple[Opening, ...]:
    """What special regimes open below a group of activities (value-added telecom → data centre in the pilot areas).
    What is opened together with the activity above it, or as far in one place as elsewhere too, is left out."""
    found: dict[tuple, Opening] = {}
    for activity, distance in library.below(decision.activity).items():
        if not distance:
            continue
        national = openness(decide(library, activity, decision.as_of, None, decision.origin, decision.mode))
        rules = [r for r in _special_rules(library, activity, decision) if terms_of(r.measure).openness > national + FURTHER]
        for rule in rules:
            whole = decision.activity in rule.measure.activities  # what it opens with the whole is told with the whole
            if whole or any(_outdoes(library, other, rule) for other in rules if other is not rule):
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


def openness(decision: Decision) -> float:
    """0 closed … 100 open; unknown counts as closed, so that it is never offered as a way in."""
    return decision.terms.openness if decision.settled else -1.0


def _special_rules(library: Library, activity: str, decision: Decision) -> list[Rule]:
    """The rules of special regimes that name the activity itself, in force and for anybody."""
    return [
        rule
        for _, rule in library.reaching(activity)
        if rule.measure.type.decides
        and activity in rule.measure.activities
        and rule.in_force(decision.as_of)
        and not rule.measure.origins
        and rule.measure.holds_for(decision.mode)
        and _places_of(rule)
        and all(place in library.areas for place in _places_of(rule))
    ]


def _places_of(rule: Rule) -> tuple[str, ...]:
    """Where a special rule holds: the places it names, else what stands for its regime."""
    own = PLACES.get(rule.clause.document.regime)
    return rule.measure.areas or ((own,) if own else ())


def _outdoes(library: Library, one: Rule, other: Rule) -> bool:
    """Whether a rule made for one place (Beijing's own plan) is overtaken by one that goes as far there and elsewhere."""
    further, as_far = terms_of(one.measure).openness, terms_of(other.measure).openness
    wide, narrow = _places_of(one), _places_of(other)
    return further >= as_far and len(wide) > len(narrow) == 1 and not set(wide).isdisjoint(library.around(narrow[0]))


def _is_pilot(rule: Rule) -> bool:
    return rule.clause.document.regime == Regime.PILOT and bool(rule.measure.areas)


def list_of(library: Library, area: str | None, day: date, mode: Mode = Mode.COMMERCIAL_PRESENCE) -> Document | None:
    """The list that applies in a place: the one made for it, else the national one. None where there is none on that day."""
    around = library.around(area) if area else {}
    held = {regime for place in around for regime in library.areas[place].regimes}
    investing = mode == Mode.COMMERCIAL_PRESENCE

    def made_for_it(document: Document) -> bool:
        if document.kind != Kind.NEGATIVE_LIST or not document.in_force(day):
            return False
        if investing:
            return document.regime in held
        named = {a for p in document.provisions for m in p.measures for a in m.areas}
        return document.regime == Regime.CROSS_BORDER and not named.isdisjoint(around)

    own = (d for d in library.documents.values() if made_for_it(d))
    # Hainan is a free-trade zone too, with a list of its own.
    return min(own, key=lambda d: d.regime != Regime.HAINAN, default=None) or national_list(library, day, mode)


def _list_in_force(library: Library, regime: Regime, day: date) -> bool:
    return any(d.regime == regime and d.in_force(day) for d in library.documents.values())

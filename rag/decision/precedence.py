"""The two sides that a decision weighs: the national rule, and the most open of the special rules that hold here."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import Confidence, MeasureType, Mode, Regime, Rule
from rag.decision.terms import CLOSED, UNLIMITED, Terms, terms_of, together

SPECIAL = (Regime.HAINAN, Regime.FTZ, Regime.PILOT, Regime.CEPA)
NATIONAL = (Regime.NATIONAL, Regime.SECTOR_LAW, Regime.CROSS_BORDER)

#: A special rule decides only where it lets a foreign investor go further by more than this (percent): Chinese control
#: without a number (49.5) is not more open than Chinese control with 49 %.
FURTHER = 0.75

#: A rule with its distance from the activity in the taxonomy.
Reached = tuple[int, Rule]


@dataclass(frozen=True)
class Side:
    """One regime's answer: its terms and the rules they rest on, the deciding one first. ``against`` are rules of equal
    standing that say the contrary: the side is then undecided."""

    regime: Regime
    terms: Terms
    rules: tuple[Rule, ...]
    against: tuple[Rule, ...] = ()


def regime_of(rule: Rule) -> Regime:
    return rule.clause.document.regime


def applies(rule: Rule, places: dict[str, int], held: set[Regime], origin: str | None, mode: Mode) -> bool:
    """Whether a rule reaches this place, investor and mode of supply. A rule that names no mode is one on investing: it
    says nothing about supply from abroad, as one on supply from abroad says nothing about investing. A condition on people holds for
    those of an investor too."""
    measure, regime = rule.measure, regime_of(rule)
    on_people = mode == Mode.COMMERCIAL_PRESENCE and Mode.NATURAL_PERSONS in measure.modes and measure.type.conditions
    if not measure.holds_for(mode) and not on_people:
        return False
    if measure.origins and origin not in measure.origins:
        return False
    if measure.areas:
        return any(area in places for area in measure.areas)
    if regime in (Regime.FTZ, Regime.HAINAN):
        return regime in held
    return regime not in (Regime.PILOT, Regime.CEPA) or (regime == Regime.CEPA and bool(measure.origins))


def national_side(deciding: list[Reached]) -> Side | None:
    """The strictest of the national list and the sector rules, those made for one place or investor apart. Where one
    opens what another, no nearer to the activity, limits, and neither yields, they contradict each other."""
    reached = _nearest_by_document([(d, r) for d, r in deciding if regime_of(r) in NATIONAL and not _targeted(r)])
    if any(r.measure.type == MeasureType.OPEN and not r.measure.yields for _, r in reached):
        reached = [(d, r) for d, r in reached if not r.measure.yields]
    reached = _without_yielding(reached)
    if not reached:
        return None
    # The list itself is named first: it is what the investor will be shown.
    reached.sort(key=lambda pair: (terms_of(pair[1].measure).openness, regime_of(pair[1]) != Regime.NATIONAL))
    rules = [r for _, r in reached]
    limits = [r for r in rules if r.measure.type != MeasureType.OPEN]
    if not limits:
        return Side(regime_of(rules[0]), UNLIMITED, tuple(rules))
    nearest = min(d for d, r in reached if r.measure.type != MeasureType.OPEN)
    against = tuple(r for d, r in reached if r.measure.type == MeasureType.OPEN and d <= nearest)
    if terms_of(rules[0].measure).openness == 0:
        closed = tuple(r for r in rules if terms_of(r.measure).openness == 0)
        return Side(Regime.NATIONAL, CLOSED, closed, against)
    limits.sort(key=lambda r: regime_of(r) != Regime.NATIONAL)
    return Side(Regime.NATIONAL, together(r.measure for r in limits), tuple(limits), against)


def _without_yielding(reached: list[Reached]) -> list[Reached]:
    """Without the limits that give way by their own words ("unless the State provides otherwise") to the list, where it allows more of
    the same activity."""
    listed = [(d, terms_of(r.measure).openness) for d, r in reached if regime_of(r) == Regime.NATIONAL and not r.measure.yields]

    def gives_way(distance: int, rule: Rule) -> bool:
        own = terms_of(rule.measure).openness
        return rule.measure.yields and any(d <= distance and allowed > own + FURTHER for d, allowed in listed)

    return [(d, r) for d, r in reached if not gives_way(d, r)]


def special_side(deciding: list[Reached]) -> Side | None:
    """The most open of the special regimes that speak here; of equally open ones that which somebody has checked."""
    best: Side | None = None
    for regime in (*SPECIAL, *NATIONAL):
        own = [(d, r) for d, r in deciding if regime_of(r) == regime and (regime in SPECIAL or _targeted(r))]
        for document in dict.fromkeys(r.clause.document.id for _, r in own):
            rules = [r for _, r in _nearest_by_document([(d, r) for d, r in own if r.clause.document.id == document])]
            rules.sort(key=lambda r: terms_of(r.measure).openness)
            limits = [r for r in rules if r.measure.type != MeasureType.OPEN] or rules
            closed = [r for r in limits if terms_of(r.measure).openness == 0]
            terms = CLOSED if closed else together(r.measure for r in limits)
            side = Side(regime, terms, tuple(closed or limits))
            if best is None or _preference(side) > _preference(best):
                best = side
    return best


def added_by_user(rule: Rule) -> bool:
    """Whether a rule was read in a document that a user added, and confirmed."""
    return rule.measure.confidence == Confidence.ADDED


def _preference(side: Side) -> tuple[float, bool]:
    return side.terms.openness, all(r.measure.confidence == Confidence.VERIFIED for r in side.rules)


def _targeted(rule: Rule) -> bool:
    """Whether a rule is made for named places or for investors from named places, beside the general one."""
    return bool(rule.measure.areas or rule.measure.origins)


def _nearest_by_document(deciding: list[Reached]) -> list[Reached]:
    """Of each document the measures nearest to the activity."""
    nearest: dict[str, int] = {}
    for distance, rule in deciding:
        key = rule.clause.document.id
        nearest[key] = min(distance, nearest.get(key, distance))
    return [(d, r) for d, r in deciding if d == nearest[r.clause.document.id]]

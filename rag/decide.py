"""The decision: which rule applies to an activity, on a day, in a place, to whom. A pure function of the library.

How it goes:

1. The national rule: the national list in force that day and the sector rules, the strictest of them. In one
   document the measure nearest to the activity decides. A rule that yields by its own words ("unless the State
   provides otherwise", telecom-enterprise provisions art. 6) gives way to an opening.
2. The special rules that hold in the place (free-trade-zone list, Hainan list, pilots) or for the investor (Hong Kong,
   Macao, Taiwan): where one is more open than the national rule, it decides (national list, note 9; Foreign Investment Law art. 13). Only a rule that speaks
   opens: silence in a special list lifts nothing.
3. Nothing found: outside the list foreign and domestic investors are treated alike (Foreign Investment Law art. 4,
   28), provided that the list of that day is written up completely; telecom stays closed unless opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus import Confidence, Document, Library, Measure, MeasureType, Mode, Regime, Rule
from corpus.openness import CONTROL, OPEN, VENTURE
from rag.answer import Status

TELECOM = "telecom"
_SPECIAL = (Regime.HAINAN, Regime.FTZ, Regime.PILOT, Regime.CEPA)
_NATIONAL = (Regime.NATIONAL, Regime.SECTOR_LAW, Regime.CROSS_BORDER)
#: A special rule decides only where it lets a foreign investor go further by more than this (percent): Chinese control
#: without a number (49.5) is not more open than Chinese control with 49 %.
_FURTHER = 0.75


@dataclass(frozen=True)
class Terms:
    """What a set of rules allows. ``cap`` is the highest foreign share in percent, None when no number is given."""

    cap: float | None
    chinese_control: bool = False
    joint_venture: bool = False

    @property
    def openness(self) -> float:
        """0 closed … 100 open, as :mod:`corpus.openness` counts it."""
        share = OPEN if self.cap is None else self.cap
        return min(share, CONTROL if self.chinese_control else OPEN, VENTURE if self.joint_venture else OPEN)


@dataclass(frozen=True)
class Side:
    """One regime's answer: its terms and the rules they rest on, the deciding one first."""

    regime: Regime
    terms: Terms
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Decision:
    """The verdict on one activity, place and day. ``basis``: `named`, `uncommitted`, `not-listed`, `depends`, `incomplete`,
    `telecom-silent`, `no-list`."""

    activity: str
    as_of: date
    area: str | None
    origin: str | None
    mode: Mode
    status: Status
    terms: Terms
    basis: str
    regime: Regime
    decisive: Rule | None
    supporting: tuple[Rule, ...]
    gives_way: tuple[Rule, ...]
    conditions: tuple[Rule, ...]

    @property
    def cap(self) -> float | None:
        """The highest foreign share in percent; None when the rule gives no number or nothing is decided."""
        if self.status in (Status.NOT_COVERED, Status.UNCLEAR):
            return None
        if self.terms.cap is None and (self.terms.chinese_control or self.terms.joint_venture):
            return None
        return 100.0 if self.terms.cap is None else self.terms.cap


def decide(
    library: Library,
    activity: str,
    as_of: date,
    area: str | None = None,
    origin: str | None = None,
    mode: Mode = Mode.COMMERCIAL_PRESENCE,
) -> Decision:
    """Decide one activity. ``activity``, ``area`` and ``origin`` are ids of the library. Never raises for known ids."""
    places = library.around(area) if area else {}
    held = {regime for place in places for regime in library.areas[place].regimes}
    found = [
        (distance, rule)
        for distance, rule in library.reaching(activity)
        if rule.in_force(as_of) and _applies(rule, places, held, origin, mode)
    ]
    deciding = [(d, r) for d, r in found if r.measure.type.decides]
    national = _national([(d, r) for d, r in deciding if _regime(r) in _NATIONAL and not _targeted(r)])
    special = _special(deciding)
    chosen, losing = national, ()
    if special and (national is None or special.terms.openness > national.terms.openness + _FURTHER):
        chosen, losing = special, national.rules if national else ()
    elif special and national:
        national = Side(national.regime, national.terms, (*national.rules, *special.rules))
        chosen = national
    conditions = tuple(
        r
        for _, r in found
        if r.measure.type.conditions and (_regime(r) not in _SPECIAL or (chosen and _regime(r) == chosen.regime))
    )
    if chosen is None:
        return _unlisted(library, activity, as_of, area, origin, mode, conditions)
    basis = "uncommitted" if chosen.rules[0].measure.type == MeasureType.UNCOMMITTED else "named"
    return Decision(
        activity=activity,
        as_of=as_of,
        area=area,
        origin=origin,
        mode=mode,
        status=_status(chosen.terms, conditions),
        terms=chosen.terms,
        basis=basis,
        regime=chosen.regime,
        decisive=chosen.rules[0],
        supporting=chosen.rules[1:],
        gives_way=losing,
        conditions=conditions if chosen.terms.openness > 0 else (),
    )


def _regime(rule: Rule) -> Regime:
    return rule.clause.document.regime


def _targeted(rule: Rule) -> bool:
    """Whether a rule is made for named places or for investors from named places, beside the general one."""
    return bool(rule.measure.areas or rule.measure.origins)


def _applies(rule: Rule, places: dict[str, int], held: set[Regime], origin: str | None, mode: Mode) -> bool:
    """Whether a rule reaches this place, investor and mode of supply. A rule that names no mode is one on investing: it
    says nothing about supply from abroad. A condition on whoever invests may also be met through its people or imports."""
    measure, regime = rule.measure, _regime(rule)
    if mode != Mode.COMMERCIAL_PRESENCE and mode not in measure.modes:
        return False
    if mode == Mode.COMMERCIAL_PRESENCE and measure.modes and mode not in measure.modes and measure.type.decides:
        return False
    if measure.origins and origin not in measure.origins:
        return False
    if measure.areas:
        return any(area in places for area in measure.areas)
    if regime in (Regime.FTZ, Regime.HAINAN):
        return regime in held
    return regime not in (Regime.PILOT, Regime.CEPA) or (regime == Regime.CEPA and bool(measure.origins))


def terms_of(measure: Measure) -> Terms:
    """What one deciding measure allows by itself."""
    if measure.type in (MeasureType.PROHIBITED, MeasureType.UNCOMMITTED):
        return Terms(cap=0.0)
    return Terms(
        cap=measure.cap if measure.type == MeasureType.EQUITY_CAP else None,
        chinese_control=measure.type == MeasureType.CHINESE_CONTROL,
        joint_venture=measure.type == MeasureType.JV_ONLY,
    )


def _nearest_by_document(deciding: list[tuple[int, Rule]]) -> list[Rule]:
    """Of each document the measures nearest to the activity."""
    nearest: dict[str, tuple[int, list[Rule]]] = {}
    for distance, rule in deciding:
        key = rule.clause.document.id
        if key not in nearest or distance < nearest[key][0]:
            nearest[key] = (distance, [rule])
        elif distance == nearest[key][0]:
            nearest[key][1].append(rule)
    return [rule for _, rules in nearest.values() for rule in rules]


def _national(deciding: list[tuple[int, Rule]]) -> Side | None:
    rules = _nearest_by_document(deciding)
    if any(r.measure.type == MeasureType.OPEN and not r.measure.yields for r in rules):
        rules = [r for r in rules if not r.measure.yields]
    if not rules:
        return None
    strictest = min(terms_of(r.measure).openness for r in rules)
    # The list itself is named first: it is what the investor will be shown.
    rules.sort(key=lambda r: (terms_of(r.measure).openness, _regime(r) != Regime.NATIONAL))
    if strictest == 0:
        closed = tuple(r for r in rules if terms_of(r.measure).openness == 0)
        return Side(Regime.NATIONAL, Terms(cap=0.0), closed)
    limits = [r for r in rules if r.measure.type != MeasureType.OPEN]
    if not limits:
        return Side(_regime(rules[0]), Terms(cap=None), tuple(rules))
    limits.sort(key=lambda r: _regime(r) != Regime.NATIONAL)
    return Side(Regime.NATIONAL, _together(limits), tuple(limits))


def _together(rules: list[Rule]) -> Terms:
    """The terms that meet all of these limits at once."""
    terms = [terms_of(r.measure) for r in rules]
    caps = [t.cap for t in terms if t.cap is not None]
    return Terms(min(caps) if caps else None, any(t.chinese_control for t in terms), any(t.joint_venture for t in terms))


def _special(deciding: list[tuple[int, Rule]]) -> Side | None:
    """The most open of the special regimes that speak here."""
    best: Side | None = None
    for regime in (*_SPECIAL, *_NATIONAL):
        own = [(d, r) for d, r in deciding if _regime(r) == regime and (regime in _SPECIAL or _targeted(r))]
        for document in dict.fromkeys(r.clause.document.id for _, r in own):
            rules = _nearest_by_document([(d, r) for d, r in own if r.clause.document.id == document])
            rules.sort(key=lambda r: terms_of(r.measure).openness)
            limits = [r for r in rules if r.measure.type != MeasureType.OPEN] or rules
            closed = [r for r in limits if terms_of(r.measure).openness == 0]
            terms = Terms(cap=0.0) if closed else _together(limits)
            side = Side(regime, terms, tuple(closed or limits))
            if best is None or _preference(side) > _preference(best):
                best = side
    return best


def _preference(side: Side) -> tuple[float, bool]:
    """The more open side first; of equally open ones that which somebody has checked."""
    return side.terms.openness, all(r.measure.confidence == Confidence.VERIFIED for r in side.rules)


def _status(terms: Terms, conditions: tuple[Rule, ...]) -> Status:
    if terms.openness == 0:
        return Status.PROHIBITED
    if terms.openness < 100:
        return Status.RESTRICTED
    permits = (MeasureType.LICENCE, MeasureType.APPROVAL)
    return Status.CONDITIONAL if any(r.measure.type in permits for r in conditions) else Status.OPEN


def national_list(library: Library, day: date, mode: Mode = Mode.COMMERCIAL_PRESENCE) -> Document | None:
    """The national list in force on a day, or None: of investment, or for the other modes that of cross-border services."""
    regime = Regime.NATIONAL if mode == Mode.COMMERCIAL_PRESENCE else Regime.CROSS_BORDER
    lists = (d for d in library.documents.values() if d.regime == regime and d.in_force(day))
    return next(lists, None)


def _unlisted(
    library: Library,
    activity: str,
    as_of: date,
    area: str | None,
    origin: str | None,
    mode: Mode,
    conditions: tuple[Rule, ...],
) -> Decision:
    """No measure decides: national treatment, if the list of that day is there in full."""
    edition = national_list(library, as_of, mode)
    status, basis = Status.UNCLEAR, "depends"
    if edition is None:
        status, basis = Status.NOT_COVERED, "no-list"
    elif not edition.complete:
        basis = "incomplete"
    elif library.activities[activity].may_be:
        basis = "depends"
    elif TELECOM in library.above(activity):
        basis = "telecom-silent"
    else:
        status, basis = _status(Terms(cap=None), conditions), "not-listed"
    return Decision(
        activity=activity,
        as_of=as_of,
        area=area,
        origin=origin,
        mode=mode,
        status=status,
        terms=Terms(cap=None),
        basis=basis,
        regime=Regime.NATIONAL if mode == Mode.COMMERCIAL_PRESENCE else Regime.CROSS_BORDER,
        decisive=None,
        supporting=(),
        gives_way=(),
        conditions=conditions,
    )

"""The decision: which rule applies to an activity, on a day, in a place, to whom. A pure function of the library.

How it goes:

1. The national rule: the national list in force that day and the sector rules, the strictest of them. In one
   document the measure nearest to the activity decides. A rule that yields by its own words ("unless the State
   provides otherwise", telecom-enterprise provisions art. 6) gives way to an opening, and to a list that allows more.
2. The special rules that hold in the place (free-trade-zone list, Hainan list, pilots) or for the investor (Hong Kong,
   Macao, Taiwan): where one is more open than the national rule, it decides (national list, note 9; Foreign Investment Law art. 13). Only a rule that speaks
   opens: silence in a special list lifts nothing. A limit that a user's own document sets in its place holds there: who added and
   confirmed it says so.
3. Nothing found: outside the list foreign and domestic investors are treated alike (Foreign Investment Law art. 4,
   28), provided that the list of that day is written up completely; telecom stays closed unless opened.
4. What holds for every investment is added as far as it bears on the outcome (:mod:`rag.decision.horizontal`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from corpus import Document, Library, MeasureType, Mode, Regime, Rule
from rag.decision.horizontal import horizontal_rules
from rag.decision.precedence import FURTHER, SPECIAL, Side, added_by_user, applies, national_side, regime_of, special_side
from rag.decision.status import Status
from rag.decision.terms import UNLIMITED, Terms

TELECOM = "telecom"
_PERMITS = (MeasureType.LICENCE, MeasureType.APPROVAL)


@dataclass(frozen=True)
class Decision:
    """The verdict on one activity, place and day, with everything it rests on.

    ``basis``: `named` (a rule decides), `uncommitted` (closed because nothing opens it), `not-listed` (national treatment);
    without a verdict `conflict`, `varies` (a group whose parts differ), `depends`, `incomplete`, `telecom-silent`, `topic`, `no-list`.
    ``supporting`` rules agree with ``decisive``, those in ``gives_way`` are displaced by it, those in ``against`` contradict
    it; ``conditions`` are to be met by whoever may enter, ``horizontal`` rules hold for every investment."""

    activity: str
    as_of: date
    area: str | None
    origin: str | None
    mode: Mode
    status: Status
    terms: Terms
    basis: str
    regime: Regime
    project: bool = False
    decisive: Rule | None = None
    supporting: tuple[Rule, ...] = ()
    gives_way: tuple[Rule, ...] = ()
    against: tuple[Rule, ...] = ()
    conditions: tuple[Rule, ...] = ()
    horizontal: tuple[Rule, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether there is a verdict at all."""
        return self.status not in (Status.NOT_COVERED, Status.UNCLEAR)

    @property
    def cap(self) -> float | None:
        """The highest foreign share in percent; None when the rule gives no number, for a project or supply without a company
        in China that is not closed, or when nothing is decided."""
        shareless = self.project or self.mode != Mode.COMMERCIAL_PRESENCE
        if not self.settled or (shareless and self.terms.openness > 0):
            return None
        if self.terms.cap is None and (self.terms.chinese_control or self.terms.joint_venture):
            return None
        return 100.0 if self.terms.cap is None else self.terms.cap


#: An answer decides the same case many times over (verdict, other places, other days, conditions): so many decisions are kept.
_KEPT = 4096


@lru_cache(maxsize=_KEPT)
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
        if rule.in_force(as_of) and applies(rule, places, held, origin, mode)
    ]
    deciding = [(d, r) for d, r in found if r.measure.type.decides]
    national, special = national_side(deciding), special_side(deciding)
    chosen, losing = _weigh(national, special)
    conditions = tuple(
        r
        for _, r in found
        if r.measure.type.conditions
        and (regime_of(r) not in SPECIAL or added_by_user(r) or (chosen and regime_of(r) == chosen.regime))
    )
    if chosen is None:
        status, basis = _unlisted(library, activity, as_of, mode, conditions)
        terms, regime = UNLIMITED, Regime.NATIONAL if mode == Mode.COMMERCIAL_PRESENCE else Regime.CROSS_BORDER
    else:
        terms, regime = chosen.terms, chosen.regime
        status, basis = _status(terms, conditions), "named"
        if chosen.against:
            status, basis = Status.UNCLEAR, "conflict"
        elif chosen.rules[0].measure.type == MeasureType.UNCOMMITTED:
            basis = "uncommitted"
    rules = chosen.rules if chosen else (None,)
    return Decision(
        activity=activity,
        as_of=as_of,
        area=area,
        origin=origin,
        mode=mode,
        status=status,
        terms=terms,
        basis=basis,
        regime=regime,
        project=library.activities[activity].project,
        decisive=rules[0],
        supporting=rules[1:],
        gives_way=losing,
        against=chosen.against if chosen else (),
        conditions=conditions if terms.openness > 0 else (),
        horizontal=horizontal_rules(library, as_of, mode, terms, chosen is not None, bool(losing)),
    )


def _weigh(national: Side | None, special: Side | None) -> tuple[Side | None, tuple[Rule, ...]]:
    """The side that decides, and the rules that give way to it."""
    if special and (national is None or special.terms.openness > national.terms.openness + FURTHER):
        return special, national.rules if national else ()
    stricter = special and national and special.terms.openness < national.terms.openness - FURTHER
    if special and national and stricter and all(added_by_user(r) for r in special.rules):
        return special, national.rules
    if special and national:
        return Side(national.regime, national.terms, (*national.rules, *special.rules), national.against), ()
    return national, ()


def _status(terms: Terms, conditions: tuple[Rule, ...]) -> Status:
    if terms.openness == 0:
        return Status.PROHIBITED
    if terms.openness < 100:
        return Status.RESTRICTED
    return Status.CONDITIONAL if any(r.measure.type in _PERMITS for r in conditions) else Status.OPEN


def national_list(library: Library, day: date, mode: Mode = Mode.COMMERCIAL_PRESENCE) -> Document | None:
    """The national list in force on a day, or None: of investment, or for the other modes that of cross-border services."""
    regime = Regime.NATIONAL if mode == Mode.COMMERCIAL_PRESENCE else Regime.CROSS_BORDER
    return next((d for d in library.nationwide.get(regime, ()) if d.in_force(day)), None)


def _unlisted(library: Library, activity: str, day: date, mode: Mode, conditions: tuple[Rule, ...]) -> tuple[Status, str]:
    """No measure decides: national treatment, if the list of that day is there in full."""
    edition = national_list(library, day, mode)
    if library.activities[activity].topic:
        return Status.NOT_COVERED, "topic"
    if edition is None:
        return Status.NOT_COVERED, "no-list"
    if library.activities[activity].may_be:
        return Status.UNCLEAR, "depends"
    if not edition.complete:
        return Status.UNCLEAR, "incomplete"
    if library.ruled_below(activity):
        return Status.UNCLEAR, "varies"
    if TELECOM in library.above(activity):
        return Status.UNCLEAR, "telecom-silent"
    return _status(UNLIMITED, conditions), "not-listed"

"""Finding measures by what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.kinds import MeasureType, Regime
from corpus.library import Library, Rule


@dataclass(frozen=True)
class Selection:
    """What is looked for; None does not narrow. ``activities`` are reached by a measure, also through a group above
    them; ``named`` are named in it. ``area`` is a place where it holds, ``day`` one on which it is in force."""

    activities: tuple[str, ...] | None = None
    named: frozenset[str] | None = None
    type: MeasureType | None = None
    document: str | None = None
    area: str | None = None
    day: date | None = None


def select(library: Library, wanted: Selection) -> list[Rule]:
    """The measures that meet every condition, in document order. Ids are those of the library."""
    reached = {id(r) for a in wanted.activities or () for _, r in library.reaching(a)}
    places = library.around(wanted.area) if wanted.area else {}
    held = {regime for place in places for regime in library.areas[place].regimes}
    return [
        rule
        for rule in library.rules
        if (wanted.activities is None or id(rule) in reached)
        and (wanted.named is None or not wanted.named.isdisjoint(rule.measure.activities))
        and wanted.type in (None, rule.measure.type)
        and wanted.document in (None, rule.clause.document.id)
        and (wanted.day is None or rule.in_force(wanted.day))
        and (wanted.area is None or _holds(rule, places, held))
    ]


def _holds(rule: Rule, places: dict[str, int], held: set[Regime]) -> bool:
    if rule.measure.areas:
        return any(area in places for area in rule.measure.areas)
    regime = rule.clause.document.regime
    return regime not in (Regime.FTZ, Regime.HAINAN) or regime in held

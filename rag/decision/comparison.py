"""The same businesses in two settings: two editions of a list, two places, two days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from corpus import Library, Mode, Regime
from rag.decision.decision import Decision, decide
from rag.decision.precedence import FURTHER
from rag.decision.regimes import PLACES
from rag.decision.timeline import same
from rag.language.lexicon import Lexicon, UnknownName

_LISTS = (Regime.NATIONAL, *PLACES)


class Direction(StrEnum):
    """What became of a business from one setting to the other."""

    OPENED = "opened"
    LOOSENED = "loosened"
    TIGHTENED = "tightened"
    CLOSED = "closed"
    CHANGED = "changed"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Setting:
    """Where, when, for whom and through which mode decisions are made. ``edition`` is the list whose first day it is."""

    day: date
    area: str | None = None
    origin: str | None = None
    mode: Mode = Mode.COMMERCIAL_PRESENCE
    edition: str | None = None


@dataclass(frozen=True)
class Pair:
    """One activity decided in both settings."""

    activity: str
    left: Decision
    right: Decision
    direction: Direction


def setting(library: Library, lexicon: Lexicon, value: str, base: Setting) -> Setting:
    """One side of a comparison in words: a day, the id of a list (its first day, where it holds) or a place, the rest as in
    ``base``. Raises UnknownName."""
    try:
        return replace(base, day=date.fromisoformat(value))
    except ValueError:
        pass
    document = library.documents.get(value)
    if document and document.regime in _LISTS and document.effective:
        area = PLACES.get(document.regime, base.area)
        return replace(base, day=document.effective, area=area, edition=document.id)
    if value.strip().lower() in ("national", "全国", "china", "中国"):
        return replace(base, area=None)
    try:
        return replace(base, area=lexicon.resolve("area", value))
    except UnknownName:
        raise UnknownName(
            "side", value, "a day (2021-12-31), a list (`cn-fi-negative-list-2021`) or a place (`hainan`, 上海临港)"
        ) from None


def compare(library: Library, activities: Iterable[str], left: Setting, right: Setting) -> tuple[Pair, ...]:
    """Each activity in both settings, in the order given."""
    return tuple(_pair(_decided(library, a, left), _decided(library, a, right)) for a in activities)


def _decided(library: Library, activity: str, place: Setting) -> Decision:
    return decide(library, activity, place.day, place.area, place.origin, place.mode)


def _pair(left: Decision, right: Decision) -> Pair:
    return Pair(left.activity, left, right, _direction(left, right))


def _direction(left: Decision, right: Decision) -> Direction:
    if not (left.settled and right.settled):
        return Direction.SAME if left.status == right.status and left.basis == right.basis else Direction.UNKNOWN
    before, after = left.terms.openness, right.terms.openness
    if after > before + FURTHER:
        return Direction.OPENED if before == 0 else Direction.LOOSENED
    if before > after + FURTHER:
        return Direction.CLOSED if after == 0 else Direction.TIGHTENED
    return Direction.SAME if same(left, right) and left.status == right.status else Direction.CHANGED

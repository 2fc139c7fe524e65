"""What rules allow: the highest foreign share, Chinese control, a joint venture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus import Measure, MeasureType
from corpus.openness import CONTROL, OPEN, VENTURE


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


CLOSED, UNLIMITED = Terms(cap=0.0), Terms(cap=None)


def terms_of(measure: Measure) -> Terms:
    """What one deciding measure allows by itself."""
    if measure.type in (MeasureType.PROHIBITED, MeasureType.UNCOMMITTED):
        return CLOSED
    return Terms(
        cap=measure.cap if measure.type == MeasureType.EQUITY_CAP else None,
        chinese_control=measure.type == MeasureType.CHINESE_CONTROL,
        joint_venture=measure.type == MeasureType.JV_ONLY,
    )


def together(measures: Iterable[Measure]) -> Terms:
    """The terms that meet all of these limits at once."""
    terms = [terms_of(m) for m in measures]
    caps = [t.cap for t in terms if t.cap is not None]
    return Terms(min(caps, default=None), any(t.chinese_control for t in terms), any(t.joint_venture for t in terms))

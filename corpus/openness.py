"""How open a rule leaves a business, as one number, so that two editions of it can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corpus.model import Measure, MeasureType

CLOSED, OPEN = 0.0, 100.0
#: Chinese control without a number in the law counts just below half; a joint venture as any share, but never all of it.
CONTROL, VENTURE = 49.5, 99.0
_BY_TYPE = {
    MeasureType.PROHIBITED: CLOSED,
    MeasureType.UNCOMMITTED: CLOSED,
    MeasureType.CHINESE_CONTROL: CONTROL,
    MeasureType.JV_ONLY: VENTURE,
    MeasureType.OPEN: OPEN,
}


def openness_of_measure(measure: Measure) -> float | None:
    """0 closed … 100 open: the highest foreign share in percent that the measure by itself allows. None when it decides
    nothing about entry (a licence, a definition, an aim)."""
    if measure.type == MeasureType.EQUITY_CAP:
        return measure.cap
    return _BY_TYPE.get(measure.type)


def openness_for(above: Mapping[str, int], measures: Iterable[Measure]) -> float | None:
    """What these measures together leave open in one activity; None when none of them reaches it. ``above`` is the activity
    (0) and everything above it with the distance in steps: the nearest measure decides, and of equally near ones the strictest."""
    nearest: tuple[int, float] | None = None
    for measure in measures:
        share = openness_of_measure(measure)
        distance = min((above[a] for a in measure.activities if a in above), default=None)
        excepted = min((above[e] for e in measure.excepted if e in above), default=None)
        if share is None or distance is None or (excepted is not None and excepted <= distance):
            continue
        nearest = min(nearest, (distance, share)) if nearest else (distance, share)
    return nearest[1] if nearest else None

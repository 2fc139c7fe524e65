"""Scores over the wordings of an item: how much depends on the words in which a question is put."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from evals.scoring.intervals import interval
from evals.scoring.score import METRICS, ItemScores


@dataclass(frozen=True)
class Wordings:
    """One metric over ``n`` items that were asked in several wordings, ``questions`` in all. ``first`` is the mean of the wordings that
    the set has as the question, ``mean`` that of the items' means over their wordings, ``worst`` that of each item's worst wording. The
    bounds are of the 95% intervals over items: the wordings of one item are no independent questions."""

    metric: str
    n: int
    questions: int
    first: float | None
    mean: float
    mean_interval: tuple[float, float]
    worst: float
    worst_interval: tuple[float, float]


def over_wordings(scores: Sequence[ItemScores]) -> list[Wordings]:
    """A row for each metric that an item with several wordings is eligible for, in the order of METRICS; none where no item has
    several."""
    several = {s.base for s in scores if s.wording_of}
    rows = (_row(metric, [s for s in scores if s.base in several]) for metric in METRICS)
    return [row for row in rows if row]


def _row(metric: str, scores: Sequence[ItemScores]) -> Wordings | None:
    values: dict[str, list[float]] = {}
    for one in scores:
        if (score := one.scores[metric]) is not None:
            values.setdefault(one.base, []).append(score)
    if not values:
        return None
    first = [score for s in scores if s.wording_of is None and (score := s.scores[metric]) is not None]
    worse = min if METRICS[metric].higher_is_better else max
    means, worst = [statistics.fmean(v) for v in values.values()], [worse(v) for v in values.values()]
    return Wordings(
        metric,
        len(values),
        sum(map(len, values.values())),
        statistics.fmean(first) if first else None,
        statistics.fmean(means),
        interval(means),
        statistics.fmean(worst),
        interval(worst),
    )

"""95% intervals of a mean over items."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

_Z = 1.959964
_DRAWS = 2000
#: Fewer values than this say too little of their own spread.
_FEWEST = 10


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The bounds for the mean of values from 0 to 1, at least one: a bootstrap, but Wilson's where each is 0 or 1, and where
    they are few (it is never too narrow: no values in 0…1 spread wider than zeros and ones of the same mean)."""
    if len(values) < _FEWEST or all(v in (0.0, 1.0) for v in values):
        return wilson(sum(values), len(values))
    return bootstrap(values)


def wilson(hits: float, n: int) -> tuple[float, float]:
    """Wilson's score interval of a mean of ``n``: within 0…1, and never of no width."""
    rate, spread = hits / n, _Z * _Z / n
    middle = (rate + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(rate * (1 - rate) / n + spread / (4 * n)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def bootstrap(values: Sequence[float], draws: int = _DRAWS) -> tuple[float, float]:
    """The percentile interval of the mean over items drawn with replacement. The seed is fixed: the same values, the same bounds."""
    sample = np.asarray(values, dtype=float)
    drawn = np.random.default_rng(0).integers(0, len(sample), size=(draws, len(sample)))
    low, high = np.percentile(sample[drawn].mean(axis=1), (2.5, 97.5))
    return float(low), float(high)

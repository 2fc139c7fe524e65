"""A provision found."""

from __future__ import annotations

import math
from dataclasses import dataclass

#: The score that is as much as not near, and how much more is nearly all: so that what is found for most questions spreads out.
_HALF, _SPREAD = 0.9, 0.1


@dataclass(frozen=True)
class Hit:
    """A provision found. ``score`` is the fused one and compares within one search; ``cosine`` (that of the question as it was
    embedded) and ``bm25`` are what thresholds are set for. ``referred`` is set where the text means the provision exactly, or its document by number."""

    id: str
    score: float
    cosine: float
    bm25: float
    referred: bool = False

    @property
    def relevance(self) -> float:
        """The score between 0 and 1, in the same order."""
        return 1 / (1 + math.exp((_HALF - self.score) / _SPREAD))

"""A provision found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hit:
    """A provision found. ``score`` is the fused one and compares within one search; ``cosine`` (that of the question as it was
    embedded) and ``bm25`` are what thresholds are set for. ``referred`` is set where the text means the provision exactly, or its document by number."""

    id: str
    score: float
    cosine: float
    bm25: float
    referred: bool = False

"""Whether a question is about something else altogether: a small network over all that heads and scorer say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rag.question.learned.pairs import Pairs

#: Evidence beyond so many spreads is cut: a question may be like nothing that was seen.
CUT = 8.0
#: Probabilities nearer to 0 or 1 than this say no more.
_LEAST = 1e-3
MATTER, TRADE, OTHER_LAW = "matter", "trade", "other-law"


@dataclass(frozen=True, eq=False)
class Outside:
    """``mean`` and ``spread`` (evidence,) are those of the training questions; ``first`` (evidence, hidden), ``first_bias`` (hidden,), ``second``
    (hidden,) and ``bias`` (1,) are weights, as evals/training/network.py fits them."""

    mean: np.ndarray
    spread: np.ndarray
    first: np.ndarray
    first_bias: np.ndarray
    second: np.ndarray
    bias: np.ndarray

    def probability(self, evidence: np.ndarray) -> float:
        """How likely it is that a question with this evidence (evidence,) is outside."""
        x = np.clip((evidence - self.mean) / self.spread, -CUT, CUT)
        hidden = np.maximum(x @ self.first + self.first_bias, 0)
        return float(1 / (1 + np.exp(-(hidden @ self.second + self.bias[0]))))


def outside_evidence(kinds: Mapping[str, float], probabilities: np.ndarray, none: float, pairs: Pairs) -> np.ndarray:
    """What speaks for and against a question being outside: every head (``kinds``), none of the businesses being meant, the likeliest of them
    with what speaks for it, and the question. A trade is outside only where no business is meant."""
    likeliest = int(np.argmax(probabilities))
    first = float(probabilities[likeliest])
    given = [*kinds.values(), none, first, first / max(1e-6, 1 - none)]
    matter, trade, other = kinds[MATTER], kinds[TRADE], kinds[OTHER_LAW]
    row = pairs.of_business[likeliest]
    crossed = [matter, other, trade * none, max(matter, other, trade * none), _odds(trade) * row[0], _odds(none) * _odds(trade)]
    return np.array([*map(_odds, given), *crossed, *row, *pairs.of_question], dtype=np.float32)


def _odds(probability: float) -> float:
    clipped = min(max(probability, _LEAST), 1 - _LEAST)
    return float(np.log(clipped / (1 - clipped)))

"""What a question asks, in which mode and under whose law: one linear scorer for each, over the states of its tokens and its wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rag.question.learned.grams import wording_buckets


@dataclass(frozen=True, eq=False)
class Heads:
    """``names`` of the heads; ``words`` (buckets, heads), ``meaning`` (3 × dimension, heads), ``cues`` (cues, heads), ``bias`` (heads,); ``centre`` and
    ``spread`` (3 × dimension,) are of the states of the training questions; ``least`` (heads,) is the probability from which a head
    counts as yes."""

    names: tuple[str, ...]
    words: np.ndarray
    meaning: np.ndarray
    cues: np.ndarray
    bias: np.ndarray
    centre: np.ndarray
    spread: np.ndarray
    least: np.ndarray

    def probabilities(self, text: str, states: np.ndarray, cues: np.ndarray) -> Mapping[str, float]:
        """The probability of every head for a question with these ``states`` (tokens, dimension) and ``cues`` (cues,)."""
        buckets = wording_buckets(text)
        worded = self.words[buckets].sum(axis=0) / np.sqrt(max(1, len(buckets)))
        logits = worded + (pooled(states) - self.centre) / self.spread @ self.meaning + cues @ self.cues + self.bias
        return dict(zip(self.names, (1 / (1 + np.exp(-logits))).tolist(), strict=True))


def pooled(states: np.ndarray) -> np.ndarray:
    """The mean, the largest and the smallest of the states over the tokens: (3 × dimension,)."""
    return np.concatenate([states.mean(axis=0), states.max(axis=0), states.min(axis=0)]).astype(np.float32)

"""The scorer of pairs of a question and a business: a linear part and a small network, one for all businesses, with a score for none of
them next to theirs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rag.question.learned.likeness import FEATURES, OF_EXAMPLES, SUM
from rag.question.learned.pairs import Pairs

#: Where the likeness in words, and the whitened likeness in meaning, are among the features of a business.
LIKE = 14
MEANING = 22 + SUM
#: Features beyond so many spreads are cut: a question may be like nothing that was seen.
LOWEST, HIGHEST = -6.0, 12.0
#: How many features a question has, and a business.
OF_QUESTION = 11
WIDTH = 22 + 2 * FEATURES + OF_EXAMPLES
#: So many of the best scores speak for or against none of the businesses; where there are fewer, this stands for a score.
_BEST, _UNLIKELY = 3, -10.0


@dataclass(frozen=True, eq=False)
class Scorer:
    """``mean`` and ``spread`` (features,) are those of the training pairs; the rest are weights, as evals/training/train.py fits them.
    ``temperature`` calibrates the probabilities, and ``sure`` (2,) the slope and the offset of the log-odds with which the businesses
    that come to the same as the first are right, given that some business is meant."""

    mean: np.ndarray
    spread: np.ndarray
    linear: np.ndarray
    first: np.ndarray
    first_bias: np.ndarray
    second: np.ndarray
    second_bias: np.ndarray
    third: np.ndarray
    bias: np.ndarray
    none_first: np.ndarray
    none_first_bias: np.ndarray
    none_second: np.ndarray
    none_bias: np.ndarray
    temperature: np.ndarray
    sure: np.ndarray

    def probabilities(self, pairs: Pairs, known: int) -> tuple[np.ndarray, float]:
        """The probability of every business of the taxonomy, the first ``known``, and that of none of them."""
        logits = self.logits(pairs, known) / self.temperature
        weights = np.exp(logits - logits.max())
        shares = weights / weights.sum()
        return shares[:known], float(shares[known:].sum())

    def certainty(self, alike: float) -> float:
        """How sure it is that one of some businesses is meant, whose probabilities come to ``alike``, given that any is."""
        clipped = min(max(alike, 1e-4), 1 - 1e-4)
        return float(1 / (1 + np.exp(-(self.sure[0] * np.log(clipped / (1 - clipped)) + self.sure[1]))))

    def logits(self, pairs: Pairs, known: int) -> np.ndarray:
        """The scores of the businesses of the taxonomy, of none of them, and of those outside: (businesses + 1,)."""
        features = pairs.of_business
        x = np.clip((features - self.mean) / self.spread, LOWEST, HIGHEST)
        question = np.broadcast_to(pairs.of_question, (len(x), len(pairs.of_question)))
        hidden = np.maximum(np.concatenate([x, question], axis=1) @ self.first + self.first_bias, 0)
        hidden = np.maximum(hidden @ self.second + self.second_bias, 0)
        scores = x @ self.linear + hidden @ self.third + self.bias[0]
        best, outside = np.full(_BEST, _UNLIKELY), scores[known:].max(initial=_UNLIKELY)
        best[:known] = -np.sort(-scores[:known])[:_BEST]
        summary = [
            *pairs.of_question, *(best / 5), outside / 5, (best[0] - best[1]) / 5,
            features[:known, MEANING].max(), features[known:, MEANING].max(initial=-1.0), features[:known, LIKE].max(),
        ]  # fmt: skip
        none = np.tanh(np.array(summary) @ self.none_first + self.none_first_bias) @ self.none_second + self.none_bias[0]
        return np.concatenate([scores[:known], [none], scores[known:]])

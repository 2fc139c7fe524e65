"""How like every business a question is in meaning: its vector against those of descriptions and names.

What all questions of a language share (who asks, China, "may we") weighs more in a vector than what is asked about. So the mean question of
its language is taken off a question, and the mean of its language off an anchor; and once the directions in which all of them spread
most are made shorter (a whitening, as in Huang et al. 2021, WhiteningBERT)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index import Anchors

#: Of a business without anchors of a sort.
_NONE = -0.3
#: The best few of a business's anchors are averaged.
_FEW = 3
#: The features of one business that come of one way of comparing: best line, best few lines, best names, best few names, their sum, how
#: far the sum leads, its rank.
FEATURES = 7
#: Where the sum is among them.
SUM = 4
#: The features of one business that come of examples: the best, the best few, how far those lead, and whether there are any.
OF_EXAMPLES = 4

NO_BUSINESS = ""


@dataclass(frozen=True, eq=False)
class Examples:
    """Questions of which is known which business they mean: ``vectors`` (examples, dimension), as `whitened` gives them, and the id of the
    business of each, `NO_BUSINESS` for one about something else altogether."""

    vectors: np.ndarray
    businesses: tuple[str, ...]


class Likeness:
    """``frames`` (dimension,) are the mean questions by language, that of `en` for any other; ``whitening`` (dimension, dimension). Examples
    of businesses that the anchors do not have are left out."""

    def __init__(self, anchors: Anchors, frames: Mapping[str, np.ndarray], whitening: np.ndarray, examples: Examples) -> None:
        self._businesses = len(anchors.businesses)
        self._frames, self._whitening = frames, whitening
        centred = centred_anchors(anchors)
        order = np.lexsort((anchors.owners, anchors.named))
        self._plain, self._white = centred[order], unit(centred @ whitening)[order]
        lines = int((~anchors.named).sum())
        self._parts = [
            _Part(anchors.owners[order][:lines], slice(0, lines)),
            _Part(anchors.owners[order][lines:], slice(lines, None)),
        ]

        position = {one: i for i, one in enumerate((*anchors.businesses, NO_BUSINESS))}
        known = sorted((position[one], i) for i, one in enumerate(examples.businesses) if one in position)
        self._examples = examples.vectors[[i for _, i in known]].astype(np.float32)
        self._exemplified = _Part(np.array([owner for owner, _ in known], dtype=np.int64), slice(None))

    def features(self, vector: np.ndarray, language: str, hidden: Sequence[int] = ()) -> tuple[np.ndarray, np.ndarray]:
        """The features of every business for a question with this vector: (businesses, 2 × FEATURES + OF_EXAMPLES), whitened first; and how
        like it is to examples that mean none of them: (2,), the best and the best few. The examples of ``hidden`` businesses are not
        looked at."""
        question = unit(vector - self._frames.get(language, self._frames["en"]))
        white = unit(question @ self._whitening)
        of_examples, of_none = self._of_examples(self._examples @ white, hidden)
        return np.concatenate([self._of(self._white @ white), self._of(self._plain @ question), of_examples], axis=1), of_none

    def _of_examples(self, cosines: np.ndarray, hidden: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        best, few = self._exemplified.best(cosines, self._businesses + 1)
        for column in (best, few):
            column[list(hidden)] = _NONE
        known = np.column_stack([best[:-1], few[:-1], lead_over_others(few[:-1]), best[:-1] > _NONE]).astype(np.float32)
        return known, np.array([best[-1], few[-1]], dtype=np.float32)

    def _of(self, cosines: np.ndarray) -> np.ndarray:
        columns = [column for part in self._parts for column in part.best(cosines, self._businesses)]
        total = np.sum(columns, axis=0)
        return np.column_stack([*columns, total, lead_over_others(total), inverse_rank(total)]).astype(np.float32)


class _Part:
    """Anchors of one sort, those of one business together."""

    def __init__(self, owners: np.ndarray, where: slice) -> None:
        self._where = where
        self._owned, self._starts, self._counts = np.unique(owners, return_index=True, return_counts=True)

    def best(self, cosines: np.ndarray, businesses: int) -> tuple[np.ndarray, np.ndarray]:
        """The best cosine of every business, and the mean of its best few."""
        best, few = (np.full(businesses, _NONE, dtype=np.float32) for _ in range(2))
        if len(self._owned) == 0:
            return best, few
        own = cosines[self._where]
        best[self._owned] = np.maximum.reduceat(own, self._starts)
        # Sorted within each business: by business first, then by cosine.
        group = np.repeat(np.arange(len(self._owned)), self._counts)
        ordered = own[np.lexsort((-own, group))]
        ends = np.minimum(_FEW, self._counts)
        sums = np.concatenate([[0.0], np.cumsum(ordered, dtype=np.float64)])
        few[self._owned] = (sums[self._starts + ends] - sums[self._starts]) / ends
        return best, few


def whitened(
    vectors: np.ndarray, languages: Sequence[str], frames: Mapping[str, np.ndarray], whitening: np.ndarray
) -> np.ndarray:
    """The vectors of questions in these languages, centred, whitened and of length 1: (questions, dimension)."""
    mean = np.stack([frames.get(language, frames["en"]) for language in languages])
    return unit(unit(vectors - mean) @ whitening)


def centred_anchors(anchors: Anchors) -> np.ndarray:
    """The vectors of anchors without the mean of their sort and language, of length 1."""
    centred = anchors.vectors.astype(np.float32).copy()
    languages = np.array(anchors.languages)
    for named in (False, True):
        for language in sorted(set(languages[anchors.named == named])):
            chosen = (languages == language) & (anchors.named == named)
            centred[chosen] -= centred[chosen].mean(axis=0)
    return unit(centred)


def unit(vectors: np.ndarray) -> np.ndarray:
    """Vectors at length 1 (those of length 0 stay)."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)


def lead_over_others(values: np.ndarray) -> np.ndarray:
    """By how much each of some values is above the best of the others; nothing where there are no others."""
    if len(values) < 2:
        return np.zeros(len(values))
    first, second = np.argsort(-values, kind="stable")[:2]
    others = np.full(len(values), values[first])
    others[first] = values[second]
    return values - others


def inverse_rank(values: np.ndarray) -> np.ndarray:
    """1 for the best, 1/2 for the second, and so on."""
    ranks = np.empty(len(values))
    ranks[np.argsort(-values, kind="stable")] = np.arange(len(values))
    return 1 / (1 + ranks)

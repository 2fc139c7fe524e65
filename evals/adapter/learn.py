"""Learning the adapter: a question is to lie nearer to the provisions that answer it than to all others, by the whole score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.ranking.query_adapter import Adapter

#: What holds the moved vector to the one asked, set on topics of STARD that were not learnt from: from 8 to 30 all stay within
#: their error. With none, what is learnt of one topic harms the others.
HELD = 15.0
RANK, STEPS, BATCH, RATE, SHARPNESS = 64, 100, 128, 0.005, 60.0
#: From a large corpus a question is told apart from those that come nearest to it, and from some of all others.
_LARGE, _NEAREST, _OTHERS = 10_000, 80, 1500
_WARM, _BETAS = 10, (0.9, 0.999)


@dataclass(frozen=True, eq=False)
class Lesson:
    """Questions with what bears on each. ``asked`` (q, dimension) and ``passages`` (n, dimension) are of length 1; ``beside``
    (q, n) is what the score adds to the cosine; ``right`` has the positions that bear on each question. ``weight`` is that of
    the lesson among others."""

    asked: np.ndarray
    passages: np.ndarray
    beside: np.ndarray
    right: Sequence[np.ndarray]
    weight: float = 1.0

    @cached_property
    def hard(self) -> list[np.ndarray]:
        """What comes nearest to each question before anything is learnt; everything in a small corpus."""
        if len(self.passages) < _LARGE:
            return [np.arange(len(self.passages))] * len(self.asked)
        scores = (self.passages @ asked + beside for asked, beside in zip(self.asked, self.beside, strict=True))
        return [np.argpartition(-one, _NEAREST)[:_NEAREST] for one in scores]

    def candidates(self, rows: np.ndarray, draw: np.random.Generator) -> np.ndarray:
        some = [self.hard[row] for row in rows] + [self.right[row] for row in rows]
        return np.unique(
            np.concatenate([*some, draw.choice(len(self.passages), min(_OTHERS, len(self.passages)), replace=False)])
        )


def learn(lessons: Sequence[tuple[Lesson, np.ndarray]]) -> Adapter:
    """The adapter that the given rows of the lessons teach. The same lessons teach the same."""
    draw, wide = np.random.default_rng(0), lessons[0][0].asked.shape[1]
    parts = [p.astype(np.float32) for p in (draw.normal(0, 0.05, (wide, RANK)), np.zeros((RANK, wide)), np.zeros(wide))]
    adapter = Adapter(*parts)
    means, squares = ([np.zeros_like(part) for part in parts] for _ in range(2))
    left: list[list[int]] = [[] for _ in lessons]
    for step in range(1, STEPS + 1):
        slopes = [np.zeros_like(part) for part in parts]
        for i, (lesson, rows) in enumerate(lessons):
            if not left[i]:
                left[i] = draw.permutation(rows).tolist()
            batch, left[i] = np.array(left[i][:BATCH]), left[i][BATCH:]
            for slope, one in zip(slopes, _slopes(adapter, lesson, batch, draw), strict=True):
                slope += lesson.weight * one
        rate = RATE * min(1, step / _WARM) * (1 - (step - 1) / STEPS)
        for part, slope, mean, square in zip(parts, slopes, means, squares, strict=True):
            mean += (1 - _BETAS[0]) * (slope - mean)
            square += (1 - _BETAS[1]) * (slope**2 - square)
            part -= rate * (mean / (1 - _BETAS[0] ** step)) / (np.sqrt(square / (1 - _BETAS[1] ** step)) + 1e-8)
    return adapter


def _slopes(adapter: Adapter, lesson: Lesson, rows: np.ndarray, draw: np.random.Generator) -> tuple[np.ndarray, ...]:
    """How the loss grows with each part of the adapter. The loss of a question is the mean over what bears on it of the cross
    entropy against all that does not, and `HELD` times the square of how far its vector moves."""
    asked, shown = lesson.asked[rows], lesson.candidates(rows, draw)
    passages = lesson.passages[shown]
    inside = asked @ adapter.down
    moved = asked + inside @ adapter.up + adapter.bias
    length = np.linalg.norm(moved, axis=1, keepdims=True)
    unit = moved / length
    scores = SHARPNESS * (unit @ passages.T + lesson.beside[np.ix_(rows, shown)])
    by_score = np.stack([_by_score(s, np.searchsorted(shown, lesson.right[row])) for s, row in zip(scores, rows, strict=True)])
    by_unit = (SHARPNESS * by_score @ passages + 2 * HELD * (unit - asked)) / len(rows)
    by_moved = (by_unit - unit * np.sum(by_unit * unit, axis=1, keepdims=True)) / length
    return asked.T @ (by_moved @ adapter.up.T), inside.T @ by_moved, by_moved.sum(axis=0)


def _by_score(scores: np.ndarray, right: np.ndarray) -> np.ndarray:
    """How the cross entropy of one question grows with each score."""
    top = scores.max()
    powers = np.exp(scores - top)
    powers[right] = 0
    wrong = powers.sum()
    missing = wrong / (np.exp(scores[right] - top) + wrong)  # of each that bears on the question, the share it does not get
    grown = powers * (missing.mean() / max(wrong, 1e-30))
    grown[right] = -missing / len(right)
    return grown

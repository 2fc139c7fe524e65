"""Finding the business that a question describes without naming it: by the lines of corpus/data/descriptions.yaml.

The vectors of one language lie close together, and what questions share (who asks, leave, China) weighs more in them than
what is asked about. So the mean of its language is taken off every line, the mean of the framing off the question as it was
asked, and the sum of that and of the question without its frame is compared. `zhunru bench scope` measures the parts.
"""

from __future__ import annotations

import numpy as np

from corpus import Library
from index.passages import Passage

#: Languages whose questions lie nearer to the Chinese lines than to the English ones.
_HAN = {"zh", "zh-Hant", "ja"}


def asked_passages(library: Library) -> list[Passage]:
    """The lines of all descriptions, those of one business together, then the framing."""
    lines = [Passage(d.id, words, asked=True) for d in library.descriptions for words in (*d.zh, *d.en)]
    return lines + [Passage(language, q, asked=True) for language, questions in library.framing.items() for q in questions]


class Described:
    """The businesses described, to be ranked for a question. ``vectors`` are those of `asked_passages`."""

    def __init__(self, library: Library, vectors: np.ndarray) -> None:
        told = library.descriptions
        self._ids = [d.id for d in told]
        sizes = [len(d.zh) + len(d.en) for d in told]
        self._starts = np.cumsum([0, *sizes[:-1]]) if told else np.zeros(0, dtype=np.int64)
        lines, framing = vectors[: sum(sizes)], vectors[sum(sizes) :]
        chinese = np.array([i < len(d.zh) for d in told for i in range(len(d.zh) + len(d.en))], dtype=bool)
        self._owner = np.repeat(np.arange(len(told)), sizes)
        self._centre = {"zh": _mean(lines[chinese]), "en": _mean(lines[~chinese])}
        self._lines = _unit(np.where(chinese[:, None], lines - self._centre["zh"], lines - self._centre["en"]))
        ends = np.cumsum([len(q) for q in library.framing.values()])
        self._framing = {
            language: _mean(framing[end - len(questions) : end])
            for (language, questions), end in zip(library.framing.items(), ends, strict=True)
        }

    def rank(self, asked: np.ndarray, bare: np.ndarray, language: str) -> list[tuple[str, float]]:
        """Every business described (those outside the corpus too) with its likeness in -1…1, the best first: the mean over the
        two of its lines that come nearest. ``asked`` is the vector of the question, ``bare`` that of what it says without its frame."""
        if not self._ids:
            return []
        frame = self._framing.get(language, self._framing.get("en", 0.0))
        plain = bare - self._centre["zh" if language in _HAN else "en"]
        cosines = self._lines @ _unit(_unit(asked - frame) + _unit(plain))
        first = np.maximum.reduceat(cosines, self._starts)
        others = np.where(cosines == first[self._owner], -1.0, cosines)
        scores = (first + np.maximum.reduceat(others, self._starts)) / 2
        return [(self._ids[i], float(scores[i])) for i in np.argsort(-scores, kind="stable")]


def _mean(vectors: np.ndarray) -> np.ndarray:
    return vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1], dtype=np.float32)


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)

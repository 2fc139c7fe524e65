"""Hubs: passages that lie near every question, whatever it asks, because they speak of much at once.

An item that lists a whole sector comes up among the first for any question of that sector. How near a passage is to ordinary
questions is counted once, when the index is built, and taken off its score. After CSLS (Conneau et al. 2018, arXiv 1710.04087),
on the side of the passages alone. `python -m evals.training.ordinary` writes the vectors of the ordinary questions.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from index.ranking.query_adapter import ADAPTER, Adapter

ORDINARY = Path(__file__).parent / "ordinary_questions.npz"
#: So many of the ordinary questions nearest to a passage are averaged, and this much of the average is taken off. Measured on the open
#: questions of our own sets that are not frozen: 10 or 20 questions, and from .3 to .7 of them, all find more than none.
NEAREST, HUB = 10, 0.5


def save_ordinary(embedder: str, vectors: np.ndarray, path: Path = ORDINARY) -> None:
    """Write the vectors of ordinary questions (questions, dimension) in one byte a number."""
    scale = np.abs(vectors).max() / 127
    np.savez_compressed(path, embedder=embedder, scale=np.float32(scale), vectors=np.round(vectors / scale).astype(np.int8))


def ordinary_questions(embedder: str, path: Path = ORDINARY) -> np.ndarray | None:
    """The vectors of ordinary questions, shape (questions, dimension); None where they are another embedder's."""
    with np.load(path, allow_pickle=False) as stored:
        if str(stored["embedder"]) != embedder:
            return None
        vectors = stored["vectors"].astype(np.float32) * stored["scale"]
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def hubness(passages: np.ndarray, questions: np.ndarray, nearest: int = NEAREST) -> np.ndarray:
    """The mean cosine of each passage (n, dimension) to the ordinary questions nearest to it, beyond that of all passages, shape (n,)."""
    cosines = np.sort(passages @ questions.T, axis=1)[:, -nearest:].mean(axis=1)
    return (cosines - cosines.mean()).astype(np.float32)


def corpus_hubness(embedder: str, passages: np.ndarray) -> np.ndarray:
    """The hubness of the passages of an index in the space where questions are compared with them; 0 where none is known for its embedder."""
    questions, adapter = ordinary_questions(embedder), Adapter.load(embedder)
    if questions is None:
        return np.zeros(len(passages), dtype=np.float32)
    return hubness(passages, adapter.moved(questions) if adapter else questions)


def without_hubs(scores: np.ndarray, hubs: np.ndarray) -> np.ndarray:
    """The scores of candidates, both of shape (n,), with what they owe to being near every question taken off. Candidates may be a
    whole index or what a query of a vector database gave: each one's score depends on nothing but its own."""
    return scores - HUB * hubs


def hubs_digest() -> str:
    """What hubness rests on beside the passages, as one hash."""
    return hashlib.sha256(ORDINARY.read_bytes() + ADAPTER.read_bytes()).hexdigest()[:16]

"""The work that retrievers are compared on: passages with their vectors, and questions with what bears on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

import numpy as np

from index import Embedder, Heard, TokenEmbedder


@dataclass(frozen=True, eq=False)
class Corpus:
    """Passages by position. ``vectors`` are of length 1, shape (n, dimension); ``embedder`` made them and embeds what is new."""

    ids: Sequence[str]
    texts: Sequence[str]
    vectors: np.ndarray
    embedder: Embedder


@dataclass(frozen=True)
class Query:
    """A question and the passages that bear on it. ``day`` is the day given beside the question, where one is."""

    id: str
    text: str
    relevant: tuple[str, ...]
    day: date | None = None


@dataclass(frozen=True, eq=False)
class Task:
    name: str
    corpus: Corpus
    queries: Sequence[Query]


#: Puts a question and returns at most ``DEPTH`` passages, best first: as deep as the deepest measure looks.
Ask = Callable[[Query], list[str]]
DEPTH = 100


class Retriever(Protocol):
    """A build over one corpus, made by calling its class with the corpus."""

    def search(self, text: str, k: int) -> list[str]:
        """The ids of at most ``k`` passages, best first, none of them twice."""
        ...


class Remembering:
    """An embedder that embeds a question once: every build is then timed beside the embedding, and on the same vector."""

    def __init__(self, embedder: TokenEmbedder) -> None:
        self.name, self.dimension, self.passages = embedder.name, embedder.dimension, embedder.passages
        self.meanings, self.query, self._embedder = embedder.meanings, cache(embedder.query), embedder

    def heard(self, text: str) -> Heard:
        return self._embedder.heard(text)


def nearest(vectors: np.ndarray, vector: np.ndarray, k: int) -> dict[int, float]:
    """Position → cosine of the ``k`` nearest passages by exact search, nearest first."""
    cosines = vectors @ vector
    near = np.argpartition(-cosines, min(k, len(cosines)) - 1)[:k]
    near = near[np.argsort(-cosines[near], kind="stable")]
    return dict(zip(near.tolist(), cosines[near].tolist(), strict=True))

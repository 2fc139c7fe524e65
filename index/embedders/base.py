"""What an embedder is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from corpus import ZhunruError


class EmbedderError(ZhunruError):
    """The configured embedder is not installed, is not on this machine, or does not do its work."""


class Embedder(Protocol):
    """``name`` and ``dimension`` identify the vector space; vectors are float32, of length 1."""

    name: str
    dimension: int

    def query(self, text: str) -> np.ndarray:
        """The vector of a question, shape (dimension,)."""
        ...

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        """The vectors of passages, shape (len(texts), dimension)."""
        ...


@dataclass(frozen=True, eq=False)
class Heard:
    """What the readers of questions are given: ``states`` (tokens, dimension), the last layer of every token, whose mean at length 1 is
    the vector of the question; and ``meaning`` (dimension,), its vector, of length 1, among those of businesses."""

    states: np.ndarray
    meaning: np.ndarray


@runtime_checkable
class TokenEmbedder(Embedder, Protocol):
    """An embedder that gives what it knows of every token: that which ships does, and the readers of questions are trained for it.
    ``meanings`` names the space of its meanings."""

    meanings: str

    def heard(self, text: str) -> Heard:
        """What it knows of a question."""
        ...


class Meanings:
    """The meanings of a TokenEmbedder as an embedder of their own; of any other embedder its vectors of questions."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder, self.dimension = embedder, embedder.dimension
        self.name = embedder.meanings if isinstance(embedder, TokenEmbedder) else embedder.name

    def query(self, text: str) -> np.ndarray:
        return self._embedder.heard(text).meaning if isinstance(self._embedder, TokenEmbedder) else self._embedder.query(text)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        return np.stack([self.query(text) for text in texts])

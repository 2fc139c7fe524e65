"""What an embedder is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

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


class TokenEmbedder(Embedder, Protocol):
    """An embedder that gives what it knows of every token: that which ships does, and the readers of questions are trained for it."""

    def states(self, text: str) -> np.ndarray:
        """The last layer of every token of a question, shape (tokens, dimension). Their mean at length 1 is its vector."""
        ...

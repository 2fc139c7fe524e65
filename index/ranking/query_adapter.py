"""Moving the vector of a question to where the provisions lie that answer such questions.

Who asks does not speak as the law does, and what all questions share (who asks, leave, China) weighs in their vectors. A small
map on the question's side alone takes that off: the vectors of the passages stay as they are. After Search-Adaptor (Yoon et al.
2024, arXiv 2310.08750), with a residual of low rank that is held to the identity. `zhunru bench adapter` learns it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

ADAPTER = Path(__file__).parent / "query_adapter.npz"


@dataclass(frozen=True, eq=False)
class Adapter:
    """``down`` (dimension, rank), ``up`` (rank, dimension) and ``bias`` (dimension,)."""

    down: np.ndarray
    up: np.ndarray
    bias: np.ndarray

    @classmethod
    def load(cls, embedder: str, path: Path = ADAPTER) -> Adapter | None:
        """The adapter learnt for the vectors of an embedder, None where it was learnt for another's."""
        with np.load(path, allow_pickle=False) as stored:
            if str(stored["embedder"]) != embedder:
                return None
            return cls(*(stored[part].astype(np.float32) for part in ("down", "up", "bias")))

    def save(self, embedder: str, path: Path = ADAPTER) -> None:
        down, up, bias = (part.astype(np.float16) for part in (self.down, self.up, self.bias))
        np.savez_compressed(path, embedder=embedder, down=down, up=up, bias=bias)

    def moved(self, vectors: np.ndarray) -> np.ndarray:
        """The vectors of questions, of length 1 again, shape (…, dimension)."""
        moved = vectors + vectors @ self.down @ self.up + self.bias
        return moved / np.linalg.norm(moved, axis=-1, keepdims=True)

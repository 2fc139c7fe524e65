"""A low-rank change of the last layers of the encoder, by which questions and descriptions of businesses that mean the same come to lie
together. The vectors of provisions, and of questions where texts are searched, are those of the encoder as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.embedders.e5.weights import LAYERS

LOW_RANK = Path(__file__).parent / "low_rank.npz"
#: The layers changed, and their matrices: those of query, key and value, of what was attended to, and of the two linear maps after it.
CHANGED = range(LAYERS - 4, LAYERS)
MATRICES = ("q", "k", "v", "ao", "fi", "fo")


@dataclass(frozen=True, eq=False)
class LowRank:
    """``changes``: what is added to each matrix, as the two narrow factors (outputs, rank) and (rank, inputs) of a product, float16.
    ``version`` names the vector space that comes of it."""

    changes: Mapping[str, tuple[np.ndarray, np.ndarray]]
    version: str

    @classmethod
    def of(cls, changes: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> LowRank:
        """A change of some matrices, rounded as they are kept."""
        rounded = {name: (a.astype(np.float16), b.astype(np.float16)) for name, (a, b) in sorted(changes.items())}
        content = b"".join(one.tobytes() for pair in rounded.values() for one in pair)
        return cls(rounded, hashlib.sha256(content).hexdigest()[:12])

    @classmethod
    def read(cls, path: Path = LOW_RANK) -> LowRank:
        """The change that ships."""
        with np.load(path, allow_pickle=False) as stored:
            names = sorted({name.rpartition(".")[0] for name in stored.files})
            return cls.of({name: (stored[f"{name}.outer"], stored[f"{name}.inner"]) for name in names})

    def save(self, path: Path = LOW_RANK) -> None:
        """Write it."""
        parts = {
            f"{name}.{which}": one
            for name, pair in self.changes.items()
            for which, one in zip(("outer", "inner"), pair, strict=True)
        }
        np.savez_compressed(path, allow_pickle=False, **parts)

    def changed(self, name: str, matrix: np.ndarray) -> np.ndarray:
        """A matrix (outputs, inputs) with its change."""
        outer, inner = self.changes[name]
        return matrix + outer.astype(np.float32) @ inner.astype(np.float32)

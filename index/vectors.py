"""Vectors by the hash of their text, so that what has not changed is never embedded again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.embed import Embedder
from index.passages import Passage

_BATCH = 16
Progress = Callable[[int, int], None]


class VectorCache:
    """Vectors kept in one file, for one vector space; a file of another space counts as empty."""

    def __init__(self, space: str, known: dict[str, np.ndarray]) -> None:
        self.space, self._known = space, known

    @classmethod
    def load(cls, path: Path, space: str) -> VectorCache:
        if not path.is_file():
            return cls(space, {})
        with np.load(path, allow_pickle=False) as stored:
            if str(stored["space"]) != space:
                return cls(space, {})
            return cls(space, dict(zip(stored["keys"].tolist(), stored["vectors"].astype(np.float32), strict=True)))

    def vectors(self, passages: Sequence[Passage], embedder: Embedder, progress: Progress) -> np.ndarray:
        """The vectors of ``passages`` in their order, shape (n, dimension); only unknown texts are embedded.
        ``progress(done, total)`` is called as they come."""
        missing = [p for p in passages if p.key not in self._known]
        done = len(passages) - len(missing)
        progress(done, len(passages))
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            for passage, vector in zip(batch, embedder.passages([p.text for p in batch]), strict=True):
                self._known[passage.key] = vector
            done += len(batch)
            progress(done, len(passages))
        return np.stack([self._known[p.key] for p in passages])

    def save(self, path: Path, keep: Sequence[Passage]) -> None:
        """Write the vectors of ``keep`` only: the file does not grow with every edit."""
        keys = sorted({p.key for p in keep})
        np.savez(path, space=self.space, keys=keys, vectors=np.stack([self._known[k] for k in keys]))

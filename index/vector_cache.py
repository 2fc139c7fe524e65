"""Vectors by the hash of their text, so that what has not changed is never embedded again.

The vectors of the bundled corpus ship with the package (`bundled.npz`, and `meanings.npz` for what questions are compared with): they
depend on nothing but our text and the pinned embedder. A passage whose hash is not among them is embedded; `zhunru index vectors` writes the file anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.embedders import Embedder
from index.passages import Passage

BUNDLED, BUNDLED_MEANINGS = Path(__file__).parent / "bundled.npz", Path(__file__).parent / "meanings.npz"
_BATCH = 16
Progress = Callable[[int, int], None]


class VectorCache:
    """Vectors known for one vector space (``name/dimension``), kept as float16 in files."""

    def __init__(self, embedder: Embedder, *files: Path) -> None:
        """Read the files that are of the embedder's space; others, and missing ones, count as empty."""
        self._embedder, self._space = embedder, f"{embedder.name}/{embedder.dimension}"
        self._known: dict[bytes, np.ndarray] = {}
        for path in files:
            if path.is_file():
                self._read(path)

    def _read(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as stored:
            if str(stored["space"]) == self._space:
                keys = (k.tobytes() for k in stored["keys"])
                self._known.update(zip(keys, stored["vectors"].astype(np.float32), strict=True))

    def missing(self, passages: Sequence[Passage]) -> list[Passage]:
        """The passages whose text has no vector yet, each text once."""
        return list({key: p for p in passages if (key := _key(p)) not in self._known}.values())

    def texts(self, passages: Sequence[Passage]) -> int:
        """How many different texts passages have."""
        return len({_key(p) for p in passages})

    def vectors(self, passages: Sequence[Passage], progress: Progress) -> np.ndarray:
        """The vectors of ``passages`` in their order, shape (n, dimension); only unknown texts are embedded.
        ``progress(done, total)`` is called as they come, each text counting once."""
        missing, texts = self.missing(passages), self.texts(passages)
        done = texts - len(missing)
        progress(done, texts)
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            for passage, vector in zip(batch, self._embedded(batch), strict=True):
                self._known[_key(passage)] = vector.astype(np.float16).astype(np.float32)  # as it comes out of a file
            done += len(batch)
            progress(done, texts)
        return np.stack([self._known[_key(p)] for p in passages])

    def _embedded(self, batch: Sequence[Passage]) -> list[np.ndarray]:
        told = iter(self._embedder.passages([p.text for p in batch if not p.asked]) if not all(p.asked for p in batch) else ())
        return [self._embedder.query(p.text) if p.asked else next(told) for p in batch]

    def save(self, path: Path, keep: Sequence[Passage]) -> int:
        """Write the vectors of ``keep`` only, so that the file does not grow with every edit; how many there are."""
        keys = sorted({_key(p) for p in keep})
        vectors = np.stack([self._known[k] for k in keys]).astype(np.float16)
        rows = np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), -1)
        np.savez_compressed(path, space=self._space, keys=rows, vectors=vectors)
        return len(keys)


def _key(passage: Passage) -> bytes:
    return hashlib.sha256((("query: " if passage.asked else "") + passage.text).encode()).digest()

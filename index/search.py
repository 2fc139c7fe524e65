"""Searching a snapshot: dense and lexical scores of the same passages, fused."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus import Library
from index.embed import Embedder
from index.fusion import fuse
from index.lexical import Lexical
from index.snapshot import COLLECTION, IndexUnavailable, Manifest, current, fingerprint, lease, open_chroma

_CANDIDATES = 100


@dataclass(frozen=True)
class Hit:
    """A provision found. ``score`` is the fused one in 0…1, ``cosine`` that of the dense leg (None when only words met)."""

    id: str
    score: float
    cosine: float | None
    bm25: float


class Index:
    """An open snapshot. Read-only; safe to share between threads."""

    def __init__(self, folder: Path, manifest: Manifest, library: Library) -> None:
        self.manifest = manifest
        self._lease = lease(folder)
        self._client = open_chroma(folder / "chroma")
        self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        self._ids = list(library.clauses)
        self._position = {one: i for i, one in enumerate(self._ids)}
        self._lexical = Lexical.load(folder / "bm25", manifest.passages)
        self._activities = np.load(folder / "activities.npy")
        self._activity_ids = list(library.activities)

    @classmethod
    def open(cls, home: Path, library: Library, embedder: Embedder) -> Index:
        """Open the serving snapshot. Raises IndexUnavailable when there is none, or when it was built from another
        corpus, tokeniser or embedder."""
        serving = current(home)
        if serving is None:
            raise IndexUnavailable(f"There is no index in {home}.", "Run: zhunru index build")
        folder, manifest = serving
        if manifest.fingerprint != fingerprint(library, embedder):
            raise IndexUnavailable(_difference(manifest, library, embedder), "Run: zhunru index build")
        return cls(folder, manifest, library)

    def search(self, vector: np.ndarray, text: str, k: int = 10, within: Collection[str] | None = None) -> list[Hit]:
        """The ``k`` best provisions for a question (its vector and its words), best first; ``within`` limits them to
        these ids. The limit is applied after scoring: Chroma's own filters are slower than the whole query."""
        lexical, dense = self._lexical.scores(text), self._dense(vector)
        hits: list[Hit] = []
        for position, score in zip(*(a.tolist() for a in fuse(dense, lexical, _CANDIDATES)), strict=True):
            one = self._ids[position]
            if within is None or one in within:
                hits.append(Hit(one, score, dense.get(position), float(lexical[position])))
            if len(hits) == k:
                break
        return hits

    def vectors(self, ids: Sequence[str]) -> np.ndarray:
        """The vectors of provisions, in the order of their ids, shape (len(ids), dimension)."""
        found = self._collection.get(ids=list(ids), include=["embeddings"])
        by_id = dict(zip(found["ids"], found["embeddings"], strict=True))
        return np.stack([by_id[one] for one in ids])

    def nearest_activities(self, vector: np.ndarray, k: int = 3) -> list[tuple[str, float]]:
        """The ``k`` activities nearest in meaning, with how far the cosine of each rises above the mean over all
        activities: the bare cosine of an E5 model is high for everything, and higher in Chinese than in English."""
        scores = self._activities @ vector
        return [(self._activity_ids[i], float(scores[i] - scores.mean())) for i in np.argsort(-scores)[:k]]

    def _dense(self, vector: np.ndarray) -> dict[int, float]:
        """Position → cosine of the nearest passages."""
        found = self._collection.query(query_embeddings=vector[None, :], n_results=_CANDIDATES, include=["distances"])
        return {self._position[one]: 1.0 - d for one, d in zip(found["ids"][0], found["distances"][0], strict=True)}


def _difference(manifest: Manifest, library: Library, embedder: Embedder) -> str:
    if (manifest.embedder, manifest.dimension) != (embedder.name, embedder.dimension):
        return (
            f"The index was built with {manifest.embedder} ({manifest.dimension} wide), "
            f"but {embedder.name} ({embedder.dimension} wide) is configured."
        )
    if manifest.corpus != library.fingerprint:
        return "The index was built from another state of the corpus."
    return f"The index has another format ({json.dumps([manifest.format, manifest.tokeniser])})."

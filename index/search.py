"""Searching a snapshot: every passage scored by meaning, words, the weight of its law and what the question refers to."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus import Library
from index.described import Described
from index.embed import Embedder
from index.fusion import NAMED, NUMBERED, PLACE, best, first, fuse
from index.lexical import Lexical
from index.references import References, Referred
from index.snapshot import COLLECTION, IndexUnavailable, Manifest, current, fingerprint, lease, open_chroma


@dataclass(frozen=True)
class Hit:
    """A provision found. ``score`` is the fused one and compares within one search; ``cosine`` and ``bm25`` are those of the
    legs alone. ``referred`` is set where the text means the provision exactly, or its document by number."""

    id: str
    score: float
    cosine: float
    bm25: float
    referred: bool = False


class Index:
    """An open snapshot. Read-only; safe to share between threads."""

    def __init__(self, folder: Path, manifest: Manifest, library: Library) -> None:
        self.manifest = manifest
        self._lease = lease(folder)
        self._client = open_chroma(folder / "chroma")
        self._ids = list(library.clauses)
        self._position = {one: i for i, one in enumerate(self._ids)}
        self._vectors = self._read_vectors()
        self._documents = _positions(c.document.id for c in library.clauses.values())
        self._places = _positions(c.provision.id for c in library.clauses.values())
        self._references = References(library.documents.values())
        self._authority = np.load(folder / "authority.npy")
        self._lexical = Lexical.load(folder / "bm25", manifest.passages)
        self.described = Described(library, np.load(folder / "described.npy"))

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
        these ids."""
        # einsum stays on this thread: BLAS would wake every core for less work than that takes, and wait where they are busy.
        cosines, words = np.einsum("ij,j->i", self._vectors, vector), self._lexical.scores(text)
        referred = self._references.read(text)
        scores = fuse(cosines, words / self._lexical.ceiling(text), self._authority) + self._near(referred)
        if within is not None:
            scores[[one not in within for one in self._ids]] = -np.inf
        scores = first(scores, [self._position[one] for one in referred.provisions])
        return [
            Hit(one, float(scores[i]), float(cosines[i]), float(words[i]), referred.surely(one))
            for i in best(scores, k).tolist()
            for one in (self._ids[i],)
        ]

    def vectors(self, ids: Sequence[str]) -> np.ndarray:
        """The vectors of provisions, in the order of their ids, shape (len(ids), dimension)."""
        return self._vectors[[self._position[one] for one in ids]]

    def _near(self, referred: Referred) -> np.ndarray:
        """What every passage gains by standing in a document that is referred to, or at such a place, shape (n,)."""
        added = np.zeros(len(self._ids), dtype=np.float32)
        for worth, documents in ((NAMED, referred.named), (NUMBERED, referred.numbered)):
            for document in documents:
                added[self._documents.get(document, [])] = worth
        for place in referred.places:
            added[self._places.get(place, [])] = PLACE
        return added

    def _read_vectors(self) -> np.ndarray:
        """Every vector in passage order, shape (n, dimension). A library of law fits in memory, and there every cosine is
        known exactly, faster than Chroma looks up a hundred near ones."""
        stored = self._client.get_collection(COLLECTION, embedding_function=None).get(include=["embeddings"])
        vectors = np.empty((len(self._ids), self.manifest.dimension), dtype=np.float32)
        vectors[[self._position[one] for one in stored["ids"]]] = stored["embeddings"]
        return vectors


def _positions(keys: Iterable[str]) -> dict[str, list[int]]:
    """Where each key stands."""
    found: dict[str, list[int]] = {}
    for position, key in enumerate(keys):
        found.setdefault(key, []).append(position)
    return found


def _difference(manifest: Manifest, library: Library, embedder: Embedder) -> str:
    if (manifest.embedder, manifest.dimension) != (embedder.name, embedder.dimension):
        return (
            f"The index was built with {manifest.embedder} ({manifest.dimension} wide), "
            f"but {embedder.name} ({embedder.dimension} wide) is configured."
        )
    if manifest.corpus != library.fingerprint:
        return "The index was built from another state of the corpus."
    return f"The index has another format ({json.dumps([manifest.format, manifest.tokeniser])})."

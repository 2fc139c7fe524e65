"""Searching a snapshot: every passage scored by meaning, words, the weight of its law and what the question refers to and is
about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import numpy as np

from corpus import Library
from index.bm25 import TOKENISER, Lexical
from index.businesses.anchors import business_anchors
from index.businesses.descriptions import Described
from index.embedders import Embedder
from index.errors import HEAL, REBUILD, IndexUnavailable
from index.hit import Hit
from index.leases import lease
from index.manifest import FORMAT, Manifest, verify
from index.ranking.fusion import NAMED, NUMBERED, PLACE, best, fuse, put_first
from index.ranking.hubs import without_hubs
from index.ranking.query_adapter import Adapter
from index.ranking.reranker import Reranker
from index.ranking.subjects import About, Subjects
from index.references import References, Referred
from index.second_embedder import Chosen
from index.snapshot import CHOSEN, COLLECTION, current, fingerprint, refuse_another
from index.vector_store import read_vectors


class Index:
    """An open snapshot, all of it in memory. Read-only; safe to share between threads. Raises IndexUnavailable where a file of it is
    damaged."""

    def __init__(
        self, folder: Path, manifest: Manifest, library: Library, chosen: Embedder | None = None, reranker: Reranker | None = None
    ) -> None:
        self.manifest = manifest
        self._library, self._reranker = library, reranker
        self._lease = lease(folder)
        verify(folder, manifest)
        self._ids = list(library.clauses)
        self._position = {one: i for i, one in enumerate(self._ids)}
        names = [COLLECTION, CHOSEN] if chosen else [COLLECTION]
        self._vectors, *others = read_vectors(folder / "chroma", names, self._ids)
        self._chosen = Chosen(chosen, others[0]) if chosen else None
        self._adapter = None if chosen else Adapter.load(manifest.embedder)
        self._documents = _positions(c.document.id for c in library.clauses.values())
        self._places = _positions(c.provision.id for c in library.clauses.values())
        self.references, self._subjects = References(library.documents.values()), Subjects(library)
        self._authority, self._hubs = np.load(folder / "authority.npy"), np.load(folder / "hubs.npy")
        self._lexical = Lexical.load(folder / "bm25", manifest.passages)
        self.described = Described(library, np.load(folder / "described.npy"))
        self.anchors = business_anchors(library, np.load(folder / "anchors.npy"))

    @classmethod
    def open(
        cls, home: Path, library: Library, embedder: Embedder, chosen: Embedder | None = None, reranker: Reranker | None = None
    ) -> Index:
        """Open the serving snapshot, to be searched with the embedder ``chosen`` beside the bundled one, and reranked, where
        these are given. Raises IndexUnavailable when there is none, when it was built from another corpus, tokeniser or
        embedder, or when it is damaged."""
        serving = current(home)
        if serving is None:
            raise IndexUnavailable(f"There is no index in {home}.", REBUILD)
        folder, manifest = serving
        refuse_another(manifest, embedder, chosen)
        if manifest.fingerprint != fingerprint(library, embedder, chosen):
            raise IndexUnavailable(_difference(manifest, library), REBUILD)
        index = cls(folder, manifest, library, chosen, reranker)
        if index._chosen and not index._chosen.fits(library):
            raise IndexUnavailable(f"{manifest.embedder} gives other vectors now than those the index was built with.", HEAL)
        return index

    def search(
        self,
        vector: np.ndarray,
        text: str,
        k: int = 10,
        within: Collection[str] | None = None,
        about: About | None = None,
        open_question: bool = False,
    ) -> list[Hit]:
        """The ``k`` best provisions for a question (its vector, its words and what it is known to be ``about``), best first;
        ``within`` limits them to these ids. For an ``open_question``, which no verdict answers, hubs count for less."""
        near, words = self._nearness(vector, text), self._lexical.scores(text)
        referred = self.references.read(text)
        scores = fuse(near, words / self._lexical.ceiling(text), self._authority) + self._near(referred)
        if open_question and not self._chosen:  # a hub of one space is none of another
            scores = without_hubs(scores, self._hubs)
        if about:
            scores += self._subjects.worth(about)
        if within is not None:
            scores[[one not in within for one in self._ids]] = -np.inf
        scores = put_first(scores, [self._position[one] for one in referred.provisions])
        found = best(scores, k)
        cosines = np.einsum("ij,j->i", self._vectors[found], vector)
        return [
            Hit(self._ids[i], float(scores[i]), float(cosine), float(words[i]), referred.surely(self._ids[i]))
            for i, cosine in zip(found.tolist(), cosines, strict=True)
        ]

    def rerank(self, text: str, hits: list[Hit]) -> list[Hit]:
        """The hits of a search in the order of the reranker; as they are where none is set."""
        return self._reranker.order(text, hits, self._library) if self._reranker else hits

    def vectors(self, ids: Sequence[str]) -> np.ndarray:
        """The vectors of provisions, in the order of their ids, shape (len(ids), dimension)."""
        return self._vectors[[self._position[one] for one in ids]]

    def _nearness(self, vector: np.ndarray, text: str) -> np.ndarray:
        """How near every passage is to a question in meaning, shape (n,)."""
        # einsum stays on this thread: BLAS would wake every core for less work than that takes, and wait where they are busy.
        if self._chosen:
            return self._chosen.nearness(text, np.einsum("ij,j->i", self._vectors, vector))
        return np.einsum("ij,j->i", self._vectors, self._adapter.moved(vector) if self._adapter else vector)

    def _near(self, referred: Referred) -> np.ndarray:
        """What every passage gains by standing in a document that is referred to, or at such a place, shape (n,)."""
        added = np.zeros(len(self._ids), dtype=np.float32)
        for worth, documents in ((NAMED, referred.named), (NUMBERED, referred.numbered)):
            for document in documents:
                added[self._documents.get(document, [])] = worth
        for place in referred.places:
            added[self._places.get(place, [])] = PLACE
        return added


def _positions(keys: Iterable[str]) -> dict[str, list[int]]:
    """Where each key stands."""
    found: dict[str, list[int]] = {}
    for position, key in enumerate(keys):
        found.setdefault(key, []).append(position)
    return found


def _difference(manifest: Manifest, library: Library) -> str:
    if manifest.format != FORMAT:
        return f"The index has format {manifest.format}, and this version of Zhunru reads format {FORMAT}."
    if manifest.tokeniser != TOKENISER:
        return f"The index was built with another tokeniser ({manifest.tokeniser})."
    if manifest.corpus != library.fingerprint:
        return "The index was built from another state of the corpus."
    return "The index was built with another version of the bundled embedder."

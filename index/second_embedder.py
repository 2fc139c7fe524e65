"""Searching with an embedder that the user has set beside the one that comes with Zhunru.

The bundled embedder stays in charge of everything that has a threshold: whether a passage answers a question at all, which
business a question describes, whether a model's sentence is borne out. Those thresholds are set for its cosines, and hold for no
other's. The chosen one says in which order passages come, so that no verdict depends on it.
"""

from __future__ import annotations

import numpy as np

from corpus import Library
from index.embedders import Embedder
from index.passages import corpus_passages

#: So many passages are embedded anew when an index is opened, and have to come out this like their vectors in it: what is more
#: than the noise of a server's arithmetic is another model under the same name.
_TRIED, _ALIKE = 4, 0.99


class Chosen:
    """A chosen embedder over an index. ``vectors`` are those of the corpus's passages, shape (n, dimension)."""

    def __init__(self, embedder: Embedder, vectors: np.ndarray) -> None:
        self._embedder, self._vectors = embedder, vectors

    def nearness(self, text: str, cosines: np.ndarray) -> np.ndarray:
        """How near every passage is to a question, shape (n,), with the mean and the spread that the bundled embedder's
        ``cosines`` have for it: what is added to them in the fusion weighs as much beside these."""
        own = np.einsum("ij,j->i", self._vectors, self._embedder.query(text))
        spread = float(own.std())
        return (own - own.mean()) * (cosines.std() / spread if spread else 0.0) + cosines.mean()

    def fits(self, library: Library) -> bool:
        """Whether the embedder still gives the vectors that the index was built with. Raises EmbedderError."""
        passages = corpus_passages(library)
        tried = range(0, len(passages), max(1, len(passages) // _TRIED))
        again = self._embedder.passages([passages[i].text for i in tried])
        return bool((np.sum(again * self._vectors[list(tried)], axis=1) >= _ALIKE).all())

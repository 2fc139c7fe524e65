"""The vectors with nothing beside them, searched exactly."""

from __future__ import annotations

from evals.peers.task import Corpus, nearest


class DenseAlone:
    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def search(self, text: str, k: int) -> list[str]:
        found = nearest(self._corpus.vectors, self._corpus.embedder.query(text), k)
        return [self._corpus.ids[position] for position in found]

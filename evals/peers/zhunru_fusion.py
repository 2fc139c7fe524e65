"""Zhunru's two legs and their fusion over any corpus: what its index does, with an exact dense leg in place of Chroma."""

from __future__ import annotations

from evals.peers.task import Corpus, nearest
from index.fusion import fuse
from index.lexical import Lexical

_CANDIDATES = 100


class ZhunruFusion:
    def __init__(self, corpus: Corpus) -> None:
        self._corpus, self._lexical = corpus, Lexical.build(corpus.texts)

    def search(self, text: str, k: int) -> list[str]:
        dense = nearest(self._corpus.vectors, self._corpus.embedder.query(text), _CANDIDATES)
        positions, _ = fuse(dense, self._lexical.scores(text), _CANDIDATES)
        return [self._corpus.ids[position] for position in positions[:k]]

"""Zhunru's scoring over a corpus of statutes: what its index does, without snapshots, without references, and without moving the
question: the adapter that ships has learnt from the questions of STARD (`zhunru bench fusion` measures others on new ones)."""

from __future__ import annotations

import re

import numpy as np

from evals.peers.stard import law_of
from evals.peers.task import Corpus
from index.bm25 import Lexical
from index.ranking.authority import authority
from index.ranking.fusion import best, fuse

_NAMED = re.compile(r"《([^《》]{2,40})》")


class ZhunruFusion:
    def __init__(self, corpus: Corpus) -> None:
        self._corpus, self._lexical, self._authority = corpus, Lexical.build(corpus.texts), statutory_authority(corpus)

    def search(self, text: str, k: int) -> list[str]:
        cosines = self._corpus.vectors @ self._corpus.embedder.query(text)
        coverage = self._lexical.scores(text) / self._lexical.ceiling(text)
        return [self._corpus.ids[int(i)] for i in best(fuse(cosines, coverage, self._authority), k)]


def statutory_authority(corpus: Corpus) -> np.ndarray:
    """The authority of articles of statutes."""
    laws = [law_of(one) for one in corpus.ids]
    known = set(laws)
    naming = [{n.replace("中华人民共和国", "") for n in _NAMED.findall(text)} & known for text in corpus.texts]
    return authority(laws, laws, naming, [len(text) for text in corpus.texts])

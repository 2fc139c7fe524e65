"""bm25s with nothing beside it."""

from __future__ import annotations

from typing import cast

import numpy as np

from evals.peers.task import Corpus
from index.bm25 import Lexical


class Bm25sDefault:
    """As it comes: words of two letters or more, English stop words left out; what stands between two Chinese punctuation
    marks is one word."""

    def __init__(self, corpus: Corpus) -> None:
        import bm25s

        self._ids, self._tokenise = corpus.ids, bm25s.tokenize
        self._bm25 = bm25s.BM25()
        self._bm25.index(bm25s.tokenize(list(corpus.texts), show_progress=False), show_progress=False)

    def search(self, text: str, k: int) -> list[str]:
        tokens = cast("list[list[str]]", self._tokenise(text, return_ids=False, show_progress=False))
        words = [w for w in tokens[0] if w in self._bm25.vocab_dict]
        return _best(self._bm25.get_scores(words), self._ids, k) if words else []


class Bm25sCharacters:
    """With Zhunru's tokeniser: Chinese characters and their pairs, words of other scripts."""

    def __init__(self, corpus: Corpus) -> None:
        self._ids, self._lexical = corpus.ids, Lexical.build(corpus.texts)

    def search(self, text: str, k: int) -> list[str]:
        return _best(self._lexical.scores(text), self._ids, k)


def _best(scores: np.ndarray, ids, k: int) -> list[str]:
    return [ids[i] for i in np.argsort(-scores, kind="stable")[:k] if scores[i] > 0]

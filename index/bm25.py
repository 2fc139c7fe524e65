"""The lexical leg: BM25 over character uni- and bigrams of Chinese and lower-cased Latin words.

A word segmenter is not used: on Chinese statutes characters and their pairs retrieve better (STARD, rebuilt: MRR@10
.415 against .368), and no dictionary has to know the terms of art.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np

from corpus.text import CJK, normalise

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it reports each index it builds at debug level, unasked

TOKENISER = "cjk-uni-bigrams+words/1"
_RUN = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+(?:\.\d+)?")
_IS_CJK = re.compile(rf"[{CJK}]")
_K1, _B = 1.2, 0.75


def tokens(text: str) -> list[str]:
    """Split a text into BM25 tokens: 增值电信 → 增 值 电 信 增值 值电 电信; "5G Networks" → 5g networks."""
    out: list[str] = []
    for run in _RUN.findall(normalise(text)):
        if _IS_CJK.match(run):
            out.extend(run)
            out.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            out.append(run)
    return out


class Lexical:
    """A BM25 index over passages, in passage order."""

    def __init__(self, bm25: bm25s.BM25, size: int) -> None:
        self._bm25, self._size = bm25, size
        holding = np.diff(bm25.scores["indptr"])  # how many passages hold each token
        self._idf = np.log(1 + (size - holding + 0.5) / (holding + 0.5))
        self._unknown = float(np.log(1 + (size + 0.5) / 0.5))

    @classmethod
    def build(cls, texts: Sequence[str]) -> Lexical:
        bm25 = bm25s.BM25(k1=_K1, b=_B)
        bm25.index([tokens(t) for t in texts], show_progress=False)
        return cls(bm25, len(texts))

    def save(self, folder: Path) -> None:
        self._bm25.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path, size: int) -> Lexical:
        """Read a saved index. It is not memory-mapped: a file that is cut short later would end the process."""
        return cls(bm25s.BM25.load(str(folder), show_progress=False), size)

    def scores(self, text: str) -> np.ndarray:
        """The BM25 score of every passage, shape (size,); zeros when no token is known."""
        known = [t for t in tokens(text) if t in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return self._bm25.get_scores(known)

    def ceiling(self, text: str) -> float:
        """The score of a passage of average length that holds every token of the text once. A token that no passage holds
        counts as the rarest, so that a question in another tongue leans on the few words it shares by what they are worth."""
        known = self._bm25.vocab_dict
        most = sum(float(self._idf[known[t]]) if t in known else self._unknown for t in tokens(text))
        return most / (_K1 + 1) or 1.0

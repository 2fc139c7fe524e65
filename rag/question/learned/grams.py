"""Texts as pieces of words and characters: what names are matched by, and what is learned from wordings."""

from __future__ import annotations

import re
import zlib
from itertools import pairwise

import numpy as np

from corpus.text import CJK, normalise

#: Wordings are hashed into so many numbers.
BUCKETS = 1 << 14
_RUN = rf"{CJK}\uac00-\ud7af"
_UNSPACED = re.compile(rf"[{_RUN}]+")
_WORD = re.compile(rf"[^\W_{_RUN}]+")
_LONG_WORD, _STEMS = 4, (4, 5, 6)
#: A longer text is read from its two ends: the cost of what somebody pastes stays bounded.
_START, _END = 1200, 600


def shortened(text: str) -> str:
    """A text, or the start and the end of a long one."""
    return text if len(text) <= _START + _END else f"{text[:_START]} {text[-_END:]}"


def words_of(plain: str) -> list[str]:
    """The words of a normalised text, where its language sets spaces."""
    return _WORD.findall(plain)


def name_pieces(text: str) -> set[str]:
    """What names are compared by: pairs of characters where a language sets no spaces, else three letters in a row."""
    plain = normalise(text)
    pieces = {run if len(run) == 1 else run[i : i + 2] for run in _UNSPACED.findall(plain) for i in range(max(1, len(run) - 1))}
    words = (f"<{word}>" for word in _WORD.findall(plain))
    return pieces | {word[i : i + 3] for word in words for i in range(len(word) - 2)}


def wording_buckets(text: str) -> np.ndarray:
    """The buckets of all that a text is worded with, sorted: one to three characters in a row, words and their beginnings, pairs of
    words, how it ends."""
    plain = normalise(shortened(text))
    pieces = {run[i : i + n] for run in _UNSPACED.findall(plain) for n in (1, 2, 3) for i in range(len(run) - n + 1)}
    words = _WORD.findall(plain)
    pieces.update(f"w:{word}" for word in words)
    pieces.update(f"{word[:n]}*" for word in words if len(word) > _LONG_WORD for n in _STEMS)
    pieces.update(f"{first}_{second}" for first, second in pairwise(words))
    pieces.update((f"end:{plain.strip()[-2:]}", "?" if "?" in plain else "!?"))
    return np.unique(np.fromiter((zlib.crc32(piece.encode()) % BUCKETS for piece in pieces), dtype=np.int64, count=len(pieces)))

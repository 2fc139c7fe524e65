"""Whether the rule of a year that a question names is asked for, or the year belongs to a story: one linear scorer over the words around
it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from corpus.text import normalise
from rag.question.dates import number
from rag.question.learned.grams import BUCKETS, shortened, wording_buckets, words_of

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|[一二][〇零一二三四五六七八九]{3}(?=年)")
_CLAUSE = re.compile(r"[,.;:!?\n，。；：！？、—–]+")
_AROUND = 1 << 13
#: The features of a year: what stands around it, then the wording of the whole question.
YEAR_FEATURES = _AROUND + BUCKETS
_FAR, _WORDS, _BEFORE, _BEHIND = 40, 5, 10, 12


@dataclass(frozen=True)
class YearNamed:
    """A year in a text, and its features: buckets and their values."""

    year: int
    buckets: np.ndarray
    values: np.ndarray


@dataclass(frozen=True, eq=False)
class YearRole:
    """``weights`` (YEAR_FEATURES,) and ``bias`` (1,)."""

    weights: np.ndarray
    bias: np.ndarray

    def probability(self, named: YearNamed) -> float:
        """How likely it is that the rule of that time is asked for."""
        return float(1 / (1 + np.exp(-(named.values @ self.weights[named.buckets] + self.bias[0]))))


def years_named(text: str) -> Iterator[YearNamed]:
    """The years that a text names, in its order."""
    plain = normalise(shortened(text))
    wording = wording_buckets(text)
    found = list(_YEAR.finditer(plain))
    for match in found:
        start, end = match.span()
        ahead, behind = plain[max(0, start - _FAR) : start], plain[end : end + _FAR]
        clauses, own = [c for c in _CLAUSE.split(plain) if c.strip()], len(_CLAUSE.findall(plain[:start]))
        pieces = {f"n{min(len(found), 3)}", f"start{start < 3}", f"end{len(plain) - end < 4}"}
        pieces |= {f"clauses{min(len(clauses), 5)}", f"clause{min(own, 3)}of{min(len(clauses), 4)}", f"long{len(plain) // 40}"}
        pieces |= {f"last{own >= len(clauses) - 1}", f"alone{len(clauses) == 1}{'?' in plain}"}
        pieces |= _pieces("L", words_of(ahead)[-_WORDS:][::-1], ahead[-_BEFORE:])
        pieces |= _pieces("R", words_of(behind)[:_WORDS], behind[:_BEHIND])
        pieces |= {f"L@{ahead[-n:]}" for n in range(1, 5)} | {f"R@{behind[:n]}" for n in range(1, 5)}
        around = np.array(sorted({zlib.crc32(piece.encode()) % _AROUND for piece in pieces}))
        values = np.concatenate([np.full(len(around), 2 * len(around) ** -0.5), np.full(len(wording), len(wording) ** -0.5)])
        yield YearNamed(number(match[0]), np.concatenate([around, _AROUND + wording]), values)


def _pieces(side: str, words: list[str], characters: str) -> set[str]:
    """Words by themselves, by their distance and by their beginning, the nearest two together, and up to three characters in a row."""
    pieces = {f"{side}{word}" for word in words} | {f"{side}{i}{word}" for i, word in enumerate(words)}
    pieces |= {f"{side}{word[:5]}*" for word in words} | {f"{side}{'_'.join(words[:2])}"}
    return pieces | {f"{side}:{characters[i : i + n]}" for n in (1, 2, 3) for i in range(len(characters) - n + 1)}

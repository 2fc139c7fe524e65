"""The words that tell what a text is about, and how much of their weight two texts share."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache, cached_property, lru_cache

from corpus import Library
from corpus.text import CJK
from index import tokens
from rag.language.stems import units

CHINESE = re.compile(f"[{CJK}]")
_IDLE = (
    "a an the of to in on for by with at from as is are was were be been it its this that these those which who and or but not no any all "
    "such also so than then there here under into through over out up only more most may can must shall will would should could do does did "
    "has have had you your we our they their if when where while whereas what how"
)  # fmt: skip


@cache
def _idle() -> frozenset[str]:
    return frozenset(_IDLE.split())


@lru_cache(maxsize=8192)
def telling(text: str) -> frozenset[str]:
    """The words that tell what a text is about: pairs of Chinese characters, and Latin words without endings."""
    pairs = {t for t in tokens(text) if len(t) > 1 and CHINESE.match(t)}
    return frozenset(pairs | {u for u in units(text) if not CHINESE.match(u) and u not in _idle()})


@lru_cache(maxsize=8192)
def _sequence(text: str) -> tuple[str, ...]:
    """The telling words of a text in their order: Chinese characters, and Latin words without endings."""
    return tuple(u for u in units(text) if u not in _idle())


class Words:
    """The words of one library, weighed."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def _weights(self) -> dict[str, float]:
        """How rare each word is among the digests; a word in none of them weighs most."""
        digests = [telling(p) for c in self._library.clauses.values() for p in (c.provision.digest.zh, c.provision.digest.en)]
        seen = Counter(word for words in digests for word in words)
        return {word: math.log(len(digests) / n) for word, n in seen.items()}

    @cached_property
    def trades(self) -> frozenset[str]:
        """The words that names of businesses are made of, each in some of them."""
        return frozenset(word for word, n in self._named.items() if n > 2)

    @cached_property
    def businesses(self) -> frozenset[str]:
        """The words that stand in the name of any business."""
        return frozenset(self._named)

    @cached_property
    def _named(self) -> Counter[str]:
        names = (telling(name) for a in self._library.activities.values() for name in {a.name.zh, a.name.en})
        return Counter(w for words in names for w in words)

    def shared(self, text: str, source: str) -> float:
        """The part of the weight of a text's words that stands in a source, 0 to 1."""
        words, known, heaviest = telling(text), telling(source), math.log(2 * len(self._library.clauses))
        weigh = {w: self._weights.get(w, heaviest) for w in words}
        whole = sum(weigh.values())
        return sum(v for w, v in weigh.items() if w in known) / whole if whole else 0.0

    def alike(self, text: str, source: str) -> float:
        """How much two texts have in common of the weight of both, 0 to 1."""
        here, there = self._weight(telling(text)), self._weight(telling(source))
        both = self._weight(telling(text) & telling(source))
        return 2 * both / (here + there) if here + there else 0.0

    def in_order(self, text: str, source: str) -> float:
        """The part of a text's words that a source has in the same order, 0 to 1."""
        here, there = _sequence(text), _sequence(source)
        row = [0] * (len(there) + 1)
        for word in here:
            before = row[:]
            for j, other in enumerate(there):
                row[j + 1] = before[j] + 1 if word == other else max(row[j], before[j + 1])
        return row[-1] / len(here) if here else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        heaviest = math.log(2 * len(self._library.clauses))
        return sum(self._weights.get(w, heaviest) for w in words)

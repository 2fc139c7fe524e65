"""How far a question has the names of businesses in it, spelt in any way, and their words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from corpus import Library
from rag.question.learned.grams import name_pieces, shortened


class NamePieces:
    """An index from pieces to names. ``owners`` (names,) are the positions of their businesses among ``businesses``."""

    def __init__(self, names: Sequence[str], owners: Sequence[int], businesses: int) -> None:
        pieces = [name_pieces(name) for name in names]
        held: dict[str, set[int]] = {}
        for of_name, owner in zip(pieces, owners, strict=True):
            for piece in sorted(of_name):  # the order of sums, and so what is trained, must not depend on the process
                held.setdefault(piece, set()).add(owner)
        self._position = {piece: i for i, piece in enumerate(held)}
        self._rarity = np.array([math.log(1 + businesses / len(owner)) for owner in held.values()], dtype=np.float32)
        postings: list[list[int]] = [[] for _ in held]
        for name, of_name in enumerate(pieces):
            for piece in sorted(of_name):
                postings[self._position[piece]].append(name)
        self._postings = [np.array(one, dtype=np.int32) for one in postings]
        self._whole = np.zeros(len(names), dtype=np.float32)
        for posting, rarity in zip(self._postings, self._rarity, strict=True):
            self._whole[posting] += rarity
        self._order = np.argsort(owners, kind="stable")
        counts = np.bincount(owners, minlength=businesses)
        self._named = counts > 0
        self._starts = np.concatenate([[0], np.cumsum(counts)[:-1]])[self._named]

    def best(self, pieces: set[str]) -> tuple[np.ndarray, np.ndarray]:
        """For every business the name that a question has the most of: its share of rare pieces in 0…1, and that share weighed by how
        much the name says. Each (businesses,)."""
        known = sorted(self._position[piece] for piece in pieces if piece in self._position)
        share = np.zeros(len(self._whole), dtype=np.float32)
        if known:
            hits = np.concatenate([self._postings[i] for i in known])
            weights = np.repeat(self._rarity[known], [len(self._postings[i]) for i in known])
            share = (np.bincount(hits, weights, len(self._whole)) / self._whole).astype(np.float32)
        return self._best_of_business(share), self._best_of_business(share * np.sqrt(self._whole))

    def _best_of_business(self, of_names: np.ndarray) -> np.ndarray:
        best = np.zeros(len(self._named), dtype=np.float32)
        best[self._named] = np.maximum.reduceat(of_names[self._order], self._starts)
        return best


class BusinessWords:
    """The pieces of all names and descriptions of a business as one weighted bag (tf-idf)."""

    def __init__(self, texts: Sequence[str], owners: Sequence[int], businesses: int) -> None:
        bags = [Counter() for _ in range(businesses)]
        for text, owner in zip(texts, owners, strict=True):
            bags[owner].update(sorted(name_pieces(text)))
        spread = Counter(piece for bag in bags for piece in bag)
        self._rarity = {piece: math.log(businesses / n) for piece, n in spread.items() if n < businesses}
        rows: dict[str, list[tuple[int, float]]] = {piece: [] for piece in self._rarity}
        for owner, bag in enumerate(bags):
            weighed = {p: (1 + math.log(n)) * self._rarity[p] for p, n in bag.items() if p in self._rarity}
            length = math.sqrt(sum(w * w for w in weighed.values())) or 1.0
            for piece, weight in weighed.items():
                # Not the whole length: a business with many names is likelier to be meant.
                rows[piece].append((owner, weight / length**0.75))
        self._rows = {
            piece: (np.array([o for o, _ in row], dtype=np.int32), np.array([w for _, w in row], dtype=np.float32))
            for piece, row in rows.items()
        }
        self._businesses = businesses

    def likeness(self, pieces: set[str]) -> np.ndarray:
        """How like its words those of a question are, (businesses,)."""
        known = sorted(piece for piece in pieces if piece in self._rows)
        if not known:
            return np.zeros(self._businesses, dtype=np.float32)
        rarity = [self._rarity[piece] for piece in known]
        owners = np.concatenate([self._rows[piece][0] for piece in known])
        weights = np.concatenate([self._rows[piece][1] * r for piece, r in zip(known, rarity, strict=True)])
        return (np.bincount(owners, weights, self._businesses) / math.sqrt(sum(r * r for r in rarity))).astype(np.float32)


def named_texts(library: Library, positions: dict[str, int]) -> tuple[list[str], list[int]]:
    """Every name and alias of every business, and the position of its business."""
    pairs = [
        (name, positions[a.id])
        for a in library.activities.values()
        for group in ((a.name.zh, a.name.en), *a.aliases.values())
        for name in group
    ]
    return [name for name, _ in pairs], [owner for _, owner in pairs]


def pieces_of(question: str) -> set[str]:
    """The pieces of a question, however long it is."""
    return name_pieces(shortened(question))

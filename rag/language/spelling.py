"""Words typed wrong: a word that nothing here knows, one slip away from one word that names something."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")
#: Shorter words are too near to others.
_SHORTEST = 4


class Spelling:
    """Corrects words towards ``targets``; words in ``known`` are right as they are. A slip is one letter left out, put in, changed
    or swapped with its neighbour (Damerau 1964). Immutable."""

    def __init__(self, targets: Iterable[str], known: Iterable[str]) -> None:
        right = {t for t in targets if len(t) >= _SHORTEST and _WORD.fullmatch(t) and not "\u3040" <= t[0] <= "\ud7af"}
        self._known = right.union(known)
        self._near: dict[str, set[str]] = {}
        for word in right:
            for cut in _cuts(word):
                self._near.setdefault(cut, set()).add(word)

    def right(self, word: str) -> str:
        """The word, or what it is a slip of where that is but one thing."""
        if len(word) < _SHORTEST or word in self._known or not _WORD.fullmatch(word):
            return word
        meant = {near for cut in _cuts(word) for near in self._near.get(cut, ()) if _one_slip(word, near)}
        return meant.pop() if len(meant) == 1 else word


def _cuts(word: str) -> set[str]:
    """The word, and what is left of it without one of its letters."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _one_slip(one: str, other: str) -> bool:
    if len(one) > len(other):
        one, other = other, one
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    rest, behind = one[start:], other[start:]
    if len(one) < len(other):
        return rest == behind[1:]
    return rest[1:] == behind[1:] or (rest[:2] == behind[:2][::-1] and rest[2:] == behind[2:])

"""What the meaning of a question is compared with to find its business: the lines of its descriptions in every language, and its names, a
few together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from corpus import Library
from index.passages import Passage

#: So many names of one language are embedded together: one alone says little.
_TOGETHER = 8


@dataclass(frozen=True, eq=False)
class Anchors:
    """``businesses`` are the ids that can be meant, those of the taxonomy first, then those that only descriptions know (outside the
    corpus). ``vectors`` (anchors, dimension) have ``owners``, positions among them, and ``languages``; ``named`` marks the names."""

    businesses: tuple[str, ...]
    vectors: np.ndarray
    owners: np.ndarray
    languages: tuple[str, ...]
    named: np.ndarray

    def nearest(self, business: str, meaning: np.ndarray) -> int | None:
        """The anchor of a business that is nearest to a question with this meaning; None where it has none."""
        own = np.flatnonzero(self.owners == self.businesses.index(business))
        return int(own[np.argmax(self.vectors[own] @ meaning)]) if len(own) else None


def businesses_meant(library: Library) -> tuple[str, ...]:
    """The ids of every business that a question can mean: those of the taxonomy, then those that only descriptions know."""
    return (*library.activities, *(d.id for d in library.descriptions if d.outside))


def anchor_passages(library: Library) -> list[Passage]:
    """The texts of all anchors, the names last."""
    return [Passage(one, text, asked=True) for one, _, text in (*_lines(library), *_names(library))]


def anchor_owners(library: Library) -> list[str]:
    """The business of each of the `anchor_passages`."""
    return [business for business, _, _ in (*_lines(library), *_names(library))]


def business_anchors(library: Library, vectors: np.ndarray) -> Anchors:
    """The anchors of a library with the ``vectors`` of its `anchor_passages`."""
    businesses = businesses_meant(library)
    position = {one: i for i, one in enumerate(businesses)}
    lines, names = list(_lines(library)), list(_names(library))
    owners = np.array([position[one] for one, _, _ in (*lines, *names)], dtype=np.int64)
    languages = tuple(language for _, language, _ in (*lines, *names))
    return Anchors(businesses, vectors, owners, languages, np.arange(len(owners)) >= len(lines))


def _lines(library: Library) -> Iterator[tuple[str, str, str]]:
    """The business, the language and the text of every line of a description."""
    for described in library.descriptions:
        for language, lines in (("zh", described.zh), ("en", described.en), *described.spoken.items()):
            for text in lines:
                yield described.id, language, text


def _names(library: Library) -> Iterator[tuple[str, str, str]]:
    """The business, the language and the text of every few names."""
    for activity in library.activities.values():
        groups = dict(activity.aliases)
        for language, own in (("zh", activity.name.zh), ("en", activity.name.en)):
            groups[language] = (own, *groups.get(language, ()))
        for language, names in groups.items():
            for start in range(0, len(names), _TOGETHER):
                yield activity.id, language, ", ".join(names[start : start + _TOGETHER])

"""What provisions rule on, as the corpus tells it: the businesses and the places of their measures.

A question names a business in any of nine languages, and the provision that rules on it in other words or in those of a group
it belongs to (古董拍卖, auctions of antiques: 文物拍卖). The taxonomy knows; neither the words nor the vectors do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np

from corpus import Library

#: What a provision gains by ruling on a business that is named (half of it one step above, a third two steps above), and on a
#: place that is named or holds the named one. From .03 to .06, and from .02 to .04, all stay within the error of the best.
BUSINESS, PLACE = 0.04, 0.02


@dataclass(frozen=True)
class About:
    """The activities and the areas that a question names, and by id what each provision gains on which its answer rests."""

    activities: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    rules: tuple[tuple[str, float], ...] = ()


class Subjects:
    """The provisions of a library by what they rule on. Immutable."""

    def __init__(self, library: Library) -> None:
        self._library, self._position = library, {one: i for i, one in enumerate(library.clauses)}
        measures = [clause.provision.measures for clause in library.clauses.values()]
        self._activities = _places({a for m in some for a in m.activities} for some in measures)
        self._areas = _places({a for m in some for a in m.areas} for some in measures)

    def worth(self, about: About) -> np.ndarray:
        """What every passage gains by what a question is about, shape (n,)."""
        added = np.zeros(len(self._library.clauses), dtype=np.float32)
        for activity in about.activities:
            for one, steps in self._library.above(activity).items():
                here = self._activities.get(one, [])
                added[here] = np.maximum(added[here], BUSINESS / (1 + steps))
        around = {one for area in about.areas for one in self._library.around(area)}
        added[sorted({i for one in around for i in self._areas.get(one, [])})] += PLACE
        for provision, gained in about.rules:
            added[self._position[provision]] += gained
        return added


def _places(keys: Iterable[Collection[str]]) -> dict[str, list[int]]:
    """The positions of every key."""
    found: dict[str, list[int]] = {}
    for position, some in enumerate(keys):
        for key in some:
            found.setdefault(key, []).append(position)
    return found

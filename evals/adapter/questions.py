"""Questions made of the corpus itself: what a business is called in each language, in front of what its askers have in common,
with the clauses that the decision on it stands on. No question of a test set is among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from corpus import Activity, Area, Library
from rag.decision.decision import decide

#: The share of the questions that name a place.
_PLACED = 0.35


@dataclass(frozen=True)
class Made:
    """A question about an activity, in an area or nowhere in particular, and the provisions that its verdict stands on."""

    text: str
    activity: str
    area: str | None
    right: tuple[str, ...]


def made(library: Library, today: date) -> list[Made]:
    """A question on every business in every language that has a name for it, where a rule decides on it."""
    draw = np.random.default_rng(3)
    ruled = list(dict.fromkeys(area for rule in library.rules for area in rule.measure.areas))
    found = []
    for activity in library.activities.values():
        for language, framing in library.framing.items():
            names = list(_names(activity, language))
            area = ruled[draw.integers(len(ruled))] if draw.random() < _PLACED else None
            decision = decide(library, activity.id, today, area)
            if not names or not decision.decisive:
                continue
            text = f"{names[draw.integers(len(names))]}: {framing[draw.integers(len(framing))]}"
            if area:
                text = f"{next(_names(library.areas[area], language), library.areas[area].name.en)}: {text}"
            clauses = [rule.clause for rule in (decision.decisive, *decision.supporting)]
            right = dict.fromkeys(clause.id for clause in clauses if clause.document.in_force(today))
            if right:
                found.append(Made(text, activity.id, area, tuple(right)))
    return found


def _names(thing: Activity | Area, language: str) -> Iterator[str]:
    if language in ("zh", "en"):
        yield thing.name[language]
    yield from thing.aliases.get(language, ())

"""The businesses that a clause names, by the names and aliases of the taxonomy in Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.library import Library
from corpus.text import normalise

_LEFT_OUT = (
    re.compile(r"[（(]([^（）()]{2,80})除外[）)]"),
    re.compile(r"除([^，。；]{2,60}?)(?:以外|之外|外)(?=[，。；的]|$)"),
    re.compile(r"但?([^，。；（(]{2,80})除外"),
    re.compile(r"\b(?:except(?: for)?|excluding|other than)\s+([^.;()]{3,120})", re.IGNORECASE),
)
#: Words that many texts have without meaning the business of that name.
_SHORTEST = 2


class Names:
    """Every name in Chinese and English with the activity that it means, the longest first where names overlap."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._ids: dict[str, str] = {}
        for activity in library.activities.values():
            if activity.topic:
                continue
            aliases = [a for language in ("zh", "en") for a in activity.aliases.get(language, ())]
            for name in (activity.name.zh, activity.name.en, *aliases):
                self._ids.setdefault(normalise(name), activity.id)
        zh = sorted((n for n in self._ids if not n.isascii() and len(n) >= _SHORTEST), key=len, reverse=True)
        en = sorted((n for n in self._ids if n.isascii() and len(n) > _SHORTEST), key=len, reverse=True)
        self._zh = re.compile("|".join(map(re.escape, zh)))
        self._en = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, en))})(?:e?s)?(?![a-z0-9])")

    def meant(self, text: str) -> tuple[str, ...]:
        """The activities that a text names, in order; a group named around a business in it is not meant."""
        plain = normalise(text)
        found = [(m.start(), self._ids[m[0]]) for m in self._zh.finditer(plain)]
        for match in self._en.finditer(plain):
            name = match[0]
            one = self._ids.get(name) or self._ids.get(name[:-1]) or self._ids.get(name[:-2])
            if one:
                found.append((match.start(), one))
        ids = list(dict.fromkeys(one for _, one in sorted(found)))
        return tuple(i for i in ids if not any(i != other and i in self._library.above(other) for other in ids))


@lru_cache(maxsize=2)
def taxonomy_names(library: Library) -> Names:
    """The names of a library."""
    return Names(library)


def left_out(names: Names, text: str) -> tuple[str, tuple[str, ...]]:
    """A clause without what it excepts, and the activities that this names."""
    excepted: list[str] = []
    for form in _LEFT_OUT:
        for match in form.finditer(text):
            inside = names.meant(match[1])
            if inside:
                excepted += inside
                text = text.replace(match[0], " ")
    return text, tuple(dict.fromkeys(excepted))


def below_any(library: Library, activities: Iterable[str], excepted: Iterable[str]) -> tuple[str, ...]:
    """Of what is excepted what one of the activities contains: nothing else can be taken out of it."""
    whole = set(activities)
    return tuple(e for e in excepted if whole & (library.above(e).keys() - {e}))

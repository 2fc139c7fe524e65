"""Finding what a question names: activities, areas and origins by their names and aliases, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus import Library, ZhunruError
from corpus.text import CJK, normalise

_UNIT = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")
_POSSESSIVE = re.compile(r"['’]s?\b")
#: British and American spellings, and plurals, count as one word.
_SPELLINGS = {
    "center": "centre",
    "program": "programme",
    "theater": "theatre",
    "license": "licence",
    "organization": "organisation",
}


@dataclass(frozen=True)
class Found:
    """Something named in a text. ``start`` and ``end`` count units (a Han character or a Latin word)."""

    kind: str
    id: str
    start: int
    end: int


class UnknownName(ZhunruError):
    """A name that names nothing known, or more than one thing. ``kind``: activity, area, origin, sector, side."""

    def __init__(self, kind: str, value: str, example: str) -> None:
        self.kind = kind
        shown = value if len(value) <= 60 else value[:60] + "…"
        super().__init__(f"`{shown}` names no one {kind} known here.", f"Give an id or a name, such as {example}.")


def units(text: str) -> list[str]:
    """Cut a text into what aliases are matched by: single CJK characters, and Latin words without plural endings."""
    return [_stem(u) for u in _UNIT.findall(_POSSESSIVE.sub("", normalise(text)))]


def _stem(word: str) -> str:
    if len(word) > 3 and word.isascii():
        if word.endswith("ies"):
            word = word[:-3] + "y"
        elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    return _SPELLINGS.get(word, word)


class Lexicon:
    """A trie over every name and alias of a library."""

    def __init__(self, library: Library) -> None:
        self._root: dict = {}
        self._ids = {"activity": library.activities, "area": library.areas, "origin": library.origins}
        for kind, things in (("activity", library.activities), ("area", library.areas), ("origin", library.origins)):
            for thing in things.values():
                names = [thing.name.zh, thing.name.en, *(a for group in thing.aliases.values() for a in group)]
                self._add(kind, thing.id, names)

    def _add(self, kind: str, one: str, names: Iterable[str]) -> None:
        for name in names:
            node = self._root
            for unit in units(name):
                node = node.setdefault(unit, {})
            node.setdefault(None, []).append((kind, one))

    def resolve(self, kind: str, value: str | None) -> str | None:
        """The id of the activity, area or origin that a value is the id or a name of, as a whole; None for None. Raises
        UnknownName."""
        if value is None:
            return None
        found = self.named(kind, value)
        if len(found) != 1:
            raise UnknownName(kind, value, f"`{next(iter(self._ids[kind]))}`")
        return found[0]

    def resolve_businesses(self, value: str) -> tuple[str, ...]:
        """The ids of the activities that a value is the id or a name of, or else that it names among other words. Raises
        UnknownName."""
        inside = (f.id for f in self.find(value) if f.kind == "activity")
        found = self.named("activity", value) or tuple(dict.fromkeys(inside))
        if not found:
            raise UnknownName("activity", value, f"`{next(iter(self._ids['activity']))}`")
        return found

    def named(self, kind: str, value: str) -> tuple[str, ...]:
        """The ids of everything of a kind that a value is the id or, as a whole, a name of."""
        if value in self._ids[kind]:
            return (value,)
        whole = (0, len(units(value)))
        return tuple(dict.fromkeys(f.id for f in self.find(value) if f.kind == kind and (f.start, f.end) == whole))

    def find(self, text: str) -> list[Found]:
        """Everything named in ``text``, in order; where names overlap the longest wins, then the earlier."""
        words = units(text)
        matches: list[Found] = []
        for start in range(len(words)):
            node, end = self._root, start
            while end < len(words) and (node := node.get(words[end])) is not None:
                end += 1
                matches.extend(Found(kind, one, start, end) for kind, one in node.get(None, ()))
        matches.sort(key=lambda m: (m.start - m.end, m.start))
        taken: set[int] = set()
        spans: set[tuple[int, int]] = set()
        chosen: list[Found] = []
        for match in matches:
            span = (match.start, match.end)
            if span in spans or taken.isdisjoint(range(*span)):
                chosen.append(match)
                spans.add(span)
                taken.update(range(*span))
        return sorted(chosen, key=lambda m: m.start)

"""Finding what a question names: activities, areas and origins by their names and aliases, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus import Library, ZhunruError
from rag.language.spelling import Spelling
from rag.language.stems import INFLECTED, hangul_breaks, units

_SHORT, _LONG = 3, 7
_DOING = frozenset("做办开搞拍")
_KATAKANA = re.compile(r"[\u30a1-\u30fa]")


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


def _inside(words: list[str], found: Found) -> bool:
    """Whether a name in katakana is only a part of a longer word (ドバイ in アドバイス)."""
    before, first, last, behind = (
        words[found.start - 1 : found.start],
        words[found.start],
        words[found.end - 1],
        words[found.end : found.end + 1],
    )
    return bool(
        (before and _KATAKANA.match(before[0]) and _KATAKANA.match(first))
        or (behind and _KATAKANA.match(last) and _KATAKANA.match(behind[0]))
    )


def _words(trie: dict) -> set[str]:
    """The words of every name in a trie."""
    return {word for node in (trie, *_nodes(trie)) for word in node if word is not None}


def _nodes(trie: dict) -> Iterator[dict]:
    for word, node in trie.items():
        if word is not None:
            yield node
            yield from _nodes(node)


class Lexicon:
    """Tries over every name and alias of a library: one for all languages, and one for each language whose words change their
    endings, by stems."""

    def __init__(self, library: Library) -> None:
        self._tries: dict[str, dict] = {language: {} for language in ("en", *INFLECTED)}
        self._ids = {"activity": library.activities, "area": library.areas, "origin": library.origins}
        #: Where Korean names have their spaces, by their units.
        self._breaks: dict[tuple[str, ...], frozenset[int]] = {}
        for kind, things in self._ids.items():
            for thing in things.values():
                names = [thing.name.zh, thing.name.en, *(a for group in thing.aliases.values() for a in group)]
                self._add(kind, thing.id, names, "en")
                for language in INFLECTED:
                    self._add(kind, thing.id, thing.aliases.get(language, ()), language)
        said = {unit for clause in library.clauses.values() for unit in units(clause.provision.digest.en)}
        self._spelling = {code: Spelling(_words(trie), said) for code, trie in self._tries.items()}

    def _add(self, kind: str, one: str, names: Iterable[str], language: str) -> None:
        for name in names:
            node, cut = self._tries[language], units(name, language)
            # A short stem is many words: that of París is in para, that of Дания in данные. The name itself is in the other trie.
            if language in INFLECTED and len(cut) == 1 and len(cut[0]) <= _SHORT:
                continue
            if language == "en" and (breaks := hangul_breaks(name)):
                self._breaks[tuple(cut)] = breaks
            for unit in cut:
                node = node.setdefault(unit, {})
            named = node.setdefault(None, [])
            if (kind, one) not in named:
                named.append((kind, one))

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

    def find(self, text: str, language: str = "en") -> list[Found]:
        """Everything named in ``text``, in order; where names overlap the longest wins, then one without
        a verb in it, then the earlier. ``language`` is
        that of the text: names of an inflected one are found by their stems too."""
        matches = self._matches(self._tries["en"], units(text)) + self._misspelt(units(text), "en")
        if language in INFLECTED:
            cut = units(text, language)
            matches += self._matches(self._tries[language], cut) + self._misspelt(cut, language)
        words = units(text)
        # A Korean place is not found across a space that is not in its name: 제한 국가 is not 한국.
        if crossings := hangul_breaks(text):
            matches = [m for m in matches if m.kind == "activity" or self._within_words(words, m, crossings)]
        matches = [m for m in matches if m.kind == "activity" or not _inside(words, m)]
        # Of equal length the one that is all name: 做电影院 is about 电影院, not about 做电影.
        matches.sort(key=lambda m: (m.start - m.end, words[m.start] in _DOING, m.start))
        taken: set[int] = set()
        spans: set[tuple[int, int]] = set()
        chosen: dict[Found, None] = {}
        for match in matches:
            span = (match.start, match.end)
            if span in spans or taken.isdisjoint(range(*span)):
                chosen[match] = None
                spans.add(span)
                taken.update(range(*span))
        return sorted(chosen, key=lambda m: m.start)

    def _within_words(self, words: list[str], match: Found, breaks: frozenset[int]) -> bool:
        inside = {i - match.start for i in breaks if match.start < i < match.end}
        return inside <= self._breaks.get(tuple(words[match.start : match.end]), frozenset())

    def _misspelt(self, words: list[str], language: str) -> list[Found]:
        """Names in which one word is typed wrong: of several words, or one so long that nothing else is meant."""
        typed = [self._spelling[language].right(w) for w in words]
        wrong = {i for i, (a, b) in enumerate(zip(words, typed, strict=True)) if a != b}
        found = self._matches(self._tries[language], typed) if wrong else []
        within = ((m, wrong.intersection(range(m.start, m.end))) for m in found)
        return [m for m, at in within if len(at) == 1 and (m.end - m.start > 1 or len(words[m.start]) >= _LONG)]

    def _matches(self, trie: dict, words: list[str]) -> list[Found]:
        matches: list[Found] = []
        for start in range(len(words)):
            node, end = trie, start
            while end < len(words) and (node := node.get(words[end])) is not None:
                end += 1
                matches.extend(Found(kind, one, start, end) for kind, one in node.get(None, ()))
        return matches

"""Which verdicts a sentence states, by the phrases of our own catalogues: they write the headlines. A sentence in free words states
none that is recognised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.text import normalise
from rag import Status
from rag.language.catalogues import phrases
from rag.language.languages import canonical

#: Of the alphabets, in lower case: Han, Kana and Hangul have no edges of words.
_LETTERS = "a-zß-öø-ÿа-яё"
_LETTER = re.compile(f"[{_LETTERS}]")
_BLANK = re.compile(r"\{(\w+)\}")
_LEADING = re.compile(r"^\{\w+\}")
#: Statuses by the first word of a key that is not itself a status: `head.control-cap`.
_KEYS = {
    "uncommitted": Status.PROHIBITED,
    "project": Status.CONDITIONAL,
    "cap": Status.RESTRICTED,
    "control": Status.RESTRICTED,
    "jv": Status.RESTRICTED,
}


def statuses_stated(text: str, language: str) -> frozenset[Status]:
    """The statuses that a text states. A phrase inside a longer one does not count: "open without a foreign cap" in "open without a
    foreign cap, with a licence"."""
    plain = normalise(text)
    found = [_Found(*m.span(), words, status) for p, words, status in _patterns(canonical(language)) for m in p.finditer(plain)]
    return frozenset(one.status for one in found if not any(one.within(other) for other in found))


@dataclass(frozen=True)
class _Found:
    """A phrase in a text. ``words`` counts the characters of the phrase without its blanks."""

    start: int
    end: int
    words: int
    status: Status

    def within(self, other: _Found) -> bool:
        """Whether it is a part of another, or that other one with more of its words taken for a blank."""
        inside = other.start <= self.start and self.end <= other.end
        return inside and (other.end - other.start, other.words) > (self.end - self.start, self.words)


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], int, Status], ...]:
    """The phrases of a language that state a verdict, as patterns over normalised text, each with its words and its status."""
    named = [(*key.partition(".")[::2], phrase) for key, phrase in phrases(language).items() if phrase]
    keyed = [(_status(name), phrase) for area, name, phrase in named if area in ("head", "brief")]
    return tuple((_pattern(phrase), len(_BLANK.sub("", phrase)), status) for status, phrase in keyed if status)


def _status(name: str) -> Status | None:
    known = {s.value: s for s in Status}
    return known.get(name) or (known | _KEYS).get(name.split("-")[0])


def _pattern(phrase: str) -> re.Pattern[str]:
    """A phrase with any number in place of a share and anything in its other blanks; not as a part of longer words."""
    parts = [part if n % 2 else normalise(part) for n, part in enumerate(_BLANK.split(_LEADING.sub("", phrase)))]
    pattern = "".join(_blank(part) if n % 2 else re.escape(part) for n, part in enumerate(parts))
    before, after = (rf"(?{edge}[{_LETTERS}])" for edge in ("<!", "!"))
    return re.compile((before if _LETTER.match(parts[0]) else "") + pattern + (after if _LETTER.match(parts[-1][-1:]) else ""))


def _blank(name: str) -> str:
    return r"\d+(?:[.,]\d+)?\s?%" if name == "cap" else r".{1,120}?"

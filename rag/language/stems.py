"""Cutting a text into what names are matched by: single CJK characters, and Latin or Cyrillic words without their endings."""

from __future__ import annotations

import re
import threading
import unicodedata

import snowballstemmer

from corpus.text import CJK, normalise

#: Languages whose words change their endings, with their stemmers. English keeps to plurals and spellings: a stem that
#: cuts more would take "publishing" for "publisher".
_STEMMERS = {"de": "german", "fr": "french", "es": "spanish", "ru": "russian"}
INFLECTED = tuple(_STEMMERS)
_OF_THREAD = threading.local()
_UNIT = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_POSSESSIVE = re.compile(r"['’]s?\b")
#: Only before a letter it runs into, as the mark is taken out of any other word: so the number of units is that of other languages.
_ELISION = re.compile(rf"(?<![\w'’])(?:l|d|qu|n|s|j|c|m|t)['’](?=[^\W_{CJK}])", re.IGNORECASE)
#: British and American spellings count as one word.
_SPELLINGS = {
    "center": "centre",
    "program": "programme",
    "theater": "theatre",
    "license": "licence",
    "organization": "organisation",
}


def units(text: str, language: str = "en") -> list[str]:
    """The units of a text. ``language`` (one of nine codes) tells whose endings are taken off; the number of units does not depend
    on it."""
    plain = _plain(text)
    plain = _POSSESSIVE.sub("", _ELISION.sub(" ", plain) if language == "fr" else plain)
    stem = _stemmer(language) if language in _STEMMERS else None
    return [_inflected(u, stem) if stem else _english(u) for u in _UNIT.findall(plain)]


def _plain(text: str) -> str:
    return normalise(text).replace("ー", "")  # データーセンター, データセンター


def hangul_breaks(text: str) -> frozenset[int]:
    """The units, by their number, that are Korean and stand behind a space."""
    plain = _POSSESSIVE.sub("", _plain(text))
    found = enumerate(_UNIT.finditer(plain))
    return frozenset(i for i, m in found if _HANGUL.match(m[0]) and plain[m.start() - 1 : m.start()].isspace())


def _stemmer(language: str):
    """The stemmer of this thread: one keeps the word it works on, so that threads must not share it."""
    known = _OF_THREAD.__dict__.setdefault("stemmers", {})
    if language not in known:
        known[language] = snowballstemmer.stemmer(_STEMMERS[language])
    return known[language]


def _inflected(word: str, stemmer) -> str:
    if len(word) <= 3 or re.match(rf"[{CJK}\d]", word):
        return word
    bare = "".join(c for c in unicodedata.normalize("NFD", stemmer.stemWord(word)) if not unicodedata.combining(c))
    return bare.replace("ß", "ss")


def _english(word: str) -> str:
    if len(word) > 3 and word.isascii():
        if word.endswith("ies"):
            word = word[:-3] + "y"
        elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and word != "news":
            word = word[:-1]
    return _SPELLINGS.get(word, word)

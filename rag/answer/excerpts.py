"""The part of a clause that an answer needs: the sentences of a digest that speak of the activity asked about."""

from __future__ import annotations

import re

from corpus import Clause, Library
from rag.language.lexicon import Lexicon

_SENTENCE = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+(?=[A-Z\"'(])")
#: A digest up to this many characters (zh, en) is shown whole.
_SHORT = {"zh": 90, "en": 260}


def sentences_of(text: str) -> list[str]:
    """The sentences of a Chinese or English text; a Chinese one ends at 。 without a space."""
    return [s.strip() for s in _SENTENCE.split(text) if s.strip()]


class Excerpts:
    """Excerpts of digests by activity, remembered: a digest never changes."""

    def __init__(self, library: Library, lexicon: Lexicon) -> None:
        self._library, self._lexicon = library, lexicon
        self._known: dict[tuple[str, str, str], str] = {}

    def about(self, clause: Clause, activity: str, language: str) -> str:
        """The sentences of the clause's digest that name the activity or something above it, in their order; the whole
        digest when it is short or no sentence names it."""
        key = (clause.id, activity, language)
        if key not in self._known:
            self._known[key] = self._excerpt(clause.provision.digest[language], activity, language)
        return self._known[key]

    def _excerpt(self, digest: str, activity: str, language: str) -> str:
        sentences = sentences_of(digest)
        if len(digest) <= _SHORT[language] or len(sentences) == 1:
            return digest
        above = self._library.above(activity)
        steps = [self._distance(s, above) for s in sentences]
        nearest = min((d for d in steps if d is not None), default=None)
        if nearest is None:
            return digest
        chosen = [s for s, d in zip(sentences, steps, strict=True) if d == nearest]
        return ("" if language == "zh" else " ").join(chosen)

    def _distance(self, sentence: str, above: dict[str, int]) -> int | None:
        named = (f.id for f in self._lexicon.find(sentence) if f.kind == "activity")
        return min((above[a] for a in named if a in above), default=None)

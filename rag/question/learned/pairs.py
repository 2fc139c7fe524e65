"""What speaks for each business being the one that a question means: the same features, and the same weights, for all businesses. A business
that is added to the taxonomy is read without training anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus import Library
from index import Anchors
from rag.language.lexicon import Found, Lexicon
from rag.language.stems import units
from rag.question.learned.grams import shortened
from rag.question.learned.likeness import Likeness, inverse_rank, lead_over_others
from rag.question.learned.names import BusinessWords, NamePieces, named_texts, pieces_of
from rag.question.mentions import businesses_named

_HAN = frozenset({"zh", "zh-Hant", "ja"})


@dataclass(frozen=True, eq=False)
class Pairs:
    """``of_business`` (businesses, features) holds what speaks for each, ``of_question`` (features,) what the question is like."""

    of_business: np.ndarray
    of_question: np.ndarray


class PairFeatures:
    """Computes the features of questions over one library. Safe to share between threads."""

    def __init__(self, library: Library, lexicon: Lexicon, anchors: Anchors, likeness: Likeness, lines: list[str]) -> None:
        """``lines`` are the texts of the descriptions, in the order of the anchors."""
        self.businesses = anchors.businesses
        self.known = len(library.activities)
        self._library, self._lexicon, self._likeness = library, lexicon, likeness
        self._position = {one: i for i, one in enumerate(self.businesses)}
        names, owners = named_texts(library, self._position)
        described = anchors.owners[~anchors.named].tolist()
        self._names = NamePieces(names, owners, len(self.businesses))
        self._words = BusinessWords([*names, *lines], [*owners, *described], len(self.businesses))
        self._above = [
            [self._position[a] for a in library.above(one) if a != one] if one in library.activities else []
            for one in self.businesses
        ]
        self._kinds = np.array([self._kind(one) for one in self.businesses], dtype=np.float32)

    def of(self, text: str, language: str, vector: np.ndarray, hidden: Sequence[int] = ()) -> Pairs:
        """The features of a question in this language with this vector, as if there were no examples of ``hidden`` businesses."""
        text = shortened(text)
        words = units(text, language)
        found = self._lexicon.find(text, language)
        named = self._named(words, found, businesses_named(self._library, words, found))
        pieces = pieces_of(text)
        share, weighed = self._names.best(pieces)
        weighed = weighed / 5
        like = self._words.likeness(pieces)
        columns = [
            named,
            share,
            weighed,
            lead_over_others(weighed),
            inverse_rank(weighed),
            like,
            lead_over_others(like),
            inverse_rank(like),
            self._kinds,
        ]
        spans = {(f.start, f.end) for f in found if f.kind == "activity"}
        meant, of_none = self._likeness.features(vector, language, hidden)
        of_question = [
            len(spans) / 3, named[:, 0].sum() / 3, named[:, 6].sum() / 3, np.log(max(1, len(words))) / 4, share.max(), weighed.max(),
            like.max(), float(language in _HAN), float(language == "en"), *of_none,
        ]  # fmt: skip
        of_business = np.column_stack([*columns, meant]).astype(np.float32)
        return Pairs(of_business, np.array(of_question, dtype=np.float32))

    def _named(self, words: list[str], found: list[Found], kept: tuple[str, ...]) -> np.ndarray:
        """Of every business: whether it is named; the length of the name, alone and as a share of the question; whether no longer name
        is there; whether the name is that of another one too; how early it comes; whether the question does not leave it out, and how early among
        those; whether something it is part of is named, and whether a part of it is."""
        features = np.zeros((len(self.businesses), 10), dtype=np.float32)
        named = [f for f in found if f.kind == "activity"]
        spans = Counter((f.start, f.end) for f in named)
        longest, n = max((f.end - f.start for f in named), default=0), max(1, len(words))
        for f in named:
            length, row = f.end - f.start, features[self._position[f.id]]
            early = 1 - f.start / n
            given = (1, length / 5, length / n, length == longest, spans[f.start, f.end] > 1, early)
            row[:6] = np.maximum(row[:6], given)
        for place, one in enumerate(kept):
            features[self._position[one], 6:8] = 1, 1 / (1 + place)
        for i, above in enumerate(self._above):
            if above and features[above, 0].any():
                features[i, 8] = 1
            if above and features[i, 0]:
                features[above, 9] = 1
        return features

    def _kind(self, one: str) -> tuple[float, ...]:
        """Whether it is a topic of law, a vague word, outside the corpus, a group; how many names it has."""
        if one not in self._library.activities:
            return 0, 0, 1, 0, 0
        activity = self._library.activities[one]
        names = sum(map(len, activity.aliases.values()))
        return activity.topic, bool(activity.may_be), 0, bool(self._library.children.get(one)), np.log1p(names) / 5

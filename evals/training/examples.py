"""Training questions as examples of what people ask about a business, and the features of questions that do not know their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from api.home import progress_bar
from corpus import Library
from evals.training.records import Record
from evals.training.swapped import SWAPPED
from index import Anchors
from rag.language.detect import language_of
from rag.language.lexicon import Lexicon
from rag.question.learned.likeness import NO_BUSINESS, Examples, Likeness, centred_anchors, unit, whitened
from rag.question.learned.pairs import PairFeatures, Pairs
from rag.question.learned.reader import learned_features

#: The power of the whitening: half of what would make all directions equal.
_WHITENING = -0.25
#: Of so many businesses the examples are hidden from a question, so that one without any is read too.
_HIDDEN = 0.3


@dataclass(frozen=True, eq=False)
class Space:
    """What the vectors of questions are compared in: the mean question of every language, and the whitening of questions and anchors
    together."""

    anchors: Anchors
    frames: Mapping[str, np.ndarray]
    whitening: np.ndarray

    @classmethod
    def of(cls, records: Sequence[Record], meanings: np.ndarray, anchors: Anchors) -> Space:
        """Fit it on some questions with these ``meanings`` (questions, dimension)."""
        languages = np.array([language_of(r.question) for r in records])
        frames = {str(one): meanings[languages == one].mean(axis=0) for one in sorted(set(languages))}
        # Traditional Chinese occurs in no training question: its questions lie where simplified ones do.
        frames.setdefault("zh-Hant", frames["zh"])
        centred = unit(meanings - np.stack([frames[one] for one in languages]))
        values, directions = np.linalg.eigh(np.cov(np.concatenate([centred_anchors(anchors), centred]).T))
        return cls(anchors, frames, (directions * (values + 1e-4) ** _WHITENING).astype(np.float32))

    def examples(self, records: Sequence[Record], meanings: np.ndarray) -> Examples:
        """The written questions that mean one business, and those about something else altogether."""
        chosen = [
            i
            for i, r in enumerate(records)
            if len(r.businesses) == ("outside" not in r.asks) and not r.open and r.writer != SWAPPED
        ]
        languages = [language_of(records[i].question) for i in chosen]
        businesses = tuple((*records[i].businesses, NO_BUSINESS)[0] for i in chosen)
        return Examples(whitened(meanings[chosen], languages, self.frames, self.whitening), businesses)

    def features(self, library: Library, lexicon: Lexicon, examples: Examples) -> PairFeatures:
        """The features of questions with these examples."""
        likeness = Likeness(self.anchors, self.frames, self.whitening, examples)
        return learned_features(library, lexicon, self.anchors, likeness)


def left_out_pairs(
    library: Library, lexicon: Lexicon, space: Space, records: Sequence[Record], meanings: np.ndarray, fold: np.ndarray
) -> list[Pairs]:
    """The features of every question with every business, with the questions of the other folds for examples. All of them hide the examples
    of some businesses, drawn for each."""
    found: dict[int, Pairs] = {}
    draw = np.random.default_rng(0)
    with progress_bar("Comparing with businesses") as progress:
        for one in sorted(set(fold.tolist())):
            others = np.flatnonzero(fold != one).tolist()
            features = space.features(library, lexicon, space.examples([records[i] for i in others], meanings[others]))
            for i in np.flatnonzero(fold == one).tolist():
                hidden = np.flatnonzero(draw.random(len(features.businesses)) < _HIDDEN).tolist()
                text = records[i].question
                found[i] = features.of(text, language_of(text), meanings[i], hidden)
                progress(len(found), len(records))
    return [found[i] for i in range(len(records))]

"""A question that is a frame around the name of one business and little else: nobody who puts it so means another."""

from __future__ import annotations

import numpy as np

from corpus import Library
from rag.language.detect import language_of
from rag.language.lexicon import Lexicon
from rag.language.stems import units
from rag.question.framing import bare
from rag.question.understand import Question

#: So many words may stand beside the name, the frame taken away.
_BESIDE = 5
_SURE = 0.97


def plainly_named(library: Library, lexicon: Lexicon, question: Question) -> str | None:
    """The business that a question names plainly, if it does."""
    if len(question.activities) != 1:
        return None
    named = library.activities[question.activities[0]]
    if named.topic or named.may_be:
        return None
    text = bare(question.text)
    language = language_of(text)
    words = units(text, language)
    told: set[int] = set()
    for found in lexicon.find(text, language):
        told.update(range(found.start, found.end))
    return named.id if len(words) - len(told) <= _BESIDE else None


def with_named_first(probabilities: np.ndarray, named: int, none: float) -> np.ndarray:
    """The probabilities of businesses (businesses,) with the one at ``named`` beyond doubt, the others sharing what is left."""
    some = 1 - none
    share = some * (1 - _SURE) / max(1e-6, some - float(probabilities[named]))
    settled = probabilities * min(1.0, share)
    settled[named] = some * _SURE
    return settled

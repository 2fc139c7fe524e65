"""What patterns and names find in a question, as evidence for what it asks: none of it decides alone."""

from __future__ import annotations

import numpy as np

from corpus import Mode
from corpus.text import normalise
from rag.question.answer_kinds import kinds_asked
from rag.question.focus import focus_phrases
from rag.question.intent import intent_phrases
from rag.question.learned.grams import shortened
from rag.question.understand import Question

#: A question beside whose names so many words stand says little else.
_BARE = 3
_INTENTS, _FOCUSES = ("decide", "both", "may", "open"), ("decide", "cap", "terms", "where", "changed", "breach", "list")
_SLOTS = ("activity", "area", "origin", "day")


def cues_of(question: Question) -> np.ndarray:
    """The cues of a question, each 0 or 1: (CUES,)."""
    plain = normalise(shortened(question.text))
    found = (
        *intent_phrases(plain),
        *focus_phrases(plain),
        *kinds_asked(plain),
        *(question.intent == one for one in _INTENTS),
        *(question.focus == one for one in _FOCUSES),
        *(slot in question.said for slot in _SLOTS),
        bool(question.activities),
        len(question.activities) > 1,
        question.mode is Mode.CROSS_BORDER,
        question.elsewhere,
        question.length <= _BARE,
    )
    return np.array(found, dtype=np.float32)

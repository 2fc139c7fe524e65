"""Whether what was found answers a question at all."""

from __future__ import annotations

from index import Hit
from rag.language.detect import language_of

#: Below this cosine the nearest passage does not answer an open question; E5 cosines are higher in Chinese. Set on
#: evals/data/scope.yaml: `zhunru bench scope` prints what lies on either side.
RELEVANT_PASSAGE, RELEVANT_ELSEWHERE = {"zh": 0.905, "zh-Hant": 0.905, "en": 0.826}, 0.835
_NAMED, _SHARED, _MOST_SHARED = 0.02, 0.002, 20.0


def relevant(text: str, hits: list[Hit], named: bool = False) -> bool:
    """Whether the best passage found answers an open question at all: the question refers to it exactly, or its cosine and a
    little for every word they share say so. ``named`` when the question names something the law speaks of."""
    floor = RELEVANT_PASSAGE.get(language_of(text), RELEVANT_ELSEWHERE) - (_NAMED if named else 0.0)
    return any(h.referred or h.cosine + _SHARED * min(h.bm25, _MOST_SHARED) >= floor for h in hits)

"""A word that stands for several businesses in law ("our app"), next to those among them that the rest of the question describes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus import Library
from rag.question.reading import Hypothesis

#: From this probability on the businesses that the word may mean are described, and not only near to it.
_DESCRIBED = 0.2


def with_the_described(library: Library, hypotheses: Sequence[Hypothesis]) -> tuple[Hypothesis, ...]:
    """The hypotheses, the likeliest first: where that is a word for several businesses and some of these are described too, what speaks
    for the word speaks for them, in the proportion of their own probabilities."""
    if not hypotheses or not (may_be := library.activities[hypotheses[0].business].may_be):
        return tuple(hypotheses)
    word, *others = hypotheses
    meant = [h for h in others if not {h.business, *library.above(h.business)}.isdisjoint(may_be)]
    described = sum(h.probability for h in meant)
    if described < _DESCRIBED:
        return tuple(hypotheses)
    shares = {h.business: h.probability * (1 + word.probability / described) for h in meant}
    raised = [replace(h, probability=shares.get(h.business, h.probability)) for h in others]
    return tuple(sorted(raised, key=lambda h: -h.probability))

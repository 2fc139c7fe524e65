"""Recognising the business that a question describes without naming it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Set
from dataclasses import dataclass

import numpy as np

from corpus import Library
from index import Embedder, EmbedderError, Index
from index.embedders import E5_SMALL
from rag.language.detect import language_of
from rag.question.framing import bare
from rag.question.understand import Question

#: What is described is known when its likeness, and twice its lead over the first business of another verdict, reach this. Set
#: for precision on evals/data/scope.yaml: `zhunru bench scope` tells both halves of it.
SURE, _LEAD = 0.53, 2.0
#: From this likeness on, without that lead, it and that other business are what may be meant.
POSSIBLE = 0.36
#: Questions about the law itself, among the descriptions.
_LAW = "law-questions"
#: From this likeness on a business is worth suggesting.
LIKELY = 0.3
#: A name is only mentioned, and something else described, where a question says this much beside names, and another business
#: than the one named has this likeness, this certainty, and this lead over the one named. Of 331 questions of the test sets that
#: name a business, no other than the misread ones are taken otherwise by it.
_TELLING, _VERY_LIKE, _SURER, _AHEAD = 13, 0.44, 0.64, 0.11

#: What a business comes to, to be compared with what another comes to.
Outcome = Hashable


@dataclass(frozen=True)
class Recognised:
    """What a question describes, by likeness: ``ranked``, the best first, with businesses outside the corpus among them.
    ``activities`` is one, or two between which the question leaves it open although their verdicts
    differ, or none; ``likely`` are worth suggesting. ``certainty`` is what is compared with `SURE`."""

    activities: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    ranked: tuple[tuple[str, float], ...] = ()
    certainty: float = 0.0

    @property
    def law(self) -> bool:
        """Whether the question is about the law itself rather than about a business."""
        return bool(self.ranked) and self.ranked[0][0] == _LAW


class Recogniser:
    """Recognises the businesses of a library by their descriptions. Safe to share between threads."""

    def __init__(self, library: Library, index: Index, embedder: Embedder, outcome: Callable[[Question, str], Outcome]) -> None:
        """``outcome`` decides a business for a question: two businesses of one outcome need not be told apart. Raises EmbedderError
        for another embedder than the bundled one: its cosines mean something else."""
        if embedder.name != E5_SMALL:
            raise EmbedderError(
                f"The thresholds of the answers are set for {E5_SMALL} and do not hold for {embedder.name}.",
                "Search with it beside the bundled one: give it to index.build and Index.open as `chosen`.",
            )
        self._library, self._index, self._embedder = library, index, embedder
        self.outcome = outcome

    def recognise(self, question: Question, vector: np.ndarray) -> Recognised:
        """What the question describes; ``vector`` is that of its text as it was asked."""
        rest = self._embedder.query(bare(question.text))
        ranked = self._index.described.rank(vector, rest, language_of(question.text))
        if not ranked:
            return Recognised()
        (first, score), *others = ranked
        rival, near = next(((a, s) for a, s in others if self._rivals(question, first, a)), (None, 0.0))
        certainty = score + _LEAD * (score - near)
        known = self._library.activities
        meant: tuple[str, ...] = ()
        if first in known and certainty >= SURE:
            meant = (first,)
        elif first in known and rival in known and score >= POSSIBLE:
            meant = (first, rival)
        return Recognised(meant, tuple(a for a, s in ranked if s >= LIKELY and a in known), tuple(ranked), certainty)

    def may_mislead(self, question: Question) -> bool:
        """Whether a question says so much beside the names in it that they may be only mentioned."""
        return question.length >= _TELLING

    def instead(self, question: Question, found: Recognised) -> tuple[str, ...]:
        """The activity that a question describes beyond doubt though it names another (a printer's customer is a publisher); none
        where what is named may be meant."""
        if len(found.activities) != 1 or found.certainty < _SURER:
            return ()
        likeness, (first,) = dict(found.ranked), found.activities
        known, named = self._library.activities, question.activities
        related = known[first].may_be or any(first in self._library.above(a) or a in self._library.above(first) for a in named)
        lead = likeness[first] - max(likeness.get(a, 0.0) for a in named)
        return found.activities if not related and likeness[first] >= _VERY_LIKE and lead >= _AHEAD else ()

    def among(self, question: Question, found: Recognised, choices: Set[str]) -> tuple[str, ...]:
        """Of the businesses that a vague word may mean the one that the question describes: no other business is likelier, and
        it is sure against the other choices; none where it says too little."""
        known = [(a, s) for a, s in found.ranked if a in self._library.activities and not self._library.activities[a].may_be]
        (first, score), *others = known or [("", 0.0)]
        word = found.ranked and found.ranked[0][0] in question.activities
        if (
            word
            or self._library.children.get(first)
            or not first
            or score < POSSIBLE
            or choices.isdisjoint(self._library.above(first))
        ):
            return ()
        rivals = (s for a, s in others if not choices.isdisjoint(self._library.above(a)) and self._rivals(question, first, a))
        return (first,) if score + _LEAD * (score - next(rivals, 0.0)) >= SURE else ()

    def _rivals(self, question: Question, first: str, other: str) -> bool:
        """Whether taking one business for the other would be a wrong answer: not where their verdicts agree, nor where the other
        is a word for several businesses, the first among them."""
        known = self._library.activities
        if first not in known or other not in known:
            return first in known or other in known
        return first not in known[other].may_be and self.outcome(question, first) != self.outcome(question, other)

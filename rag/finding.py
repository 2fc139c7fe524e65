"""Which provisions a question finds, in the order in which its answer rests on them: for the answer, `/v1/search` and the retriever alike."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from corpus import Library
from index import DEPTH, About, Embedder, Hit, Index
from rag.answer.verdicts import stands_on
from rag.decision.decision import decide
from rag.decision.related import parts_to_decide
from rag.question.reading import Reading, Way

#: What a provision gains by deciding the verdict that a question asks for, and by supporting it; and either where the question asks for
#: more than the rule in force answers (a procedure, an authority). Set on our own sets without what is frozen: deciding from .05 to .1, and
#: supporting from .03 to .06, all stay within the error of the best.
_DECIDES, _SUPPORTS, _ASKS_MORE = 0.1, 0.05, 0.02
#: What the rule in force answers.
_BY_RULE = frozenset({"verdict", "cap", "where", "comparison"})


class Finder:
    """Finds provisions of one library for questions that have been read. Safe to share between threads."""

    def __init__(self, library: Library, index: Index, embedder: Embedder) -> None:
        self._library, self._index, self._embedder = library, index, embedder

    def found(self, reading: Reading, k: int, within: Collection[str] | None) -> list[Hit]:
        """The ``k`` best provisions for a question, best first: those its verdict rests on lead where it asks for one. ``within`` limits
        them to these ids."""
        text, most = reading.question.text, max(k, DEPTH)
        if self._open(reading):
            hits = self.quotable(reading, most, within)
        else:
            hits = self._index.search(self._vector(reading), text, most, within, self._about(reading))
        # A reranker knows nothing of what a verdict rests on.
        return (hits if reading.way is Way.VERDICT else self._index.rerank(text, hits))[:k]

    def quotable(self, reading: Reading, k: int, within: Collection[str] | None) -> list[Hit]:
        """The ``k`` best provisions for what only the texts answer in a question. Not by what it is about: the verdict, where it has one,
        names the rules on that."""
        return self._index.search(self._vector(reading), reading.question.text, k, within, open_question=True)

    def _open(self, reading: Reading) -> bool:
        """Whether no rule in force is an answer to a question: it asks what the texts say, or since when, or what a breach costs."""
        return reading.way is Way.TEXT or (reading.way in (Way.VERDICT, Way.CHOICE) and _BY_RULE.isdisjoint(reading.asks))

    def _vector(self, reading: Reading) -> np.ndarray:
        return self._embedder.query(reading.question.text) if reading.vector is None else reading.vector

    def _about(self, reading: Reading) -> About:
        question = reading.question
        rules = self._rules(reading) if reading.way in (Way.VERDICT, Way.VERDICT_AND_TEXT) else {}
        return About(question.activities, tuple(area for area in question.areas if area), tuple(rules.items()))

    def _rules(self, reading: Reading) -> dict[str, float]:
        """What the provisions gain on which the verdicts of a question rest."""
        question, gained = reading.question, dict[str, float]()
        alone = _BY_RULE.issuperset(reading.asks)
        for part in parts_to_decide(self._library, question.activities):
            for area in question.areas or (None,):
                decision = decide(self._library, part, question.days[-1], area, question.origin, question.mode)
                for rule in decision.supporting:
                    gained.setdefault(rule.clause.id, _SUPPORTS if alone else _ASKS_MORE)
                if clause := stands_on(decision):
                    gained[clause.id] = _DECIDES if alone else _ASKS_MORE
        return gained

"""An answer without a language model: understand, retrieve, decide, compose, assemble."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from corpus import Library
from index import DEPTH, About, Embedder, Hit, Index, tokens
from rag.answer.answers import Teller
from rag.answer.contract import Answer
from rag.answer.relevance import relevant
from rag.answer.stopwatch import Stopwatch
from rag.answer.wording.documents import documents_asked, future_edition
from rag.answer_cache import Remembered
from rag.language.languages import canonical
from rag.language.lexicon import Lexicon
from rag.language.stems import units
from rag.question.ask import Ask
from rag.question.described import Recogniser
from rag.question.follow_up import carried
from rag.question.framing import bare
from rag.question.understand import Question, understand

MOST_SUGGESTIONS = 3
#: An open question is answered from so many of the provisions nearest to it.
_NEAREST = 10
#: With more words than this beside the names, a question says what a vague business does.
_TELLING = 6


class Grounded:
    """Answers questions over one library and one index, from the corpus alone. Safe to share between threads."""

    def __init__(self, library: Library, index: Index, embedder: Embedder) -> None:
        self.library, self.index, self.embedder = library, index, embedder
        self.lexicon = Lexicon(library)
        self.recogniser = Recogniser(library, index, embedder)
        self._tell = Teller(library, self.lexicon, index)
        self._valid: tuple[date | None, frozenset[str]] = (None, frozenset())
        self._remembered = Remembered(self._answered)

    def grounded(self, ask: Ask) -> Answer:
        """The answer to one question. The same question on the same day gives the same answer, computed once."""
        return self._remembered(replace(ask, composer="auto"))

    def _answered(self, ask: Ask) -> Answer:
        watch = Stopwatch()
        with watch.stage("understand"):
            question = self.understood(ask)
        if question.elsewhere or not tokens(ask.question):
            return self._tell.abstention(question, "abstain.scope", watch)
        if question.unreadable and "day" not in question.said and ask.as_of is None:
            return self._tell.unreadable(question, watch)
        if question.intent in ("open", "may") and future_edition(question.text, ask.today):
            return self._tell.ahead(question, ask.today, watch)
        if question.focus == "list" and question.intent != "open":
            return self._tell.listed(question, ask.today, watch)
        vague, decides = self._vague(question), question.intent in ("decide", "both")
        misled = decides and not vague and self.recogniser.may_mislead(question)
        if question.intent == "decide" and not vague and not misled:
            return self._tell.decided(question, ask.today, watch)
        # Only a question that no known name surely decides needs its vector: embedding costs more than all the rest together.
        with watch.stage("embed"):
            vector = self.embedder.query(question.text)
        if decides and vague:
            meant = self._described(question, vector)
            return (
                self._tell.decided(question.about(meant), ask.today, watch)
                if meant
                else self._tell.which(question, ask.today, watch)
            )
        if misled:
            with watch.stage("recognise"):
                meant = self.recogniser.instead(question, self.recogniser.recognise(question, vector))
            question = question.about(meant) if meant else question
        if question.intent == "decide":
            return self._tell.decided(question, ask.today, watch)
        if question.intent == "may":
            with watch.stage("recognise"):
                found = self.recogniser.recognise(question, vector)
            if found.activities:
                return self._tell.which(question.about(found.activities), ask.today, watch)
            if not found.law:
                return self._tell.abstention(question, "abstain.activity", watch, found.likely[:MOST_SUGGESTIONS])
            question = replace(question, intent="open")
        with watch.stage("retrieve"):
            # Not by what the question is about: the verdict tells the rules on that, and what is quoted is to answer the rest.
            found = self.index.search(vector, question.text, DEPTH, self.in_force(question.days[-1]))
            answers = relevant(question.text, found[:_NEAREST], question.intent == "both" or bool(question.activities))
            asked = documents_asked(self.library, self.index.references, question.text, ask.today)
            hits = self.index.rerank(question.text, found)[:_NEAREST] if answers or asked else []
        if question.intent == "both":
            return self._tell.decided(question, ask.today, watch, hits)
        if not (answers or asked):
            return self._tell.abstention(question, "abstain.silent" if question.activities else "abstain.scope", watch)
        question = replace(question, days=(ask.today,)) if asked else question
        return self._tell.opened(question, hits, asked, ask.today, watch)

    def understood(self, ask: Ask) -> Question:
        """The question read, with what the conversation and the asker fix."""
        question = understand(self.library, self.lexicon, ask.question, ask.today)
        return self._fixed(carried(self.library, question, ask.earlier) if ask.earlier else question, ask)

    def _vague(self, question: Question) -> bool:
        """Whether a question names only what may be several businesses in law ("our platform")."""
        known = self.library.activities
        return bool(question.activities) and all(known[a].may_be for a in question.activities)

    def _described(self, question: Question, vector: np.ndarray) -> tuple[str, ...]:
        """Of the businesses that a vague word may mean the one that the rest of the question describes, or one beyond doubt that
        it need not mean (a site of live shows); empty when it says too little, or fits none."""
        choices = {c for a in question.activities for c in self.library.activities[a].may_be}
        if min(question.length, len(units(bare(question.text)))) <= _TELLING:
            return ()
        found = self.recogniser.recognise(question, vector)
        sure = found.activities if len(found.activities) == 1 and not self.library.activities[found.activities[0]].may_be else ()
        return self.recogniser.among(question, found, choices) or sure

    def _fixed(self, question: Question, ask: Ask) -> Question:
        """What the asker set outranks what the question says."""
        return replace(
            question,
            language=canonical(ask.language or question.language),
            days=(ask.as_of,) if ask.as_of else question.days,
            areas=(ask.area,) if ask.area else question.areas,
            origin=ask.investor_origin or question.origin,
            mode=ask.mode or question.mode,
        )

    def search(self, text: str, day: date, k: int) -> list[Hit]:
        """The ``k`` provisions in force on a day that are nearest to a text in meaning and words, best first."""
        named = about(understand(self.library, self.lexicon, text, day))
        found = self.index.search(self.embedder.query(text), text, max(k, DEPTH), self.in_force(day), named)
        return self.index.rerank(text, found)[:k]

    def in_force(self, day: date) -> frozenset[str]:
        """The provisions in force on a day. Remembered for the last day asked: nearly every question is about today."""
        known, valid = self._valid
        if known != day:
            valid = frozenset(c.id for c in self.library.clauses.values() if c.document.in_force(day))
            self._valid = (day, valid)
        return valid


def about(question: Question) -> About:
    """What the provisions that answer a question rule on, as far as it says. An open one asks about something else than what
    the rules on a business decide: what is due in it, or what breaking them costs."""
    if question.intent == "open":
        return About()
    return About(question.activities, tuple(area for area in question.areas if area))

"""Reading by rules: which way a question is answered, and about which businesses, by the names in it where they settle it, else by
its meaning."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import numpy as np

from corpus import Library
from corpus.text import normalise
from index import Embedder, tokens
from rag.language.stems import units
from rag.question.ask import Ask
from rag.question.conversation.remarks import remark_in
from rag.question.described import Recogniser
from rag.question.documents import future_edition
from rag.question.framing import bare
from rag.question.intent import outside
from rag.question.reading import Reading, Way, remark
from rag.question.understand import Question

MOST_SUGGESTIONS = 3
_KINDS = {"cap": "cap", "terms": "conditions", "where": "where", "changed": "since", "breach": "penalty"}
#: With more words than this beside the names, a question says what a vague business does.
_DESCRIBES = 6


#: Times a named stage.
Stage = Callable[[str], AbstractContextManager[None]]


class RulesReader:
    """Reads questions on one library. Safe to share between threads."""

    def __init__(self, library: Library, recogniser: Recogniser, embedder: Embedder) -> None:
        self._library, self._recogniser, self._embedder = library, recogniser, embedder

    def read(self, question: Question, ask: Ask, stage: Stage) -> Reading:
        """The reading of one question. Only one that no known name surely decides is embedded: that costs more than all the rest."""
        reading = self._read(question, ask, stage)
        return replace(reading, asks=_asks(reading))

    def _read(self, question: Question, ask: Ask, stage: Stage) -> Reading:
        if topic := remark_in(ask.question):
            return remark(question, topic)
        way = self._by_names(question, ask)
        if way is Way.OUTSIDE:
            return Reading(way, question, topic=_topic(question))
        if way:
            return Reading(way, question)
        with stage("embed"):
            vector = self._embedder.query(question.text)
        return self._by_meaning(question, vector, stage)

    def _by_names(self, question: Question, ask: Ask) -> Way | None:
        """The way that a question's own words settle; None where its meaning has to be looked at."""
        way = None
        if question.elsewhere or not tokens(ask.question):
            way = Way.OUTSIDE
        elif question.turn in ("choices", "none"):
            way = Way.CHOICE if question.turn == "choices" else Way.UNKNOWN_BUSINESS
        elif question.unreadable and "day" not in question.said and ask.as_of is None:
            way = Way.UNREADABLE_DAY
        elif question.intent in ("open", "may") and future_edition(self._library, question.text, ask.today):
            way = Way.FUTURE_EDITION
        elif question.focus == "list" and question.intent != "open":
            way = Way.LIST
        elif (
            question.intent == "decide"
            and question.activities
            and not self._vague(question)
            and not self._recogniser.may_mislead(question)
        ):
            way = Way.VERDICT
        return way

    def _by_meaning(self, question: Question, vector: np.ndarray, stage: Stage) -> Reading:
        # A follow-up may ask for a verdict where neither it nor what came before names a business.
        if question.intent in ("decide", "both") and question.activities:
            return self._named(question, vector, stage)
        if question.intent != "open":
            with stage("recognise"):
                found = self._recogniser.recognise(question, vector)
            if found.activities:
                return Reading(Way.CHOICE, question.about(found.activities))
            if not found.law:
                return Reading(Way.UNKNOWN_BUSINESS, question, suggested=found.likely[:MOST_SUGGESTIONS])
        return Reading(Way.TEXT, replace(question, intent="open"), vector)

    def _named(self, question: Question, vector: np.ndarray, stage: Stage) -> Reading:
        """The way of a question that names a business: the one it names, or another that it describes beyond doubt."""
        if self._vague(question):
            meant = self._described(question, vector)
            return Reading(Way.VERDICT, question.about(meant)) if meant else Reading(Way.CHOICE, question)
        if self._recogniser.may_mislead(question):
            with stage("recognise"):
                meant = self._recogniser.instead(question, self._recogniser.recognise(question, vector))
            question = question.about(meant) if meant else question
        return Reading(Way.VERDICT if question.intent == "decide" else Way.VERDICT_AND_TEXT, question, vector)

    def _vague(self, question: Question) -> bool:
        """Whether a question names only what may be several businesses in law ("our platform")."""
        known = self._library.activities
        return bool(question.activities) and all(known[a].may_be for a in question.activities)

    def _described(self, question: Question, vector: np.ndarray) -> tuple[str, ...]:
        """Of the businesses that a vague word may mean the one that the rest of the question describes, or one beyond doubt that
        it need not mean (a site of live shows); empty when it says too little, or fits none."""
        choices = {c for a in question.activities for c in self._library.activities[a].may_be}
        if min(question.length, len(units(bare(question.text)))) <= _DESCRIBES:
            return ()
        found = self._recogniser.recognise(question, vector)
        sure = found.activities if len(found.activities) == 1 and not self._library.activities[found.activities[0]].may_be else ()
        return self._recogniser.among(question, found, choices) or sure


def _topic(question: Question) -> str:
    """What is outside, as far as rules tell: another matter, or another country's law."""
    if question.foreign:
        return "law"
    return "matter" if outside(normalise(question.text)) else ""


def _asks(reading: Reading) -> tuple[str, ...]:
    """The kinds of thing asked for, as far as rules tell them apart."""
    match reading.way:
        case Way.REMARK:
            return reading.asks
        case Way.OUTSIDE:
            return ("outside",)
        case Way.LIST:
            return ("list",)
        case Way.FUTURE_EDITION:
            return ("freshness",)
        case Way.TEXT:
            return ("text",)
    return (_KINDS.get(reading.question.focus, "verdict"),)

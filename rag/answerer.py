"""The flow of one question: understand, retrieve, decide, compose, verify, answer."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Literal

import numpy as np

from corpus import Library, Mode
from index import Embedder, Hit, Index, tokens
from rag import open_question
from rag.answer import Answer, Named, Prose, Understanding, Verdict
from rag.citations import citations
from rag.compose import Composer
from rag.conversation import carried
from rag.decide import Decision, decide
from rag.deciding import verdict_views
from rag.described import Recogniser
from rag.detect import language_of
from rag.events import Event, Found, Judged
from rag.excerpt import Excerpts
from rag.facts import businesses
from rag.languages import canonical, outward
from rag.lexicon import Lexicon
from rag.model import ModelError, Narrator, Writer
from rag.names import activity_name, activity_named, area_name, origin_name
from rag.note import Paragraph, Sentence, Sources, render
from rag.phrases import say
from rag.understand import Question, understand
from rag.verify import faults

log = logging.getLogger(__name__)

#: At most this many decisions in one answer: beyond it nobody reads them.
MOST_DECISIONS = 8
MOST_SUGGESTIONS = 3
#: Below this cosine the nearest passage does not answer an open question; E5 cosines are higher in Chinese. Set on
#: evals/data/scope.yaml: `zhunru bench scope` prints what lies on either side.
RELEVANT_PASSAGE, RELEVANT_ELSEWHERE = {"zh": 0.905, "zh-Hant": 0.905, "en": 0.826}, 0.835
_NAMED, _SHARED, _MOST_SHARED = 0.02, 0.002, 20.0
#: With more words than this beside the names, a question says what a vague business does.
_TELLING = 6


@dataclass(frozen=True)
class Ask:
    """A question with what its asker fixes beforehand. ``today`` is the day it is asked on, ``earlier`` what the question
    before it in the same conversation was understood as. ``composer`` is who writes: a model
    where one is set up (`auto`), nobody (`grounded`), or a model or an error (`llm`)."""

    question: str
    today: date
    language: str | None = None
    as_of: date | None = None
    area: str | None = None
    investor_origin: str | None = None
    mode: Mode | None = None
    earlier: Understanding | None = None
    composer: Literal["auto", "grounded", "llm"] = "auto"


def _timed(answer: Answer, spent: dict[str, float], start: float) -> Answer:
    """An answer with the time since ``start``, of which the model took what is not in ``spent``."""
    total = round((time.perf_counter() - start) * 1000, 2)
    return answer.model_copy(update={"timings_ms": {**spent, "write": round(total - spent["total"], 2), "total": total}})


def relevant(text: str, hits: list[Hit], named: bool = False) -> bool:
    """Whether the best passage found answers an open question at all: the question refers to it exactly, or its cosine and a
    little for every word they share say so. ``named`` when the question names something the law speaks of."""
    floor = RELEVANT_PASSAGE.get(language_of(text), RELEVANT_ELSEWHERE) - (_NAMED if named else 0.0)
    return any(h.referred or h.cosine + _SHARED * min(h.bm25, _MOST_SHARED) >= floor for h in hits)


class Stopwatch:
    """Milliseconds by stage, and in total since it was made."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._spent: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self._spent[name] = round((time.perf_counter() - start) * 1000, 2)

    def read(self) -> dict[str, float]:
        return {**self._spent, "total": round((time.perf_counter() - self._start) * 1000, 2)}


class Answerer:
    """Answers questions over one library and one index. Safe to share between threads."""

    def __init__(self, library: Library, index: Index, embedder: Embedder, writer: Writer | None = None) -> None:
        self.library, self.index, self.embedder = library, index, embedder
        self.lexicon = Lexicon(library)
        self.recogniser = Recogniser(library, index, embedder)
        self.narrator = Narrator(writer, library, self.lexicon, index, embedder) if writer else None
        self._valid: tuple[date | None, frozenset[str]] = (None, frozenset())
        self.excerpts = Excerpts(library, self.lexicon)

    def answer(self, ask: Ask) -> Answer:
        """Answer one question. Without a model the same question on the same day gives the same answer."""
        return next(event for event in self.events(ask) if isinstance(event, Answer))

    def events(self, ask: Ask, stop: threading.Event | None = None) -> Iterator[Event]:
        """Answer one question, telling what is known as it becomes known; the answer comes last. Closing the iterator ends the
        writing, as does ``stop`` (raises Stopped)."""
        narrator, start = self.narrator_for(ask), time.perf_counter()
        answer = self._grounded(ask)
        yield answer.understanding
        yield Found(citations=answer.citations)
        told = ("verdict", "verdicts", "abstained", "clarification")
        yield Judged(headline=answer.answer.headline, **{name: getattr(answer, name) for name in told})
        if narrator is None or not narrator.suits(answer):
            yield answer
            return
        earlier = ask.earlier.rewritten if ask.earlier else None
        for event in narrator.write(answer, ask.question, earlier, ask.today, stop or threading.Event()):
            yield _timed(event, answer.timings_ms, start) if isinstance(event, Answer) else event

    def narrator_for(self, ask: Ask) -> Narrator | None:
        """Who writes the prose of an answer, None for nobody but the composer. Raises ModelError where a model is asked for
        and none is set up."""
        if ask.composer == "llm" and self.narrator is None:
            raise ModelError(
                "No language model is set up to write.", "Set ZHUNRU_MODEL where the server runs, or ask with composer auto."
            )
        return None if ask.composer == "grounded" else self.narrator

    def _grounded(self, ask: Ask) -> Answer:
        watch = Stopwatch()
        with watch.stage("understand"):
            question = self._understood(ask)
        if question.elsewhere or not tokens(ask.question):
            return self._abstain(question, "abstain.scope", watch)
        if question.unreadable and "day" not in question.said and ask.as_of is None:
            return self._ask_back(question, say(question.language, "clarify.day", day=question.unreadable), watch)
        named = question.intent == "decide" and not self._vague(question)
        if named and not self.recogniser.may_mislead(question):
            return self._decided(question, ask.today, watch)
        # Only a question that no known name surely decides needs its vector: embedding costs more than all the rest together.
        with watch.stage("embed"):
            vector = self.embedder.query(question.text)
        if named:
            with watch.stage("recognise"):
                meant = self.recogniser.instead(question, self.recogniser.recognise(question, vector))
            return self._decided(question.about(meant) if meant else question, ask.today, watch)
        if question.intent in ("decide", "both") and self._vague(question):
            meant = self._described(question, vector)
            return self._decided(question.about(meant), ask.today, watch) if meant else self._which(question, ask.today, watch)
        if question.intent == "may":
            with watch.stage("recognise"):
                found = self.recogniser.recognise(question, vector)
            if found.activities:
                return self._which(question.about(found.activities), ask.today, watch)
            return self._abstain(question, "abstain.activity", watch, found.likely[:MOST_SUGGESTIONS])
        with watch.stage("retrieve"):
            hits = self.index.search(vector, question.text, k=10, within=self.in_force(question.days[-1]))
        if question.intent == "both":
            return self._decided(question, ask.today, watch, hits if relevant(question.text, hits, True) else [])
        if not relevant(question.text, hits, bool(question.activities)):
            return self._abstain(question, "abstain.silent" if question.activities else "abstain.scope", watch)
        return self._open(question, hits, watch)

    def _understood(self, ask: Ask) -> Question:
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
        if question.length <= _TELLING:
            return ()
        found = self.recogniser.recognise(question, vector)
        within = len(found.activities) == 1 and choices.intersection(self.library.above(found.activities[0]))
        return found.activities if within else self.recogniser.instead(question, found)

    def _which(self, question: Question, today: date, watch: Stopwatch) -> Answer:
        """A question back, with the provisional verdict for each choice; the verdict itself where all choices share it."""
        chosen = businesses(self.library, question.activities)
        decisions = [self._decide(question, a, question.areas[:1] or (None,), question.days[-1]) for a in chosen]
        if len({(d.status, d.terms) for d in decisions}) == 1:
            return self._decided(question, today, watch)
        composer = Composer(self.library, self.excerpts, question.language, today)
        names = [activity_named(self.library, a, question.language) for a in chosen]
        asked = say(question.language, "clarify.business", choices=say(question.language, "list").join(names))
        verdicts = verdict_views(self.library, decisions, composer)
        follow_ups = tuple(say(question.language, "ask.national", activity=n) for n in names)
        answer = self._finish(question, asked, composer.choices(decisions), watch, verdicts=verdicts, follow_ups=follow_ups)
        return answer.model_copy(update={"clarification": asked})

    def _decide(self, question: Question, activity: str, areas: tuple[str | None, ...], day: date) -> Decision:
        return decide(self.library, activity, day, areas[0], question.origin, question.mode)

    def _ask_back(self, question: Question, asked: str, watch: Stopwatch) -> Answer:
        answer = self._finish(question, asked, [], watch)
        return answer.model_copy(update={"clarification": asked})

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
        return self.index.search(self.embedder.query(text), text, k, within=self.in_force(day))

    def in_force(self, day: date) -> frozenset[str]:
        """The provisions in force on a day. Remembered for the last day asked: nearly every question is about today."""
        known, valid = self._valid
        if known != day:
            valid = frozenset(c.id for c in self.library.clauses.values() if c.document.in_force(day))
            self._valid = (day, valid)
        return valid

    def _decided(self, question: Question, today: date, watch: Stopwatch, hits: Iterable[Hit] = ()) -> Answer:
        with watch.stage("decide"):
            cases = list(product(businesses(self.library, question.activities), question.areas or (None,), question.days))
            decisions = [
                decide(self.library, activity, day, area, question.origin, question.mode)
                for activity, area, day in cases[:MOST_DECISIONS]
            ]
        with watch.stage("compose"):
            composer = Composer(self.library, self.excerpts, question.language, today)
            verdicts = verdict_views(self.library, decisions, composer)
            headline, note = composer.headline(decisions), composer.note(decisions, len(cases) - len(decisions))
            if question.hearsay:
                note[:0] = composer.correction(decisions)
            if hits:
                said = open_question.best_passages(self.library, list(hits))
                note[-1:-1] = open_question.quotes(said, question.language)
        return self._finish(question, headline, note, watch, verdicts=verdicts, follow_ups=self._follow_ups(question, decisions))

    def _open(self, question: Question, hits: list[Hit], watch: Stopwatch) -> Answer:
        with watch.stage("compose"):
            clauses = open_question.best_passages(self.library, hits)
            day = question.days[-1].isoformat()
            note = open_question.paragraphs(self.library, clauses, question.language, day)
            headline = open_question.headline(question.text, clauses[0], question.language)
        return self._finish(question, headline, note, watch)

    def _abstain(self, question: Question, why: str, watch: Stopwatch, suggested: tuple[str, ...] = ()) -> Answer:
        names = [activity_named(self.library, a, question.language) for a in suggested]
        follow_ups = tuple(say(question.language, "ask.national", activity=n) for n in names)
        headline, note = say(question.language, f"{why}.head"), [Paragraph((Sentence(say(question.language, why)),))]
        return self._finish(question, headline, note, watch, abstained=True, follow_ups=follow_ups)

    def _finish(
        self,
        question: Question,
        headline: str,
        note: list[Paragraph],
        watch: Stopwatch,
        verdicts: tuple[Verdict, ...] = (),
        follow_ups: tuple[str, ...] = (),
        abstained: bool = False,
    ) -> Answer:
        with watch.stage("verify"):
            sound = [p for p in note if not self._reported(faults(p, question))]
            sources = Sources()
            markdown, html = render(sound, sources, question.language)
        return Answer(
            id=uuid.uuid4().hex,
            conversation_id=None,
            language=outward(question.language),
            answer=Prose(headline=headline, markdown=markdown, html=html),
            verdict=verdicts[0] if verdicts else None,
            verdicts=verdicts,
            citations=citations(sources, question.language, question.days[-1]),
            understanding=self._understanding(question),
            abstained=abstained,
            clarification=None,
            follow_ups=follow_ups,
            composer="grounded",
            index_version=self.index.manifest.fingerprint,
            corpus_checked_through=self.library.checked_through,
            timings_ms=watch.read(),
        )

    def _reported(self, found: list[str]) -> list[str]:
        for fault in found:
            log.error("left out, a number that its clause does not bear: %s", fault)
        return found

    def _follow_ups(self, question: Question, decisions: list) -> tuple[str, ...]:
        if len(decisions) != 1:
            return ()
        name = activity_named(self.library, decisions[0].activity, question.language)
        keys = ("ask.national",) if question.areas else ("ask.hainan", "ask.ftz")
        return tuple(say(question.language, key, activity=name) for key in keys)

    def _understanding(self, question: Question) -> Understanding:
        language = question.language
        activities = tuple(Named(id=a, name=activity_name(self.library, a, language)) for a in question.activities)
        areas = tuple(Named(id=a, name=area_name(self.library, a, language)) for a in question.areas if a)
        origin = self.library.origins[question.origin] if question.origin else None
        return Understanding(
            language=outward(language),
            intent=question.intent,
            activities=activities,
            area=areas[0] if areas else None,
            areas=areas,
            investor_origin=Named(id=origin.id, name=origin_name(origin, language)) if origin else None,
            as_of=question.days[-1],
            mode=question.mode,
            rewritten=question.text,
        )

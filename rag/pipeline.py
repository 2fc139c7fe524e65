"""The flow of one question, from top to bottom: read, route, retrieve, answer, and where a language model is set up, write."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from corpus import Document, Library
from index import DEPTH, Hit, Index, TokenEmbedder
from rag.answer.answers import (
    abstention,
    areas_answer,
    choice_answer,
    future_edition_answer,
    list_answer,
    of_a_document,
    text_answer,
    unreadable_day_answer,
    verdict_answer,
)
from rag.answer.assemble import Materials
from rag.answer.contract import Answer, Reader
from rag.answer.excerpts import Excerpts
from rag.answer.relevance import relevant
from rag.answer.remarks import none_of_them, outside_answer, remark_answer
from rag.answer.stopwatch import Stopwatch
from rag.answer_cache import AnswerCache
from rag.decision.decision import decide
from rag.decision.related import parts_to_decide
from rag.events import Event, Found, Judged
from rag.finding import Finder
from rag.language.languages import canonical
from rag.language.lexicon import Lexicon
from rag.llm import Extractor, ModelError, Writer
from rag.prose import Narrator
from rag.question.ask import Ask
from rag.question.by_model import ModelReader
from rag.question.by_rules import RulesReader
from rag.question.conversation.remarks import without_courtesy
from rag.question.described import Outcome, Recogniser
from rag.question.documents import by_its_words, documents_asked, names_a_provision
from rag.question.follow_up import FollowUps, without_correction
from rag.question.learned.reader import LearnedReader
from rag.question.own_documents import OwnDocuments, still_known
from rag.question.reading import Reading, Way
from rag.question.understand import Question, understand

#: A question about what the texts say is answered from so many of the provisions nearest to it.
_NEAREST = 10


@dataclass(frozen=True)
class Evidence:
    """What was retrieved: the provisions nearest to a question, best first, the documents whose life it asks about, and whether
    any of the provisions answers it at all. ``first`` are provisions of added documents, to be quoted before a verdict is explained."""

    hits: tuple[Hit, ...] = ()
    documents: tuple[Document, ...] = ()
    relevant: bool = False
    first: tuple[Hit, ...] = ()

    @property
    def found(self) -> bool:
        return self.relevant or bool(self.documents)


class Answerer:
    """Answers questions over one library and one index, in the words of a model where a ``writer`` is given. Safe to share between
    threads."""

    def __init__(
        self,
        library: Library,
        index: Index,
        embedder: TokenEmbedder,
        writer: Writer | None = None,
        reader: Literal["learned", "rules"] | Extractor = "learned",
    ) -> None:
        """``reader`` is who reads questions: rules, the trained models, or a language model. Raises ForeignWeights."""
        self.library, self.index, self.embedder = library, index, embedder
        self.lexicon, self.finder = Lexicon(library), Finder(library, index, embedder)
        self.recogniser = Recogniser(library, index, embedder, self._outcome)
        self.narrator = Narrator(writer, library, self.lexicon, index, embedder) if writer else None
        rules = RulesReader(library, self.recogniser, embedder)
        self._learned = None if reader == "rules" else LearnedReader(library, self.lexicon, index, embedder, self._outcome, rules)
        self._reader, self.reader_name, self._extractor = rules, "rules", None
        if self._learned:
            self._reader, self.reader_name = self._learned, f"learned {self._learned.weights.version}"
        if self._learned and isinstance(reader, Extractor):
            self._reader, self.reader_name = ModelReader(library, self.lexicon, self._learned, reader), f"llm {reader.name}"
            self._extractor = reader
        self._own = OwnDocuments(library, self.lexicon, index.references)
        self._follow_ups = FollowUps(library, self.lexicon)
        self._materials = Materials(library, Excerpts(library, self.lexicon), index.references, index.manifest)
        self._in_force: tuple[date | None, frozenset[str]] = (None, frozenset())
        self._cache = AnswerCache(self.compute)

    def answer(self, ask: Ask) -> Answer:
        """Answer one question. Without a model the same question on the same day gives the same answer."""
        return next(event for event in self.events(ask) if isinstance(event, Answer))

    def events(self, ask: Ask, stop: threading.Event | None = None) -> Iterator[Event]:
        """Answer one question, reporting what is known as it becomes known; the answer comes last. Closing the iterator ends the
        writing, as does ``stop`` (raises Stopped)."""
        narrator, start = self.narrator_for(ask), time.perf_counter()
        # Who asks for an answer without a model is not sent to one by being read.
        told_by = "grounded" if self._extractor and ask.composer == "grounded" else "auto"
        answer = self._cache(replace(ask, composer=told_by))
        yield answer.understanding
        yield Found(citations=answer.citations)
        yield Judged(
            headline=answer.answer.headline,
            verdict=answer.verdict,
            verdicts=answer.verdicts,
            abstained=answer.abstained,
            clarification=answer.clarification,
        )
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

    def compute(self, ask: Ask) -> Answer:
        """The answer to one question without a language model, computed from the corpus alone: the four steps of the flow."""
        watch = Stopwatch()
        reading = self.reading(ask, watch)
        answer = self.respond(reading, ask.today, watch)
        if reading.way is Way.REMARK and ask.earlier:
            # What the question before the remark was understood as stands, for the next to go on from.
            return answer.model_copy(update={"understanding": ask.earlier, "resolved_question": ask.question})
        return answer

    def reading(self, ask: Ask, watch: Stopwatch) -> Reading:
        """How a question is read."""
        with watch.stage("understand"):
            question = self.read(ask)
        own = self._own.meant(question)
        if own and names_a_provision(self.library, self.lexicon, self.index.references, question.text, ask.today):
            own = ()
        if own:
            question = self._own.asked(question, own)
        reader = self._learned if self._learned and ask.composer == "grounded" else self._reader
        reading = reader.read(question, ask, watch.stage)
        reading = by_its_words(self.library, self.lexicon, self.index.references, question, ask.today, reading)
        return self._own.quoted(reading, own) if own else reading

    def respond(self, reading: Reading, today: date, watch: Stopwatch) -> Answer:
        """The answer to a question that has been read."""
        answer = self._respond(reading, self._retrieve(reading, today, watch), today, watch)
        if self._learned and reading.reader in ("learned", "llm"):
            reader = Reader(who=reading.reader, version=self._learned.weights.version, fault=reading.fault)
            if self._extractor and (reading.reader == "llm" or reading.fault):
                reader = reader.model_copy(update={"model": self._extractor.name, "sent_to": self._extractor.host})
            return answer.model_copy(update={"asks": reading.asks, "reader": reader})
        # Rules tell few kinds of ask apart: `understanding.focus` says what they know.
        return answer.model_copy(update={"asks": reading.asks}) if reading.way is Way.REMARK else answer

    def read(self, ask: Ask) -> Question:
        """The question read, with what the conversation and the asker fix: what the asker set outranks what the question says."""
        question = self._in_conversation(ask) if ask.earlier else understand(self.library, self.lexicon, ask.question, ask.today)
        return replace(
            question,
            language=canonical(ask.language or question.language),
            days=(ask.as_of,) if ask.as_of else question.days,
            areas=(ask.area,) if ask.area else question.areas,
            origin=ask.investor_origin or question.origin,
            mode=ask.mode or question.mode,
        )

    def _in_conversation(self, ask: Ask) -> Question:
        """A question that goes on from an earlier one, read without the courtesies and corrections that it begins with."""
        assert ask.earlier is not None
        text = without_courtesy(ask.question)
        corrected = without_correction(text)
        question = understand(self.library, self.lexicon, corrected, ask.today)
        if self._learned:
            question = self._learned.dated(question, ask.today)
            if "activity" not in question.said and self._follow_ups.says_more(question):
                question = self._learned.renamed(question)
        return self._follow_ups.carried(question, still_known(self.library, ask.earlier), ask.today, corrects=corrected != text)

    def _retrieve(self, reading: Reading, today: date, watch: Stopwatch) -> Evidence:
        """The provisions that may answer, where the way of the question quotes any."""
        question = reading.question
        if reading.documents:
            own = self._of_documents(reading)
            # Beside a verdict it is quoted first; else it is the answer.
            return Evidence(own, (), True) if reading.way is Way.TEXT else Evidence(first=own)
        if reading.way not in (Way.TEXT, Way.VERDICT_AND_TEXT) or reading.vector is None:
            return Evidence()
        with watch.stage("retrieve"):
            valid = self.in_force(question.days[-1]) - self._own.elsewhere(question)
            if exact := self.index.references.read(question.text).provisions:
                # What is named exactly and is not in force (an edition to come) is meant all the same.
                valid = valid | exact if exact.isdisjoint(valid) else valid
            found = self.finder.quotable(reading, DEPTH, valid)
            answers = relevant(question.text, found[:_NEAREST], reading.way is Way.VERDICT_AND_TEXT or bool(question.activities))
            documents = documents_asked(self.library, self.index.references, question.text, today)
            hits = self.index.rerank(question.text, found)[:_NEAREST] if answers or documents else []
        return Evidence(tuple(hits), tuple(documents), answers)

    def _of_documents(self, reading: Reading) -> tuple[Hit, ...]:
        """The provisions of added documents that answer a question best."""
        text, ids = reading.question.text, self._own.provisions(reading.documents)
        vector = self.embedder.query(text) if reading.vector is None else reading.vector
        return tuple(self.index.rerank(text, self.index.search(vector, text, DEPTH, ids)))[:_NEAREST]

    def _respond(self, reading: Reading, evidence: Evidence, today: date, watch: Stopwatch) -> Answer:
        """The answer by the way of the question."""
        materials, question = self._materials, reading.question
        match reading.way:
            case Way.UNREADABLE_DAY:
                answer = unreadable_day_answer(materials, question, watch)
            case Way.FUTURE_EDITION:
                answer = future_edition_answer(materials, question, today, watch)
            case Way.LIST if "comparison" in reading.asks and len(question.areas) == 2:
                answer = areas_answer(materials, question, today, watch)
            case Way.LIST:
                answer = list_answer(materials, question, today, watch, "count" in reading.asks)
            case Way.CHOICE:
                answer = choice_answer(materials, question, today, watch)
            case Way.VERDICT | Way.VERDICT_AND_TEXT:
                answer = verdict_answer(materials, question, today, watch, evidence.hits, reading.asks, evidence.first)
            case Way.TEXT if told := of_a_document(materials, question, today, watch, reading.asks):
                answer = told
            case Way.TEXT if evidence.found:
                dated = replace(question, days=(today,)) if evidence.documents else question
                answer = text_answer(materials, dated, evidence.hits, list(evidence.documents), today, watch, reading.asks)
            case Way.TEXT if question.activities:
                answer = abstention(materials, question, "abstain.silent", watch)
            case Way.UNKNOWN_BUSINESS if question.turn == "none":
                answer = none_of_them(materials, question, watch)
            case Way.UNKNOWN_BUSINESS:
                answer = abstention(materials, question, "abstain.activity", watch, reading.suggested)
            case Way.REMARK:
                answer = remark_answer(materials, question, reading.topic, today, watch)
            case _:
                answer = outside_answer(materials, question, reading.topic, today, watch)
        return answer

    def search(self, text: str, today: date, k: int, as_of: date | None = None) -> list[Hit]:
        """The ``k`` provisions that answer a text, read as a question is, best first: those in force on the day ``as_of``, else on the day
        it names, else ``today``. No language model reads it."""
        reading = self.sought(text, today, as_of)
        return self.finder.found(reading, k, self.in_force(reading.question.days[-1]))

    def sought(self, text: str, today: date, as_of: date | None = None) -> Reading:
        """How a text to search for is read. A search declines nothing: where no business is settled, those named are what it is about."""
        ask = Ask(text, today, as_of=as_of, composer="grounded")
        reading = self.reading(ask, Stopwatch())
        activities = reading.question.activities or self.read(ask).activities
        return replace(reading, question=replace(reading.question, activities=activities))

    def in_force(self, day: date) -> frozenset[str]:
        """The ids of the provisions in force on a day. Kept for the last day asked: nearly every question is about today."""
        known, valid = self._in_force
        if known != day:
            valid = frozenset(c.id for c in self.library.clauses.values() if c.document.in_force(day))
            self._in_force = (day, valid)
        return valid

    def _outcome(self, question: Question, activity: str) -> Outcome:
        """What an activity comes to in the place, on the day and for the investor of a question."""
        area, day = (*question.areas, None)[0], question.days[-1]
        parts = parts_to_decide(self.library, (activity,))
        decisions = (decide(self.library, part, day, area, question.origin, question.mode) for part in parts)
        return tuple((d.status, d.terms) for d in decisions)


def _timed(answer: Answer, spent: dict[str, float], start: float) -> Answer:
    """An answer with the time since ``start``, of which the model took what is not in ``spent``."""
    total = round((time.perf_counter() - start) * 1000, 2)
    return answer.model_copy(update={"timings_ms": {**spent, "write": round(total - spent["total"], 2), "total": total}})

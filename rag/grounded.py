"""An answer without a language model: understand, retrieve, decide, compose, assemble."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np

from corpus import Document, Library
from index import DEPTH, About, Embedder, Hit, Index, tokens
from rag import open_question
from rag.answer import Answer
from rag.ask import Ask
from rag.assemble import Assembler
from rag.bare import bare
from rag.compose import Composer
from rag.conversation import carried
from rag.decide import decide
from rag.deciding import verdict_views
from rag.described import Recogniser
from rag.editions import documents_asked, future_edition, miscounted
from rag.excerpt import Excerpts
from rag.facts import businesses
from rag.languages import canonical
from rag.lexicon import Lexicon
from rag.listing import listed
from rag.names import activity_named
from rag.note import Paragraph, Sentence
from rag.phrases import say
from rag.relevance import relevant
from rag.remembered import Remembered
from rag.stems import units
from rag.stopwatch import Stopwatch
from rag.understand import Question, understand

#: At most this many decisions in one answer: beyond it nobody reads them.
MOST_DECISIONS = 8
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
        self.excerpts = Excerpts(library, self.lexicon)
        self._assembler = Assembler(library, index.manifest)
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
            return self._assembler.abstention(question, "abstain.scope", watch)
        if question.unreadable and "day" not in question.said and ask.as_of is None:
            asked = say(question.language, "clarify.day", day=question.unreadable)
            return self._assembler.answer(question, asked, [], watch, clarification=asked)
        if question.intent in ("open", "may") and future_edition(question.text, ask.today):
            return self._ahead(question, ask.today, watch)
        if question.focus == "list" and question.intent != "open":
            return self._listed(question, ask.today, watch)
        vague, decides = self._vague(question), question.intent in ("decide", "both")
        misled = decides and not vague and self.recogniser.may_mislead(question)
        if question.intent == "decide" and not vague and not misled:
            return self._decided(question, ask.today, watch)
        # Only a question that no known name surely decides needs its vector: embedding costs more than all the rest together.
        with watch.stage("embed"):
            vector = self.embedder.query(question.text)
        if decides and vague:
            meant = self._described(question, vector)
            return self._decided(question.about(meant), ask.today, watch) if meant else self._which(question, ask.today, watch)
        if misled:
            with watch.stage("recognise"):
                meant = self.recogniser.instead(question, self.recogniser.recognise(question, vector))
            question = question.about(meant) if meant else question
        if question.intent == "decide":
            return self._decided(question, ask.today, watch)
        if question.intent == "may":
            with watch.stage("recognise"):
                found = self.recogniser.recognise(question, vector)
            if found.activities:
                return self._which(question.about(found.activities), ask.today, watch)
            if not found.law:
                return self._assembler.abstention(question, "abstain.activity", watch, found.likely[:MOST_SUGGESTIONS])
            question = replace(question, intent="open")
        with watch.stage("retrieve"):
            # Not by what the question is about: the verdict tells the rules on that, and what is quoted is to answer the rest.
            found = self.index.search(vector, question.text, DEPTH, self.in_force(question.days[-1]))
            answers = relevant(question.text, found[:_NEAREST], question.intent == "both" or bool(question.activities))
            asked = documents_asked(self.library, self.index.references, question.text, ask.today)
            hits = self.index.rerank(question.text, found)[:_NEAREST] if answers or asked else []
        if question.intent == "both":
            return self._decided(question, ask.today, watch, hits)
        if not (answers or asked):
            return self._assembler.abstention(question, "abstain.silent" if question.activities else "abstain.scope", watch)
        question = replace(question, days=(ask.today,)) if asked else question
        return self._open(question, hits, asked, watch)

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

    def _which(self, question: Question, today: date, watch: Stopwatch) -> Answer:
        """A question back, with the provisional verdict for each choice; the verdict itself where all choices share it."""
        chosen = businesses(self.library, question.activities)
        area, day = (*question.areas, None)[0], question.days[-1]
        decisions = [decide(self.library, a, day, area, question.origin, question.mode) for a in chosen]
        if len({(d.status, d.terms) for d in decisions}) == 1:
            return self._decided(question, today, watch)
        composer = Composer(self.library, self.excerpts, question.language, today)
        names = [activity_named(self.library, a, question.language) for a in chosen]
        asked = say(question.language, "clarify.business", choices=say(question.language, "list").join(names))
        verdicts = verdict_views(self.library, decisions, composer)
        follow_ups = tuple(say(question.language, "ask.national", activity=n) for n in names)
        return self._assembler.answer(
            question, asked, composer.choices(decisions), watch, verdicts, follow_ups, clarification=asked
        )

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
            headline = composer.headline(decisions, question.focus)
            note = composer.note(decisions, question.focus, len(cases) - len(decisions))
            if question.hearsay:
                note[:0] = composer.correction(decisions)
            if wrong := miscounted(self.library, self.index.references, question.text):
                note[:0] = [composer.lives(question.text, wrong, today)]
            if hits:
                told = {c.id for p in note for s in p.sentences for c in s.clauses}
                further = [c for c in open_question.best_passages(self.library, list(hits)) if c.id not in told]
                note[-1:-1] = open_question.beside(question.text, further, question.language)
        return self._assembler.answer(
            question, headline, note, watch, verdicts=verdicts, follow_ups=self._assembler.follow_ups(question, decisions)
        )

    def _listed(self, question: Question, today: date, watch: Stopwatch) -> Answer:
        """Every business that a question asks a list of, by the clause it stands on."""
        with watch.stage("decide"):
            groups = listed(self.library, question)
        with watch.stage("compose"):
            composer = Composer(self.library, self.excerpts, question.language, today)
            headline, note = composer.list_headline(groups), composer.list_note(groups, question)
        return self._assembler.answer(question, headline, note, watch)

    def _ahead(self, question: Question, today: date, watch: Stopwatch) -> Answer:
        """That an edition to come is not known, and which one is in force."""
        named = self.index.references.named(question.text)
        now = [d for d in map(self.library.documents.__getitem__, sorted(named)) if d.in_force(today)][:1]
        if not now:
            return self._assembler.abstention(question, "abstain.future", watch)
        composer = Composer(self.library, self.excerpts, question.language, today)
        note = [
            Paragraph((Sentence(self._assembler.told(question, "abstain.future")),)),
            composer.lives(question.text, now, today),
        ]
        return self._assembler.answer(question, say(question.language, "abstain.future.head"), note, watch)

    def _open(self, question: Question, hits: list[Hit], asked: list[Document], watch: Stopwatch) -> Answer:
        """What the texts say; first what is known of the documents ``asked`` about as such."""
        day = question.days[-1]
        composer = Composer(self.library, self.excerpts, question.language, day)
        with watch.stage("compose"):
            lives = composer.lives(question.text, asked, day)
            whole = [c for d in asked if (c := composer.speaking(d, question.text))]
            clauses = whole or open_question.best_passages(self.library, hits)
            note = open_question.paragraphs(self.library, clauses, question.language, day.isoformat())
            headline = composer.lives_headline(question.text, asked, day)
            headline = headline or open_question.headline(question.text, clauses[-1 if whole else 0], question.language)
        return self._assembler.answer(question, headline, [lives, *note] if asked else note, watch)


def about(question: Question) -> About:
    """What the provisions that answer a question rule on, as far as it says. An open one asks about something else than what
    the rules on a business decide: what is due in it, or what breaking them costs."""
    if question.intent == "open":
        return About()
    return About(question.activities, tuple(area for area in question.areas if area))

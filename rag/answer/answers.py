"""Telling what was found: the answer composed and assembled, for each kind of question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product

from corpus import Clause, Document, Library
from index import Hit, Index
from rag.answer import passages
from rag.answer.assemble import Assembler
from rag.answer.contract import Answer
from rag.answer.decided import verdict_views
from rag.answer.excerpts import Excerpts
from rag.answer.note import Paragraph, Sentence
from rag.answer.stopwatch import Stopwatch
from rag.answer.wording.decisions import Composer
from rag.answer.wording.documents import WHOLE, miscounted
from rag.answer.wording.lists import listed
from rag.decision.decision import decide
from rag.decision.related import businesses, enforcement
from rag.language.catalogues import say
from rag.language.lexicon import Lexicon
from rag.language.names import activity_named
from rag.question.focus import of_the_lists
from rag.question.understand import Question

#: At most this many decisions in one answer: beyond it nobody reads them.
MOST_DECISIONS = 8


class Teller:
    """Tells answers over one library, which rest on one index. Safe to share between threads."""

    def __init__(self, library: Library, lexicon: Lexicon, index: Index) -> None:
        self.library, self.references = library, index.references
        self.excerpts = Excerpts(library, lexicon)
        self._assembler = Assembler(library, index.manifest)
        self.abstention = self._assembler.abstention

    def unreadable(self, question: Question, watch: Stopwatch) -> Answer:
        """A question back about a day that no calendar has."""
        asked = say(question.language, "clarify.day", day=question.unreadable)
        return self._assembler.answer(question, asked, [], watch, clarification=asked)

    def decided(self, question: Question, today: date, watch: Stopwatch, hits: Iterable[Hit] = ()) -> Answer:
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
            if wrong := miscounted(self.library, self.references, question.text):
                note[:0] = [composer.lives(question.text, wrong, today)]
            if hits:
                told = {c.id for p in note for s in p.sentences for c in s.clauses}
                further = [c for c in passages.best_passages(self.library, list(hits), question.text) if c.id not in told]
                note[-1:-1] = passages.beside(question.text, further, question.language)
        return self._assembler.answer(
            question, headline, note, watch, verdicts=verdicts, follow_ups=self._assembler.follow_ups(question, decisions)
        )

    def which(self, question: Question, today: date, watch: Stopwatch) -> Answer:
        """A question back, with the provisional verdict for each choice; the verdict itself where all choices share it."""
        chosen = businesses(self.library, question.activities)
        area, day = (*question.areas, None)[0], question.days[-1]
        decisions = [decide(self.library, a, day, area, question.origin, question.mode) for a in chosen]
        if len({(d.status, d.terms) for d in decisions}) == 1:
            return self.decided(question, today, watch)
        composer = Composer(self.library, self.excerpts, question.language, today)
        names = [activity_named(self.library, a, question.language) for a in chosen]
        asked = say(question.language, "clarify.business", choices=say(question.language, "list").join(names))
        verdicts = verdict_views(self.library, decisions, composer)
        follow_ups = tuple(say(question.language, "ask.national", activity=n) for n in names)
        return self._assembler.answer(
            question, asked, composer.choices(decisions), watch, verdicts, follow_ups, clarification=asked
        )

    def listed(self, question: Question, today: date, watch: Stopwatch) -> Answer:
        """Every business that a question asks a list of, by the clause it stands on."""
        with watch.stage("decide"):
            groups = listed(self.library, question)
        with watch.stage("compose"):
            composer = Composer(self.library, self.excerpts, question.language, today)
            headline, note = composer.list_headline(groups), composer.list_note(groups, question)
        return self._assembler.answer(question, headline, note, watch)

    def ahead(self, question: Question, today: date, watch: Stopwatch) -> Answer:
        """That an edition to come is not known, and which one is in force."""
        named = self.references.named(question.text)
        now = [d for d in map(self.library.documents.__getitem__, sorted(named)) if d.in_force(today)][:1]
        if not now:
            return self._assembler.abstention(question, "abstain.future", watch)
        composer = Composer(self.library, self.excerpts, question.language, today)
        note = [
            Paragraph((Sentence(self._assembler.told(question, "abstain.future")),)),
            composer.lives(question.text, now, today),
        ]
        return self._assembler.answer(question, say(question.language, "abstain.future.head"), note, watch)

    def opened(self, question: Question, hits: list[Hit], asked: list[Document], today: date, watch: Stopwatch) -> Answer:
        """What the texts say; first what is known as such of the documents ``asked`` about, or of those quoted that have ended."""
        day = question.days[-1]
        composer = Composer(self.library, self.excerpts, question.language, today)
        with watch.stage("compose"):
            whole = [c for d in asked if (c := composer.speaking(d, question.text)) and c.provision.id in WHOLE]
            clauses = whole or self._passages(question, hits)
            lives = composer.lives(question.text, asked or self._ended(clauses, today), today)
            note = passages.paragraphs(self.library, clauses, question.language, day.isoformat())
            headline = composer.lives_headline(question.text, asked, today)
            headline = headline or passages.headline(question.text, clauses[-1 if whole else 0], question.language)
        return self._assembler.answer(question, headline, [lives, *note] if lives.sentences else note, watch)

    def _passages(self, question: Question, hits: list[Hit]) -> list[Clause]:
        """The passages that answer: what the law says of every breach of the lists, where that is asked, before those found."""
        found = passages.best_passages(self.library, hits, question.text)
        if not (question.focus == "breach" and of_the_lists(question.text)):
            return found
        general = [r.clause for r in enforcement(self.library, question.days[-1], question.mode)]
        return list({c.id: c for c in (*general, *found)}.values())[: passages.MOST_PASSAGES]

    def _ended(self, clauses: list[Clause], today: date) -> list[Document]:
        """The documents of clauses that are no longer in force, each with its edition that is."""
        ended = {c.document.id: c.document for c in clauses if c.document.superseded_on and c.document.superseded_on <= today}
        now = (d for one in ended for d in self.library.editions(one) if d.in_force(today))
        return list({d.id: d for d in (*ended.values(), *now)}.values())

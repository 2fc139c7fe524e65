"""The ways of answering, one function each: a verdict, a choice between businesses, a list, what the texts say, a document to
come, a day that no calendar has, nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product

from corpus import Clause, Document
from index import Hit
from rag.answer import passages
from rag.answer.assemble import Materials, assemble, suggested_questions
from rag.answer.contract import Answer
from rag.answer.decided import verdict_views
from rag.answer.note import Paragraph, Sentence
from rag.answer.stopwatch import Stopwatch
from rag.answer.subjects import Subject, lays_down
from rag.answer.wording.added import added_text
from rag.answer.wording.asked import told_of
from rag.answer.wording.context import Wording
from rag.answer.wording.decisions import choices_note, decision_headline, decision_note
from rag.answer.wording.documents import OVERVIEW, documents_headline, documents_paragraph, overview_clause
from rag.answer.wording.lists import list_headline, list_note, listed_businesses
from rag.answer.wording.reasons import premise_correction
from rag.decision.decision import decide
from rag.decision.related import enforcement, parts_to_decide
from rag.decision.timeline import sides
from rag.language.catalogues import say
from rag.language.languages import canonical
from rag.language.names import activity_named
from rag.question.conversation.resolved import business_question
from rag.question.documents import miscounted_lists
from rag.question.focus import of_the_lists
from rag.question.understand import Question

#: At most this many decisions in one answer: beyond it nobody reads them.
MOST_DECISIONS = 8


def verdict_answer(
    materials: Materials,
    question: Question,
    today: date,
    watch: Stopwatch,
    hits: Sequence[Hit] = (),
    asks: Sequence[str] = ("verdict",),
    first: Sequence[Hit] = (),
) -> Answer:
    """A verdict for each business, place and day asked about, with what answers the other ``asks``; after it what the passages found
    answer besides. The passages ``first`` of added documents are quoted before all else."""
    library = materials.library
    with watch.stage("decide"):
        cases = list(product(parts_to_decide(library, question.activities), question.areas or (None,), question.days))
        decisions = [decide(library, a, day, area, question.origin, question.mode) for a, area, day in cases[:MOST_DECISIONS]]
        # A year in which the verdict turned has two.
        lasts = {day: min(last, max(day, today)) for day, last in question.spans}
        decisions = [one for d in decisions for one in sides(library, d, lasts.get(d.as_of, d.as_of))]
    with watch.stage("compose"):
        w = _wording(materials, question, today)
        verdicts = verdict_views(w, decisions)
        found = [library.clauses[h.id] for h in hits]
        told = told_of(w, decisions, asks, question.text, found)
        headline = decision_headline(w, decisions, told, "verdict" in asks)
        note = decision_note(w, decisions, question.focus, max(0, len(cases) - MOST_DECISIONS), told)
        if question.hearsay:
            note[:0] = premise_correction(w, decisions)
        if wrong := miscounted_lists(library, materials.references, question.text):
            note[:0] = [documents_paragraph(w, question.text, wrong, today)]
        if hits:
            cited = {c.id for p in note for s in p.sentences for c in s.clauses}
            further = [c for c in passages.best_passages(library, list(hits), question.text) if c.id not in cited]
            note[-1:-1] = passages.beside(question.text, further, question.language)
        if first:
            own = passages.best_passages(library, list(first), question.text)
            note[:0] = [*passages.quotes(own, question.language), *added_text(w, own)]
    follow_ups = suggested_questions(library, question, decisions)
    return assemble(materials, question, headline, note, watch, verdicts=verdicts, follow_ups=follow_ups)


def choice_answer(materials: Materials, question: Question, today: date, watch: Stopwatch) -> Answer:
    """A question back, with the provisional verdict for each choice; the verdict itself where all choices share it."""
    library = materials.library
    choices = parts_to_decide(library, question.activities)
    area, day = (*question.areas, None)[0], question.days[-1]
    decisions = [decide(library, a, day, area, question.origin, question.mode) for a in choices]
    if len({(d.status, d.terms) for d in decisions}) == 1:
        return verdict_answer(materials, question, today, watch)
    w = _wording(materials, question, today)
    names = [activity_named(library, a, question.language) for a in choices]
    asked = say(question.language, "clarify.business", choices=say(question.language, "list").join(names))
    verdicts = verdict_views(w, decisions)
    follow_ups = tuple(business_question(library, replace(question, activities=(a,)), today) for a in choices)
    note = choices_note(w, decisions)
    return assemble(materials, question, asked, note, watch, verdicts, follow_ups, clarification=asked, choices=tuple(choices))


def list_answer(materials: Materials, question: Question, today: date, watch: Stopwatch) -> Answer:
    """Every business that a question asks a list of, by the clause it rests on."""
    with watch.stage("decide"):
        groups = listed_businesses(materials.library, question)
    with watch.stage("compose"):
        w = _wording(materials, question, today)
        headline, note = list_headline(w, groups), list_note(w, groups, question)
    return assemble(materials, question, headline, note, watch)


def future_edition_answer(materials: Materials, question: Question, today: date, watch: Stopwatch) -> Answer:
    """That an edition to come is not known, and which one is in force."""
    library = materials.library
    named = sorted(materials.references.named(question.text))
    in_force = [d for d in map(library.documents.__getitem__, named) if d.in_force(today)][:1]
    if not in_force:
        return abstention(materials, question, "abstain.future", watch)
    w = _wording(materials, question, today)
    note = [
        Paragraph((Sentence(_explained(materials, question, "abstain.future")),)),
        documents_paragraph(w, question.text, in_force, today),
    ]
    return assemble(materials, question, say(question.language, "abstain.future.head"), note, watch)


def text_answer(
    materials: Materials,
    question: Question,
    hits: Sequence[Hit],
    asked: list[Document],
    today: date,
    watch: Stopwatch,
    asks: Sequence[str] = (),
) -> Answer:
    """What the texts say; first what is known as such of the documents ``asked`` about, or of those quoted that have ended."""
    library, day = materials.library, question.days[-1]
    w = _wording(materials, question, today)
    with watch.stage("compose"):
        whole = [c for d in asked if (c := overview_clause(library, d, question.text)) and c.provision.id in OVERVIEW]
        clauses = whole or _quoted_passages(materials, question, hits, asks)
        lives = documents_paragraph(w, question.text, asked or _ended_documents(materials, clauses, today), today)
        note = passages.paragraphs(library, clauses, question.language, day.isoformat())
        note[-1:-1] = added_text(w, clauses)
        headline = documents_headline(w, question.text, asked, today)
        first = clauses[-1 if whole else 0]
        meant = _meant(materials, question)
        headline = headline or passages.headline(question.text, first, question.language, meant, "definition" in asks)
    return assemble(materials, question, headline, [lives, *note] if lives.sentences else note, watch)


def unreadable_day_answer(materials: Materials, question: Question, watch: Stopwatch) -> Answer:
    """A question back about a day that no calendar has."""
    asked = say(question.language, "clarify.day", day=question.unreadable)
    return assemble(materials, question, asked, [], watch, clarification=asked)


def abstention(materials: Materials, question: Question, reason: str, watch: Stopwatch, suggested: Sequence[str] = ()) -> Answer:
    """No answer, and why: ``reason`` is the key of the phrase; ``suggested`` are ids of businesses that may be meant."""
    names = [activity_named(materials.library, a, question.language) for a in suggested]
    follow_ups = tuple(say(question.language, "ask.national", activity=n) for n in names)
    note = [Paragraph((Sentence(_explained(materials, question, reason)),))]
    return assemble(
        materials, question, say(question.language, f"{reason}.head"), note, watch, abstained=True, follow_ups=follow_ups
    )


def _wording(materials: Materials, question: Question, today: date) -> Wording:
    """How the answer to a question is worded: fresh for each answer."""
    return Wording(materials.library, materials.excerpts, canonical(question.language), today)


def _explained(materials: Materials, question: Question, reason: str) -> str:
    """The phrase of a reason, which may name the month until which the corpus was checked."""
    return say(question.language, reason, checked=f"{materials.library.checked_through:%Y-%m}")


def _quoted_passages(materials: Materials, question: Question, hits: Sequence[Hit], asks: Sequence[str]) -> list[Clause]:
    """The passages that answer: those that the question refers to exactly and no others; else the nearest that says what something means, or
    what the law says of every breach of the lists, where that is asked, before those found."""
    meant = _meant(materials, question)
    if exact := [materials.library.clauses[h.id] for h in hits if h.id in meant]:
        return exact[: passages.MOST_PASSAGES]
    found = passages.best_passages(materials.library, list(hits), question.text)
    if "definition" in asks:
        near = (materials.library.clauses[h.id] for h in hits)
        found = [*(c for c in near if lays_down(Subject.DEFINITION, c.provision.digest.zh)), *found][:1] + found
        return list({c.id: c for c in found}.values())[: passages.MOST_PASSAGES]
    if not (question.focus == "breach" and of_the_lists(question.text)):
        return found
    general = [r.clause for r in enforcement(materials.library, question.days[-1], question.mode)]
    return list({c.id: c for c in (*general, *found)}.values())[: passages.MOST_PASSAGES]


def _meant(materials: Materials, question: Question) -> frozenset[str]:
    """The provisions that a question refers to exactly, by document and place."""
    return materials.references.read(question.text).provisions


def _ended_documents(materials: Materials, clauses: list[Clause], today: date) -> list[Document]:
    """The documents of clauses that are no longer or not yet in force, each with its edition that is."""
    ended = {c.document.id: c.document for c in clauses if not c.document.undated and not c.document.in_force(today)}
    current = (d for one in ended.values() for d in materials.library.editions(one.id) if d.in_force(today))
    return list({d.id: d for d in (*ended.values(), *current)}.values())

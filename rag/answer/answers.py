"""The ways of answering, one function each: a verdict, a choice between businesses, a list, what the texts say, a document to
come, a day that no calendar has, nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product

from corpus import Clause, Document, Mode
from corpus.diff import compare_editions
from corpus.kinds import Subject
from index import Hit
from rag.answer import passages
from rag.answer.assemble import Materials, assemble, suggested_questions
from rag.answer.contract import Answer
from rag.answer.decided import verdict_views
from rag.answer.freshness import announcements
from rag.answer.note import Paragraph, Sentence
from rag.answer.stopwatch import Stopwatch
from rag.answer.subjects import lays_down
from rag.answer.wording.added import added_text
from rag.answer.wording.articles import absent_sentences, articles_headline
from rag.answer.wording.asked import told_of
from rag.answer.wording.comparisons import areas_headline, areas_note, compared_places, editions_headline, editions_note
from rag.answer.wording.conditions import abroad_paragraph
from rag.answer.wording.context import Wording
from rag.answer.wording.decisions import choices_note, decision_headline, decision_note
from rag.answer.wording.documents import OVERVIEW, documents_headline, documents_paragraph, overview_clause
from rag.answer.wording.lists import list_headline, list_note, listed_businesses
from rag.answer.wording.reasons import premise_correction
from rag.decision.decision import Decision, decide
from rag.decision.related import enforcement, parts_to_decide
from rag.decision.timeline import sides
from rag.language.catalogues import say
from rag.language.languages import canonical
from rag.language.names import activity_asked, activity_named
from rag.question.conversation.resolved import business_question
from rag.question.documents import editions_compared, miscounted_lists
from rag.question.focus import of_the_lists
from rag.question.premises import premise_of
from rag.question.understand import Question

#: At most this many decisions in one answer: beyond it nobody reads them.
MOST_DECISIONS = 8
#: At most this many of the articles that a question names are quoted.
_MOST_EXACT = 8


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
        compared = "comparison" in asks
        homes = question.origins if compared and len(question.origins) > 1 else (question.origin,)
        cases = list(product(parts_to_decide(library, question.activities), question.areas or (None,), homes, question.days))
        decisions = [decide(library, a, day, area, home, question.mode) for a, area, home, day in cases[:MOST_DECISIONS]]
        # A year in which the verdict turned has two.
        lasts = {day: min(last, max(day, today)) for day, last in question.spans}
        decisions = [one for d in decisions for one in sides(library, d, lasts.get(d.as_of, d.as_of))]
    with watch.stage("compose"):
        w = _wording(materials, question, today)
        other = _by_other_mode(materials, question, decisions)
        verdicts = verdict_views(w, [*decisions, *other])
        found = [library.clauses[h.id] for h in hits]
        told = told_of(w, decisions, asks, question.text, found)
        headline = decision_headline(w, decisions, told, "verdict" in asks, question.text, compared, other)
        note = decision_note(w, decisions, question.focus, max(0, len(cases) - MOST_DECISIONS), told)
        note[-1:-1] = [abroad_paragraph(w, d) for d in other if d.settled and d.mode != Mode.COMMERCIAL_PRESENCE]
        if question.hearsay and not premise_of(question.text):
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


def _by_other_mode(materials: Materials, question: Question, decisions: list[Decision]) -> list[Decision]:
    """The decision by the other mode of supply, where the question leaves the mode open and asks for one verdict of today."""
    if question.or_mode is None or len(decisions) != 1 or "day" in question.said:
        return []
    d = decisions[0]
    return [decide(materials.library, d.activity, d.as_of, d.area, d.origin, question.or_mode)]


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


def list_answer(materials: Materials, question: Question, today: date, watch: Stopwatch, counted: bool = False) -> Answer:
    """Every business that a question asks a list of, by the clause it rests on; their number first where they are ``counted``."""
    with watch.stage("decide"):
        groups = listed_businesses(materials.library, question)
    with watch.stage("compose"):
        w = _wording(materials, question, today)
        headline, note = list_headline(w, groups, counted), list_note(w, groups, question)
    return assemble(materials, question, headline, note, watch)


def _editions_answer(materials: Materials, question: Question, today: date, watch: Stopwatch) -> Answer | None:
    """What differs between two editions of an instrument; None where the question sets no two side by side."""
    library, w = materials.library, _wording(materials, question, today)
    editions = editions_compared(library, materials.references, question.text, today)
    if editions is None:
        return None
    with watch.stage("compose"):
        compared = compare_editions(library, *(d.id for d in editions))
        headline, note = editions_headline(w, compared), editions_note(w, compared, question.days[-1])
    return assemble(materials, question, headline, note, watch)


def areas_answer(materials: Materials, question: Question, today: date, watch: Stopwatch) -> Answer:
    """In which businesses two places differ for a foreign investor."""
    library, w, areas = materials.library, _wording(materials, question, today), question.areas[:2]
    with watch.stage("decide"):
        pairs = compared_places(library, question)
    if question.activities and not pairs:
        return verdict_answer(materials, replace(question, focus="decide"), today, watch, asks=("comparison",))
    with watch.stage("compose"):
        headline, note = areas_headline(w, pairs, areas), areas_note(w, pairs, areas, question.days[-1])
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
        *announcements(w, in_force[0]),
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
        exact = _exact(materials, question)
        whole = [c for d in asked if (c := overview_clause(library, d, question.text)) and c.provision.id in OVERVIEW]
        clauses = exact or whole or _quoted_passages(materials, question, hits, asks)
        lives = documents_paragraph(w, question.text, asked or _ended_documents(materials, clauses, today), today)
        note = passages.paragraphs(library, clauses, question.language, day.isoformat())
        note[-1:-1] = added_text(w, clauses)
        if exact:
            absent = absent_sentences(w, _absent_places(materials, question))
            headline = w.typography.space.join([articles_headline(w, exact, question.text), *(text for text, _ in absent)])
        else:
            first = clauses[-1 if whole else 0]
            headline = documents_headline(w, question.text, asked, today) or passages.headline(
                question.text, first, question.language, defines="definition" in asks
            )
    return assemble(materials, question, headline, [lives, *note] if lives.sentences else note, watch)


def of_a_document(materials: Materials, question: Question, today: date, watch: Stopwatch, asks: Sequence[str]) -> Answer | None:
    """What two editions differ in, or that a provision is not there, where the question is about that."""
    if "comparison" in asks and (compared := _editions_answer(materials, question, today, watch)):
        return compared
    return _absent_answer(materials, question, today, watch)


def _absent_answer(materials: Materials, question: Question, today: date, watch: Stopwatch) -> Answer | None:
    """That the places a question names exactly are not in their document or not in the corpus; None where any of them is."""
    if _exact(materials, question):
        return None
    w = _wording(materials, question, today)
    with watch.stage("compose"):
        lacking = absent_sentences(w, _absent_places(materials, question))
        documents = list({c.document.id: c.document for _, c in lacking}.values())
        headline = w.typography.space.join(text for text, _ in lacking)
    return (
        assemble(materials, question, headline, [documents_paragraph(w, question.text, documents, today)], watch)
        if lacking
        else None
    )


def unreadable_day_answer(materials: Materials, question: Question, watch: Stopwatch) -> Answer:
    """A question back about a day that no calendar has."""
    asked = say(question.language, "clarify.day", day=question.unreadable)
    return assemble(materials, question, asked, [], watch, clarification=asked)


def abstention(materials: Materials, question: Question, reason: str, watch: Stopwatch, suggested: Sequence[str] = ()) -> Answer:
    """No answer, and why: ``reason`` is the key of the phrase; ``suggested`` are ids of businesses that may be meant."""
    names = [activity_asked(materials.library, a, question.language) for a in suggested]
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
    """The passages that answer: the nearest that says what something means, or what the law says of every breach of the lists, where that
    is asked, before those found."""
    found = passages.best_passages(materials.library, list(hits), question.text)
    if "definition" in asks:
        near = (materials.library.clauses[h.id] for h in hits)
        found = [*(c for c in near if lays_down(c, Subject.DEFINITION)), *found][:1] + found
        return list({c.id: c for c in found}.values())[: passages.MOST_PASSAGES]
    if not (question.focus == "breach" and of_the_lists(question.text)):
        return found
    general = [r.clause for r in enforcement(materials.library, question.days[-1], question.mode)]
    return list({c.id: c for c in (*general, *found)}.values())[: passages.MOST_PASSAGES]


def _exact(materials: Materials, question: Question) -> list[Clause]:
    """The provisions that a question refers to exactly, by document and place, in their order: of several editions that of its day."""
    library, day = materials.library, question.days[-1]
    meant = materials.references.read(question.text).provisions
    documents = [library.documents[d] for d in sorted({one.partition("#")[0] for one in meant})]
    documents = [d for d in documents if d.in_force(day)] or documents
    return [library.clauses[one] for d in documents for p in d.provisions if (one := f"{d.id}#{p.id}") in meant][:_MOST_EXACT]


def _absent_places(materials: Materials, question: Question) -> list[str]:
    """The places that a question names exactly and that the corpus does not have, of the documents in force on its day, else of all."""
    library, day = materials.library, question.days[-1]
    absent = sorted(materials.references.read(question.text).absent)
    in_force = [one for one in absent if library.documents[one.partition("#")[0]].in_force(day)]
    return in_force if in_force or _exact(materials, question) else absent


def _ended_documents(materials: Materials, clauses: list[Clause], today: date) -> list[Document]:
    """The documents of clauses that are no longer or not yet in force, each with its edition that is."""
    ended = {c.document.id: c.document for c in clauses if not c.document.undated and not c.document.in_force(today)}
    current = (d for one in ended.values() for d in materials.library.editions(one.id) if d.in_force(today))
    return list({d.id: d for d in (*ended.values(), *current)}.values())

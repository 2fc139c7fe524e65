"""What the corpus knows of a document as such: when it was published, from when to when it applies, how many items it has."""

from __future__ import annotations

from datetime import date

from corpus import Clause, Document, Library
from corpus.text import normalise
from rag.answer.note import Paragraph, Sentence
from rag.answer.wording.context import Wording, capital
from rag.language.names import document_name
from rag.question.answer_kinds import kinds_wanted
from rag.question.documents import item_count_asked

#: The ids of the provisions that describe a document as a whole.
OVERVIEW = frozenset(["release", "structure", "scope", "whole-list"])
#: A headline names at most this many documents.
_MOST_IN_HEADLINE = 2


def document_life(w: Wording, document: Document, question: str, day: date) -> Sentence | None:
    """One sentence on when a document was published, applies from and ended, and how many items it has, as of ``day``; None
    where the corpus has no date or no clause of it."""
    clause = overview_clause(w.library, document, question)
    start = document.effective or document.published
    if clause is None or start is None:
        return None
    facts = [w.say("life.start" if start <= day else "life.start-ahead", day=start)]
    if document.published and document.published != start:
        facts.insert(0, w.say("life.published", day=document.published))
    if document.items:
        facts.append(w.say("life.items", count=document.items))
    if document.superseded_on and document.superseded_on <= day:
        facts.append(w.say("life.ended", day=document.superseded_on))
    name = document_name(document, w.language)
    text = f"{name}{w.typography.colon}{w.say('life.joint').join(facts)}{w.typography.stop}"
    return Sentence(capital(text), (clause,))


def documents_headline(w: Wording, question: str, documents: list[Document], day: date) -> str | None:
    """The facts on one or two documents as one line; None for none or more, or where a number of items is asked for and
    unknown."""
    lives = [s.text for d in documents if (s := document_life(w, d, question, day))]
    count_unknown = item_count_asked(question) and not all(d.items for d in documents)
    return None if count_unknown or not 0 < len(lives) <= _MOST_IN_HEADLINE else w.typography.space.join(lives)


def documents_paragraph(w: Wording, question: str, documents: list[Document], day: date) -> Paragraph:
    """The facts on documents, a sentence each; without sentences where the corpus knows none."""
    lives = tuple(s for d in documents if (s := document_life(w, d, question, day)))
    return Paragraph(lives, listed=len(lives) > 1)


def overview_clause(library: Library, document: Document, question: str) -> Clause | None:
    """The clause that describes a document as a whole, of several the one that has most of what the question asks for; else
    its first clause. None for a document without provisions."""
    clauses = [library.clauses[f"{document.id}#{p.id}"] for p in document.provisions]
    overviews = [c for c in clauses if c.provision.id in OVERVIEW] or clauses[:1]
    kinds = kinds_wanted(normalise(question))
    return max(overviews, key=lambda c: sum(bool(k.search(normalise(c.provision.digest.zh))) for k in kinds), default=None)

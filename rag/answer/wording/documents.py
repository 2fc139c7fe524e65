"""What the corpus knows of a document as such: when it was published, from when to when it applies, how many items it has."""

from __future__ import annotations

import re
from datetime import date

from corpus import Clause, Document, Library, MeasureType
from corpus.text import normalise
from rag.answer.note import Paragraph, Sentence
from rag.answer.wording.context import Wording, capital
from rag.language.names import document_name
from rag.question.answer_kinds import kinds_wanted
from rag.question.documents import item_count_asked, items_of_a_list_asked
from rag.question.lists import kinds_named

#: The ids of the provisions that describe a document as a whole.
OVERVIEW = frozenset(["release", "structure", "scope", "whole-list"])
#: A headline names at most this many documents.
_MOST_IN_HEADLINE = 2
_LIMITING = {MeasureType.EQUITY_CAP, MeasureType.CHINESE_CONTROL, MeasureType.JV_ONLY}
#: What asks for a day next to a number.
_DAY = re.compile(
    r"什么时候|何时|几[月号日]|哪一?[天年]|\bwhen\b|\bdate\b|いつ|언제|\bwann\b|\bquand\b|\bcuándo\b|когда|"
    r"上一版|前一版|比.{0,8}(?:少|多|减)|\bprevious\b|\bcompared\b"
)


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
        # Whoever asks for the number alone is told it first.
        facts.insert(0 if _number_alone(question) else len(facts), w.say("life.items", count=document.items))
    if document.superseded_on and document.superseded_on <= day:
        facts.append(w.say("life.ended", day=document.superseded_on))
    name = document_name(document, w.language)
    text = f"{name}{w.typography.colon}{w.say('life.joint').join(facts)}{w.typography.stop}"
    return Sentence(capital(text), (clause,))


def _number_alone(question: str) -> bool:
    """Whether a question asks how many items a list has, and for no day."""
    return item_count_asked(question) and not _DAY.search(normalise(question))


def _sorts(w: Wording, document: Document, question: str) -> str | None:
    """How many items of a list close and how many limit, where that is asked and all of them are written up."""
    if not (document.complete and items_of_a_list_asked(question) and kinds_named(question) & {"closed", "limited"}):
        return None
    items = [{m.type for m in p.measures if m.type.decides} for p in document.provisions if p.id.startswith("item-")]
    closing = [MeasureType.PROHIBITED in types for types in items]
    limiting = [bool(types & _LIMITING) for types in items]
    both = sum(c and li for c, li in zip(closing, limiting, strict=True))
    counts = {"closed": sum(closing) - both, "limited": sum(limiting) - both, "both": both, "count": document.items}
    name = document_name(document, w.language)
    return f"{name}{w.typography.colon}{w.say('life.sorts', **counts)}{w.typography.stop}"


def documents_headline(w: Wording, question: str, documents: list[Document], day: date) -> str | None:
    """The facts on one or two documents as one line; None for none or more, or where a number of items is asked for and
    unknown."""
    if len(documents) == 1 and (sorts := _sorts(w, documents[0], question)):
        return capital(sorts)
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

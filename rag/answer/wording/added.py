"""That something comes from a document that a user added."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from corpus import Clause
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import added_of
from rag.answer.wording.context import Wording, capital
from rag.decision.decision import Decision


def added_paragraphs(w: Wording, decisions: Iterable[Decision], cited: Collection[str]) -> list[Paragraph]:
    """Which of the clauses that are ``cited`` are rules of documents that users added and confirmed."""
    return _named(w, "added", {r.clause.id: r.clause for d in decisions for r in added_of(d) if r.clause.id in cited}.values())


def added_text(w: Wording, clauses: Iterable[Clause]) -> list[Paragraph]:
    """Which of the clauses quoted are the words of documents that users added."""
    return _named(w, "added.text", [c for c in clauses if c.document.id in w.library.brought])


def _named(w: Wording, key: str, clauses: Collection[Clause]) -> list[Paragraph]:
    if not clauses:
        return []
    places = capital(w.joined(w.place(c) for c in clauses))
    return [Paragraph((Sentence(w.say(key, places=places), tuple(clauses)),), lead=w.say("lead.added"))]

"""Open questions: the best passages of the corpus, quoted and cited, or an honest nothing."""

from __future__ import annotations

from corpus import Clause, Library
from index import Hit, tokens
from rag.excerpt import sentences_of
from rag.note import Paragraph, Sentence
from rag.phrases import say

#: How many passages are quoted at most, and how far behind the best one a further one may lie (fused score, 0…1).
MOST_PASSAGES = 3
_WITHIN = 0.25


def best_passages(library: Library, hits: list[Hit]) -> list[Clause]:
    """The clauses worth quoting: the best, and those nearly as good."""
    return [library.clauses[h.id] for h in hits[:MOST_PASSAGES] if h.score >= hits[0].score - _WITHIN]


def headline(question: str, clause: Clause, language: str) -> str:
    """The sentence of the clause that shares most words with the question."""
    text = clause.provision.digest[language]
    asked = set(tokens(question))
    sentences = sentences_of(text)
    best = max(sentences, key=lambda s: len(asked & set(tokens(s))))
    return best if best[-1] in "。.！!？?" else best.rstrip("；;") + ("。" if language == "zh" else ".")


def paragraphs(library: Library, clauses: list[Clause], language: str, day: str) -> list[Paragraph]:
    """Each clause named, then quoted."""
    out = []
    for clause in clauses:
        name = say(language, "place", document=clause.document.name[language], locator=clause.provision.where[language])
        out.append(Paragraph((Sentence(clause.provision.digest[language], (clause,)),), lead=name, quoted=True))
    closing = say(language, "closing", day=day, checked=f"{library.checked_through:%Y-%m}")
    return [*out, Paragraph((Sentence(closing),))]

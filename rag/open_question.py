"""Open questions: the best passages of the corpus, quoted and cited, or an honest nothing."""

from __future__ import annotations

import re

from corpus import Clause, Library
from index import Hit, tokens
from rag.excerpt import sentences_of
from rag.languages import corpus_language, typography, words
from rag.names import place_of
from rag.note import Paragraph, Sentence
from rag.phrases import quotation, say

#: How many passages are quoted at most, and how far behind the best one a further one may score. With more, what is quoted in
#: vain grows faster than what is found: measured on the open questions that are not frozen, from .01 to .10.
MOST_PASSAGES = 3
_WITHIN = 0.03
_PART = re.compile(r"(?<=；)|(?<=;)\s+")
_NUMBER_WEIGHT = 5
_LONG = {"zh": 100, "en": 320}


def best_passages(library: Library, hits: list[Hit]) -> list[Clause]:
    """The clauses worth quoting: the best, and those nearly as good."""
    return [library.clauses[h.id] for h in hits[:MOST_PASSAGES] if h.score >= hits[0].score - _WITHIN]


def headline(question: str, clause: Clause, language: str) -> str:
    """The sentence of the clause that shares most with the question, a number shared counting most; of a long sentence the
    part up to a semicolon."""
    asked = set(tokens(question))

    def shared(words: str) -> int:
        common = asked & set(tokens(words))
        return sum(_NUMBER_WEIGHT if t[0].isdigit() else 1 for t in common)

    corpus = corpus_language(language)
    best = max(sentences_of(clause.provision.digest[corpus]), key=shared)
    if len(best) > _LONG[corpus]:
        best = max((p.strip() for p in _PART.split(best) if p.strip()), key=shared)
    best = best.rstrip("；;。.")
    said = quotation(language, best[0].upper() + best[1:] + typography(corpus).stop)
    return say(language, "open.head", text=said)


def quotes(clauses: list[Clause], language: str) -> list[Paragraph]:
    """Each clause named, then quoted."""
    return [
        Paragraph(
            (Sentence(words(clause.provision.digest, language), (clause,)),),
            lead=place_of(clause, language, original=True),
            quoted=True,
        )
        for clause in clauses
    ]


def paragraphs(library: Library, clauses: list[Clause], language: str, day: str) -> list[Paragraph]:
    """The clauses quoted, and what day they are told for."""
    closing = say(language, "closing", day=day, checked=f"{library.checked_through:%Y-%m}")
    return [*quotes(clauses, language), Paragraph((Sentence(closing),))]

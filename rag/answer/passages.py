"""Open questions: the best passages of the corpus, quoted and cited, or an honest nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from corpus import Clause, Library
from corpus.text import normalise
from index import Hit, tokens
from rag.answer.excerpts import sentences_of
from rag.answer.note import Paragraph, Sentence
from rag.language.catalogues import say
from rag.language.languages import corpus_language, typography
from rag.language.names import place_of
from rag.language.quotation import quotation
from rag.question.answer_kinds import kinds_wanted

#: How many passages are quoted at most, and how far behind the best one a further one may score. With more, what is quoted in
#: vain grows faster than what is found: measured on the open questions that are not frozen, from .01 to .10.
MOST_PASSAGES = 3
_WITHIN = 0.03
#: By what a sentence of ours is known to say what something means.
_MEANS = re.compile(r"指|\bmeans?\b|\brefers? to\b|\bcovers?\b")
_PART = re.compile(r"(?<=；)|(?<=;)\s+")
_NUMBER_WEIGHT, _KIND_WEIGHT = 5, 12
#: Of a passage beside a verdict the sentences stand that answer this much of what the best one does.
_NEARLY = 0.7
_LONG = {"zh": 100, "en": 320}


def best_passages(library: Library, hits: list[Hit], question: str) -> list[Clause]:
    """The clauses worth quoting: the best, and those nearly as good; first those that have what the question asks for (a time, a
    sum, an authority)."""
    kinds = kinds_wanted(normalise(question))

    def fits(hit: Hit) -> bool:
        said = normalise(library.clauses[hit.id].provision.digest.zh)
        return hit.referred or any(kind.search(said) for kind in kinds)

    near = [h for h in hits if h.score >= hits[0].score - _WITHIN]
    fitting = [h for h in near if fits(h)] if kinds else []
    rest = [h for h in near[:MOST_PASSAGES] if h not in fitting]
    return [library.clauses[h.id] for h in [*fitting, *rest][:MOST_PASSAGES]]


def headline(
    question: str, clause: Clause, language: str, meant: Collection[str] = (), defines: bool = False, whole: bool = False
) -> str:
    """The sentence of the clause that answers most; of a long sentence the part up to a semicolon. Where the clause is one ``meant`` and
    nothing in particular is asked of it, its first sentence; where it ``defines`` what is asked, the sentence that does. ``whole`` sentences are not cut."""
    corpus, telling = corpus_language(language), answering(question)

    def answers(text: str) -> int:
        return telling(text) + _KIND_WEIGHT * (defines and bool(_MEANS.search(text)))

    said = sentences_of(clause.provision.digest[corpus])
    first = clause.id in meant and not kinds_wanted(normalise(question))
    best = said[0] if first else max(said, key=answers)
    if not (first or whole) and len(best) > _LONG[corpus]:
        best = max((p.strip() for p in _PART.split(best) if p.strip()), key=answers)
    best = best.rstrip("；;。.")
    said = quotation(language, best[0].upper() + best[1:] + typography(corpus).stop)
    return say(language, "open.head", text=said)


def answering(question: str) -> Callable[[str], int]:
    """How much a text answers a question: by the words they share, a number counting most, and by having what is asked for (a
    time, a sum, an authority)."""
    asked, kinds = set(tokens(question)), kinds_wanted(normalise(question))

    def answers(text: str) -> int:
        shared, plain = asked & set(tokens(text)), normalise(text)
        return sum(_NUMBER_WEIGHT if t[0].isdigit() else 1 for t in shared) + _KIND_WEIGHT * sum(
            bool(kind.search(plain)) for kind in kinds
        )

    return answers


def beside(question: str, clauses: list[Clause], language: str) -> list[Paragraph]:
    """What clauses say to a question whose verdict is told already, those that have what it asks for: of each the sentences that
    answer most."""
    answers, corpus, paragraphs = answering(question), corpus_language(language), []
    kinds = kinds_wanted(normalise(question))
    for clause in clauses:
        said = sentences_of(clause.provision.digest[corpus])
        worth = [answers(s) for s in said]
        kept = [s for s, w in zip(said, worth, strict=True) if w >= _NEARLY * max(worth)]
        if kinds and not any(kind.search(normalise(s)) for kind in kinds for s in kept):
            continue
        text = quotation(language, typography(corpus).space.join(kept))
        paragraphs.append(Paragraph((Sentence(text, (clause,)),), lead=place_of(clause, language, original=True), quoted=True))
    return paragraphs


def quotes(clauses: list[Clause], language: str) -> list[Paragraph]:
    """Each clause named, then quoted."""
    return [
        Paragraph(
            (Sentence(quotation(language, clause.provision.digest[corpus_language(language)]), (clause,)),),
            lead=place_of(clause, language, original=True),
            quoted=True,
        )
        for clause in clauses
    ]


def paragraphs(library: Library, clauses: list[Clause], language: str, day: str) -> list[Paragraph]:
    """The clauses quoted, and what day they are told for."""
    closing = say(language, "closing", day=day, checked=f"{library.checked_through:%Y-%m}")
    return [*quotes(clauses, language), Paragraph((Sentence(closing),))]

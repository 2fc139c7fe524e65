"""Articles, items and the like that a question names exactly: what each says in short, and which of them the corpus has nothing of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from corpus import Clause
from corpus.alignment import whole
from rag.answer import passages
from rag.answer.excerpts import sentences_of
from rag.answer.wording.context import Wording, capital
from rag.answer.wording.documents import overview_clause
from rag.language.languages import corpus_language
from rag.language.names import document_name, locator

#: A headline has the first sentence of at most this many provisions.
_MOST_IN_HEADLINE = 3
#: The forms of places that are counted.
_COUNTED = ("article", "item")


def articles_headline(w: Wording, clauses: Sequence[Clause], question: str) -> str:
    """What provisions named exactly say: of one the sentence that answers the question, of several the first of each, with its place."""
    if len(clauses) == 1:
        return passages.headline(question, clauses[0], w.language, [clauses[0].id])
    lines = []
    for clause in clauses[:_MOST_IN_HEADLINE]:
        said = sentences_of(clause.provision.digest[corpus_language(w.language)])[0].rstrip("；;。.")
        lines.append(f"{capital(locator(clause, w.language))}{w.typography.colon}{w.quoted(said)}")
    return w.say("and").join(lines) + w.typography.stop


def absent_sentences(w: Wording, absent: Sequence[str]) -> list[tuple[str, Clause]]:
    """That places are not in a document, or that the corpus has no digest of them, with a clause of the document. ``absent`` are ids of
    provisions that the corpus does not have; places of any other form than articles and items are passed over."""
    found = []
    for document, ids in groupby(absent, key=lambda one: one.partition("#")[0]):
        form, numbers = _numbers([one.partition("#")[2] for one in ids])
        edition = w.library.documents[document]
        clause = overview_clause(w.library, edition, "")
        held = sorted({n for p in edition.provisions for n in _numbers([p.id], form)[1]})
        if form not in _COUNTED or not numbers or clause is None:
            continue
        values = {"document": document_name(edition, w.language), "numbers": _ranges(w, numbers)}
        if whole(edition, form):
            found.append((capital(w.say(f"absent.{form}", count=len(held), **values)), clause))
        elif held:
            found.append((capital(w.say(f"absent.{form}-held", held=_ranges(w, held), **values)), clause))
    return found


def _numbers(places: Sequence[str], form: str | None = None) -> tuple[str, list[int]]:
    """The form of places (`article`) and their numbers; those of another form, or put in between two others, are left out."""
    form = form or places[0].partition("-")[0]
    parts = [place.split("-") for place in places]
    return form, [int(p[1]) for p in parts if p[0] == form and len(p) == 2 and p[1].isdigit()]


def _ranges(w: Wording, numbers: Sequence[int]) -> str:
    """Numbers in running text, neighbours as a range: 1–4, 6."""
    ordered = sorted(set(numbers))
    runs: list[list[int]] = []
    for n in ordered:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return w.joined(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)

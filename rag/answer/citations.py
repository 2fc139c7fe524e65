"""Citations: the clauses an answer stands on, as the contract shows them."""

from __future__ import annotations

from datetime import date

from corpus import Clause, Document
from corpus.kinds import Basis, Confidence
from rag.answer.contract import Citation
from rag.answer.note import Sources
from rag.language.catalogues import say
from rag.language.languages import corpus_language, scripted, words
from rag.language.names import locator


def force_of(document: Document, day: date) -> str:
    """The force of a document on a day: `in-force`, `upcoming` or `superseded`."""
    start = document.effective or document.published
    if document.in_force(day):
        return "in-force"
    return "upcoming" if start and start > day else "superseded"


def confidence_of(clause: Clause) -> str:
    """How far a clause has been checked: `verified`, `recalled` when nothing it is read for has been, `partly` between."""
    read = {m.confidence for m in clause.provision.measures} or {clause.document.confidence}
    return read.pop().value if len(read) == 1 else "partly"


def basis_of(clause: Clause) -> Basis:
    """The weakest source that what a clause is read for was read in."""
    recalled = clause.document.confidence == Confidence.RECALLED
    read = {m.basis for m in clause.provision.measures} or {Basis.MEMORY if recalled else Basis.OFFICIAL_TEXT}
    return max(read, key=list(Basis).index)


def citations(sources: Sources, language: str, day: date) -> tuple[Citation, ...]:
    """The numbered citations of an answer, in order."""
    return tuple(_citation(n, clause, language, day) for n, clause in enumerate(sources.clauses, 1))


def _citation(n: int, clause: Clause, language: str, day: date) -> Citation:
    document, provision, basis = clause.document, clause.provision, basis_of(clause)
    return Citation(
        n=n,
        provision_id=clause.id,
        document_id=document.id,
        locator=locator(clause, language),
        title_zh=document.title.zh,
        title_en=document.title.en,
        short_zh=document.name.zh,
        short_en=document.name.en,
        number=words(document.number, language) if document.number else None,
        status=force_of(document, day),
        effective=document.effective,
        url=document.url,
        quote=clause.official or scripted(provision.digest[corpus_language(language)], language),
        quote_kind="official" if clause.official else "digest",
        confidence=confidence_of(clause),
        basis=basis,
        checked=say(language, f"checked.{basis}"),
    )

"""What the corpus holds, in figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.library import Library
from corpus.model import Basis, Confidence, Document, MeasureType, Regime


class Force(StrEnum):
    """Where a document stands on a day."""

    IN_FORCE = "in-force"
    COMING = "coming"
    ENDED = "ended"
    UNDATED = "undated"  # no first day is known


@dataclass(frozen=True)
class Statistics:
    """Counts. ``activities`` are by sector, ``aliases`` by sector and language. ``recalled_share`` is the part (0 … 1) of all measures that nobody has yet read in a source.
    ``ruling`` are the documents in force that decide or condition, ``addressed`` those of them whose official address is known."""

    as_of: date
    documents: dict[Regime, dict[Force, int]]
    provisions: int
    measures: dict[MeasureType, dict[Confidence, int]]
    bases: dict[Basis, int]
    activities: dict[str, int]
    aliases: dict[str, dict[str, int]]
    areas: int
    origins: int
    recalled_documents: int
    recalled_share: float
    ruling: int
    addressed: int


def statistics(library: Library, as_of: date) -> Statistics:
    """Count everything; documents by regime and by their force on ``as_of``. Nothing found counts 0 everywhere."""
    documents, measures = library.documents.values(), [rule.measure for rule in library.rules]
    force = Counter((d.regime, force_on(d, as_of)) for d in documents)
    types = Counter((m.type, m.confidence) for m in measures)
    names: dict[str, Counter[str]] = {}
    for one in library.activities.values():
        names.setdefault(one.sector, Counter()).update({language: len(group) for language, group in one.aliases.items()})
    ruling = [d for d in documents if d.rules and d.in_force(as_of)]
    recalled = sum(m.confidence == Confidence.RECALLED for m in measures)
    return Statistics(
        as_of=as_of,
        documents={r: {f: force[r, f] for f in Force} for r in Regime if any(force[r, f] for f in Force)},
        provisions=len(library.clauses),
        measures={t: {c: types[t, c] for c in Confidence} for t in MeasureType},
        bases={b: sum(m.basis == b for m in measures) for b in Basis},
        activities=dict(Counter(a.sector for a in library.activities.values()).most_common()),
        aliases={sector: dict(by.most_common()) for sector, by in names.items()},
        areas=len(library.areas),
        origins=len(library.origins),
        recalled_documents=sum(d.confidence == Confidence.RECALLED for d in documents),
        recalled_share=recalled / len(measures) if measures else 0.0,
        ruling=len(ruling),
        addressed=sum(d.url is not None for d in ruling),
    )


def force_on(document: Document, day: date) -> Force:
    """Whether a document applies on a day, will, did, or nobody knows from when."""
    start = document.effective or document.published
    if document.in_force(day):
        return Force.IN_FORCE
    if document.superseded_on and document.superseded_on <= day:
        return Force.ENDED
    return Force.COMING if start else Force.UNDATED

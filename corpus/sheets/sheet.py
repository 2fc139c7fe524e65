"""The sheet of an added document: its head, its places and its measures, and the document that comes of it."""

from __future__ import annotations

from datetime import date

from pydantic import Field, model_validator

from corpus.kinds import Confidence, Kind, Regime
from corpus.model import Area, Document, Frozen, Measure, Slug, Text, Words


class ReadMeasure(Measure):
    """A measure with the provision that it belongs to and the sentence that it was read from. ``remark`` is what to look at."""

    provision: Slug
    read_from: Words
    remark: str | None = None
    confidence: Confidence = Confidence.ADDED

    def plain(self) -> Measure:
        """The measure alone."""
        return Measure(**{name: getattr(self, name) for name in Measure.model_fields})


class Sheet(Frozen):
    """What an added document is and provides. Its measures decide once it is ``confirmed``. ``areas`` are places that no gazetteer
    has and the document brings; ``superseded_on`` is the first day without force, ``supersedes`` is the edition that it replaces from its first day on; ``doubts`` are sentences to look
    at, of which nothing or not everything was read."""

    document: Slug
    confirmed: bool = False
    title: Text
    short: Text | None = None
    known_as: tuple[Words, ...] = ()
    kind: Kind
    regime: Regime
    published: date | None = None
    effective: date | None = None
    superseded_on: date | None = None
    supersedes: Slug | None = None
    items: int | None = Field(default=None, gt=0)
    areas: tuple[Area, ...] = ()
    measures: tuple[ReadMeasure, ...] = ()
    doubts: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _dated(self) -> Sheet:
        if self.confirmed and self.measures and not (self.effective or self.published):
            raise ValueError("without `effective` its measures would never apply; give the day")
        if self.effective and self.superseded_on and self.effective >= self.superseded_on:
            raise ValueError("`superseded_on` is the first day without force: it must follow `effective`")
        return self


def with_sheet(document: Document, sheet: Sheet) -> Document:
    """The added document as its sheet describes it, with its measures where the sheet is confirmed."""
    given: dict[str, list[Measure]] = {}
    for measure in sheet.measures if sheet.confirmed else ():
        given.setdefault(measure.provision, []).append(measure.plain())
    provisions = tuple(p.model_copy(update={"measures": tuple(given.get(p.id, ()))}) for p in document.provisions)
    changed = {
        "title": sheet.title,
        "short": sheet.short,
        "known_as": sheet.known_as,
        "kind": sheet.kind,
        "regime": sheet.regime,
        "published": sheet.published,
        "effective": sheet.effective,
        "superseded_on": sheet.superseded_on or document.superseded_on,
        "supersedes": sheet.supersedes if sheet.confirmed else None,
        "items": sheet.items,
        "undated": not (sheet.effective or sheet.published) and document.superseded_on is None,
        "confidence": Confidence.ADDED,
        "provisions": provisions,
    }
    return document.model_copy(update=changed)


def with_sheets(documents: list[Document], sheets: list[Sheet]) -> list[Document]:
    """All documents, the added ones as their sheets describe them, and the editions that they replace with their last day."""
    by_id = {sheet.document: sheet for sheet in sheets}
    read = [with_sheet(d, by_id[d.id]) if d.id in by_id else d for d in documents]
    ends = {d.supersedes: d.effective or d.published for d in read if d.id in by_id and d.supersedes}
    return [d.model_copy(update={"superseded_on": ends[d.id]}) if ends.get(d.id) and not d.superseded_on else d for d in read]

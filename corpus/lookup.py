"""Looking up a document or a provision by its id, and naming the nearest ids when there is none."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass

from corpus.errors import CorpusError
from corpus.library import Library
from corpus.model import Document, Measure, Provision, Text
from corpus.words import in_words


@dataclass(frozen=True)
class MeasureShown:
    """A measure and what it says in plain words."""

    words: Text
    measure: Measure


@dataclass(frozen=True)
class ProvisionShown:
    """A provision. ``official`` is its wording, where the official file has been added."""

    id: str
    locator: Text
    heading: Text | None
    digest: Text
    official: str | None
    measures: tuple[MeasureShown, ...]


@dataclass(frozen=True)
class Entry:
    """A document without its provisions, the ids of all its editions from the oldest on, and the provisions asked for."""

    document: Document
    editions: tuple[str, ...]
    provisions: tuple[ProvisionShown, ...]


def look_up(library: Library, id: str) -> Entry:
    """What is shown for `doc` (all of it) or `doc#item-12`. Raises CorpusError with the nearest ids."""
    document, provisions = find(library, id)
    return Entry(
        document=document.model_copy(update={"provisions": ()}),
        editions=tuple(d.id for d in library.editions(document.id)),
        provisions=tuple(_shown(library, f"{document.id}#{p.id}") for p in provisions),
    )


def find(library: Library, id: str) -> tuple[Document, tuple[Provision, ...]]:
    """The document of an id, and its provisions: every one for `doc`, one for `doc#item-12`. Raises CorpusError."""
    name, _, part = id.partition("#")
    document = library.documents.get(name)
    if document is None:
        raise CorpusError(f"No document `{name}`.", _nearest(name, library.documents))
    if not part:
        return document, document.provisions
    found = tuple(p for p in document.provisions if p.id == part)
    if not found:
        raise CorpusError(f"`{name}` has no provision `{part}`.", _nearest(part, [p.id for p in document.provisions]))
    return document, found


def _shown(library: Library, id: str) -> ProvisionShown:
    clause = library.clauses[id]
    provision = clause.provision
    return ProvisionShown(
        id=id,
        locator=provision.where,
        heading=provision.heading,
        digest=provision.digest,
        official=clause.official,
        measures=tuple(MeasureShown(in_words(library, m), m) for m in provision.measures),
    )


def _nearest(wanted: str, ids: Collection[str]) -> str:
    near = difflib.get_close_matches(wanted, ids, 3, 0.5)
    return f"Did you mean {' or '.join(near)}?" if near else "`zhunru corpus stats` counts what is there."

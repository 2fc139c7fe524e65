"""Finding a document or a provision by its id, and naming the nearest ids when there is none."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from corpus.errors import CorpusError
from corpus.library import Library
from corpus.model import Document, Provision


def find(library: Library, id: str) -> tuple[Document, tuple[Provision, ...]]:
    """The document of an id and what of it is meant: every provision for `doc`, one for `doc#item-12`. Raises CorpusError."""
    name, _, part = id.partition("#")
    document = library.documents.get(name)
    if document is None:
        raise CorpusError(f"No document `{name}`.", _nearest(name, library.documents))
    if not part:
        return document, document.provisions
    found = tuple(p for p in document.provisions if p.id == part)
    if not found:
        near = _nearest(part, [p.id for p in document.provisions])
        raise CorpusError(f"`{name}` has no provision `{part}`.", near)
    return document, found


def _nearest(wanted: str, ids: Collection[str]) -> str:
    near = difflib.get_close_matches(wanted, ids, 3, 0.5)
    return f"Did you mean {' or '.join(near)}?" if near else "`zhunru corpus stats` counts what is there."

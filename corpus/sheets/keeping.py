"""Keeping the sheets of added documents: drafted when a document is added, replaced by what its user hands back."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import CorpusError
from corpus.library import Library
from corpus.model import Document
from corpus.sheets.drafter import draft_sheet
from corpus.sheets.sheet import Sheet
from corpus.sheets.store import read_sheet, save_sheet, sheet_path


def draft_missing(library: Library, folder: Path) -> list[Sheet]:
    """Draft and keep the sheet of every added document that has none; these sheets."""
    missing = [one for one in library.brought if not sheet_path(folder, one).is_file()]
    drafted = [draft_sheet(library, library.documents[one]) for one in missing]
    for sheet in drafted:
        save_sheet(folder, sheet)
    return drafted


def kept_sheet(library: Library, folder: Path, document: str) -> Sheet:
    """The sheet of an added document. Raises CorpusError where it is none."""
    added_document(library, document)
    path = sheet_path(folder, document)
    return read_sheet(path) if path.is_file() else draft_sheet(library, library.documents[document])


def added_document(library: Library, document: str) -> Document:
    """An added document by its id. Raises CorpusError for any other, with the ids there are."""
    if document in library.brought:
        return library.documents[document]
    if document in library.documents:
        raise CorpusError(
            f"`{document}` is a bundled document.", "`zhunru corpus show` prints its measures; they are not yours to edit."
        )
    known = ", ".join(library.brought) or "none so far"
    raise CorpusError(f"No added document `{document}`.", f"Added: {known}. `zhunru corpus list --added` shows them.")

"""The command line of added documents: zhunru corpus list, measures, remove."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, TypeAdapter
from rich.console import Console

from api.cli.reporting import reporting
from corpus import Document, Library
from corpus.kinds import Kind, Regime


class DocumentLine(BaseModel):
    """One document of a list. ``measures`` is how many decide, ``state`` is `bundled`, `text only`, `drafted` or `confirmed`."""

    id: str
    title: str
    kind: Kind
    regime: Regime
    effective: date | None
    superseded_on: date | None
    provisions: int
    measures: int
    state: str


def register_added(corpus: typer.Typer) -> None:
    """Add the commands to those of the corpus."""
    corpus.command("list")(corpus_list)
    corpus.command("measures")(corpus_measures)
    corpus.command("remove")(corpus_remove)


def corpus_list(
    text: Annotated[str, typer.Argument(help="Only documents with this in their id or title.")] = "",
    added: Annotated[bool, typer.Option("--added", help="Only those that were added here.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print data instead of a table.")] = False,
) -> None:
    """List the documents, bundled and added."""
    from api.cli.show_added import show_documents
    from api.home import added_home
    from corpus.sheets.store import load_sheets

    with reporting():
        library = _library()
        confirmed = {s.document: s.confirmed for s in load_sheets(added_home())}
    wanted = [d for d in library.documents.values() if (d.id in library.brought or not added) and _has(d, text)]
    lines = [_line(d, d.id in library.brought, confirmed.get(d.id)) for d in wanted]
    if as_json:
        sys.stdout.write(TypeAdapter(list[DocumentLine]).dump_json(lines, indent=2).decode() + "\n")
    else:
        show_documents(Console(highlight=False), lines)


def corpus_measures(
    id: Annotated[str, typer.Argument(help="An added document: added-…; `zhunru corpus list --added` shows them.")],
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="The edited sheet, to be kept.")] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="The sheet is right: its measures decide from now on.")] = False,
) -> None:
    """Print what is read out of an added document as YAML, to be edited; take it back, and confirm it.

    Nothing is kept of a sheet with faults: each is named with its line, its field and what to do."""
    from api.home import added_home, open_embedders, update_index
    from corpus.sheets.keeping import added_document, kept_sheet
    from corpus.sheets.store import read_sheet, save_sheet, sheet_written

    with reporting():
        library = _library(sheets=False)
        added_document(library, id)
        if file is None and not confirm:
            sys.stdout.write(sheet_written(kept_sheet(library, added_home(), id)))
            return
        if file:
            _refuse_faults(file, library, id)
        sheet = read_sheet(file) if file else kept_sheet(library, added_home(), id)
        if confirm:
            # Validated as a whole: a sheet without a day cannot be confirmed.
            sheet = _confirmed(sheet)
        path = save_sheet(added_home(), sheet)
        update_index(_library(), *open_embedders())
    state = (
        "confirmed: its measures decide" if sheet.confirmed else "kept, not confirmed: its text is quoted, and decides nothing"
    )
    Console(highlight=False).print(f"{id} {state}. {len(sheet.measures)} measures, in {path}.", soft_wrap=True)


def corpus_remove(
    id: Annotated[str, typer.Argument(help="An added document, or a bundled one whose official wording was added.")],
) -> None:
    """Remove an added document, or the official wording added to a bundled one."""
    from api.home import added_home, open_embedders, update_index
    from corpus import CorpusError
    from corpus.added import remove_added
    from corpus.sheets.store import remove_sheet

    with reporting():
        sources = remove_added(added_home(), id)
        if not sources:
            raise CorpusError(f"Nothing was added as `{id}`.", "`zhunru corpus list --added` shows what was.")
        remove_sheet(added_home(), id)
        update_index(_library(), *open_embedders())
    Console(highlight=False).print(f"{id} removed ({', '.join(sources)}).", soft_wrap=True)


def _confirmed(sheet):
    from pydantic import ValidationError

    from corpus import CorpusError
    from corpus.sheets.sheet import Sheet

    try:
        return Sheet.model_validate({**sheet.model_dump(), "confirmed": True})
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        raise CorpusError(
            f"{sheet.document} cannot be confirmed: {problem}.", "Correct its sheet, and hand it in with --file."
        ) from error


def _refuse_faults(file: Path, library: Library, document: str) -> None:
    """End with status 1 where the sheet has errors, each of them shown."""
    from api.cli.show_corpus import show_findings
    from corpus.check import Severity
    from corpus.check.sheets import check_sheet

    findings = check_sheet(file, library, document)
    if findings:
        show_findings(Console(highlight=False, stderr=True), findings, 0.0)
    if any(f.severity == Severity.ERROR for f in findings):
        raise typer.Exit(1)


def _has(document: Document, text: str) -> bool:
    words = (document.id, document.title.zh, document.title.en, document.name.zh, document.name.en)
    return any(text.casefold() in one.casefold() for one in words)


def _line(document: Document, added: bool, confirmed: bool | None) -> DocumentLine:
    states = {None: "text only", False: "drafted", True: "confirmed"}
    return DocumentLine(
        id=document.id,
        title=document.name.zh,
        kind=document.kind,
        regime=document.regime,
        effective=document.effective or document.published,
        superseded_on=document.superseded_on,
        provisions=len(document.provisions),
        measures=sum(len(p.measures) for p in document.provisions),
        state=states[confirmed] if added else "bundled",
    )


def _library(sheets: bool = True) -> Library:
    from api.home import added_home
    from corpus import load_library

    return load_library(added=added_home(), sheets=sheets)

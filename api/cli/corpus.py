"""The command line of the corpus: zhunru corpus check, stats, show, diff, add; list, measures, remove are in `added`, fetch and doctor in `official`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter
from rich.console import Console

from api.cli.added import register_added
from api.cli.reporting import reporting
from corpus import Library
from corpus.check import Finding

corpus_app = typer.Typer(
    no_args_is_help=True, help="What the law says: check it, count it, look it up, compare editions, add official files."
)

register_added(corpus_app)

AsJson = Annotated[bool, typer.Option("--json", help="Print data instead of a table.")]


@corpus_app.command("check")
def corpus_check(
    what: Annotated[
        str | None,
        typer.Argument(help="A folder of corpus files, or an added document; the bundled files and all added when left out."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check every corpus file and say file, line, field and remedy of each fault. Status 1 when there is an error."""
    from api.cli.show_corpus import show_addressed, show_findings
    from api.http.app import china_today
    from corpus.check import Severity
    from corpus.library import DATA, load_library
    from corpus.stats import statistics

    start = perf_counter()
    with reporting():
        findings = _findings(what)
        faulty = any(f.severity == Severity.ERROR for f in findings)
        own = what is not None and what.startswith("added-")
        counted = None if faulty or as_json or own else statistics(load_library(Path(what) if what else DATA), china_today())
    if as_json:
        print_json(list[Finding], findings)
    else:
        show_findings(_console(), findings, perf_counter() - start)
    if counted:
        show_addressed(_console(), counted)
    if faulty:
        raise typer.Exit(1)


@corpus_app.command("stats")
def corpus_stats(
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to count for.")] = None,
    as_json: AsJson = False,
) -> None:
    """Count documents, provisions, measures and activities."""
    from api.cli.show_corpus import show_statistics
    from api.http.app import china_today
    from corpus.stats import Statistics, statistics

    with reporting():
        counted = statistics(full_library(), as_of.date() if as_of else china_today())
    if as_json:
        print_json(Statistics, counted)
    else:
        show_statistics(_console(), counted)


@corpus_app.command("show")
def corpus_show(
    id: Annotated[str, typer.Argument(help="A document (cn-fi-negative-list-2024) or one provision of it (…#item-12).")],
    as_json: AsJson = False,
) -> None:
    """Show a document, or one provision of it, with its digests and its measures in plain words."""
    from api.cli.show_corpus import show_document
    from corpus.lookup import Entry, look_up

    with reporting():
        entry = look_up(full_library(), id)
    if as_json:
        print_json(Entry, entry)
    else:
        show_document(_console(), entry)


@corpus_app.command("diff")
def corpus_diff(
    before: Annotated[str, typer.Argument(help="The earlier edition.")],
    after: Annotated[str, typer.Argument(help="The later edition.")],
    as_json: AsJson = False,
) -> None:
    """Compare two editions item by item: added, removed, loosened, tightened, reworded."""
    from api.cli.show_corpus import show_edition_comparison
    from corpus.diff import Comparison, compare_editions
    from corpus.lookup import find

    with reporting():
        library = full_library()
        old, new = (find(library, one)[0].id for one in (before, after))
        compared = compare_editions(library, old, new)
    if as_json:
        print_json(Comparison, compared)
    else:
        show_edition_comparison(_console(), library, compared)


@corpus_app.command("add")
def corpus_add(
    paths: Annotated[
        list[Path], typer.Argument(exists=True, help="Official files (.md .txt .html .docx .pdf), or folders of them.")
    ],
    edition: Annotated[str | None, typer.Option("--as", help="The bundled document the files are, on your word.")] = None,
    title: Annotated[str | None, typer.Option(help="The title of the one file, where it was read wrong.")] = None,
    effective: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="The first day of its force, where it was read wrong.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Add official files: their words are quoted beside our digests, or become documents of their own.

    Of a document of its own the measures are read too; `zhunru corpus measures` shows them, and they decide once confirmed.
    Adding a file twice changes nothing. A file that cannot be read is named with the remedy and the rest goes on."""
    from api.cli.show_added import show_outcomes
    from api.home import added_home, open_embedders, progress_bar, update_index
    from corpus import load_library
    from corpus.added import Head, Outcome, add_files
    from corpus.lookup import find
    from corpus.sheets.keeping import draft_missing

    with reporting():
        bundled = load_library()
        chosen = find(bundled, edition)[0] if edition else None
        head = Head(title=title, effective=effective.date() if effective else None) if title or effective else None
        with progress_bar("Reading") as progress:
            outcomes = add_files(paths, list(bundled.documents.values()), added_home(), chosen, progress, head)
        sheets = draft_missing(full_library(), added_home())
        if sheets or any(o.status == "added" for o in outcomes):
            update_index(full_library(), *open_embedders())
    if as_json:
        print_json(list[Outcome], outcomes)
    else:
        show_outcomes(_console(), outcomes, sheets)
    if any(o.status == "refused" for o in outcomes):
        raise typer.Exit(1)


def _findings(what: str | None) -> list[Finding]:
    """The faults of a folder, of an added document, or of everything there is."""
    from api.home import added_home
    from corpus import load_library
    from corpus.check import Severity, check
    from corpus.check.sheets import check_sheet
    from corpus.library import DATA
    from corpus.sheets.keeping import added_document
    from corpus.sheets.store import sheet_path

    if what and not what.startswith("added-"):
        return check(Path(what))
    faults = [] if what else check(DATA)
    if any(f.severity == Severity.ERROR for f in faults):
        return faults
    library = load_library(added=added_home(), sheets=False)
    documents = [added_document(library, what).id] if what else list(library.brought)
    kept = [(one, path) for one in documents if (path := sheet_path(added_home(), one)).is_file()]
    return [*faults, *(finding for one, path in kept for finding in check_sheet(path, library, one))]


def full_library() -> Library:
    """The bundled corpus and what the user has added."""
    from api.home import added_home
    from corpus import load_library

    return load_library(added=added_home())


def _console() -> Console:
    return Console(highlight=False)


def print_json(shape: Any, value: Any) -> None:
    """Write a value of a shape as JSON."""
    sys.stdout.write(TypeAdapter(shape).dump_json(value, indent=2).decode() + "\n")

"""The command line of the official texts: zhunru corpus fetch, doctor."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from api.cli.corpus import AsJson, corpus_app, full_library, print_json
from api.cli.reporting import reporting

if TYPE_CHECKING:
    from corpus.official import Health, NumberDifference, Taken

#: A list longer than this is cut short on the terminal; `doctor --json` has all of it.
_MOST_SHOWN = 12

Folder = Annotated[Path | None, typer.Argument(help="Where the pages lie; $ZHUNRU_HOME/official when left out.")]


@corpus_app.command("fetch")
def corpus_fetch(
    folder: Folder = None,
    only: Annotated[list[str] | None, typer.Option(help="Only these documents.")] = None,
) -> None:
    """Download the official texts from their addresses, politely, and quote them word for word from then on.

    A run that was stopped goes on where it was when it is started again on the same day. Status 1 when a text is not there."""
    from api.home import added_home, official_home, open_embedders, update_index
    from api.http.app import china_today
    from corpus.lookup import find
    from corpus.official import number_differences, take_official

    console = Console(highlight=False)
    with reporting():
        library = full_library()
        documents = [find(library, one)[0] for one in only] if only else list(library.documents.values())
        for document in (d for d in documents if only and not d.url):
            told = f"{document.id}: no official address is known. Add its file with `zhunru corpus add FILE --as {document.id}`."
            console.print(Text(told, style="yellow"), soft_wrap=True)
        taken = take_official(
            documents, folder or official_home(), added_home(), china_today(), lambda *step: _show_step(console, *step)
        )
        if any(t.changed for t in taken):
            update_index(full_library(), *open_embedders())
        differences = number_differences(full_library())
    _show_run(console, taken, differences, folder or official_home())
    if any(t.reason for t in taken):
        raise typer.Exit(1)


@corpus_app.command("doctor")
def corpus_doctor(folder: Folder = None, as_json: AsJson = False) -> None:
    """Say how many documents are quoted in their official words, how old that is, where a digest differs, and what to do."""
    from api.home import official_home
    from api.http.app import china_today
    from corpus.official import Health, examine

    with reporting():
        health = examine(full_library(), folder or official_home(), china_today())
    if as_json:
        print_json(Health, health)
    else:
        _show_health(Console(highlight=False), health)


def _show_step(console: Console, done: int, total: int, one: Taken) -> None:
    state = (one.reason, "yellow") if one.reason else (f"{one.provisions} of {one.all} provisions in its official words", "green")
    console.print(Text.assemble((f"{done:>4}/{total} ", "dim"), (one.document, "bold"), ": ", state), soft_wrap=True)


def _show_run(console: Console, taken: list[Taken], differences: list[NumberDifference], folder: Path) -> None:
    for one in (t for t in taken if t.reason):
        console.print(Text(f"{one.document} ({one.url}): {one.reason}.\n    {one.remedy}", style="yellow"), soft_wrap=True)
    quoted, changed = sum(not t.reason for t in taken), sum(t.changed for t in taken)
    if not taken:
        console.print("No page is due: each that has an address was fetched today.")
    console.print(f"{quoted} of {len(taken)} texts quoted ({changed} new), {len(taken) - quoted} not to be had, in {folder}.")
    for one in differences[:_MOST_SHOWN]:
        console.print(Text(f"{one.clause}: the digest says {', '.join(one.numbers)}, its official text does not.", style="red"), soft_wrap=True)  # fmt: skip
    console.print(f"{len(differences)} digests with a number that their official text has not. More: `zhunru corpus doctor`.")


def _show_health(console: Console, health: Health) -> None:
    console.print(f"Official text: {health.quoted} of {health.ruling} documents in force that decide or condition.")
    console.print(f"Official address: {health.addressed} of {health.ruling}.")
    console.print(f"Oldest fetch: {health.oldest or 'none yet'}.")
    for kind, group in groupby(health.concerns, key=lambda c: c.kind):
        concerns = list(group)
        console.print(Text(f"{kind} ({len(concerns)})", style="bold yellow"))
        for one in concerns[:_MOST_SHOWN]:
            console.print(Text.assemble("  ", (one.subject, "bold"), f": {one.what}"), soft_wrap=True)
            console.print(Text(f"    {one.remedy}", style="dim"), soft_wrap=True)
        if (more := len(concerns) - _MOST_SHOWN) > 0:
            console.print(f"  and {more} more: `zhunru corpus doctor --json`.")

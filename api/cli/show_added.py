"""Added documents on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpus.added import Outcome
from corpus.sheets.sheet import Sheet

_STATES = {"bundled": "dim", "text only": "yellow", "drafted": "yellow", "confirmed": "green"}


def show_documents(console: Console, lines: Iterable[Any]) -> None:
    """One row a document."""
    table = Table()
    for column in ("document", "title", "kind", "from", "until", "provisions", "measures", "state"):
        table.add_column(column, no_wrap=column == "document", overflow="fold")
    for line in lines:
        state = Text(line.state, style=_STATES[line.state])
        ends, counts = str(line.superseded_on or ""), (str(line.provisions), str(line.measures))
        table.add_row(line.id, line.title, f"{line.kind}, {line.regime}", str(line.effective or ""), ends, *counts, state)
    console.print(table)
    console.print(f"{table.row_count} documents")


def show_outcomes(console: Console, outcomes: list[Outcome], sheets: list[Sheet]) -> None:
    """What became of each file that was to be added, what it was read as, and what to look at."""
    colours = {"added": "green", "unchanged": "dim", "refused": "red"}
    drafted = {sheet.document: sheet for sheet in sheets}
    for o in outcomes:
        console.print(Text.assemble((f"{o.status:9} ", colours[o.status]), (o.source, "bold")), soft_wrap=True)
        where = f"{o.document}, {o.provisions} provisions: " if o.document else ""
        _line(console, f"{where}{o.found}{' ' + o.remedy if o.remedy else ''}")
        if o.document:
            _line(
                console, f"read as: {o.title}, {o.kind}, " + (f"from {o.effective}" if o.effective else "no day known (--date)")
            )
        if sheet := drafted.get(o.document or ""):
            _show_draft(console, sheet)
    counted = ", ".join(f"{sum(o.status == s for o in outcomes)} {s}" for s in colours)
    console.print(f"{counted}. A running server takes up what was added within seconds.", soft_wrap=True)


def _show_draft(console: Console, sheet: Sheet) -> None:
    places = ", ".join(area.name.zh for area in sheet.areas)
    _line(console, f"{len(sheet.measures)} measures read" + (f", places of its own: {places}" if places else ""))
    for doubt in sheet.doubts:
        console.print(Text(f"          ? {doubt}", style="yellow"), soft_wrap=True)
    _line(console, f"look, and confirm: zhunru corpus measures {sheet.document}  (--file, --confirm)")


def _line(console: Console, words: str) -> None:
    console.print(Text(f"          {words}", style="dim"), soft_wrap=True)

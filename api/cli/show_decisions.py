"""Decisions side by side on a terminal. The mark tells the status where colours do not."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli.show_answer import COLOURS
from rag import Decided, Status, Verdict
from rag.answer.tables import Cell, Comparison, Map, MapCell, SettingView, Timeline
from rag.decision.comparison import Direction

_MARKS = {
    Status.PROHIBITED: "■",
    Status.RESTRICTED: "◐",
    Status.CONDITIONAL: "◎",
    Status.OPEN: "○",
    Status.NOT_COVERED: "·",
    Status.UNCLEAR: "?",
}
_DIRECTIONS = {
    Direction.OPENED: ("▲▲", "green"),
    Direction.LOOSENED: ("▲", "green"),
    Direction.TIGHTENED: ("▼", "red"),
    Direction.CLOSED: ("▼▼", "red"),
    Direction.CHANGED: ("≠", "yellow"),
    Direction.UNKNOWN: ("?", "bright_black"),
    Direction.SAME: ("=", "dim"),
}


def show_decided(console: Console, found: Decided) -> None:
    """Each verdict with its reasoning, then the clauses by number."""
    numbers = {c.provision_id: c.n for c in found.citations}
    for verdict in found.verdicts:
        _show_verdict(console, verdict, numbers)
    table = Table.grid(padding=(0, 2))
    for c in found.citations:
        name = c.short_zh if found.language.startswith("zh") else c.short_en
        table.add_row(Text(f"[{c.n}]"), Text(f"{name}  {c.locator}"), Text(c.provision_id, style="dim"))
    console.print(table)


def _show_verdict(console: Console, verdict: Verdict, numbers: dict[str, int]) -> None:
    colour = COLOURS[verdict.status]
    where = f", {verdict.area.name}" if verdict.area else ""
    console.print(Text(f"{verdict.activities[0].name}{where}, {verdict.as_of}", style="dim"))
    console.print(Text(f"{_MARKS[verdict.status]} {verdict.headline}", style=f"bold {colour}"))
    table = Table.grid(padding=(0, 2))
    for reason in verdict.reasons:
        table.add_row(Text(reason.effect, style="dim"), Text(reason.text), Text(f"[{numbers[reason.provision_id]}]"))
    for condition in verdict.conditions:
        table.add_row(Text(condition.kind, style="dim"), Text(condition.text), Text(f"[{numbers[condition.provision_id]}]"))
    for label, turn in (("before", verdict.before), ("upcoming", verdict.upcoming)):
        if turn:
            mark = f"[{numbers[turn.provision_id]}]" if turn.provision_id else ""
            table.add_row(Text(label, style="dim"), Text(f"{turn.day}: {turn.text}"), Text(mark))
    for place in verdict.elsewhere:
        share = "" if place.foreign_cap_pct is None else f" {place.foreign_cap_pct:g} %"
        mark = f"[{numbers[place.provision_id]}]" if place.provision_id else ""
        table.add_row(Text(place.name, style="dim"), Text(f"{_MARKS[place.status]} {place.status}{share}"), Text(mark))
    console.print(table)
    console.print()


def show_map(console: Console, found: Map) -> None:
    """The openness map as a table, and what its marks mean."""
    table = Table(title=str(found.as_of), title_style="bold", pad_edge=False)
    table.add_column("", overflow="fold")
    for column in found.columns:
        table.add_column(column.name, overflow="fold")
    for row in found.rows:
        cells = (row.cells.get(c.id) for c in found.columns)
        name = Text("  " * row.depth + row.activity.name, style="" if row.cells else "bold")
        table.add_row(name, *(_marked(c) if c else Text("") for c in cells))
    console.print(table)
    console.print(Text("  ".join(f"{mark} {status}" for status, mark in _MARKS.items()), style="dim"))


def map_markdown(found: Map) -> str:
    """The openness map as a Markdown table: in each cell the verdict and the clause it stands on."""
    head = ["", *(c.name for c in found.columns)]
    lines = [f"# {found.as_of}", "", _row(head), _row(["---"] * len(head))]
    for row in found.rows:
        cells = (row.cells.get(c.id) for c in found.columns)
        lines.append(_row([f"{'· ' * row.depth}{row.activity.name}", *(_plain(c) for c in cells)]))
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(cell: MapCell | None) -> str:
    if cell is None:
        return ""
    return f"{_MARKS[cell.status]} {cell.text}{' (unchecked)' if cell.unchecked else ''}, {cell.provision_id or 'no clause'}"


def show_timelines(console: Console, found: Iterable[Timeline]) -> None:
    for timeline in found:
        where = f", {timeline.area.name}" if timeline.area else ""
        table = Table(title=f"{timeline.activity.name}{where}", title_style="bold", pad_edge=False)
        for name in ("from", "until", "verdict", "clause"):
            table.add_column(name, overflow="fold")
        for span in timeline.spans:
            clauses = dict.fromkeys(s.provision_id for s in span.steps if s.provision_id)
            table.add_row(str(span.start or ""), str(span.end or ""), _marked(span.verdict), "\n".join(clauses))
        console.print(table)


def show_setting_comparison(console: Console, found: Comparison) -> None:
    """What differs, a line each; what does not is counted. One activity alone is always shown."""
    table = Table(pad_edge=False)
    for name in ("", "", _side(found.left), _side(found.right)):
        table.add_column(name, overflow="fold")
    for pair in found.items:
        if pair.direction != Direction.SAME or len(found.items) == 1:
            mark, colour = _DIRECTIONS[pair.direction]
            table.add_row(Text(mark, style=colour), pair.activity.name, *(_with_clause(c) for c in (pair.left, pair.right)))
    console.print(table)
    console.print(Text(", ".join(f"{n} {direction}" for direction, n in found.counts.items()), style="dim"))


def _side(setting: SettingView) -> str:
    return " ".join(x for x in (setting.edition, setting.area.name if setting.area else None, str(setting.as_of)) if x)


def _marked(cell: Cell) -> Text:
    return Text(f"{_MARKS[cell.status]} {cell.text}{' *' if cell.unchecked else ''}", style=COLOURS[cell.status])


def _with_clause(cell: Cell) -> Text:
    return Text.assemble(_marked(cell), (f"\n{cell.provision_id}" if cell.provision_id else "", "dim"))

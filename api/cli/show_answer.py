"""An answer on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from rag import Answer, Status

COLOURS = {
    Status.PROHIBITED: "red",
    Status.RESTRICTED: "yellow",
    Status.CONDITIONAL: "blue",
    Status.OPEN: "green",
    Status.NOT_COVERED: "bright_black",
    Status.UNCLEAR: "magenta",
}


def show_answer(console: Console, answer: Answer) -> None:
    """Print headline, note and sources."""
    colour = COLOURS[answer.verdict.status] if answer.verdict else "cyan"
    console.print(Panel(Text(answer.answer.headline, style="bold"), border_style=colour, expand=False))
    console.print(Markdown(answer.answer.markdown))
    if not answer.citations:
        return
    table = Table.grid(padding=(0, 2))
    for c in answer.citations:
        title = c.title_zh if answer.language.startswith("zh") else c.title_en
        table.add_row(
            Text(f"[{c.n}]"), Text(f"{title}  {c.locator}"), Text(c.number or "", style="dim"), Text(c.provision_id, style="dim")
        )
    console.print(table)

"""Scores, and the differences between two recorded runs, on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.runs.differences import PARTS, Differences, excerpts
from evals.scoring.score import METRICS, ItemScores, latency, summarise


def show_scores(console: Console, scores: Sequence[ItemScores]) -> None:
    """Every metric over all items with n and its 95% interval, and the milliseconds by stage."""
    table = Table(title=f"{len(scores)} items")
    for name in ("metric", "mean", "95% interval", "n", "what it says"):
        table.add_column(name, justify="right" if name in ("mean", "95% interval", "n") else "left")
    for row in summarise(scores):
        if row.by == "all":
            metric = METRICS[row.metric]
            lower = "" if metric.higher_is_better else " (lower is better)"
            table.add_row(row.metric, f"{row.mean:.3f}", f"{row.low:.3f}–{row.high:.3f}", str(row.n), metric.title + lower)
    console.print(table)
    times = Table(title="milliseconds")
    for name in ("stage", "p50", "p95", "max", "n"):
        times.add_column(name, justify="left" if name == "stage" else "right")
    for row in latency(scores):
        times.add_row(row.stage, f"{row.p50:.1f}", f"{row.p95:.1f}", f"{row.max:.1f}", str(row.n))
    console.print(times)


def show_differences(console: Console, found: Differences, items: int = 5, fields: int = 4) -> None:
    """How many answers were compared and how many differ, by part; then the first ``items`` items that differ, each with at
    most ``fields`` fields and both their values."""
    console.print(f"{found.before} and {found.after}: {found.compared} answers to {found.items} items compared.", soft_wrap=True)
    console.print(f"Different answers: {len(found.answers)}", soft_wrap=True)
    for part in PARTS:
        console.print(f"  {part}: {found.count(part)}")
    differing = list(dict.fromkeys(a.item for a in found.answers))
    for one in (a for a in found.answers if a.item in differing[:items]):
        console.print(Text(f"\n{one.item}, turn {one.turn}"), soft_wrap=True)
        for field in one.fields[:fields]:
            a, b = excerpts(field)
            console.print(Text(f"  {field.path}\n    A: {a}\n    B: {b}"), soft_wrap=True)
        if len(one.fields) > fields:
            console.print(f"  and {len(one.fields) - fields} more fields")
    if len(differing) > items:
        console.print(f"\nand {len(differing) - items} more items")

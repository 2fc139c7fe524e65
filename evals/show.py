"""Scores on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from evals.scoring import METRICS, ItemScores, latency, summarise


def show_scores(console: Console, scores: Sequence[ItemScores]) -> None:
    """Every metric over all items with n and its 95% interval, and the milliseconds by stage."""
    table = Table(title=f"{len(scores)} items")
    for name, side in (
        ("metric", "left"),
        ("mean", "right"),
        ("95% interval", "right"),
        ("n", "right"),
        ("what it says", "left"),
    ):
        table.add_column(name, justify=side)
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

"""Scores, and the differences between two recorded runs, on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.report.figures import outcome_groups
from evals.report.words import NAMES, percent, span
from evals.runs.differences import PARTS, Differences, excerpts
from evals.scoring.score import METRICS, OUTCOMES, ItemScores, answer_lengths, latency, summarise
from evals.scoring.wordings import Wordings, over_wordings


def show_scores(console: Console, scores: Sequence[ItemScores]) -> None:
    """What the answers come to (right, incomplete, misleading), every metric over all items with n and its 95% interval, how long the
    answers are, the milliseconds by stage, and for a run of several wordings the mean and the worst over them."""
    console.print(_outcomes(scores))
    table = Table(title=f"{len({s.base for s in scores})} items")
    for name in ("metric", "mean", "95% interval", "n", "what it says"):
        table.add_column(name, justify="right" if name in ("mean", "95% interval", "n") else "left")
    for row in summarise(scores):
        if row.by == "all":
            metric = METRICS[row.metric]
            lower = "" if metric.higher_is_better else " (lower is better)"
            table.add_row(row.metric, f"{row.mean:.3f}", f"{row.low:.3f}–{row.high:.3f}", str(row.n), metric.title + lower)
    console.print(table)
    if rows := over_wordings(scores):
        console.print(_wordings(rows))
    console.print(_lengths(scores))
    times = Table(title="milliseconds")
    for name in ("stage", "p50", "p95", "max", "n"):
        times.add_column(name, justify="left" if name == "stage" else "right")
    for row in latency(scores):
        times.add_row(row.stage, f"{row.p50:.1f}", f"{row.p95:.1f}", f"{row.max:.1f}", str(row.n))
    console.print(times)


def _outcomes(scores: Sequence[ItemScores]) -> Table:
    table = Table(title="what the answers come to")
    for name in ("items", *OUTCOMES, "n"):
        table.add_column(name, justify="left" if name == "items" else "right")
    for row in outcome_groups(scores):
        cells = [f"{percent(c.mean)} ({span(c.low, c.high)})" if c else "–" for c in row.cells]
        table.add_row(NAMES[row.by, row.name], *cells, str(max(c.n for c in row.cells if c)))
    return table


def _wordings(rows: Sequence[Wordings]) -> Table:
    table = Table(title="over the wordings of an item")
    for name in ("metric", "as in the set", "mean", "95% interval", "worst wording", "95% interval", "items", "questions"):
        table.add_column(name, justify="left" if name == "metric" else "right")
    for row in rows:
        first = "–" if row.first is None else percent(row.first)
        mean, worst = (percent(row.mean), span(*row.mean_interval)), (percent(row.worst), span(*row.worst_interval))
        table.add_row(row.metric, first, *mean, *worst, str(row.n), str(row.questions))
    return table


def _lengths(scores: Sequence[ItemScores]) -> Table:
    table = Table(title="length of the answers")
    for name in ("language", "unit", "mean", "median", "p95", "n"):
        table.add_column(name, justify="left" if name in ("language", "unit") else "right")
    for row in answer_lengths(scores):
        table.add_row(row.language, row.unit, f"{row.mean:.0f}", f"{row.median:.0f}", f"{row.p95:.0f}", str(row.n))
    return table


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

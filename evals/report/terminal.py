"""A comparison and the judgement of the gate on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.report.words import EFFECTS, comparison_sentence, lead, mcnemar_text, percent, signed, span, worsened
from evals.scoring.compare import Change, Comparison, Shift
from evals.scoring.gate import Baseline, Judgement
from evals.scoring.score import METRICS, summarise
from evals.scoring.scored import Scored

_STYLES = {"better": "green", "worse": "red", "unclear": "", "same": "dim"}


def show_run_comparison(console: Console, comparison: Comparison) -> None:
    """A row for each metric, then every item whose answer turned."""
    before, after = comparison.before.run, comparison.after.run
    console.print(_shifts(f"what the answers come to: {before.name} → {after.name}", comparison.shifts))
    console.print(_changes(f"{before.name} → {after.name}: {len(comparison.items)} items asked of both", comparison.changes))
    console.print(comparison_sentence(comparison), soft_wrap=True)
    if comparison.left_out:
        shown = ", ".join(comparison.left_out[:5]) + (" …" if len(comparison.left_out) > 5 else "")
        console.print(
            f"Left out, in one run alone or expecting something else: {len(comparison.left_out)} ({shown}).", soft_wrap=True
        )
    turned = [t for t in comparison.turned() if t.answer]
    for title, better in (("Got worse", False), ("Got better", True)):
        items = [t for t in turned if t.better == better]
        if items:
            console.print(f"\n{title}: {len(items)}")
        for one in items:
            moves = ", ".join(f"{m.metric} {percent(m.before)} → {percent(m.after)}" for m in one.answer)
            console.print(Text(f"  {one.item}  {comparison.after.items[one.item].question}\n    {moves}"), soft_wrap=True)


def show_judgement(console: Console, scored: Scored, baseline: Baseline, judgement: Judgement) -> None:
    """What the answers to the frozen items come to; what failed, by how much and on which items; then what got worse within mcnemar_text, and
    whether the gate is passed."""
    if judgement.shifts:
        console.print(
            _shifts(f"what the answers to the frozen items come to: {baseline.run} → {scored.run.name}", judgement.shifts)
        )
    else:
        console.print(lead([s for s in summarise([s for s in scored.scores if s.frozen]) if s.by == "all"]), soft_wrap=True)
    for change in judgement.falls:
        console.print(Text(f"{change.metric} {worsened(change)}: {_told(change)}", style="red"), soft_wrap=True)
        for item in change.worse:
            console.print(Text(f"  {item}  {scored.items[item].question}"), soft_wrap=True)
    for metric in judgement.lost:
        console.print(Text(f"{metric} is no longer measured on any frozen item", style="red"))
    if judgement.missing:
        console.print(
            Text(f"frozen items of the baseline that the run lacks: {', '.join(judgement.missing)}", style="red"), soft_wrap=True
        )
    for change in judgement.dips:
        items = f"; {', '.join(change.worse)}" if change.worse else ""
        why = "within its interval" if METRICS[change.metric].gated else "which the gate does not hold"
        console.print(Text(f"{change.metric} {worsened(change)}, {why}: {_told(change)}{items}"), soft_wrap=True)
    if judgement.new:
        console.print(f"{len(judgement.new)} frozen items are not in the baseline; `zhunru eval gate RUN --write` takes them in.")
    verdict = "passed" if judgement.passed else "failed"
    console.print(
        f"Gate {verdict}: {len(scored.frozen())} frozen items of {scored.run.name} against {baseline.run}.", soft_wrap=True
    )


def _told(change: Change) -> str:
    return (
        f"{percent(change.before)} → {percent(change.after)}, {signed(change.difference)} points "
        f"(95% interval {signed(change.low)} to {signed(change.high)}), n {change.n}"
    )


def _shifts(title: str, shifts: Sequence[Shift]) -> Table:
    """The three outcomes with the interval of each side, and McNemar's p."""
    table = Table(title=title)
    for name in ("outcome", "before", "after", "points", "95% interval", "p", "n", ""):
        table.add_column(name, justify="left" if name in ("outcome", "") else "right")
    for shift in shifts:
        c = shift.change
        sides = (f"{percent(mean)} ({span(*bounds)})" for mean, bounds in ((c.before, shift.before), (c.after, shift.after)))
        row = (c.metric, *sides, signed(c.difference), f"{signed(c.low)} to {signed(c.high)}", mcnemar_text(c), str(c.n))
        table.add_row(*row, " ".join(EFFECTS[c.direction]), style=_STYLES[c.direction])
    return table


def _changes(title: str, changes: Sequence[Change]) -> Table:
    table = Table(title=title)
    for name in ("metric", "n", "before", "after", "points", "95% interval", "p", "better", "worse", ""):
        table.add_column(name, justify="left" if name in ("metric", "") else "right")
    for c in changes:
        row = (c.metric, str(c.n), percent(c.before), percent(c.after), signed(c.difference), f"{signed(c.low)} to {signed(c.high)}",
               mcnemar_text(c), str(len(c.better) or ""), str(len(c.worse) or ""), " ".join(EFFECTS[c.direction]))  # fmt: skip
        table.add_row(*row, style=_STYLES[c.direction])
    return table

"""The same in Markdown: for a pull request, and the table of the README."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from evals.report import figures
from evals.report.failures import failures
from evals.report.words import EFFECTS, NAMES, comparison_sentence, lead, mcnemar_text, percent, signed, span
from evals.scoring.compare import Comparison, Move
from evals.scoring.score import METRICS, OUTCOMES, Summary, answer_lengths, summarise
from evals.scoring.scored import Scored
from evals.scoring.wordings import over_wordings

#: A comment on a pull request holds 65,536 characters; the page holds the rest.
_MOST_ITEMS = 40
#: A tag of fewer items says little, and there are many of them: the README leaves it to the page.
_FEWEST = 10


def report_markdown(scored: Scored, comparison: Comparison | None = None) -> str:
    """What a reviewer needs: the scores, or what changed, and the items to look at."""
    summaries = [s for s in summarise(scored.scores) if s.by == "all"]
    parts = [f"### {scored.run.name}", lead(summaries)]
    if comparison:
        parts += [*_shifts(comparison), comparison_sentence(comparison), _changes(comparison), *_turned(comparison)]
    else:
        parts += [_outcomes(scored), _scores(summaries), *_wordings(scored), *_lengths(scored)]
    wrong = [f for f in failures(scored) if f.wrong]
    lines = [f"{_text(f.item.question)} (`{f.item.id}`): {'; '.join(_text(why) for _, why in f.faults)}" for f in wrong]
    return "\n\n".join([*parts, *_folded("Wrong answers", lines)]) + "\n"


def readme_tables(scored: Scored) -> str:
    """All metrics, then the key ones by tag and language, with n and intervals."""
    run, summaries = scored.run, summarise(scored.scores)
    about = (
        f"Set `{run.set}`, {len({s.base for s in scored.scores})} items; {run.system}, asked as on {run.asked_on}. {lead(summaries)} "
        f"Each cell: mean, 95% interval, n. Tags of fewer than {_FEWEST} items are on the page of the report."
    )
    head = ["", *(f"`{name}`" for name in figures.KEY)]
    rows = [[_group(g), *(_cell(c) for c in g.cells)] for g in figures.groups(scored) if g.by != "tag" or g.items >= _FEWEST]
    scores = _scores([s for s in summaries if s.by == "all"])
    return "\n\n".join((about, _outcomes(scored), scores, *_lengths(scored), _table(head, rows)))


def _outcomes(scored: Scored) -> str:
    """Right, incomplete, misleading: of all items, the frozen ones, the others."""
    rows = [[_group(row), *(_cell(c) for c in row.cells)] for row in figures.outcome_groups(scored.scores)]
    return _table(["", *OUTCOMES], rows)


def _shifts(comparison: Comparison) -> list[str]:
    """The three outcomes with the interval of each side, and McNemar's p; nothing where no item has them."""
    rows = []
    for shift in comparison.shifts:
        c = shift.change
        sides = (f"{percent(mean)} ({span(*bounds)})" for mean, bounds in ((c.before, shift.before), (c.after, shift.after)))
        interval = f"{signed(c.low)} to {signed(c.high)}"
        rows.append([c.metric, *sides, signed(c.difference), interval, mcnemar_text(c), str(c.n), " ".join(EFFECTS[c.direction])])
    return [_table(["outcome", "before", "after", "points", "95% interval", "p", "n", ""], rows)] if rows else []


def _wordings(scored: Scored) -> list[str]:
    """The mean and the worst over the wordings of an item; nothing where each was asked in one."""
    rows = [
        [
            f"`{row.metric}`",
            "–" if row.first is None else percent(row.first),
            f"{percent(row.mean)} ({span(*row.mean_interval)})",
            f"{percent(row.worst)} ({span(*row.worst_interval)})",
            f"{row.n} ({row.questions})",
        ]
        for row in over_wordings(scored.scores)
    ]
    head = ["over the wordings of an item", "as in the set", "mean", "worst wording", "items (questions)"]
    return [_table(head, rows)] if rows else []


def _lengths(scored: Scored) -> list[str]:
    rows = [
        [row.language, row.unit, *(f"{value:.0f}" for value in (row.mean, row.median, row.p95)), str(row.n)]
        for row in answer_lengths(scored.scores)
    ]
    return [_table(["length of the answers", "", "mean", "median", "95th percentile", "n"], rows)] if rows else []


def _scores(summaries: Sequence[Summary]) -> str:
    rows = [[METRICS[s.metric].title, f"`{s.metric}`", percent(s.mean), f"{span(s.low, s.high)}%", str(s.n)] for s in summaries]
    return _table(["metric", "", "mean", "95% interval", "n"], rows)


def _changes(comparison: Comparison) -> str:
    rows = []
    for c in comparison.changes:
        interval = f"{signed(c.low)} to {signed(c.high)}"
        turned = f"+{len(c.better)} −{len(c.worse)}" if c.better or c.worse else ""
        told = " ".join(EFFECTS[c.direction])
        rows.append(
            [f"`{c.metric}`", percent(c.before), percent(c.after), signed(c.difference), interval, mcnemar_text(c), turned, told]
        )
    return _table(["metric", "before", "after", "points", "95% interval", "p", "items", ""], rows)


def _turned(comparison: Comparison) -> Iterable[str]:
    items = comparison.after.items
    turned = [t for t in comparison.turned() if t.answer]
    for title, better in (("Got worse", False), ("Got better", True)):
        told = [f"{_text(items[t.item].question)} (`{t.item}`): {_moves(t.answer)}" for t in turned if t.better == better]
        yield from _folded(title, told)


def _moves(moves: Sequence[Move]) -> str:
    return ", ".join(f"{m.metric} {percent(m.before)} → {percent(m.after)}" for m in moves)


def _folded(title: str, lines: Sequence[str]) -> list[str]:
    """A list that opens on demand; nothing for no lines."""
    shown = [f"- {line}" for line in lines[:_MOST_ITEMS]]
    if len(lines) > _MOST_ITEMS:
        shown.append(f"- … and {len(lines) - _MOST_ITEMS} more, on the page of the report")
    listed = "\n".join(shown)
    return [f"<details><summary>{title}: {len(lines)}</summary>\n\n{listed}\n\n</details>"] if lines else []


def _group(group: figures.Group) -> str:
    name = NAMES.get((group.by, group.name), group.name)
    return f"**{name}** ({group.items})" if group.by == "all" else f"{name} ({group.items})"


def _cell(one: Summary | None) -> str:
    return f"{percent(one.mean)} ({span(one.low, one.high)}), {one.n}" if one else "–"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _text(text: str) -> str:
    """Text that stays text: no markup, no new line, no column of a table."""
    plain = escape(" ".join(text.split()), quote=False)
    return "".join("\\" + c if c in "|*_`[]#" else c for c in plain)

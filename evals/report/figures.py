"""The numbers behind the drawings of the page: who is in a table, which points a curve has. The template draws them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from evals.runs.record import Response
from evals.scoring.compare import Comparison
from evals.scoring.intervals import interval
from evals.scoring.score import METRICS, OUTCOMES, ItemScores, Measured, Summary, confusion, summarise
from evals.scoring.scored import Scored
from rag import Status

#: The metrics that stand in the table by tag and language: what the answers come to, the decision, its evidence, the words, and
#: when to hold back.
KEY = (
    *OUTCOMES,
    "verdict_accuracy",
    "cap_accuracy",
    "citation_recall",
    "recall_at_10",
    "must_say",
    "refusal_recall",
    "clarification_recall",
)
_DEPTHS = (1, 2, 3, 5, 10, 20, 50, 100)
_INSTEAD = ("abstained", "no-verdict", "error")


@dataclass(frozen=True)
class Group:
    """One row of the table by tag and language: its key metrics, None where no item is eligible."""

    by: str
    name: str
    items: int
    cells: tuple[Summary | None, ...]


@dataclass(frozen=True)
class Curve:
    """Recall at each depth over ``n`` items, with its 95% interval."""

    run: str
    n: int
    points: tuple[tuple[int, float, float, float], ...]


@dataclass(frozen=True)
class Matrix:
    """Expected statuses down, given ones across, with how often they met."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: dict[tuple[str, str], int]

    def total(self, row: str) -> int:
        return sum(self.counts.get((row, column), 0) for column in self.columns)


def by_area(summaries: Sequence[Summary]) -> list[tuple[str, list[tuple[Measured, Summary]]]]:
    """The metrics over all items, grouped by what they are about."""
    areas: dict[str, list[tuple[Measured, Summary]]] = {}
    for one in summaries:
        if one.by == "all":
            areas.setdefault(METRICS[one.metric].area, []).append((METRICS[one.metric], one))
    return list(areas.items())


def outcome_groups(scores: Sequence[ItemScores]) -> list[Group]:
    """The three outcomes of all items, and of the frozen ones and the others where there are both."""
    found = {(s.by, s.group, s.metric): s for s in summarise(scores)}
    rows = []
    for by, name in (("all", "all"), ("frozen", "yes"), ("frozen", "no")):
        items = {s.base for s in scores if by == "all" or s.frozen == (name == "yes")}
        rows.append(Group(by, name, len(items), tuple(found.get((by, name, metric)) for metric in OUTCOMES)))
    rows = [row for row in rows if any(row.cells)]
    return rows if len(rows) == 3 else rows[:1]


def groups(scored: Scored) -> list[Group]:
    """All items, the frozen ones and the others, each language by its number of items, each tag by name (families stand together)."""
    items: dict[tuple[str, str], set[str]] = {}
    for one in scored.scores:
        frozen = ("frozen", "yes" if one.frozen else "no")
        for key in (("all", "all"), ("language", one.language), frozen, *(("tag", tag) for tag in one.tags)):
            items.setdefault(key, set()).add(one.base)
    found = {(s.by, s.group, s.metric): s for s in summarise(scored.scores)}
    rows = [Group(*key, len(of), tuple(found.get((*key, metric)) for metric in KEY)) for key, of in items.items()]
    order = ("all", "frozen", "language", "tag")
    shown = [row for row in rows if row.by in order and any(row.cells)]
    return sorted(
        shown, key=lambda row: (order.index(row.by), row.name == "no", -row.items if row.by == "language" else 0, row.name)
    )


def confusion_matrix(scored: Scored) -> Matrix | None:
    """None where no item expects a verdict."""
    counts = confusion(list(scored.items.values()), list(scored.responses.values()))
    expected, given = {e for e, _ in counts}, {g for _, g in counts}
    rows = tuple(s.value for s in Status if s in expected)
    columns = tuple(s.value for s in Status if s in expected | given) + tuple(s for s in _INSTEAD if s in given)
    return Matrix(rows, columns, counts) if rows else None


def curve(scored: Scored) -> Curve | None:
    """Recall of what was found, by depth, over the items that retrieval is scored on; None where there are none."""
    eligible = [s.item for s in scored.scores if s.scores["recall_at_100"] is not None]
    if not eligible:
        return None
    points = []
    for depth in _DEPTHS:
        recalls = [recall(scored.items[i].clauses, scored.responses[i], depth) for i in eligible]
        points.append((depth, sum(recalls) / len(recalls), *interval(recalls)))
    return Curve(scored.run.name, len(eligible), tuple(points))


def recall(clauses: Sequence[str], response: Response, depth: int) -> float:
    """The share of the provisions that are among the first ``depth`` found."""
    found = set(list(dict.fromkeys(response.retrieved))[:depth])
    return len(found & set(clauses)) / len(set(clauses))


def reach(comparison: Comparison) -> float:
    """How far the scale of the differences goes to either side of zero: to the furthest interval in steps of 5 points, but to 30 at
    most, so that one metric of few items does not flatten the others."""
    furthest = max((max(abs(c.low), abs(c.high)) for c in comparison.changes), default=0.0)
    return min(max(0.05, math.ceil(furthest * 20) / 20), 0.3)

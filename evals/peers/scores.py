"""From what a build found to its row: the mean of each measure with a 95% bootstrap interval, and its time a question."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus import ZhunruError
from evals.peers.task import DEPTH, Ask, Query
from evals.scoring.intervals import bootstrap

MEASURES = ("R@5", "R@10", "R@100", "nDCG@10", "RR@10")


@dataclass(frozen=True)
class Figure:
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Row:
    """A build on ``n`` questions. ``ms`` is the median time a question, its embedding not counted."""

    name: str
    n: int
    figures: dict[str, Figure]
    ms: float


def ask_all(name: str, queries: Sequence[Query], ask: Ask, progress: Callable[[int, int], None]) -> Row:
    """Put every question. The first is put once more before, untimed: some builds finish building at their first search."""
    ask(queries[0])
    found: dict[str, list[str]] = {}
    spent = []
    for done, query in enumerate(queries, 1):
        start = time.perf_counter()
        found[query.id] = ask(query)
        spent.append((time.perf_counter() - start) * 1000)
        progress(done, len(queries))
    return Row(name, len(queries), figures(queries, found), statistics.median(spent))


def figures(queries: Sequence[Query], found: dict[str, list[str]]) -> dict[str, Figure]:
    """Each measure over all questions; one for which nothing was found counts as zero."""
    measured = {name: list(values.values()) for name, values in values_by_question(queries, found).items()}
    return {name: Figure(statistics.fmean(values), *bootstrap(values)) for name, values in measured.items()}


def values_by_question(queries: Sequence[Query], found: dict[str, list[str]]) -> dict[str, dict[str, float]]:
    """Measure → the id of a question → its value. Raises ZhunruError where ir-measures is missing."""
    try:
        import ir_measures
    except ImportError as error:
        raise ZhunruError("ir-measures is not installed.", "Run: pip install 'zhunru[evals]'") from error

    wanted = {ir_measures.parse_measure(name): name for name in MEASURES}
    qrels = [ir_measures.Qrel(q.id, one, 1) for q in queries for one in q.relevant]
    run = [ir_measures.ScoredDoc(q.id, one, float(-rank)) for q in queries for rank, one in enumerate(found[q.id][:DEPTH])]
    values: dict[str, dict[str, float]] = {name: {} for name in MEASURES}
    for one in ir_measures.iter_calc(wanted, qrels, run):
        values[wanted[one.measure]][one.query_id] = one.value
    return values

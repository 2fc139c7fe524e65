"""How long an answer takes, beside the embedding of its question: the part that a search by meaning cannot save."""

from __future__ import annotations

import resource
import statistics
import time
from datetime import timedelta
from itertools import cycle, islice

from rich.table import Table

from api.home import open_answerer
from api.http.app import china_today
from corpus import Library
from rag import Ask

_DECIDED = ("外资可以在{area}经营{activity}吗？", "Can a foreign company run {activity} in {area}?")
#: So many of the questions are put a second time: fewer than the answers kept.
REPEATED = 100
_OPEN = ("{document}{locator}的主要内容是什么？", "What does {document}, {locator}, say about foreign investors?")


def questions(library: Library, n: int) -> dict[str, list[str]]:
    """``n`` distinct questions, half decided by the activity they name, half open; Chinese and English in turn."""
    areas = cycle(library.areas[a] for a in ("shanghai", "hainan", "shenzhen", "wuhan", "beijing"))
    decided = [
        form.format(area=area.name[language], activity=activity.name[language])
        for activity, area in zip(library.activities.values(), areas, strict=False)
        for form, language in zip(_DECIDED, ("zh", "en"), strict=True)
    ]
    open_ = [
        form.format(document=clause.document.name[language], locator=clause.provision.where[language])
        for clause in library.clauses.values()
        for form, language in zip(_OPEN, ("zh", "en"), strict=True)
    ]
    half = n // 2
    return {kind: list(islice(dict.fromkeys(made), half)) for kind, made in (("decided", decided), ("open", open_))}


def measure_latency(n: int) -> Table:
    """A table of milliseconds over ``n`` distinct questions: the embedding alone, the whole answer, the last of them put again; p50, p95, maximum."""
    answerer, today = open_answerer(), china_today()
    asked = questions(answerer.library, n)
    everything = [q for group in asked.values() for q in group]
    for warm in everything[:: max(1, len(everything) // 20)]:
        answerer.answer(Ask(warm, today - timedelta(days=1)))
        answerer.embedder.query(warm)
    rows: dict[str, list[float]] = {"embedding the question alone": [], "whole answer": []}
    for kind, group in asked.items():
        rows[f"  {kind} (n={len(group)})"] = []
        for question in group:
            rows["embedding the question alone"].append(_timed(answerer.embedder.query, question))
            spent = _timed(answerer.answer, Ask(question, today))
            rows["whole answer"].append(spent)
            rows[f"  {kind} (n={len(group)})"].append(spent)
    again = everything[-REPEATED:]
    rows[f"the same again (n={len(again)})"] = [_timed(answerer.answer, Ask(q, today)) for q in again]
    alone = statistics.median(rows["embedding the question alone"])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table = Table(
        title=f"{len(everything)} distinct questions, {answerer.index.manifest.passages} provisions; peak memory {memory:.0f} MB"
    )
    for name in ("", "p50 ms", "p95 ms", "max ms", "p50 / embedding"):
        table.add_column(name, justify="right" if name else "left")
    for name, values in rows.items():
        middle = statistics.median(values)
        row = (middle, statistics.quantiles(values, n=20)[18], max(values))
        table.add_row(name, *(f"{v:.1f}" for v in row), f"{middle / alone:.2f}")
    return table


def _timed(call, argument) -> float:
    start = time.perf_counter()
    call(argument)
    return (time.perf_counter() - start) * 1000

"""What a decision costs: on the corpus as it is, and on corpora many times its size."""

from __future__ import annotations

import random
import statistics
import time
from datetime import date, timedelta

from rich.console import Group
from rich.table import Table

from corpus import Library, Mode, load_library
from rag import decide

_FACTORS = (1, 3, 10, 30, 100)
_FIRST, _DAYS = date(2013, 1, 1), 5075
_AREAS = (None, "shanghai-lingang", "hainan", "wuhan", "beijing", "shenzhen", "guangdong")
_ORIGINS = (None, "hong-kong", "macao", "japan")


def measure_decisions(n: int) -> Group:
    """Two tables: microseconds of processor time a decision over ``n`` random cases, and the same on the corpus multiplied, where every
    measure stands so many times in as many documents."""
    library = load_library()
    spent = _timed(library, _cases(library, n))
    table = Table(title=f"{n} random decisions, {len(library.rules)} measures")
    for name in ("p50 µs", "p95 µs", "p99 µs", "max µs"):
        table.add_column(name, justify="right")
    table.add_row(*(f"{v:.0f}" for v in _figures(spent)))
    growth = Table(title="The same on the corpus many times over")
    for name in ("times", "measures", "decisions", "p50 µs", "p99 µs", "µs a decision and 1,000 measures"):
        growth.add_column(name, justify="right")
    for factor in _FACTORS:
        grown, some = _multiplied(library, factor), max(200, n // factor)
        spent = _timed(grown, _cases(grown, some))
        p50, _, p99, _ = _figures(spent)
        per_thousand = statistics.mean(spent) / len(grown.rules) * 1000
        growth.add_row(str(factor), str(len(grown.rules)), str(some), f"{p50:.0f}", f"{p99:.0f}", f"{per_thousand:.1f}")
    return Group(table, growth)


def _cases(library: Library, n: int) -> list[tuple]:
    draw, activities = random.Random(0), list(library.activities)
    return [
        (
            draw.choice(activities),
            _FIRST + timedelta(days=draw.randrange(_DAYS)),
            draw.choice(_AREAS),
            draw.choice(_ORIGINS),
            draw.choice(list(Mode)) if draw.random() < 0.1 else Mode.COMMERCIAL_PRESENCE,
        )
        for _ in range(n)
    ]


def _timed(library: Library, cases: list[tuple]) -> list[float]:
    """Microseconds of processor time of each decision, the second time over: what is remembered of a library is made on first use."""
    spent: list[float] = []
    for _ in range(2):
        spent = []
        for case in cases:
            start = time.thread_time()
            decide.__wrapped__(library, *case)
            spent.append((time.thread_time() - start) * 1e6)
    return spent


def _figures(spent: list[float]) -> tuple[float, float, float, float]:
    cuts = statistics.quantiles(spent, n=100)
    return cuts[49], cuts[94], cuts[98], max(spent)


def _multiplied(library: Library, factor: int) -> Library:
    copies = [
        d.model_copy(update={"id": d.id if copy == 0 else f"{d.id}-copy-{copy}", "supersedes": None})
        for copy in range(factor)
        for d in library.documents.values()
    ]
    return Library(
        documents=copies,
        activities=list(library.activities.values()),
        areas=list(library.areas.values()),
        origins=list(library.origins.values()),
        checked_through=library.checked_through,
        fingerprint=f"{library.fingerprint}×{factor}",
    )

"""Reading by a language model next to reading by the trained models, on the same questions of our own test sets."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.table import Table

from evals.metrics.asks import ask_kind
from evals.metrics.businesses import business_first, business_in_three, expected_businesses
from evals.metrics.case import Case, Metric
from evals.metrics.outcome import misleading, right
from evals.metrics.refusal import needless_question, refusal_precision, refusal_recall
from evals.runs.record import Response
from evals.scoring.intervals import interval
from evals.sets.items import Item
from evals.sets.read import DATASETS, read_set
from rag import Answerer, Ask
from rag.answer.stopwatch import Stopwatch
from rag.llm import Extractor
from rag.question.by_model import CANDIDATES
from rag.question.reading import Reading

#: Of an item with this tag a right reading is that the business is supplied from abroad.
_ABROAD = "regime-cross-border"


@dataclass(frozen=True)
class OneRead:
    """One item as it was read and answered."""

    case: Case
    reading: Reading
    seconds: float


def benchmark_items(limit: int) -> list[Item]:
    """At most ``limit`` items of our test sets in an order of chance, the same each time. None is frozen, none of the blind ones."""
    items = [item for item in read_set(DATASETS) if not item.frozen]
    random.Random(0).shuffle(items)
    return items[:limit]


def measure_reading(
    answerer: Answerer, extractor: Extractor, items: Sequence[Item], today: date, progress: Callable[[int, int], None]
) -> Table:
    """A row a figure, with its interval and n for both readers."""
    parts = answerer.library, answerer.index, answerer.embedder
    learned, by_model = Answerer(*parts, reader="learned"), Answerer(*parts, reader=extractor)
    trained, modelled = [], []
    for n, item in enumerate(items, 1):
        trained.append(_read(learned, item, today))
        modelled.append(_read(by_model, item, today))
        progress(n, len(items))
    return _figures(extractor, trained, modelled)


def _read(answerer: Answerer, item: Item, today: date) -> OneRead:
    ask, start = _asked(answerer, item, today), time.perf_counter()
    reading = answerer.reading(ask, Stopwatch())
    seconds = time.perf_counter() - start
    answer = answerer.respond(reading, today, Stopwatch())
    response = Response(item=item.id, answer=answer, error=None, retrieved=(), ms=1000 * seconds)
    return OneRead(Case(item, response, answerer.library), reading, seconds)


def _asked(answerer: Answerer, item: Item, today: date) -> Ask:
    """The last question of an item, with what was understood before it."""
    area, origin = (answerer.lexicon.resolve(*one) for one in (("area", item.area), ("origin", item.investor_origin)))
    earlier = None
    for turn in item.turns:
        earlier = answerer.compute(Ask(turn, today, as_of=item.as_of, area=area, earlier=earlier)).understanding
    return Ask(item.question, today, None, item.as_of, area, origin, item.mode, earlier)


def _abroad(case: Case) -> float | None:
    return float(case.answer_given.understanding.mode == "cross-border") if _ABROAD in case.item.tags else None


_FIGURES: dict[str, Metric] = {
    "right": right,
    "misleading": misleading,
    "needless question back": needless_question,
    "business first": business_first,
    "business in three": business_in_three,
    "kinds of ask": ask_kind,
    "mode, where supplied from abroad": _abroad,
    "outside, recall": refusal_recall,
    "outside, precision": refusal_precision,
}


def _figures(extractor: Extractor, trained: Sequence[OneRead], modelled: Sequence[OneRead]) -> Table:
    table = Table(title=f"{len(trained)} questions read by {extractor.name} at {extractor.host}, and by the trained models")
    for column in ("", "language model", "95 %", "trained models", "95 %", "n"):
        table.add_column(column, justify="left" if not column else "right")
    for name, metric in _FIGURES.items():
        both = [[value for one in reads if (value := metric(one.case)) is not None] for reads in (modelled, trained)]
        if any(both):
            table.add_row(name, *_cells(both[0]), *_cells(both[1]), "/".join(dict.fromkeys(str(len(v)) for v in both)))
    valid = [float(one.reading.fault is None) for one in modelled]
    table.add_row("valid form in time", *_cells(valid), "", "", str(len(valid)))
    table.add_row("seconds, median", *(x for reads in (modelled, trained) for x in (_median(reads), "")), str(len(trained)))
    table.caption = " ".join(_conclusions(trained, modelled))
    return table


def _cells(values: Sequence[float]) -> tuple[str, str]:
    if not values:
        return "", ""
    low, high = interval(values)
    return f"{sum(values) / len(values):.3f}", f"{low:.3f}–{high:.3f}"


def _median(reads: Sequence[OneRead]) -> str:
    return f"{statistics.median(one.seconds for one in reads):.2f}"


def _conclusions(trained: Sequence[OneRead], modelled: Sequence[OneRead]) -> Iterator[str]:
    """Why forms were not used, and from which quality on a model reads businesses better than the trained models."""
    faults = [one.reading.fault for one in modelled if one.reading.fault]
    if faults:
        yield "Not read: " + ", ".join(f"{faults.count(fault)} {fault}" for fault in sorted(set(faults))) + "."
    asked = [(set(expected_businesses(one.case)), one) for one in modelled if expected_businesses(one.case)]
    among = sum(not expected.isdisjoint(h.business for h in one.reading.hypotheses) for expected, one in asked)
    first = sum(business_first(one.case) or 0 for one in trained)
    if among:
        yield (
            f"The right business is among the {CANDIDATES} put before the model in {among} of {len(asked)} questions, and first of the "
            f"trained models in {first:g}: a model that picks it in more than {first / among:.0%} of the former reads businesses better."
        )

"""How long an answer takes, beside the embedding of its question: the part that a search by meaning cannot save."""

from __future__ import annotations

import random
import resource
import statistics
import string
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml
from rich.table import Table

from api.home import open_answerer
from api.http.app import china_today
from corpus import Library
from rag import Ask

DATA = Path(__file__).parents[1] / "data" / "latency-questions.yaml"
#: So many of the questions are put a second time: fewer than the answers kept.
REPEATED = 100
#: The longest question that the API takes, in characters.
_LONGEST = 2000


def questions(library: Library, n: int) -> dict[str, list[str]]:
    """``n`` distinct questions as long as people write them, half in Chinese and half in English, by language."""
    forms = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    areas = [library.areas[a] for a in ("shanghai", "hainan", "shenzhen", "wuhan", "beijing")]
    made: dict[str, list[str]] = {}
    for language, texts in forms.items():
        filled = (
            form.format(activity=activity.name[language], area=area.name[language])
            for activity, form, area in zip(cycle(library.activities.values()), cycle(texts), cycle(areas), strict=False)
        )
        distinct: dict[str, None] = {}
        for text in islice(filled, 50 * n):
            distinct[text] = None
            if len(distinct) == n // 2:
                break
        made[language] = list(distinct)
    return made


def hostile_questions(n: int, seed: int = 7) -> list[str]:
    """``n`` distinct strings made to cost as much as a question can: long, without sense, repeated, in every script."""
    draw = random.Random(seed)
    han = [chr(c) for c in range(0x4E00, 0x9FA5)]
    kinds = (
        lambda: "".join(draw.choices(han, k=_LONGEST - 10)),
        lambda: ("外资可以办呼叫中心吗？" * 181)[: _LONGEST - 8] + str(draw.random())[2:8],
        lambda: "".join(draw.choices(string.ascii_lowercase, k=_LONGEST - 10)),
        lambda: " ".join("".join(draw.choices(string.ascii_lowercase, k=4)) for _ in range(_LONGEST // 5)),
        lambda: " ".join(draw.choices(("cinema", "data centre", "2019年", "Shanghai", "网络游戏", "except"), k=200))[:_LONGEST],
        lambda: "".join(draw.choices("（((《[【…！!?？。，,-—", k=_LONGEST - 10)),
        lambda: "".join(draw.choices(string.digits + "年月日 ", k=_LONGEST - 10)),
        lambda: "".join(chr(draw.randrange(0x1F300, 0x1F5FF)) for _ in range(_LONGEST // 2)),
    )
    return [kind() for kind in islice(cycle(kinds), n)]


def measure_latency(n: int, hostile: bool = False) -> Table:
    """A table of milliseconds over ``n`` distinct questions, p50, p95 and maximum, and of the processor time of each: the embedding
    alone, the whole answer by language, the last of them put again, and with ``hostile`` strings made to cost."""
    answerer, today = open_answerer(), china_today()
    asked = questions(answerer.library, n)
    everything = [q for pair in zip(*asked.values(), strict=False) for q in pair]
    for warm in everything[:: max(1, len(everything) // 20)]:
        answerer.answer(Ask(warm, today - timedelta(days=1)))
        answerer.embedder.query(warm)
    embedding, whole = "embedding the question alone", "whole answer"
    rows: dict[str, list[Cost]] = {
        embedding: [],
        whole: [],
        **{f"  {language} (n={len(qs)})": [] for language, qs in asked.items()},
    }
    names = {q: f"  {language} (n={len(qs)})" for language, qs in asked.items() for q in qs}
    for question in everything:
        rows[embedding].append(_cost(answerer.embedder.query, question))
        spent = _cost(answerer.answer, Ask(question, today))
        rows[whole].append(spent)
        rows[names[question]].append(spent)
    again = everything[-REPEATED:]
    rows[f"the same again (n={len(again)})"] = [_cost(answerer.answer, Ask(q, today)) for q in again]
    if hostile:
        strings = hostile_questions(max(16, n // 5))
        rows[f"hostile strings (n={len(strings)})"] = [_cost(answerer.answer, Ask(q, today)) for q in strings]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    length = statistics.median(len(q) for q in everything)
    table = Table(
        title=f"{len(everything)} distinct questions of {length:.0f} characters (median), "
        f"{answerer.index.manifest.passages} provisions; peak memory {memory:.0f} MB"
    )
    for name in ("", "p50 ms", "p95 ms", "max ms", "p50 CPU ms", "p50 / embedding", "p95 / p50 of an answer"):
        table.add_column(name, justify="right" if name else "left")
    alone, usual = (statistics.median(c.wall for c in rows[name]) for name in (embedding, whole))
    for name, costs in rows.items():
        walls = [c.wall for c in costs]
        middle, high = statistics.median(walls), statistics.quantiles(walls, n=20)[18]
        figures = (middle, high, max(walls), statistics.median(c.processor for c in costs))
        table.add_row(name, *(f"{v:.1f}" for v in figures), f"{middle / alone:.2f}", f"{high / usual:.2f}")
    return table


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the clock, and of all the process's processors together."""

    wall: float
    processor: float


def _cost(call: Callable[[Any], object], argument: Any) -> Cost:
    start, processor = time.perf_counter(), time.process_time()
    call(argument)
    return Cost((time.perf_counter() - start) * 1000, (time.process_time() - processor) * 1000)

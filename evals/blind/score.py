"""The blind part measured: aggregates alone, never a question."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from rich.table import Table

from corpus import ZhunruError
from evals.runs.systems import code_version
from evals.scoring.intervals import interval
from evals.training.cards import UNSEEN
from evals.training.reading_scores import INCOMPLETE, MISLEADING, RIGHT, Read
from evals.training.records import Record, read_records
from rag import Answerer

FOLDER = Path(__file__).parent
LEDGER = FOLDER / "LEDGER.md"
#: The name of a figure, its value in 0…1, the ends of its 95 % interval, and how many items it is of.
Figure = tuple[str, float, float, float, int]
Score = Callable[[Read], float | None]


def blind_records(part: int) -> list[Record]:
    """The questions of one part. Raises ZhunruError where they are not: an installed copy has none."""
    path = _file(part)
    if not path.is_file():
        raise ZhunruError(f"There is no {path}.", "Measure in a checkout of the repository: the wheel leaves it out.")
    return list(read_records([path]))


def blind_hash(part: int) -> str:
    """What the first commit of a part is known by, shortened."""
    return hashlib.sha256(_file(part).read_bytes()).hexdigest()[:12]


def _file(part: int) -> Path:
    return FOLDER / f"blind-{part}.jsonl"


def blind_figures(reads: Sequence[Read]) -> list[Figure]:
    """Every figure of a set of readings."""
    rows: list[Figure] = []
    for name, score in _SCORES.items():
        values = [value for read in reads if (value := score(read)) is not None]
        if values:
            rows.append((name, sum(values) / len(values), *interval(values), len(values)))
    rows.append(("kinds of ask, macro F1", *_macro(reads), len(reads)))
    for language in sorted({read.record.language for read in reads}):
        values = [float(read.outcome == RIGHT) for read in reads if read.record.language == language]
        rows.append((f"right, {language}", sum(values) / len(values), *interval(values), len(values)))
    return rows


def figures_table(rows: Sequence[Figure], questions: int) -> Table:
    """The figures as they are printed."""
    table = Table(title=f"{questions} questions that nobody reads")
    for column in ("", "value", "95 %", "n"):
        table.add_column(column, justify="left" if not column else "right")
    for name, value, low, high, n in rows:
        table.add_row(name, f"{value:.3f}", f"{low:.3f}–{high:.3f}", str(n))
    return table


def append_to_ledger(rows: Sequence[Figure], part: int, day: date, note: str, answerer: Answerer) -> None:
    """Write one entry of the ledger: the day, the part, the commit, who read, the weights, and every figure."""
    lines = [f"\n## {day}, part {part}: {note or answerer.reader_name}\n"]
    questions = next(n for name, _, _, _, n in rows if name == RIGHT)
    lines.append(f"Commit {code_version()}, reader {answerer.reader_name}, questions {blind_hash(part)}, n {questions}.\n")
    lines += [f"- {name}: {value:.3f} ({low:.3f}–{high:.3f}, n {n})" for name, value, low, high, n in rows]
    with LEDGER.open("a", encoding="utf-8") as ledger:
        ledger.write("\n".join(lines) + "\n")


def _asked(read: Read) -> bool:
    """Whether a question is about a business that it may be answered on."""
    return bool(read.record.businesses) and "outside" not in read.record.asks


def _first(read: Read) -> float | None:
    return float(bool(read.ranked) and read.ranked[0] in read.record.businesses) if _asked(read) else None


def _three(read: Read) -> float | None:
    return float(not set(read.ranked[:3]).isdisjoint(read.record.businesses)) if _asked(read) else None


def _of(score: Score, holds: Callable[[Record], bool]) -> Score:
    return lambda read: score(read) if holds(read.record) else None


def _outside(read: Read) -> bool:
    return "outside" in read.reading.asks


def _slot(read: Read, got: object, label: object) -> float | None:
    return float(got == label) if _asked(read) and not read.record.earlier else None


def _day(read: Read) -> str | None:
    if "day" not in read.reading.question.said:
        return None
    return read.reading.question.days[0].isoformat()


def _same_day(read: Read) -> float | None:
    day, label = _day(read), read.record.day
    return _slot(read, True, day is None if label is None else day is not None and day.startswith(label))


_SCORES: dict[str, Score] = {
    RIGHT: lambda r: float(r.outcome == RIGHT),
    INCOMPLETE: lambda r: float(r.outcome == INCOMPLETE),
    MISLEADING: lambda r: float(r.outcome == MISLEADING),
    "needless question back": lambda r: float(r.needless),
    "business first": _first,
    "business first, described": _of(_first, lambda r: r.wording == "described"),
    "business first, unseen in training": _of(_first, lambda r: not UNSEEN.isdisjoint(r.businesses)),
    "business in three": _three,
    "outside, recall": lambda r: float(_outside(r)) if "outside" in r.record.asks else None,
    "outside, precision": lambda r: float("outside" in r.record.asks) if _outside(r) else None,
    "mode": lambda r: _slot(r, r.reading.question.mode, r.record.mode),
    "places": lambda r: _slot(r, {a for a in r.reading.question.areas if a}, set(r.record.places)),
    "day": _same_day,
    "origin": lambda r: _slot(r, r.reading.question.origin, r.record.origin),
    "right, follow-ups": _of(lambda r: float(r.outcome == RIGHT), lambda r: bool(r.earlier)),
    "misleading, outside": _of(lambda r: float(r.outcome == MISLEADING), lambda r: "outside" in r.asks),
}


def _macro(reads: Sequence[Read]) -> tuple[float, float, float]:
    """The mean of F1 over the kinds of ask, and the ends of its interval from ten interleaved parts."""
    whole = _f1(reads)
    parts = [_f1([r for i, r in enumerate(reads) if i % 10 != left]) for left in range(10)]
    # The jackknife over ten parts.
    spread = 1.96 * (0.9 * sum((p - sum(parts) / 10) ** 2 for p in parts)) ** 0.5
    return whole, whole - spread, whole + spread


def _f1(reads: Iterable[Read]) -> float:
    both, given, labelled = Counter[str](), Counter[str](), Counter[str]()
    for read in reads:
        asks = set(read.reading.asks)
        both.update(asks & set(read.record.asks))
        given.update(asks)
        labelled.update(set(read.record.asks))
    return sum(2 * both[kind] / (given[kind] + labelled[kind]) for kind in labelled) / len(labelled)

"""The gate: frozen items must not get worse than the baseline in the repository by more than chance explains.

The baseline holds the scores of every frozen item, so that a run is compared with it item by item: a metric fails when the whole
95% interval of its fall (paired bootstrap, as in evals/scoring/compare.py) lies on the worse side. An item that has gone missing fails too."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus import ZhunruError
from evals.scoring.compare import Change, Shift, compare_sheets, outcome_shifts
from evals.scoring.score import METRICS, Sheet
from evals.scoring.scored import Scored

BASELINE = Path(__file__).parents[1] / "baseline.json"
_REMEDY = "To write the baseline from a run that you accept: zhunru eval gate RUN --write"


class Baseline(BaseModel):
    """The scores of the frozen items of one run: a row per item, in the order of ``metrics``, null where it is not eligible."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    run: str
    set: str
    asked_on: date
    metrics: tuple[str, ...]
    items: dict[str, tuple[float | None, ...]] = Field(min_length=1)

    @model_validator(mode="after")
    def _square(self) -> Baseline:
        if unknown := [m for m in self.metrics if m not in METRICS]:
            raise ValueError(f"no such metric: {', '.join(unknown)}")
        if short := [i for i, row in self.items.items() if len(row) != len(self.metrics)]:
            raise ValueError(f"`{short[0]}` has {len(self.items[short[0]])} scores for {len(self.metrics)} metrics")
        return self

    def sheet(self) -> Sheet:
        return {item: dict(zip(self.metrics, row, strict=True)) for item, row in self.items.items()}


@dataclass(frozen=True)
class Judgement:
    """``falls`` are the metrics that fail the gate, ``dips`` those that got worse within their interval, or that are not gated. ``lost`` are metrics of the
    baseline that no item is eligible for any more, ``missing`` its items that the run lacks: both fail the gate, or a score could
    be saved by not measuring it. ``new`` are frozen items that the baseline lacks."""

    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]
    lost: tuple[str, ...]
    missing: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def falls(self) -> list[Change]:
        return [c for c in self.changes if c.direction == "worse" and METRICS[c.metric].gated]

    @property
    def dips(self) -> list[Change]:
        fell = [c for c in self.changes if c.difference and (c.difference < 0) == METRICS[c.metric].higher_is_better]
        return [c for c in fell if c not in self.falls]

    @property
    def passed(self) -> bool:
        return not (self.falls or self.lost or self.missing)


def judge(scored: Scored, baseline: Baseline) -> Judgement:
    """Holds the frozen items of a run against a baseline. Raises ZhunruError where they have no item in common, or were asked as on
    different days: the law of another day is another answer."""
    if scored.run.asked_on != baseline.asked_on:
        raise ZhunruError(
            f"The run {scored.run.name} was asked as on {scored.run.asked_on}, the baseline as on {baseline.asked_on}.",
            f"Run the set again with --on {baseline.asked_on}. {_REMEDY}",
        )
    before, after = baseline.sheet(), scored.frozen()
    if not before.keys() & after.keys():
        raise ZhunruError(
            f"None of the frozen items of the baseline (set {baseline.set}) is in the run {scored.run.name} (set {scored.run.set}).",
            f"Run the set {baseline.set}. {_REMEDY}",
        )
    missing, new = (tuple(i for i in one if i not in other) for one, other in ((before, after), (after, before)))
    changes = tuple(compare_sheets(before, after))
    measured = {m for row in before.values() for m, score in row.items() if score is not None}
    lost = tuple(m for m in METRICS if m in measured.difference(c.metric for c in changes))
    return Judgement(changes, tuple(outcome_shifts(changes, before, after)), lost, missing, new)


def read_baseline(path: Path) -> Baseline:
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ZhunruError(f"There is no baseline to read at {path}: {error.strerror}.", _REMEDY) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "file"
        raise ZhunruError(f"{path}: {where}: {first['msg'].removeprefix('Value error, ')}.", _REMEDY) from error


def write_baseline(scored: Scored, path: Path) -> int:
    """Writes the scores of the frozen items of a run, a line each so that a change of it can be read; how many they are. Raises
    ZhunruError where there are none, or the file cannot be written."""
    sheet = scored.frozen()
    if not sheet:
        raise ZhunruError(
            f"The run {scored.run.name} has no frozen item.", "The gate holds frozen items alone: mark some `frozen: true`."
        )
    rows = [f"{json.dumps(i)}: {json.dumps([_short(row[m]) for m in METRICS])}" for i, row in sheet.items()]
    head = {"run": scored.run.name, "set": scored.run.set, "asked_on": scored.run.asked_on.isoformat(), "metrics": list(METRICS)}
    lines = [f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    try:
        path.write_text("{\n" + ",\n".join(lines) + ',\n"items": {\n' + ",\n".join(rows) + "\n}\n}\n", encoding="utf-8")
    except OSError as error:
        raise ZhunruError(
            f"Cannot write {path}: {error.strerror}.", "Give a path in a folder that exists: --baseline FILE"
        ) from error
    return len(sheet)


def _short(score: float | None) -> float | int | None:
    """Whole numbers as such, so that lines stay short; others are not rounded, or every one of them would seem to have turned."""
    return int(score) if score in (0, 1) else score

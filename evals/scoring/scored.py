"""A run together with the items it answered and their scores: what a report, a comparison, a gate and an export start from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Library
from evals.runs.launch import runs_home
from evals.runs.record import Response, Run
from evals.runs.run import read_items, read_run
from evals.scoring.score import ItemScores, Sheet, by_item, score
from evals.sets.items import Item


@dataclass(frozen=True)
class Scored:
    """``items`` and ``responses`` are by item id, both for the items that have a response, in the order of the set."""

    run: Run
    items: Mapping[str, Item]
    responses: Mapping[str, Response]
    scores: tuple[ItemScores, ...]

    @property
    def sheet(self) -> Sheet:
        """The scores of each item, by metric; over the wordings of an item their mean."""
        return by_item(self.scores)

    def frozen(self) -> Sheet:
        """The same for the frozen items alone."""
        return by_item(s for s in self.scores if s.frozen)


def folder_of(run: Path) -> Path:
    """The folder of a run: itself, or the one of that name among those kept."""
    return run if run.is_dir() else runs_home() / run


def open_run(run: Path, library: Library) -> Scored:
    """A run scored. Raises ZhunruError where there is none."""
    folder = folder_of(run)
    record, responses = read_run(folder)
    return scored(record, read_items(folder), responses, library)


def scored(run: Run, items: Sequence[Item], responses: Sequence[Response], library: Library) -> Scored:
    """Scores what was answered. Raises ZhunruError for a response to no item of the set."""
    answered = {r.item: r for r in responses}
    asked = {i.id: i for i in items if i.id in answered}
    return Scored(run, asked, {i: answered[i] for i in asked}, tuple(score(items, responses, library)))

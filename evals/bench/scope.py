"""Where the thresholds of the answerer stand between what it should take up and what it should leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from rich.console import Group
from rich.table import Table

from api.home import open_answerer
from api.http.app import china_today
from rag import Answerer
from rag.answer.relevance import relevant
from rag.question.understand import understand

DATA = Path(__file__).parents[1] / "data" / "scope.yaml"
_HALVES = ("sets the thresholds", "reports")


@dataclass(frozen=True)
class Told:
    """A business told without its name. ``meant`` is None for one outside the corpus; ``found`` is what was recognised."""

    half: str
    question: str
    meant: str | None
    found: tuple[str, ...]
    nearest: str
    certainty: float
    right: bool

    @property
    def decided(self) -> bool:
        return len(self.found) == 1


def scores() -> Group:
    """What stands on either side of each threshold: every open question, and of the businesses told the sums and the faults."""
    answerer, sets = open_answerer(), yaml.safe_load(DATA.read_text(encoding="utf-8"))
    told = [
        _told(answerer, question, meant, _HALVES[i % 2])
        for side in (sets["activities"]["in"], [(q, None) for q in sets["activities"]["out"]])
        for i, (question, meant) in enumerate(side)
    ]
    return Group(_passages(answerer, sets["passages"]), _summary(told), _faults(told))


def _told(answerer: Answerer, text: str, meant: str | None, half: str) -> Told:
    question = understand(answerer.library, answerer.lexicon, text, china_today())
    recogniser = answerer.recogniser
    found = recogniser.recognise(question, answerer.embedder.query(text))
    verdicts = {recogniser.outcome(question, a) for a in found.activities}
    right = meant is not None and len(found.activities) == 1 and verdicts == {recogniser.outcome(question, meant)}
    return Told(half, text, meant, found.activities, found.ranked[0][0], found.certainty, right)


def _summary(told: list[Told]) -> Table:
    table = _table("Businesses told without their name", "half", "in", "decided", "right", "precision", "recall", "asked back", "with the one meant", "out", "decided")  # fmt: skip
    for half in _HALVES:
        here = [t for t in told if t.half == half]
        within, decided = [t for t in here if t.meant], [t for t in here if t.decided]
        asked, right = [t for t in here if len(t.found) > 1], sum(t.right for t in here)
        outside = [t for t in here if not t.meant]
        sums = [len(within), sum(t.decided for t in within), right]
        shares = [f"{right / len(decided):.3f}", f"{right / len(within):.3f}"]
        rest = [len(asked), sum(t.meant in t.found for t in asked), len(outside), sum(t.decided for t in outside)]
        table.add_row(half, *map(str, [*sums, *shares, *rest]))
    return table


def _faults(told: list[Told]) -> Table:
    wrong = [t for t in told if not (t.right if t.meant else not t.found)]
    table = _table(
        f"{len(told)} told, {len(wrong)} not as they should be", "question", "meant", "nearest", "recognised", "certainty"
    )
    for t in sorted(wrong, key=lambda t: -t.certainty):
        table.add_row(t.question, t.meant or "outside", t.nearest, ", ".join(t.found) or "nothing", f"{t.certainty:.3f}")
    return table


def _passages(answerer: Answerer, sides: dict[str, list[str]]) -> Table:
    rows = sorted(_answered(answerer, sides), key=lambda row: -row[-2])
    table = _table(f"{len(rows)} open questions, {sum(not row[-1] for row in rows)} on the wrong side", "side", "question", "nearest", "cosine", "")  # fmt: skip
    for side, question, nearest, cosine, right in rows:
        table.add_row(side, question, nearest, f"{cosine:.3f}", "" if right else "wrong")
    return table


def _answered(answerer: Answerer, sides: dict[str, list[str]]) -> Iterator[tuple[str, str, str, float, bool]]:
    for side in ("in", "out"):
        for question in sides[side]:
            hits = answerer.search(question, china_today(), k=3)
            yield side, question, hits[0].id, max(h.cosine for h in hits), relevant(question, hits) == (side == "in")


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, show_lines=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    return table

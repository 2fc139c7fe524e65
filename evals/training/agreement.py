"""How far two readers agree on labels: for each slot the share of items labelled alike, and Cohen's kappa (Cohen 1960), which takes off what
chance would give.

    python -m evals.training.agreement evals/blind/labels.jsonl
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from evals.scoring.agreement import kappa
from evals.training.records import Labels

#: The slots compared; of lists the order does not count.
SLOTS = ("asks", "businesses", "places", "day", "origin", "mode", "jurisdiction", "documents")


@dataclass(frozen=True)
class Pair:
    """The labels of one item by its card (or first reader) and by a second reader. ``free`` are the slots that the card left to its writer."""

    id: str
    first: Labels
    second: Labels
    free: frozenset[str] = frozenset()

    def differing(self) -> list[str]:
        """The slots that both label, and differently."""
        return [s for s in SLOTS if s not in self.free and _compared(self.first, s) != _compared(self.second, s)]


def _compared(labels: Labels, slot: str) -> str:
    """A slot as it is compared."""
    given = getattr(labels, slot)
    return " ".join(sorted(given)) if isinstance(given, tuple) else str(given or "")


def slot_agreement(pairs: Sequence[Pair], slot: str) -> tuple[int, float, float]:
    """How many items both label in a slot, the share labelled alike, and kappa (1 where both always give one and the same value)."""
    both = [(_compared(p.first, slot), _compared(p.second, slot)) for p in pairs if slot not in p.free]
    beyond_chance = kappa(both)
    return len(both), sum(a == b for a, b in both) / max(1, len(both)), 1.0 if beyond_chance is None else beyond_chance


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file of lines ``{"id", "first", "second", "free"}``."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Pair(row["id"], Labels(**row["first"]), Labels(**row["second"]), frozenset(row.get("free", ()))) for row in rows]


def print_agreement(path: Annotated[Path, typer.Argument(help="A file of labels by two readers.")]) -> None:
    """Print the agreement of two readers, slot by slot."""
    pairs = read_pairs(path)
    print(f"{'slot':14} {'n':>6} {'alike':>7} {'kappa':>7}")
    for slot in SLOTS:
        n, alike, k = slot_agreement(pairs, slot)
        print(f"{slot:14} {n:6} {alike:7.3f} {k:7.3f}")


if __name__ == "__main__":
    typer.run(print_agreement)

"""What training prints of questions left out: a figure on what was not learned from, at every training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evals.training.records import Record
from evals.training.swapped import SWAPPED
from rag.question.learned.heads import Heads
from rag.question.learned.pairs import PairFeatures, Pairs

#: Where a business says whether it has examples: its last feature.
EXEMPLIFIED = -1


def report_heads(heads: Heads, labels: np.ndarray, left_out: np.ndarray) -> None:
    """Print the F1 of every head: ``labels`` and ``left_out``, its probabilities, are (questions, heads)."""
    given = left_out >= heads.least
    f1 = 2 * (given & labels).sum(axis=0) / np.maximum(1, given.sum(axis=0) + labels.sum(axis=0))
    print("Questions left out, F1: " + ", ".join(f"{name} {one:.2f}" for name, one in zip(heads.names, f1, strict=True)))


def report_businesses(asked: Sequence[Record], pairs: Sequence[Pairs], held: np.ndarray, features: PairFeatures) -> None:
    """Print how often the business meant is the first, and among the first three: of all, by wording, and by whether the examples of the
    business were shown to the scorer. ``held`` are logits, (questions, businesses + 1)."""
    order = np.argsort(-held[:, : features.known], axis=1, kind="stable")[:, :3]
    groups: dict[str, list[list[bool]]] = {}
    for record, pair, row in zip(asked, pairs, order, strict=True):
        if not record.businesses or "outside" in record.asks or record.writer == SWAPPED:
            continue
        meant = [features.businesses.index(one) for one in record.businesses]
        shown = "with examples" if pair.of_business[meant, EXEMPLIFIED].all() else "examples hidden"
        for group in ("any", record.wording, shown):
            groups.setdefault(group, []).append([i in meant for i in row])
    for group, hits in groups.items():
        first, three = (sum(any(one[:n]) for one in hits) / len(hits) for n in (1, 3))
        print(f"Questions left out, {group} (n {len(hits)}): business first {first:.3f}, in three {three:.3f}")


def report_outside(name: str, held: np.ndarray, outside: np.ndarray) -> None:
    """Print how well questions ``outside`` were told, by their probabilities ``held``."""
    given = held > 0.5
    found = (given & outside).sum()
    print(
        f"Questions left out, {name} (n {len(outside)}, {outside.sum()} outside): recall {found / outside.sum():.3f}, "
        f"precision {found / given.sum():.3f}"
    )

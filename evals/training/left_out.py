"""What training prints of questions left out: a figure on what was not learned from, at every training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evals.training.records import Record
from rag.question.learned.heads import Heads
from rag.question.learned.pairs import PairFeatures


def report_heads(heads: Heads, labels: np.ndarray, left_out: np.ndarray) -> None:
    """Print the F1 of every head: ``labels`` and ``left_out``, its probabilities, are (questions, heads)."""
    given = left_out >= heads.least
    f1 = 2 * (given & labels).sum(axis=0) / np.maximum(1, given.sum(axis=0) + labels.sum(axis=0))
    print("Questions left out, F1: " + ", ".join(f"{name} {one:.2f}" for name, one in zip(heads.names, f1, strict=True)))


def report_businesses(asked: Sequence[Record], held: np.ndarray, features: PairFeatures) -> None:
    """Print how often the business meant is the first, and among the first three: ``held`` are logits, (questions, businesses + 1)."""
    order = np.argsort(-held[:, : features.known], axis=1, kind="stable")[:, :3]
    among = [[features.businesses[i] in record.businesses for i in row] for record, row in zip(asked, order, strict=True)]
    for what in ("any", "named", "described"):
        chosen = [hits for hits, r in zip(among, asked, strict=True) if r.businesses and what in ("any", r.wording)]
        first, three = (sum(any(hits[:n]) for hits in chosen) / max(1, len(chosen)) for n in (1, 3))
        print(f"Questions left out, {what} (n {len(chosen)}): business first {first:.3f}, in three {three:.3f}")

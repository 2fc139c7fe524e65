"""Where the two thresholds of the answerer stand between what it should take up and what it should leave."""

from __future__ import annotations

from pathlib import Path

import yaml
from rich.table import Table

from api.app import china_today
from api.home import open_answerer
from rag.answerer import RELEVANT_ACTIVITY, relevant

DATA = Path(__file__).parent / "data" / "scope.yaml"


def scores() -> Table:
    """A row per question: which side it is on, the score that is compared, and whether the threshold places it there."""
    answerer, sets = open_answerer(), yaml.safe_load(DATA.read_text(encoding="utf-8"))
    valid = answerer.in_force(china_today())
    rows = []
    for side in ("in", "out"):
        for question in sets["passages"][side]:
            hits = answerer.index.search(answerer.embedder.query(question), question, k=3, within=valid)
            score = max(h.cosine or 0.0 for h in hits)
            rows.append(("passage", side, question, hits[0].id, score, relevant(question, hits) == (side == "in")))
        for entry in sets["activities"][side]:
            question, meant = entry if side == "in" else (entry, None)
            (first, score), *_ = answerer.nearest_businesses(answerer.embedder.query(question))
            right = score >= RELEVANT_ACTIVITY and first == meant if side == "in" else score < RELEVANT_ACTIVITY
            rows.append(("activity", side, question, first, score, right))
    wrong = sum(not r[-1] for r in rows)
    table = Table(title=f"{len(rows)} questions, {wrong} on the wrong side", show_lines=False)
    for name in ("threshold", "side", "question", "nearest", "score", ""):
        table.add_column(name, overflow="fold")
    for kind, side, question, nearest, score, right in sorted(rows, key=lambda r: (r[0], -r[4])):
        table.add_row(kind, side, question, nearest, f"{score:.3f}", "" if right else "wrong")
    return table

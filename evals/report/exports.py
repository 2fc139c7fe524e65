"""A scored run as files for other tools: CSV and JSON of the scores, TREC run and qrels of the retrieval.

    scores.csv     a row per item: its metrics, its times, what cost it points
    summary.csv    a row per metric and group: n, mean, interval
    scores.json    both, with the record of the run
    run.trec       what was found:      item Q0 provision rank score system
    qrels.trec     what bears on it:    item 0 provision 1

CSV opens with a byte-order mark: without it a spreadsheet shows Chinese as noise. TREC files hold the items that retrieval is
scored on (`recall_at_100` is not None), so that trec_eval and ir-measures come to the same means."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.scoring.score import METRICS, ItemScores, summarise
from evals.scoring.scored import Scored


def export(scored: Scored, folder: Path) -> list[Path]:
    """Writes every file into ``folder``, made where it is missing; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    summaries = [asdict(s) for s in summarise(scored.scores)]
    items = [_row(scored, one) for one in scored.scores]
    whole = {"run": scored.run.model_dump(mode="json"), "summary": summaries, "items": items}
    texts = {
        "scores.json": json.dumps(whole, ensure_ascii=False, indent=1) + "\n",
        "run.trec": "".join(f"{line}\n" for line in trec_run(scored)),
        "qrels.trec": "".join(f"{line}\n" for line in trec_qrels(scored)),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    _write_csv(folder / "summary.csv", summaries)
    _write_csv(folder / "scores.csv", [_flat(row) for row in items])
    return [folder / name for name in ("scores.csv", "summary.csv", "scores.json", "run.trec", "qrels.trec")]


def trec_run(scored: Scored) -> Iterable[str]:
    """Lines `item Q0 provision rank score system`; a provision found twice stands where it was first found."""
    tag = re.sub(r"\s+", "-", scored.run.system)
    for item in _retrieved(scored):
        found = list(dict.fromkeys(scored.responses[item].retrieved))
        for rank, provision in enumerate(found, 1):
            yield f"{item} Q0 {provision} {rank} {len(found) - rank + 1} {tag}"


def trec_qrels(scored: Scored) -> Iterable[str]:
    """Lines `item 0 provision 1`."""
    for item in _retrieved(scored):
        for provision in dict.fromkeys(scored.items[item].clauses):
            yield f"{item} 0 {provision} 1"


def _retrieved(scored: Scored) -> list[str]:
    return [s.item for s in scored.scores if s.scores["recall_at_100"] is not None]


def _row(scored: Scored, one: ItemScores) -> dict[str, Any]:
    return {
        "item": one.item,
        "question": scored.items[one.item].question,
        "language": one.language,
        "tags": list(one.tags),
        "frozen": one.frozen,
        "wording_of": one.wording_of,
        "length": one.length,
        "scores": {name: one.scores[name] for name in METRICS},
        "ms": dict(one.ms),
        "faults": list(one.faults),
    }


def _flat(row: Mapping[str, Any]) -> dict[str, object]:
    """A row of a table: lists joined, a column for each metric, of the times the one the caller saw."""
    rest = {key: value for key, value in row.items() if key not in ("scores", "ms", "tags", "faults")}
    return {
        **rest,
        "tags": " ".join(row["tags"]),
        **row["scores"],
        "ms": row["ms"].get("seen"),
        "faults": "\n".join(row["faults"]),
    }


def _write_csv(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]) if rows else [])
        writer.writeheader()
        writer.writerows(rows)

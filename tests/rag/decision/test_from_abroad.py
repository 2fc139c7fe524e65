"""Supply from abroad, without a company in China: what sector laws decide, as the texts say it, on both sides of their days."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from corpus import Library, Mode
from rag.decision.decision import decide

ROWS = [
    row
    for file in sorted((Path(__file__).parent / "from_abroad").glob("*.yaml"))
    for row in yaml.safe_load(file.read_text("utf-8"))
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['activity']}-{row['day']}")
def test_sector_law_decides_supply_from_abroad(row: dict, library: Library):
    decision = decide(library, row["activity"], row["day"], row.get("area"), row.get("origin"), Mode.CROSS_BORDER)
    assert decision.status == row["status"]
    assert decision.cap == (0 if row["status"] == "prohibited" else None)
    if row.get("decisive"):
        assert decision.decisive and decision.decisive.clause.id == row["decisive"]

"""The openness map of the bundled corpus against a file that people read and review."""

from datetime import date
from pathlib import Path

from api.cli.show_decisions import map_markdown
from corpus import Library
from rag.answer.tables import openness_map

GOLDEN = Path(__file__).parent / "openness-map-2026-11-22.md"
DAY = date(2026, 11, 22)


def test_the_map_is_the_one_that_was_reviewed(library: Library) -> None:
    """The 2024 national list, the free-trade-zone list of 2021, Hainan's of 2020, the pilots, Hong Kong and Macao, for every
    activity. After a change of the corpus: `zhunru matrix --as-of 2026-11-22 --markdown > tests/rag/decision/openness-map-2026-11-22.md`,
    and review what changed."""
    assert map_markdown(openness_map(library, DAY, None, "en")) == GOLDEN.read_text(encoding="utf-8")


def test_every_activity_has_its_row(library: Library) -> None:
    rows = openness_map(library, DAY, None, "en").rows
    assert [r.activity.id for r in rows].count("data-centre") == 1
    assert {r.activity.id for r in rows} == {a.id for a in library.activities.values() if not a.topic and not a.may_be}


def test_every_verdict_in_the_map_cites_a_clause(library: Library) -> None:
    for row in openness_map(library, DAY, None, "zh").rows:
        for cell in row.cells.values():
            assert cell.provision_id in library.clauses or cell.status in ("unclear", "not-covered")

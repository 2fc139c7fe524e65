"""The decision table: every case of ``decisions.yaml``, whose expectations come from the facts, against the program."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from corpus import Library, Mode, Regime
from rag import decide

CASES = yaml.safe_load((Path(__file__).parent / "decisions.yaml").read_text(encoding="utf-8"))


def readable(case: dict) -> str:
    return "-".join(str(case[key]) for key in ("activity", "area", "origin", "mode", "day") if key in case)


def any_of(expected) -> list:
    return expected if isinstance(expected, list) else [expected]


@pytest.mark.parametrize("case", CASES, ids=readable)
def test_the_decision_is_what_the_facts_say(library: Library, case: dict) -> None:
    decision = decide(
        library,
        case["activity"],
        case["day"],
        case.get("area"),
        case.get("origin"),
        Mode(case.get("mode", Mode.COMMERCIAL_PRESENCE)),
    )
    clause = decision.decisive.clause.id if decision.decisive else None
    assert decision.status in any_of(case["status"])
    assert decision.cap == case["cap"]
    assert clause in any_of(case["clause"])


def test_the_table_is_large_and_asks_nothing_twice() -> None:
    assert len(CASES) >= 250
    ids = [readable(case) for case in CASES]
    assert sorted(ids) == sorted(set(ids))


def test_every_case_names_its_facts_and_known_clauses(library: Library) -> None:
    for case in CASES:
        assert case["why"], readable(case)
        for clause in any_of(case["clause"]):
            assert clause is None or clause in library.clauses, readable(case)


def test_every_edition_is_there_on_its_first_day_and_the_day_before(library: Library) -> None:
    lists = [d for d in library.documents.values() if d.regime in (Regime.NATIONAL, Regime.FTZ) and d.effective]
    assert len(lists) >= 12
    national = {case["day"] for case in CASES if "area" not in case}
    zones = {case["day"] for case in CASES if str(case.get("area")).endswith("-ftz")}
    for edition in lists:
        days = national if edition.regime == Regime.NATIONAL else zones
        if edition.provisions:
            assert {edition.effective, edition.effective - timedelta(days=1)} <= days, edition.id


def test_the_days_are_days() -> None:
    assert all(isinstance(case["day"], date) for case in CASES)

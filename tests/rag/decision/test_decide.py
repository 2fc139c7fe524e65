"""The decision, on small libraries made for one question each."""

from datetime import date

import pytest

from corpus import Activity, Area, Document, Library, Mode, Origin
from rag import Status, decide

DAY = date(2025, 1, 1)
BOTH = {"zh": "文", "en": "text"}


def activity(id_, *parents):
    return Activity(id=id_, name=BOTH, sector="telecom", parents=parents)


def document(id_, regime, measures, effective="2020-01-01", superseded_on=None, items=None, kind="notice"):
    provisions = [{"id": f"item-{i}", "digest": BOTH, "measures": [m]} for i, m in enumerate(measures, 1)]
    return Document.model_validate(
        {
            "id": id_, "title": BOTH, "issuers": [BOTH], "kind": kind, "regime": regime, "effective": effective,
            "superseded_on": superseded_on, "items": items, "provisions": provisions,
        }
    )  # fmt: skip


def measure(type_, *activities, **more):
    if type_ in ("licence", "approval"):
        more.setdefault("says", BOTH)
    return {"type": type_, "activities": list(activities), **more}


def library(*documents):
    activities = [
        activity("vats"),
        activity("shop", "vats"),
        activity("stall", "shop"),
        activity("telecom"),
        activity("line", "telecom"),
    ]
    areas = [
        Area(id="zone", name=BOTH, regimes=["ftz"], within=["city"]),
        Area(id="city", name=BOTH),
        Area(id="island", name=BOTH, regimes=["hainan"]),
    ]
    origins = [Origin(id="hong-kong", name=BOTH), Origin(id="japan", name=BOTH)]
    return Library(list(documents), activities, areas, origins, DAY, "test")


NATIONAL = document("list", "national", [measure("equity-cap", "vats", cap=50)], items=1)


def test_a_cap_reaches_the_activities_below():
    decision = decide(library(NATIONAL), "stall", DAY)
    assert (decision.status, decision.cap) == (Status.RESTRICTED, 50)


def test_an_excepted_branch_is_not_reached_at_any_depth():
    listed = document("list", "national", [measure("equity-cap", "vats", cap=50, excepted=["shop"])], items=1)
    decision = decide(library(listed), "stall", DAY)
    assert (decision.status, decision.basis) == (Status.OPEN, "not-listed")


def test_in_one_document_the_nearest_measure_decides():
    """A carve-out for online music beats the ban on internet cultural business."""
    listed = document("list", "national", [measure("prohibited", "vats"), measure("open", "shop")], items=2)
    assert decide(library(listed), "stall", DAY).status == Status.OPEN
    assert decide(library(listed), "vats", DAY).status == Status.PROHIBITED


def test_of_list_and_sector_rule_the_stricter_holds():
    rule = document("rule", "sector-law", [measure("prohibited", "shop")])
    decision = decide(library(NATIONAL, rule), "shop", DAY)
    assert decision.status == Status.PROHIBITED
    assert decision.decisive.clause.document.id == "rule"


def test_a_rule_that_yields_gives_way_to_an_opening_but_not_to_silence():
    yielding = document("rule", "sector-law", [measure("equity-cap", "vats", cap=50, **{"yields": True})])
    opening = document("list", "national", [measure("open", "shop")], items=1)
    assert decide(library(opening, yielding), "shop", DAY).cap == 100
    assert decide(library(opening, yielding), "vats", DAY).cap == 50


def test_control_and_a_cap_from_two_rules_hold_together():
    listed = document("list", "national", [measure("chinese-control", "vats")], items=1)
    rule = document("rule", "sector-law", [measure("equity-cap", "vats", cap=49)])
    decision = decide(library(listed, rule), "vats", DAY)
    assert (decision.terms.chinese_control, decision.cap) == (True, 49)
    assert decision.decisive.clause.document.id == "list"


def test_a_more_open_zone_list_decides_inside_the_zone_only():
    zone = document("zone-list", "ftz", [measure("open", "vats")])
    inside = decide(library(NATIONAL, zone), "vats", DAY, "zone")
    assert (inside.status, inside.regime) == (Status.OPEN, "ftz")
    assert [r.clause.document.id for r in inside.gives_way] == ["list"]
    assert decide(library(NATIONAL, zone), "vats", DAY, "city").cap == 50


def test_control_without_a_number_is_not_more_open_than_control_with_a_cap():
    """The zone list repeats Chinese control; the 49 % of the telecom-enterprise provisions go on applying there."""
    listed = document("list", "national", [measure("chinese-control", "vats")], items=1)
    rule = document("rule", "sector-law", [measure("equity-cap", "vats", cap=49, **{"yields": True})])
    zone = document("zone-list", "ftz", [measure("chinese-control", "vats")])
    decision = decide(library(listed, rule, zone), "vats", DAY, "zone")
    assert (decision.regime, decision.cap) == ("national", 49)


def test_a_zone_list_that_says_nothing_lifts_nothing():
    zone = document("zone-list", "ftz", [measure("open", "telecom")])
    assert decide(library(NATIONAL, zone), "vats", DAY, "zone").cap == 50


def test_a_zone_list_stricter_than_a_later_national_list_does_not_bite():
    zone = document("zone-list", "ftz", [measure("prohibited", "vats")])
    assert decide(library(NATIONAL, zone), "vats", DAY, "zone").cap == 50


def test_a_pilot_holds_in_the_places_it_names_and_inside_them():
    pilot = document("pilot", "pilot", [measure("open", "vats", areas=["city"]), measure("approval", "vats", areas=["city"])])
    assert decide(library(NATIONAL, pilot), "vats", DAY, "zone").status == Status.CONDITIONAL
    assert decide(library(NATIONAL, pilot), "vats", DAY, "island").cap == 50
    assert decide(library(NATIONAL, pilot), "vats", DAY).cap == 50


def test_a_rule_for_hong_kong_opens_for_hong_kong_alone():
    closed = document("list", "national", [measure("prohibited", "vats")], items=1)
    rule = document("rule", "sector-law", [measure("chinese-control", "vats", origins=["hong-kong"])])
    assert decide(library(closed, rule), "vats", DAY, origin="hong-kong").terms.chinese_control
    assert decide(library(closed, rule), "vats", DAY, origin="japan").status == Status.PROHIBITED
    assert decide(library(closed, rule), "vats", DAY).status == Status.PROHIBITED


@pytest.mark.parametrize(("day", "cap"), [(date(2023, 12, 31), 49), (date(2024, 1, 1), 50)])
def test_the_edition_in_force_on_the_day_decides(day, cap):
    old = document("old", "national", [measure("equity-cap", "vats", cap=49)], superseded_on="2024-01-01", items=1)
    new = document("new", "national", [measure("equity-cap", "vats", cap=50)], effective="2024-01-01", items=1)
    assert decide(library(old, new), "vats", day).cap == cap


def test_a_measure_can_end_before_its_document_does():
    listed = document("list", "national", [measure("prohibited", "vats", until="2024-06-01")], items=1)
    assert decide(library(listed), "vats", date(2024, 5, 31)).status == Status.PROHIBITED
    assert decide(library(listed), "vats", date(2024, 6, 1)).basis == "not-listed"


def test_what_is_not_listed_is_open_only_when_the_whole_list_is_written_up():
    """An item missing from an incomplete edition may be an item nobody wrote up."""
    partial = document("list", "national", [measure("prohibited", "telecom")], items=40)
    assert decide(library(partial), "vats", DAY).status == Status.UNCLEAR
    assert decide(library(NATIONAL), "line", DAY).status == Status.UNCLEAR, "telecom is closed unless opened"


def test_before_the_first_list_nothing_is_decided():
    assert decide(library(NATIONAL), "vats", date(2019, 12, 31)).status == Status.NOT_COVERED


def test_an_uncommitted_service_is_closed_and_says_so():
    listed = document(
        "list", "national", [measure("equity-cap", "vats", cap=50, excepted=["shop"]), measure("uncommitted", "shop")], items=2
    )
    decision = decide(library(listed), "stall", DAY)
    assert (decision.status, decision.basis, decision.cap) == (Status.PROHIBITED, "uncommitted", 0)


def test_a_rule_for_another_mode_of_supply_does_not_decide_on_a_company():
    listed = document("list", "national", [measure("prohibited", "shop", modes=["natural-persons"])], items=1)
    assert decide(library(listed), "shop", DAY).status == Status.OPEN
    assert decide(library(listed), "shop", DAY, mode=Mode.NATURAL_PERSONS).status == Status.PROHIBITED


def test_an_open_business_with_a_licence_of_its_own_is_conditional():
    licence = document("rule", "sector-law", [measure("licence", "vats")])
    opening = document("list", "national", [measure("open", "vats")], items=1)
    decision = decide(library(opening, licence), "shop", DAY)
    assert (decision.status, decision.cap) == (Status.CONDITIONAL, 100)
    assert len(decision.conditions) == 1


def test_rules_of_equal_standing_that_contradict_each_other_settle_nothing():
    """A list that opens what a sector rule closes, neither yielding: both sides are told, and no verdict."""
    listed = document("list", "national", [measure("open", "shop")], items=1)
    rule = document("rule", "sector-law", [measure("prohibited", "shop")])
    decision = decide(library(listed, rule), "shop", DAY)
    assert (decision.status, decision.basis, decision.cap) == (Status.UNCLEAR, "conflict", None)
    assert decision.decisive.clause.document.id == "rule"
    assert [r.clause.document.id for r in decision.against] == ["list"]


def test_a_rule_on_the_business_itself_is_no_contradiction_of_an_opening_of_its_group():
    listed = document("list", "national", [measure("open", "vats")], items=1)
    rule = document("rule", "sector-law", [measure("equity-cap", "stall", cap=30)])
    assert decide(library(listed, rule), "stall", DAY).cap == 30
    assert decide(library(listed, rule), "shop", DAY).cap == 100


def test_what_a_zone_opens_further_holds_although_the_national_rules_contradict_each_other():
    listed = document("list", "national", [measure("open", "shop")], items=1)
    rule = document("rule", "sector-law", [measure("prohibited", "shop")])
    zone = document("zone-list", "ftz", [measure("open", "shop")])
    assert decide(library(listed, rule, zone), "shop", DAY, "zone").cap == 100
    assert decide(library(listed, rule, zone), "shop", DAY, "city").basis == "conflict"

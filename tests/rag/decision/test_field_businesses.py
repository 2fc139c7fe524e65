"""What businesses met in the field come to today, and on the days on which their rules turned."""

from __future__ import annotations

from datetime import date

import pytest

from corpus import Library
from rag import decide
from rag.decision.related import parts_to_decide
from tests.conftest import TODAY

#: Activity, status, cap, deciding clause; None where no clause names the business.
DECIDED = [
    ("e-commerce", "conditional", 100, "cn-fi-negative-list-2024#item-12"),
    ("own-online-shop", "open", 100, None),
    ("call-centre", "conditional", 100, "cn-fi-negative-list-2024#item-12"),
    ("short-message-services", "restricted", 50, "cn-fi-negative-list-2024#item-12"),
    ("data-centre", "prohibited", 0, "cn-fi-negative-list-2024#item-12"),
    ("financial-information", "conditional", 100, None),
    ("advertising", "open", 100, None),
    ("post-production", "open", 100, None),
    ("game-arcade", "conditional", 100, "cn-entertainment-regulations-2020#article-6"),
    ("immersive-entertainment", "open", 100, None),
    ("e-book-publishing", "prohibited", 0, "cn-fi-negative-list-2024#item-13"),
    ("online-audiovisual", "prohibited", 0, "cn-fi-negative-list-2024#item-13"),
    ("micro-drama-production", "prohibited", 0, "cn-fi-negative-list-2024#item-26"),
    ("online-music", "restricted", 50, "cn-fi-negative-list-2024#item-12"),
    ("online-music-content", "conditional", 100, "cn-fi-negative-list-2024#item-13"),
    ("online-education", "restricted", 50, "cn-fi-negative-list-2024#item-12"),
    ("online-subject-tutoring", "prohibited", 0, "cn-double-reduction-2021#training-institutions"),
    ("internet-map", "restricted", 50, "cn-fi-negative-list-2024#item-12"),
    ("hospital", "restricted", None, "cn-fi-negative-list-2024#item-22"),
    ("art-auction", "conditional", 100, None),
    ("private-museum", "conditional", 100, None),
    ("virtual-network-operator", "unclear", None, None),
]
#: The nine places of the hospital pilot, and what lies in one of them.
HOSPITALS = ("beijing", "tianjin", "shanghai", "nanjing", "suzhou", "fuzhou", "guangzhou", "shenzhen", "hainan", "shanghai-ftz")


def says(library: Library, activity: str, area: str | None = None) -> str:
    return "\n".join(r.measure.says.zh for r in decide(library, activity, TODAY, area).conditions if r.measure.says)


@pytest.mark.parametrize(("activity", "status", "cap", "clause"), DECIDED, ids=[case[0] for case in DECIDED])
def test_a_business_of_the_field_is_decided(library: Library, activity: str, status: str, cap: float | None, clause: str) -> None:
    decision = decide(library, activity, TODAY)
    assert decision.status == status
    assert decision.cap == cap
    assert (decision.decisive.clause.id if decision.decisive else None) == clause


def test_a_micro_drama_is_what_is_made_or_what_is_shown(library: Library) -> None:
    """Item 26 closes the producers, item 13 the platforms: either way it is closed."""
    parts = [decide(library, a, TODAY) for a in parts_to_decide(library, ("micro-drama",))]
    assert [d.decisive.clause.id for d in parts] == ["cn-fi-negative-list-2024#item-26", "cn-fi-negative-list-2024#item-13"]


@pytest.mark.parametrize("area", ["guangxi-ftz", "shanghai-lingang", "beijing", "hainan"])
@pytest.mark.parametrize("activity", ["online-music", "online-education", "internet-map"])
def test_no_zone_and_no_pilot_lifts_the_half_on_information_services(library: Library, activity: str, area: str) -> None:
    """The pilot opens publishing platforms and delivery only, and leaves internet cultural business out."""
    assert decide(library, activity, TODAY, area).cap == 50


@pytest.mark.parametrize("area", ["guangxi-ftz", "hainan"])
def test_a_zone_does_not_open_subject_tutoring_by_opening_telecom(library: Library, area: str) -> None:
    assert decide(library, "online-subject-tutoring", TODAY, area).status == "prohibited"


def test_the_ban_on_internet_culture_never_reached_music(library: Library) -> None:
    """The licence for the information service limits the share, on every day since the lists began."""
    for day in (date(2018, 7, 28), date(2019, 7, 30), date(2022, 1, 1), date(2024, 11, 1)):
        assert decide(library, "online-music", day).cap == 50
        assert decide(library, "internet-cultural-business", day).status == "prohibited"


def test_internet_maps_need_a_chinese_partner(library: Library) -> None:
    assert decide(library, "internet-map", TODAY).terms.joint_venture
    assert "测绘资质" in says(library, "internet-map")


@pytest.mark.parametrize("area", HOSPITALS)
def test_a_hospital_may_be_wholly_foreign_in_the_nine_places(library: Library, area: str) -> None:
    decision = decide(library, "hospital", TODAY, area)
    assert (decision.status, decision.cap) == ("conditional", 100)
    assert decision.decisive.clause.id == "cn-hospital-pilot-plan-2024#pilot-task"
    assert decide(library, "tcm-hospital", TODAY, area).terms.joint_venture


def test_a_clinic_is_not_in_the_hospital_pilot(library: Library) -> None:
    assert decide(library, "medical-institution", TODAY, "beijing").terms.joint_venture


def test_the_hospital_pilot_begins_with_its_plan(library: Library) -> None:
    """The notice of September only announced it."""
    assert [decide(library, "hospital", day, "beijing").cap for day in (date(2024, 11, 28), date(2024, 11, 29))] == [None, 100]


def test_cell_therapy_opens_in_four_places_on_the_day_of_the_notice(library: Library) -> None:
    before, after = date(2024, 9, 7), date(2024, 9, 8)
    for area in ("beijing-ftz", "shanghai-ftz", "guangdong-ftz", "hainan"):
        assert decide(library, "stem-cell-gene-technology", before, area).status == "prohibited"
        assert decide(library, "stem-cell-gene-technology", after, area).cap == 100
    assert decide(library, "stem-cell-gene-technology", TODAY, "tianjin-ftz").status == "prohibited"


def test_mobile_resale_is_run_like_a_value_added_service_and_its_share_is_not_settled(library: Library) -> None:
    told = says(library, "virtual-network-operator")
    assert "1000万元" in told and "60日" in told and "没有定论" in told
    assert "10亿元" not in told and "180日" not in told


def test_until_may_2022_mobile_resale_took_a_joint_venture(library: Library) -> None:
    """Which every foreign-invested telecom company did, whatever its service."""
    last, first = (decide(library, "virtual-network-operator", day) for day in (date(2022, 4, 30), date(2022, 5, 1)))
    assert last.terms.joint_venture and last.status == "restricted"
    assert first.status == "unclear"


def test_an_auction_house_needs_a_permission_that_a_gallery_does_not(library: Library) -> None:
    assert "从事拍卖业务的许可" in says(library, "art-auction")
    assert "无前置许可" not in says(library, "art-auction")
    assert "无前置许可" in says(library, "art-gallery")


def test_a_private_museum_is_no_business_with_a_settled_route(library: Library) -> None:
    told = says(library, "private-museum")
    assert "非营利" in told and "没有定论" in told


def test_an_own_web_shop_files_a_website_and_needs_no_licence(library: Library) -> None:
    assert "备案" in says(library, "own-online-shop")


def test_a_charging_app_is_one_of_three_things(library: Library) -> None:
    assert {decide(library, a, TODAY).cap for a in parts_to_decide(library, ("charging-app",))} == {100, 50}

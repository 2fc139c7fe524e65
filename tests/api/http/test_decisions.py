"""Decisions, maps, timelines and comparisons over a real server."""

import httpx
import pytest


@pytest.fixture(scope="module")
def http(server):
    with httpx.Client(base_url=server, timeout=30) as client:
        yield client


def decided(http, **request) -> dict:
    return http.post("/v1/decide", json=request).raise_for_status().json()


def test_a_business_is_decided_by_its_name_in_any_language(http):
    for name in ("online-game", "网络游戏", "線上遊戲", "online games", "オンラインゲーム", "온라인 게임", "онлайн-игры"):
        verdict = decided(http, activity=name, as_of="2026-11-22")["verdict"]
        assert (verdict["status"], verdict["deciding_provision"]) == ("prohibited", "cn-fi-negative-list-2024#item-13"), name


def test_place_origin_and_day_decide(http):
    lingang = decided(http, activity="数据中心", area="上海临港", as_of="2026-11-22")["verdict"]
    assert (lingang["status"], lingang["foreign_cap_pct"]) == ("conditional", 100)
    assert decided(http, activity="数据中心", area="Wuhan", as_of="2026-11-22")["verdict"]["status"] == "prohibited"
    hong_kong = decided(http, activity="data-centre", investor_origin="香港", as_of="2026-11-22")["verdict"]
    assert (hong_kong["foreign_cap_pct"], hong_kong["regime"]) == (50, "cepa")
    before, after = (decided(http, activity="出版物印刷", as_of=d)["verdict"] for d in ("2024-10-31", "2024-11-01"))
    assert (before["status"], after["foreign_cap_pct"]) == ("restricted", 100)
    assert before["upcoming"]["day"] == "2024-11-01" and after["before"]["day"] == "2024-11-01"


def test_every_clause_a_verdict_names_is_cited(http):
    body = decided(http, activity="value-added telecom", as_of="2026-11-22", language="zh")
    cited = {c["provision_id"] for c in body["citations"]}
    for verdict in body["verdicts"]:
        named = [x["provision_id"] for part in ("reasons", "conditions", "elsewhere") for x in verdict[part]]
        assert cited.issuperset(i for i in named if i)
        assert any(r["effect"] == "note" for r in verdict["reasons"])


def test_what_falls_outside_every_list_is_national_treatment_with_its_licences(http):
    verdict = decided(http, activity="cinema", as_of="2026-11-22")["verdict"]
    assert (verdict["status"], verdict["basis"], verdict["deciding_provision"]) == ("conditional", "not-listed", None)
    assert "cn-fi-negative-list-2024#note-1" in [r["provision_id"] for r in verdict["reasons"]]
    assert "licence" in [c["kind"] for c in verdict["conditions"]]


def test_a_group_is_decided_part_by_part(http):
    verdicts = decided(http, activity="film", as_of="2026-11-22")["verdicts"]
    statuses = {v["activities"][0]["id"]: v["status"] for v in verdicts}
    assert (statuses["film-distribution"], statuses["cinema"]) == ("prohibited", "conditional")


def test_a_project_has_no_share(http):
    """A co-production is approved case by case: "up to 100 %" would be nonsense."""
    verdict = decided(http, activity="中外合拍片", as_of="2026-11-22", language="zh")["verdict"]
    assert (verdict["status"], verdict["foreign_cap_pct"]) == ("conditional", None)
    assert "股比" in verdict["headline"] and "100" not in verdict["headline"]


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"activity": "quantum teleportation"}, "names no one activity"),
        ({"activity": "cinema", "area": "Atlantis"}, "names no one area"),
        ({"activity": "cinema", "investor_origin": "Mars"}, "names no one origin"),
        ({"activity": "cinema", "as_of": "2024-02-30"}, "as_of"),
        ({"activity": ""}, "activity"),
        ({"activity": "cinema", "colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_decided_is_a_problem_that_names_the_field(http, request_, words):
    answer = http.post("/v1/decide", json=request_)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.text


def test_the_map_shows_every_regime_and_each_cell_its_clause(http):
    body = http.get("/v1/matrix", params={"as_of": "2026-11-22", "sector": "telecom", "language": "zh"}).json()
    assert [c["id"] for c in body["columns"]] == ["national", "ftz", "hainan", "pilot", "hong-kong", "macao"]
    row = next(r for r in body["rows"] if r["activity"]["id"] == "data-centre")
    assert (row["cells"]["national"]["status"], row["cells"]["pilot"]["status"]) == ("prohibited", "conditional")
    assert row["cells"]["pilot"]["provision_id"] == "cn-telecom-pilot-107-2024#item-2"
    assert "shanghai-lingang" in [a["id"] for a in row["cells"]["pilot"]["areas"]]


def test_a_timeline_turns_on_the_right_days(http):
    body = http.get("/v1/timeline", params={"activity": "演出经纪"}).raise_for_status().json()
    spans = body["items"][0]["spans"]
    assert spans[-1]["start"] == "2019-07-30" and spans[-1]["verdict"]["foreign_cap_pct"] == 100
    assert spans[-2]["verdict"]["chinese_control"] and spans[-2]["end"] == "2019-07-30"


def test_two_editions_of_the_list_are_compared(http):
    sides = {"left": "cn-fi-negative-list-2021", "right": "cn-fi-negative-list-2024"}
    body = http.get("/v1/compare", params=sides).raise_for_status().json()
    directions = {i["activity"]["id"]: i["direction"] for i in body["items"]}
    assert directions["publication-printing"] == "loosened"
    assert directions["tcm-processing"] == "opened"
    assert directions["online-game"] == "same"
    assert sum(body["counts"].values()) == len(body["items"])
    assert body["items"][0]["direction"] != "same"


def test_two_places_and_two_days_are_compared(http):
    places = {"left": "武汉", "right": "海南", "activity": "data-centre", "as_of": "2026-11-22"}
    item = http.get("/v1/compare", params=places).json()["items"][0]
    assert (item["direction"], item["left"]["status"], item["right"]["status"]) == ("opened", "prohibited", "conditional")
    days = {"left": "2019-07-29", "right": "2019-07-30", "activity": "cinema"}
    assert http.get("/v1/compare", params=days).json()["items"][0]["direction"] == "loosened"


def test_a_side_that_is_nothing_known_says_what_it_could_be(http):
    answer = http.get("/v1/compare", params={"left": "Atlantis", "right": "hainan"})
    assert answer.status_code == 422
    assert "names no one side" in answer.text and "2021-12-31" in answer.text


def test_measures_are_found_by_what_they_are_about(http):
    def found(**wanted) -> dict:
        return http.get("/v1/measures", params=wanted).raise_for_status().json()

    caps = found(activity="在线数据处理", type="equity-cap", in_force_on="2026-11-22")
    assert caps["total"] and all(m["foreign_cap_pct"] for m in caps["items"])
    assert any(m["provision_id"] == "cn-fi-negative-list-2024#item-12" for m in caps["items"])
    item = found(document="cn-fi-negative-list-2024", sector="film")
    assert {m["provision_id"] for m in item["items"]} >= {"cn-fi-negative-list-2024#item-27"}
    assert not any(m["regime"] == "hainan" for m in found(area="wuhan", limit=1000)["items"])
    assert any(m["regime"] == "hainan" for m in found(area="海口", limit=1000)["items"])
    page = found(limit=2, offset=1)
    assert len(page["items"]) == 2 and page["total"] > 1000
    assert page["items"] == found(limit=3)["items"][1:]


def test_unknown_filters_are_told(http):
    assert http.get("/v1/measures", params={"document": "nothing"}).status_code == 404
    answer = http.get("/v1/matrix", params={"sector": "cooking"})
    assert answer.status_code == 422 and "telecom" in answer.text


def test_the_taxonomy_the_places_and_the_origins_are_listed(http):
    activities = {a["id"]: a for a in http.get("/v1/activities").json()["items"]}
    assert len(activities) >= 160
    assert activities["data-centre"]["codes"] == ["B11"]
    assert {"zh", "en", "ja", "ko", "de", "fr", "es", "ru", "zh-Hant"} <= set(activities["online-game"]["aliases"])
    areas = {a["id"]: a for a in http.get("/v1/areas").json()["items"]}
    assert "ftz" in areas["shanghai-lingang"]["regimes"] and "shanghai" in areas["shanghai-lingang"]["within"]
    origins = {o["id"]: o["name_zh"] for o in http.get("/v1/origins").json()["items"]}
    assert origins["hong-kong"].endswith("香港") or origins["hong-kong"] == "香港"


def test_provisions_are_found_by_words_and_meaning(http):
    for q in ("增值电信外资比例上限", "foreign share in value-added telecommunications"):
        found = http.get("/v1/search", params={"q": q, "as_of": "2026-11-22", "k": 10}).json()["items"]
        assert len(found) == 10
        assert any("telecom" in f["provision_id"] or "item-12" in f["provision_id"] for f in found)

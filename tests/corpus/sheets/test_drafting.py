"""What is read out of the sentences of an added document, in Chinese and in English."""

from __future__ import annotations

from datetime import date

import pytest

from corpus import Document
from corpus.sheets.drafter import draft_sheet
from corpus.sheets.romanised import romanised
from corpus.sheets.sheet import Sheet


def drafted(library, title: str, *provisions: str, **head) -> Sheet:
    document = {
        "id": "added-x", "title": {"zh": title, "en": title}, "issuers": [{"zh": "无", "en": "none"}], "kind": "rule",
        "regime": "sector-law", "effective": "2026-01-01",
        "provisions": [{"id": f"article-{i}", "digest": {"zh": p, "en": p}} for i, p in enumerate(provisions, 1)], **head,
    }  # fmt: skip
    return draft_sheet(library, Document.model_validate(document))


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        ("增值电信业务的外资股比不超过50%（电子商务、呼叫中心除外）。", [("equity-cap", "value-added-telecom", 50)]),
        ("除网络游戏外，外商可以独资经营演出场所。", [("open", "performance-venue", None)]),
        ("外商投资广播电视节目制作经营公司，中方持股比例不得低于51%。", [("equity-cap", "programme-production", 49)]),
        ("外资不得进入出版物印刷领域。", [("prohibited", "publication-printing", None)]),
        ("电影院建设、经营须由中方控股。", [("chinese-control", "cinema", None)]),
        ("取消演出经纪机构的外资股比限制。", [("open", "performance-agency", None)]),
        ("不得以独资方式经营医疗机构，外方股比最高可至七成。", [("jv-only", "medical-institution", None), ("equity-cap", "medical-institution", 70)]),
        ("互联网数据中心业务外资股比不设上限，内容分发网络外资股比不超过百分之四十九。", [("open", "data-centre", None), ("equity-cap", "content-delivery-network", 49)]),
        ("禁止外商投资新闻机构；允许外商投资图书零售。", [("prohibited", "news-media", None), ("open", "publication-distribution", None)]),
        ("外商投资旅行社，注册资本不少于人民币3000万元。", [("qualification", "travel-agency", None)]),
        ("外国投资者设立电影院的，应当报省电影局审批。", [("approval", "cinema", None)]),
        ("外商设立电影院的，应当报市商务局备案。", [("obligation", "cinema", None)]),
        ("Wholly foreign-owned performance agencies are permitted.", [("open", "performance-agency", None)]),
        ("Foreign investment in online games is prohibited.", [("prohibited", "online-game", None)]),
        ("Foreign investors may not hold more than 49 per cent of a cinema.", [("equity-cap", "cinema", 49)]),
        ("Karaoke venues may only be operated as joint ventures; the Chinese side shall hold at least 51%.", [("jv-only", "karaoke", None), ("equity-cap", "karaoke", 49)]),
        ("Foreign investment in value-added telecommunications shall not exceed 50%, except e-commerce.", [("equity-cap", "value-added-telecom", 50)]),
        ("Book retail is open to foreign investors.", [("open", "publication-distribution", None)]),
    ],
)  # fmt: skip
def test_a_sentence_is_read_as_measures(library, sentence, measures):
    sheet = drafted(library, "外商投资开放办法", sentence)
    assert [(m.type, m.activities[0], m.cap) for m in sheet.measures] == measures
    assert all(m.read_from in sentence for m in sheet.measures)


@pytest.mark.parametrize(
    "sentence",
    [
        "鼓励外商投资数据中心。",
        "违反本办法，禁止外商投资电影院的，处五万元罚款。",
        "本办法所称呼叫中心，是指外商独资经营的电话服务。",
        "Any violation by a foreign cinema shall be fined RMB 50,000.",
        "为规范外商投资电影院，制定本办法。",
    ],
)
def test_what_lays_nothing_down_is_no_measure(library, sentence):
    assert not drafted(library, "外商投资开放办法", sentence).measures


def test_what_is_excepted_is_taken_out(library):
    (measure,) = drafted(library, "办法", "增值电信业务的外资股比不超过50%（电子商务、呼叫中心除外）。").measures
    assert measure.excepted == ("e-commerce", "call-centre")


def test_a_sentence_without_a_business_goes_on_from_the_one_before(library):
    sheet = drafted(library, "办法", "外商可以独资经营呼叫中心。注册资本不低于五百万元。")
    assert [(m.type, m.activities) for m in sheet.measures] == [("open", ("call-centre",)), ("qualification", ("call-centre",))]


def test_a_rule_for_investors_of_one_origin_is_for_them_alone(library):
    (measure,) = drafted(library, "办法", "港澳服务提供者可以独资设立娱乐场所。").measures
    assert measure.origins == ("hong-kong", "macao")


def test_a_rule_that_says_nothing_of_foreigners_is_no_limit_on_them(library):
    assert not drafted(library, "某文化场所管理办法", "歌舞娱乐场所不得经营到凌晨二时以后，禁止未成年人进入。").measures


def test_the_rows_of_a_table_on_foreign_shares_are_read(library):
    table = "试点业务见下表。\n业务名称\u3000外资比例上限\n互联网数据中心\u3000不设上限\n在线数据处理与交易处理\u300050%"
    sheet = drafted(library, "外商投资试点细则", table)
    assert [(m.type, m.activities[0], m.cap) for m in sheet.measures] == [
        ("open", "data-centre", None),
        ("equity-cap", "online-data-processing", 50),
    ]


def test_what_was_not_read_is_named(library):
    sheet = drafted(library, "外商投资办法", "外商投资气球驾驶的，股比不得超过百分之三十。")
    assert any("气球驾驶" in doubt for doubt in sheet.doubts)
    assert any(
        "no place" in doubt or "whole country" in doubt for doubt in drafted(library, "办法", "外商可以独资经营呼叫中心。").doubts
    )


@pytest.mark.parametrize(
    ("title", "sentence", "zh", "en"),
    [
        ("青州湾市外商投资办法", "在青州湾自由贸易片区内，外商可以独资经营呼叫中心。", "青州湾自由贸易片区", "Qingzhou Bay Free Trade Area"),
        ("新海港市港口市场外资管理规定", "禁止外商投资电影院。", "新海港市", "Xinhai Port"),
        ("Notice of Haimen Port City on Foreign Investment", "Foreign investment in cinemas is prohibited.", "Haimen Port City", "Haimen Port City"),
    ],
)  # fmt: skip
def test_a_place_that_no_gazetteer_has_comes_with_the_document(library, title, sentence, zh, en):
    sheet = drafted(library, title, sentence)
    (place,) = {a for m in sheet.measures for a in m.areas}
    name = next(a.name for a in sheet.areas if a.id == place)
    assert (name.zh, name.en) == (zh, en)
    assert sheet.regime == "pilot"


def test_a_zone_for_free_trade_is_within_them_and_the_city_of_the_title(library):
    sheet = drafted(library, "青州湾市外商投资办法", "在青州湾自由贸易片区内，外商可以独资经营呼叫中心。")
    city, zone = sheet.areas
    assert zone.within == ("free-trade-zone", city.id)


def test_a_place_of_the_gazetteer_is_taken_from_it(library):
    sheet = drafted(library, "深圳市外商投资呼叫中心办法", "外商可以独资经营呼叫中心。")
    assert not sheet.areas
    assert sheet.measures[0].areas == ("shenzhen",)


def test_names_in_latin_letters_come_from_the_names_of_the_gazetteer(library):
    assert romanised(library, "济海市") == "Jihai"
    assert romanised(library, "鄄城县") is None


@pytest.mark.parametrize(
    ("last", "end"),
    [
        ("本规定自2026年7月1日起施行，有效期至2029年6月30日。", "2029-07-01"),
        ("本规定自2026年1月1日起施行，有效期5年。", "2031-01-01"),
        ("本规定自2026年1月1日起施行，有效期三年。", "2029-01-01"),
        ("This notice is valid until 31 December 2027.", "2028-01-01"),
        ("本规定自2026年7月1日起施行。", None),
    ],
)
def test_the_end_of_its_force_is_read(library, last, end):
    sheet = drafted(library, "外商投资规定", "外商可以独资经营呼叫中心。", last)
    assert sheet.superseded_on == (date.fromisoformat(end) if end else None)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("上海市浦东新区外商投资若干规定", "shanghai-pudong"),
        ("上海市文化市场外商投资管理办法", "shanghai"),
        ("海南省外商投资开放试验区条例", "hainan"),
    ],
)
def test_the_last_place_of_a_title_is_the_one_that_a_text_is_for(library, title, place):
    (measure,) = drafted(library, title, "外商可以独资经营呼叫中心。").measures
    assert measure.areas == (place,)

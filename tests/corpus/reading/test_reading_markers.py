"""Labels at the start of a line, and what only looks like one."""

from __future__ import annotations

import pytest

from corpus.reading.markers import recognise
from corpus.reading.numerals import read_numeral


@pytest.mark.parametrize(
    ("text", "kind", "number", "rest"),
    [
        ("第六条 经营者应当", "article", "6", "经营者应当"),
        ("第六条　经营者应当", "article", "6", "经营者应当"),
        ("第 十 二 条 经营者", "article", "12", "经营者"),
        ("第１２条 经营者", "article", "12", "经营者"),
        ("第12条　经营者", "article", "12", "经营者"),
        ("第六条之一 经营者", "article", "6-1", "经营者"),
        ("第二百八十七条之二　经营者", "article", "287-2", "经营者"),
        ("第六條之一　經營者", "article", "6-1", "經營者"),
        ("第 6-1 條 經營者", "article", "6-1", "經營者"),
        ("第一编 总则", "part", "1", "总则"),
        ("第二分编　担保物权", "subpart", "2", "担保物权"),
        ("第二章　投资促进", "chapter", "2", "投资促进"),
        ("第三節 附則", "division", "3", "附則"),
        ("第二部分 说明", "section", "2", "说明"),
        ("一、总体要求", "section", "1", "总体要求"),
        ("（十八）强化人才智力支撑。", "point", "18", "强化人才智力支撑。"),
        ("(八)互联网信息服务；", "point", "8", "互联网信息服务；"),
        ("㈡增值电信业务", "point", "2", "增值电信业务"),
        ("（一）、申请表；", "point", "1", "申请表；"),
        ("（二）项目情况，包括项目名称；", "point", "2", "项目情况，包括项目名称；"),
        ("12. 禁止投资互联网新闻信息服务", "item", "12", "禁止投资互联网新闻信息服务"),
        ("１２．禁止投资", "item", "12", "禁止投资"),
        ("⒌禁止投资", "item", "5", "禁止投资"),
        ("(3) 电信公司", "subitem", "3", "电信公司"),
        ("③电信公司", "detail", "3", "电信公司"),
        ("第12项 电信公司", "item", "12", "电信公司"),
        ("Article 6 Foreign investors shall", "article", "6", "Foreign investors shall"),
        ("Article 6-1. Foreign investors shall", "article", "6-1", "Foreign investors shall"),
        ("Chapter II General Provisions", "chapter", "2", "General Provisions"),
        ("Part One", "part", "1", ""),
        ("Item 12 Telecommunications", "item", "12", "Telecommunications"),
    ],
)
def test_a_label_at_the_start_of_a_line_is_recognised(text: str, kind: str, number: str, rest: str) -> None:
    marker = recognise(text)
    assert marker is not None
    assert (marker.kind, marker.number, marker.rest) == (kind, number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "第六条规定的条件",
        "第六条、第七条规定的条件",
        "第六条第二款所称的企业",
        "第六条至第十条的规定",
        "第三十一条的决定》第一次修正",
        "第(八)、(九)项业务比照增值电信业务管理。",
        "（三）项规定的业务",
        "（一）至（三）项",
        "第一章规定的条件，应当符合下列要求。",
        "2029 年，规模稳中有增",
        "3.5%以上",
        "12.5亿元",
        "一、二、三产业融合发展",
        "Article 6 of this Law",
        "Article 6 shall apply to",
        "第一次修订",
        "第三方服务机构",
        "依照第六条 的规定",
    ],
)
def test_a_cross_reference_or_number_is_no_label(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("六", 6),
        ("十", 10),
        ("二十", 20),
        ("一百零五", 105),
        ("二百六十六", 266),
        ("二〇二四", 2024),
        ("廿三", 23),
        ("１２", 12),
        ("XIV", 14),
    ],
)
def test_numerals_are_read_in_every_form_that_laws_use(text: str, number: int) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize("text", ["", "零", "甲", "IIII", "12345", "eleventy"])
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert read_numeral(text) is None

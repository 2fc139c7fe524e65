"""Lies, made systematically out of true prose: each changes one thing that a reader would act on."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.decision.status import Status
from rag.prose.check.evidence import Evidence
from tests.rag.prose.prose import MARK

#: Kind, what stands in the true text, what a liar puts there.
TURNS = {
    "zh": [
        ("verdict", "禁止外商投资", "允许外商投资"),
        ("verdict", "禁止", "放开"),
        ("verdict", "不得", "可以"),
        ("verdict", "须由中方控股", "可以由外方控股"),
        ("verdict", "须由中方控股", "无须由中方控股"),
        ("verdict", "须由中方相对控股", "可由外方控股"),
        ("verdict", "不设外资股比上限", "外资股比不超过50%"),
        ("verdict", "除外，外资可以达到 100%", "也不例外"),
        ("verdict", "没有列出", "禁止外商投资"),
        ("verdict", "取消了", "仍保留"),
        ("verdict", "可以独资", "不得独资"),
        ("verdict", "不再受限制", "仍被禁止"),
        ("duty", "须", "无须"),
        ("duty", "但须取得批准", "无须批准"),
        ("duty", "不得低于", "不得高于"),
        ("duty", "最多", "至少"),
        ("duty", "不超过", "不低于"),
        ("title", "2024年版", "2021年版"),
        ("title", "《外商投资电信企业管理规定》", "《电信业务经营许可管理办法》"),
        ("title", "全国版负面清单", "自贸试验区负面清单"),
        ("name", "海南", "广东"),
        ("name", "呼叫中心", "网络游戏"),
        ("name", "工业和信息化部", "国家广播电视总局"),
        ("name", "香港", "台湾"),
        ("name", "电影院", "电视台"),
        ("name", "互联网数据中心", "搜索引擎"),
    ],
    "en": [
        ("verdict", "may be wholly foreign-owned", "remains closed"),
        ("verdict", "must be Chinese-controlled", "may be wholly foreign-owned"),
        ("verdict", "must be Chinese-controlled", "may be foreign-controlled"),
        ("verdict", "closes both to foreign investment", "opens both to foreign investment"),
        ("verdict", "prohibits them too", "allows them"),
        ("verdict", "there is no limit on the foreign share", "the foreign share is limited to 50%"),
        ("verdict", "no longer requires", "still requires"),
        ("verdict", "one of the exceptions, where a foreign investor may hold up to 100%", "no exception"),
        ("verdict", "are generally read as outside them", "are covered by them"),
        ("verdict", "no list prohibits", "the national list prohibits"),
        ("duty", "must obtain", "need not obtain"),
        ("duty", "at least", "at most"),
        ("duty", "is still needed", "is no longer needed"),
        ("duty", "is void", "stays valid"),
        ("duty", "revokes", "keeps"),
        ("duty", "may be licensed", "may not be licensed"),
        ("duty", "apply to MIIT", "no application to MIIT is needed"),
        ("title", "2024 national negative list", "2021 national negative list"),
        ("title", "Telecom Enterprise Provisions", "Telecommunications Regulations"),
        ("title", "Hainan list", "Shanghai list"),
        ("name", "call centre", "search engine"),
        ("name", "MIIT", "the Ministry of Culture and Tourism"),
        ("name", "Online games", "Films"),
        ("name", "data centre services", "instant messaging"),
        ("name", "nationwide", "abroad"),
        ("name", "Lingang", "Guangzhou"),
        ("name", "Mobile networks", "Cinemas"),
        ("name", "publications", "maps"),
    ],
}
INVENTED = {
    "zh": [
        "外资企业还须聘用中国籍总经理",
        "外国投资者可以通过协议控制（VIE）方式绕开这一限制",
        "该业务自2025年起已全面放开",
        "违反者处五十万元罚款",
        "在深圳前海注册的企业不受此限",
        "请访问 www.example.com 了解详情",
        "国务院商务主管部门可以豁免上述要求",
        "投资者须缴纳保证金",
        "申请人应当先取得公安机关的批准",
    ],
    "en": [
        "The chief executive must be a Chinese national",
        "Foreign investors can get round the limit with a VIE structure",
        "This business has been fully open since 2025",
        "Breaches are fined RMB 500,000",
        "Companies registered in Qianhai are outside this limit",
        "See www.example.com for details",
        "The Ministry of Commerce may waive these requirements",
        "Investors have to pay a security deposit",
        "The applicant first needs the consent of the police",
        "Foreign investors enjoy a tax holiday",
    ],
}
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_AMOUNT = re.compile(r"(?:RMB )(\d[\d,]*)|(\d+)(?= 万元)")


@dataclass(frozen=True)
class Lie:
    """``text`` is the whole prose with the lie in it, ``what`` what was changed."""

    kind: str
    what: str
    text: str


def lies(text: str, evidence: Evidence, chance: random.Random) -> Iterator[Lie]:
    """Every lie that can be made of a true text over its evidence."""
    language = evidence.language
    for kind, true, false in TURNS[language]:
        if true in text:
            yield Lie(kind, f"{true} → {false}", text.replace(true, false, 1))
    yield from _numbers(text)
    yield from _citations(text, evidence, chance)
    stop, marks = "。" if language == "zh" else ".", MARK.findall(text)
    for sentence in INVENTED[language]:
        yield Lie("invented", sentence, f"{text.rstrip()}\n\n{sentence}[{chance.choice(marks)}]{stop}")
        yield Lie("uncited", sentence, f"{text.rstrip()}\n\n{sentence}{stop}")
    statuses = {d.status for d in evidence.decisions}
    yes, no = ("可以。", "不可以。") if language == "zh" else ("Yes. ", "No. ")
    if Status.PROHIBITED in statuses or not statuses:
        yield Lie("verdict", yes, yes + text)
    if statuses != {Status.PROHIBITED}:
        yield Lie("verdict", no, no + text)


def _numbers(text: str) -> Iterator[Lie]:
    inside = [range(*m.span()) for m in MARK.finditer(text)]
    for match in _NUMBER.finditer(text):
        value = int(float(match[0].replace(",", "")))
        if any(match.start() in mark for mark in inside):
            continue
        for false in sorted({value + 1, value * 10, value // 2 or 3} - {value}):
            yield Lie("number", f"{match[0]} → {false}", text[: match.start()] + str(false) + text[match.end() :])
    for line in text.splitlines():
        amounts = list(_AMOUNT.finditer(line))
        if len(amounts) == 2:
            first, second = ((m.start(m.lastindex), m.end(m.lastindex)) for m in amounts)
            low, high = line[slice(*first)], line[slice(*second)]
            false = line[: first[0]] + high + line[first[1] : second[0]] + low + line[second[1] :]
            yield Lie("number", f"{low} ↔ {high}", text.replace(line, false, 1))


def _citations(text: str, evidence: Evidence, chance: random.Random) -> Iterator[Lie]:
    together = [{c.id for c in s.clauses} for s in evidence.draft]  # what the grounded note cites for one sentence bears it alike
    for match in MARK.finditer(text):
        alike = set().union(*(ids for ids in together if match[1] in ids))
        others = [c.id for c in evidence.clauses if c.id not in alike | {match[1]}]
        for other in chance.sample(others, min(3, len(others))):
            yield Lie("citation", f"{match[1]} → {other}", text[: match.start()] + f"[{other}]" + text[match.end() :])
        yield Lie("citation", "dropped", text[: match.start()] + text[match.end() :])
        yield Lie("citation", "[77]", text[: match.start()] + "[77]" + text[match.end() :])

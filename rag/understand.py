"""What a question asks: language, activities, areas, origin, days, mode of supply, intent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from corpus import Library, Mode
from corpus.text import normalise
from rag.dates import days_named, edition_day
from rag.lexicon import Found, Lexicon, units

_FEW = 3
_KANA, _HANGUL, _HAN = re.compile(r"[\u3040-\u30ff]"), re.compile(r"[\uac00-\ud7af]"), re.compile(r"[\u3400-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

#: Words that ask for a decision. "多少" alone does not: it also asks for a target or a fine.
_DECIDE = re.compile(
    r"股比|持股|控股|独资|合资|外资|外商|外国|境外|准入|能否|能不能|可否|可以|能.{0,30}吗|允许|放开|开放吗|是否|禁止|限制|许可|投资|"
    r"\bcan\b|\bmay\b|\bcould\b|\ballow|\bpermit|\bown\b|\bowner|\bforeign|\binvest|\bcap\b|\blimit|\brestrict|\bprohibit|\bopen\b|"
    r"\benter|\bset up|\bestablish|\bacquire|\bbuy\b|\blicen[cs]e|\bjoint venture|\bwholly|\bbanned|\bclosed\b|\bstill\b"
)
#: Words that ask what a text says rather than whether one may.
_OPEN = re.compile(
    r"目标|占比|税|监管|主管|哪个部门|谁|要占|到20\d\d年|什么是|是什么|是指|定义|罚款|处罚|罚多少|多少天|多长时间|多久|期限|程序|流程|意见.{0,8}(说|提出|规定|讲)|主要内容|"
    r"\bwhat is an?\b|\bdefin|\bmean\b|\btarget|\bby 20\d\d|\bpenalt|\bfine[ds]?\b|\bhow long\b|\bhow many days\b|\bprocedure|\bsummar|\bwhat does\b|\bwho\b|\bwhich (?:authority|ministry|department)|\bregulat|\btax|\bsay about\b"
)
#: Words that ask for a decision even beside the ones above.
_MAY = re.compile(
    r"股比|上限|能否|能不能|可否|可以.{0,40}[吗么?？]|能.{0,30}吗|\bcan (?:we|i|a|an|our|foreign)|\bmay (?:we|i|a|an|our|foreign)|\bcap on\b|\bforeign (?:share|cap|ownership)"
)
_CHINA = re.compile(r"中国|我国|内地|国内|大陆|\bchina\b|\bprc\b|\bmainland\b")
#: Words before or behind a foreign place that make it the place of the business rather than the investor's home.
_AT = {"in", "within", "inside", "at", "在", "到", "去"}
_OWN = set("公企投客商资人游")
#: Before such a word and "in": where the asker is at home ("we are in Korea", 我们在韩国).
_HOME = {"are", "am", "based", "headquartered", "registered", "们"}
#: Words before or behind a business that take it out of the question: 除了网络游戏, 电子商务之外, "except games".
_LEADING = (
    ("除",),
    ("除", "了"),
    ("except",),
    ("except", "for"),
    ("beside",),
    ("besides",),
    ("excluding",),
    ("other", "than"),
    ("apart", "from"),
)
_TRAILING = (("之", "外"), ("以", "外"))
_CROSS_BORDER = re.compile(
    r"跨境(?:提供|服务|交付)|从境外|境外直接|不设(?:立)?(?:公司|实体)|\bfrom abroad\b|\bfrom overseas\b|\bcross-border\b|\bwithout (?:a |any )?(?:local |chinese )?(?:company|entity|presence)"
)


@dataclass(frozen=True)
class Question:
    """A question understood. ``days`` has at least one day; ``elsewhere`` is True when it asks about a country other than China."""

    text: str
    language: str
    intent: str
    activities: tuple[str, ...]
    areas: tuple[str, ...]
    origin: str | None
    days: tuple[date, ...]
    mode: Mode
    elsewhere: bool

    def about(self, activities: tuple[str, ...]) -> Question:
        """The same question with activities found by other means."""
        return replace(self, activities=activities, intent="decide")


def language_of(text: str) -> str:
    """The language of a text by its script: zh, ja, ko, ru, else en."""
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    if _HAN.search(text):
        return "zh"
    return "ru" if _CYRILLIC.search(text) else "en"


def understand(library: Library, lexicon: Lexicon, text: str, today: date) -> Question:
    """Read a question. ``today`` is the day it is asked on: the day decided for when it names none."""
    plain = normalise(text)
    found = lexicon.find(text)
    words = units(text)
    asked = [f for f in found if f.kind == "activity" and not _excepted(words, f)]
    activities = _without(library.above, [f.id for f in asked])
    areas = _without(library.around, [f.id for f in found if f.kind == "area"])
    origins = [f for f in found if f.kind == "origin"]
    days = days_named(text, today)
    if not days:
        days = (edition_day(text, library, today) or today,)
    business = tuple(a for a in activities if not library.activities[a].topic)
    may, decide, open_ = _MAY.search(plain), _DECIDE.search(plain), _OPEN.search(plain)
    intent = "open"
    if business and (may or (not open_ and (decide or _bare(words, found)))):
        intent = "decide"
    elif decide and not open_ and not activities:
        intent = "may"
    return Question(
        text=text,
        language=language_of(text),
        intent=intent,
        activities=business if intent == "decide" else activities,
        areas=areas,
        origin=origins[0].id if origins else None,
        days=days,
        mode=Mode.CROSS_BORDER if _CROSS_BORDER.search(plain) else Mode.COMMERCIAL_PRESENCE,
        elsewhere=not areas and not _CHINA.search(plain) and any(_located(words, o) for o in origins),
    )


def _without(closure, ids: list[str]) -> tuple[str, ...]:
    """The ids in order, each once, without those that only contain another one named ("Shanghai" beside "Lingang")."""
    unique = list(dict.fromkeys(ids))
    containers = {c for one in unique for c, distance in closure(one).items() if distance}
    return tuple(one for one in unique if one not in containers)


def _located(words: list[str], origin: Found) -> bool:
    """Whether a foreign place is where the business would be: "in Vietnam", 在越南, 越南的电信 (but not
    越南的公司, nor "we are in Vietnam")."""
    earlier, before = ["", "", *words[: origin.start]][-2:]
    behind = words[origin.end : origin.end + 2]
    return (before in _AT and earlier not in _HOME) or (behind[:1] == ["的"] and not _OWN.intersection(behind[1:]))


def _excepted(words: list[str], found: Found) -> bool:
    """Whether a business is named only to be left out."""
    leading = any(tuple(words[found.start - len(w) : found.start]) == w for w in _LEADING if found.start >= len(w))
    return leading or any(tuple(words[found.end : found.end + len(w)]) == w for w in _TRAILING)


def _bare(words: list[str], found: list[Found]) -> bool:
    """Whether a question is little more than names: 海南数据中心, "call centre in Wuhan?"."""
    named = {i for f in found for i in range(f.start, f.end)}
    return len(words) - len(named) <= _FEW

"""Which part of a year or of a month is meant: "the end of 2021", 2019年上半年, "Q3 2019", "summer 2019", 国庆, 3月底."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from corpus.text import normalise

#: So far words that name a part are looked for around a year.
_NEAR = 32


@dataclass(frozen=True)
class _Part:
    """Words that name a part of a year, ``ahead`` of it or ``behind`` it, and its first and last day as (month, day)."""

    ahead: re.Pattern[str]
    behind: re.Pattern[str]
    first: tuple[int, int]
    last: tuple[int, int]


#: What may stand between the name of a part and its year.
_LINK = r"(?:,? ?(?:of|de|del|des|du|von|the|year|jahres|année|año|in|no|d['’]))*[ ,]*(?:the )?$"
_YEAR_WORD = r"^(?: ?(?:年|년|г\.|года?|году))?(?:的|の|에)?[ ,]*"


def _part(first: tuple[int, int], last: tuple[int, int], ahead: str, behind: str) -> _Part:
    return _Part(re.compile(rf"(?:{normalise(ahead)}){_LINK}"), re.compile(rf"{_YEAR_WORD}(?:{normalise(behind)})"), first, last)


def _numbered(n: int, zh: str, words: str) -> str:
    return rf"\b(?:{n}\.?(?:st|nd|rd|th|er|e|ère|ème|-?й|-?м|-?я|-е)?|{zh}|{words})"


_ORDINALS = (
    (1, "一", r"first|erste[sn]?|premier|première|primer|primera?|перв\w+"),
    (2, "二", r"second|zweite[sn]?|deuxième|second|seconde|segund[oa]|втор\w+"),
    (3, "三", r"third|dritte[sn]?|troisième|tercer|тре\w+"),
    (4, "四", r"fourth|last|vierte[sn]?|quatrième|cuarto|четв[её]рт\w+"),
)
_QUARTER, _HALF = (
    r" (?:quarter|quartal|trimestre|квартал\w*)",
    r" (?:half|halbjahr|hälfte|semestre|moitié|mitad|полугоди\w*|половин\w*)",
)


def _quarter(n: int, zh: str, words: str) -> _Part:
    own = rf"{_numbered(n, zh, words)}{_QUARTER}|\b[qt]{n}\b"
    last = 3 * n
    return _part(
        (last - 2, 1), (last, monthrange(2019, last)[1]), own, rf"第?[{n}{zh}](?:季度|季|四半期)|[qt]{n}\b|{n} ?분기|{own}"
    )


def _half(n: int, zh: str, words: str) -> _Part:
    own = rf"{_numbered(n, zh, words)}{_HALF}|\bh{n}\b"
    behind = ("上半|前半|상반기" if n == 1 else "下半|后半|後半|하반기") + rf"|h{n}\b|{own}"
    return _part((6 * n - 5, 1), (6 * n, 30 if n == 1 else 31), own, behind)


#: The narrower before the wider: "third quarter", 上半年, then the ends.
_PARTS = (
    *(_quarter(*ordinal) for ordinal in _ORDINALS),
    *(_half(*ordinal) for ordinal in _ORDINALS[:2]),
    _part((3, 1), (5, 31), r"\b(?:spring|frühjahr|frühling|printemps|primavera|весной|весна|весны)", "春(?!节)|봄"),
    _part((6, 1), (8, 31), r"\b(?:summer|sommer|été|verano|летом|лета)", "夏|暑期|暑假|여름"),
    _part((9, 1), (11, 30), r"\b(?:autumn|fall|herbst|automne|otoño|осенью|осени)", "秋|가을"),
    _part((12, 1), (12, 31), r"\b(?:winter|hiver|invierno|зимой|зимы)", "冬|겨울"),
    _part((10, 1), (10, 1), r"\bnational day(?: holiday)?", "国庆|十一(?!月)|국경절"),
    _part((1, 1), (1, 1), r"\bnew year(?:['’]s day)?(?: of)?|\bneujahr|\bjour de l['’]an|\baño nuevo", "元旦|새해"),
    _part((5, 1), (5, 1), r"\blabour day|\bmay day", "五一|劳动节"),
    _part((7, 1), (7, 1), r"\b(?:middle|mid|mitte|milieu|mediados|середине?)-?|\bmi-", "年?中(?=[^国外方])|年央|중반"),
    _part(
        (12, 31), (12, 31),
        r"\b(?:(?:the )?(?:very )?end|late|close|year-end|ende|spät|fin|finales|fines|final|конце|конца|концу|к концу)",
        "年?(?:底|末|终|尾)|年末|年の瀬|년?말|연말|end\\b",
    ),
    _part(
        (1, 1), (1, 1),
        r"\b(?:(?:the )?(?:beginning|start|outset)|early|anfang|beginn|früh|début|principios|comienzos|inicios|начале|начала)",
        "年?(?:初|头)|年始|年明け|년?초|연초",
    ),
)  # fmt: skip
_ENDS = {_PARTS[-1].first: 1, _PARTS[-2].first: 31, (7, 1): 15}


def stretch(text: str, start: int, end: int, first: date, precision: str) -> tuple[date, date]:
    """The first and the last day that a date from ``start`` to ``end`` of a text stands for; ``first`` is the first of its year, of its
    month or the day itself."""
    if precision == "day":
        return first, first
    ahead, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR // 2]
    part = next((p for p in _PARTS if p.ahead.search(ahead) or p.behind.match(behind)), None)
    if precision == "month":
        most = monthrange(first.year, first.month)[1]
        day = _month_end(ahead, behind, part, most)
        return (first.replace(day=day), first.replace(day=day)) if day else (first, first.replace(day=most))
    if part is None:
        return first, date(first.year, 12, 31)
    return date(first.year, *part.first), date(first.year, *part.last)


def _month_end(ahead: str, behind: str, part: _Part | None, most: int) -> int | None:
    """The day of a month that "end", "middle" or "early" stands for."""
    if re.match(r"(?:上旬|初)", behind):
        return 1
    if re.match(r"中旬", behind):
        return 11
    if re.match(r"下旬", behind):
        return 21
    day = _ENDS.get(part.first) if part and part.first == part.last else None
    return min(day, most) if day else None

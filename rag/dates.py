"""The day a question is about: 2024年10月31日, 二〇一八年一月, 2024-11-01, 31 October 2024, "in 2018", "the 2021 list"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from corpus import Library, Regime
from corpus.text import MONTHS, normalise

_CN = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_CN_DIGIT = "〇零一二三四五六七八九"
_N = rf"(?:\d{{1,2}}|[十{_CN_DIGIT}]{{1,3}})"
_YEAR = rf"((?:19|20)\d\d|[一二][{_CN_DIGIT}]{{3}})"
_MONTHS = [m.lower() for m in MONTHS]
_MONTH = "(" + "|".join(f"{m}|{m[:3]}\\.?" for m in _MONTHS) + ")"

_ISO = re.compile(r"((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_ZH = re.compile(rf"{_YEAR}\s*年\s*(?:({_N})\s*月\s*(?:({_N})\s*[日号])?)?(?!\s*[版度])")
_EN_DMY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? ((?:19|20)\d\d)")
_EN_MDY = re.compile(rf"\b{_MONTH} (?:(\d{{1,2}})(?:st|nd|rd|th)?,? )?((?:19|20)\d\d)")
_EN_YEAR = re.compile(r"\b(?:in|during|year) ((?:19|20)\d\d)\b(?!\s*(?:national|negative|list|edition|free))")
_EDITION = re.compile(r"((?:19|20)\d\d)\s*(?:年版|年?版|(?:national |negative |access )*(?:list|edition)|年?(?:负面)?清单)")
#: A year in which something is said to have changed is not the day asked about ("the cap was abolished in 2024").
_EVENT = re.compile(
    r"(?:abolish|lift|remov|chang|relax|scrap|cancel|repeal|drop|announc|publish|issu|opened|raised|allowed|introduced|ended)\w*[^.?!]{0,24}$"
)
_EVENT_ZH = re.compile(r"[^。？！]{0,6}(?:就|已经?|便)?(?:取消|放开|开放|废止|修订|发布|出台|提高)了")
_BEFORE = re.compile(r"\b(?:before|prior to) $")
_BEFORE_ZH = re.compile(r"^\s*(?:之前|以前|前)")


def number(text: str) -> int:
    """Read an Arabic or a Chinese numeral up to 9999: 31, 三十一, 二〇二四."""
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, ones = text.split("十", 1)
        return (_CN[tens] if tens else 1) * 10 + (_CN[ones] if ones else 0)
    return int("".join(str(_CN[c]) for c in text))


def days_named(text: str, today: date) -> tuple[date, ...]:
    """The days a text names, in its order; a month or a year stands for its first day, "before X" for the day before.
    Impossible dates and years after ``today`` are left out (a target for 2029 is no day to decide for)."""
    text = normalise(text)
    found: dict[int, date] = {}
    taken: set[int] = set()
    for pattern, order in ((_ISO, "ymd"), (_ZH, "ymd"), (_EN_DMY, "dmy"), (_EN_MDY, "mdy"), (_EN_YEAR, "y")):
        for match in pattern.finditer(text):
            if not taken.isdisjoint(range(*match.span())):
                continue
            taken.update(range(*match.span()))
            parts = dict(zip(order, match.groups(), strict=True))
            day = _day(parts)
            if day is None or (parts.get("m") is None and (day > today or _is_event(text, match))):
                continue
            if _BEFORE.search(text[: match.start()]) or _BEFORE_ZH.match(text[match.end() :]):
                day -= timedelta(days=1)
            found[match.start()] = day
    return tuple(dict.fromkeys(found[i] for i in sorted(found)))


def _is_event(text: str, match: re.Match[str]) -> bool:
    return bool(_EVENT.search(text[: match.start()]) or _EVENT_ZH.match(text[match.end() :]))


def _day(parts: dict[str, str | None]) -> date | None:
    month = parts.get("m") or "1"
    month = (
        str(next(i for i, m in enumerate(_MONTHS, 1) if m[:3] == month[:3]))
        if month[0].isascii() and month[0].isalpha()
        else month
    )
    try:
        return date(number(parts["y"] or ""), number(month), number(parts.get("d") or "1"))
    except (ValueError, KeyError):
        return None


def edition_day(text: str, library: Library, today: date) -> date | None:
    """The last day of the national edition a text names ("the 2021 list", 2021年版), today when it is still in force."""
    match = _EDITION.search(normalise(text))
    if not match:
        return None
    for document in library.documents.values():
        if document.regime == Regime.NATIONAL and document.id.endswith(match[1]) and document.effective:
            if document.superseded_on and document.superseded_on <= today:
                return document.superseded_on - timedelta(days=1)
            return max(today, document.effective)
    return None

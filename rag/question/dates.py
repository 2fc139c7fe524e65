"""The days a question is about: 2024年10月31日, 二〇一八年一月, 31 October 2024, 31. Oktober 2024, "in 2018", 去年, "the 2021 list"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel.dates import get_month_names

from corpus import Document, Library, Regime
from corpus.text import normalise

_CN = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_CN_DIGIT = "〇零一二三四五六七八九"
_N = rf"(?:\d{{1,2}}|[十{_CN_DIGIT}]{{1,3}})"
_Y = r"((?:19|20)\d\d)"
_YEAR = rf"((?:19|20)\d\d|[一二][{_CN_DIGIT}]{{3}})"


@cache
def _months() -> dict[str, int]:
    """The names of the months in the languages that write them as words, full and short, without marks of shortening."""
    names: dict[str, int] = {}
    for locale in ("en", "de", "fr", "es", "ru"):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number_, name in get_month_names(width, context, locale).items():
                    names[name.casefold().rstrip(".")] = number_
    return {name: n for name, n in names.items() if not name.isdigit()} | {"sept": 9}


_MONTH = "(" + "|".join(sorted(map(re.escape, _months()), key=len, reverse=True)) + r")\.?"
_PATTERNS = (
    (re.compile(r"((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), "ymd"),
    (re.compile(rf"\b(\d{{1,2}})\.(\d{{1,2}})\.{_Y}"), "dmy"),
    (re.compile(rf"{_YEAR}\s*[年년]\s*(?:({_N})\s*[月월]\s*(?:({_N})\s*[日号일])?)?(?!\s*[版度])"), "ymd"),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?: of| de)? {_MONTH}(?: de)?,? {_Y}"), "dmy"),
    (re.compile(rf"\b{_MONTH} (?:(\d{{1,2}})(?:st|nd|rd|th)?,? )?(?:de )?{_Y}"), "mdy"),
    (
        re.compile(
            rf"(?:\b(?:in|during|year|before|prior to|im jahr|vor|en|avant|antes de|до|в)\s+|^\W*(?:and|und|et|y|а)?\s*){_Y}\b"
            r"(?!\s*(?:national|negative|list|edition|free))"
        ),
        "y",
    ),
)
_EDITION = re.compile(r"((?:19|20)\d\d)\s*(?:年版|年?版|(?:national |negative |access )*(?:list|edition)|年?(?:负面)?清单)")
_TITLE = re.compile(r"《[^》]*》|[(（][^()（）]*(?:修订|修正|年版|年本)[^()（）]*[)）]")
#: A day that names a document, or on which something is said to have changed, is not the day asked about.
_PREMISE = re.compile(
    r"(?:abolish|lift|remov|chang|relax|scrap|cancel|repeal|drop|announc|publish|issu|opened|raised|allowed|introduced|ended)\w*[^.?!]{0,24}$"
    r"|\b(?:notice|circular|decree|order|announcement|opinions?|plan|measures|provisions|catalogue|law|regulations?|rules|agreement)\b[^.?!;]{0,24}\b(?:of|from|dated|in)\s*$"
    r"|\b(?:since|seit|depuis|desde)\s*(?:early |late |mid-)?$|(?:\bс|自从?)\s*$"
)
_PREMISE_BEHIND = re.compile(
    r"[^。？！,，]{0,6}(?:就|已经?|便)?(?:取消|放开|开放|废止|修订|发布|出台|提高|删除?)了"
    r"|\s*(?:起|以来|之后|以后|から|以降|부터)|(?:的)?\s*(?:第?\d+号|通知|通告|公告|办法|规定|方案|清单|目录|条例|意见|修订|年本)"
)
_TARGET = re.compile(r"(?:到|至|\bby|\buntil|\bbis|d['’]ici(?: à)?|\bpara|\bк|まで)\s*$")
_BEFORE = re.compile(r"(?:\b(?:before|prior to|vor|vor dem|avant|avant le|antes de|antes del|до)\s+|^до )$")
_BEFORE_IN = re.compile(r"^(?:before|prior to|vor|avant|antes de|до)\b")
_BEFORE_BEHIND = re.compile(r"^\s*(?:之前|以前|前|より前|以前|이전|전에)")
_NOW = re.compile(
    r"现在|目前|如今|今天|现行|当前|\bnow\b|\btoday\b|\bcurrently\b|\bat present\b|\bheute\b|\bjetzt\b|aujourd|maintenant|\bhoy\b|\bahora\b|сейчас|сегодня|現在|今でも|지금|현재"
)
#: Days told by how far they lie from today: years, months, days.
_RELATIVE = (
    (re.compile(r"前年|\btwo years ago\b|\bvor zwei jahren\b|il y a deux ans|hace dos años|позапрошлом году"), (-2, 0)),
    (re.compile(r"去年|上一?年|\blast year\b|\ba year ago\b|letztes jahr|vor einem jahr|l['’]an dernier|l['’]année dernière|el año pasado|прошлом году|昨年|작년"), (-1, 0)),
    (re.compile(r"明年|\bnext year\b|nächstes jahr|l['’]an prochain|l['’]année prochaine|el año que viene|следующем году|来年|내년"), (1, 0)),
    (re.compile(r"昨天|昨日|\byesterday\b|\bgestern\b|\bhier\b|\bayer\b|вчера|어제"), (0, -1)),
    (re.compile(r"明天|\btomorrow\b|\bmorgen\b|\bdemain\b|\bmañana\b|завтра|내일"), (0, 1)),
)  # fmt: skip
#: Words that only relate a follow-up to the day in it.
_BESIDE_DAY = re.compile(
    r"(?:19|20)\d\d年?|之前|以前|之后|以后|的时候|年初|年底|当时|\b(?:before|after|prior|back|until|year|early|late|vor|nach|avant|après|antes|después|año|до|после|году?)\b|より前|以降|이전|이후|전에|당시"
)
_YEARS_AGO = re.compile(r"(\d{1,2}|[一二三四五六七八九十])\s*年前|\b(\d{1,2}) years ago")


@dataclass(frozen=True)
class Days:
    """The days a text names, in its order, and the first that no calendar has (2024年2月30日), as it stands there."""

    named: tuple[date, ...]
    unreadable: str | None = None


def number(text: str) -> int:
    """Read an Arabic or a Chinese numeral up to 9999: 31, 三十一, 二〇二四."""
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, ones = text.split("十", 1)
        return (_CN[tens] if tens else 1) * 10 + (_CN[ones] if ones else 0)
    return int("".join(str(_CN[c]) for c in text))


def days_named(text: str, today: date) -> Days:
    """The days a text asks about. A month or a year stands for its first day, "before X" for the day before; a target year
    ("by 2029") and the date of a document or of an event are none. Beside "now", today is one more."""
    text = _TITLE.sub(lambda m: " " * len(m[0]), normalise(text))
    found: dict[int, date] = {}
    unreadable = None
    for match, parts in _dates(text):
        day = _day(parts)
        if day is None:
            unreadable = unreadable or match[0].strip()
        elif not _premise(text, match, day, parts, today):
            before = (
                _BEFORE.search(text[: match.start()]) or _BEFORE_BEHIND.match(text[match.end() :]) or _BEFORE_IN.match(match[0])
            )
            found[match.start()] = day - timedelta(days=1) if before else day
    found |= _relative(text, today)
    days = [found[i] for i in sorted(found)]
    if days and _NOW.search(text):
        days.append(today)
    return Days(tuple(dict.fromkeys(days)), unreadable)


def _dates(text: str) -> Iterator[tuple[re.Match[str], dict[str, str | None]]]:
    taken: set[int] = set()
    for pattern, order in _PATTERNS:
        for match in pattern.finditer(text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                yield match, dict(zip(order, match.groups(), strict=True))


def _premise(text: str, match: re.Match[str], day: date, parts: dict[str, str | None], today: date) -> bool:
    """Whether a date only tells of a document, an event or a target. A full date asks about that day unless it dates a document."""
    ahead, behind = text[: match.start()], text[match.end() :]
    if parts.get("d"):
        return bool(re.match(r"\s*(?:的)?\s*《", behind))
    if _TARGET.search(ahead) and day > today:
        return True
    return bool(_PREMISE.search(ahead) or _PREMISE_BEHIND.match(behind))


def _relative(text: str, today: date) -> dict[int, date]:
    found: dict[int, date] = {}
    for pattern, (years, days) in _RELATIVE:
        if match := pattern.search(text):
            found[match.start()] = _years(today, years) + timedelta(days=days)
    if match := _YEARS_AGO.search(text):
        found[match.start()] = _years(today, -number(match[1] or match[2]))
    return found


def _years(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _day(parts: dict[str, str | None]) -> date | None:
    month = parts.get("m") or "1"
    try:
        return date(number(parts["y"] or ""), _months().get(month) or number(month), number(parts.get("d") or "1"))
    except (ValueError, KeyError):
        return None


def edition_day(text: str, library: Library, today: date) -> date | None:
    """The last day of the national edition a text names ("the 2021 list", 2021年版), today when it is still in force, and the
    day before it took effect for "before the 2024 list". None where the text asks about now."""
    text = normalise(text)
    match = _EDITION.search(text)
    edition = _edition(library, match[1]) if match and not _NOW.search(text) else None
    if match is None or edition is None or edition.effective is None:
        return None
    if _BEFORE.search(text[: match.start()].removesuffix("the ")) or _BEFORE_BEHIND.match(text[match.end() :]):
        return edition.effective - timedelta(days=1)
    if edition.superseded_on and edition.superseded_on <= today:
        return edition.superseded_on - timedelta(days=1)
    return max(today, edition.effective)


def _edition(library: Library, year: str) -> Document | None:
    lists = (d for d in library.documents.values() if d.regime == Regime.NATIONAL and d.id.endswith(year))
    return next(lists, None)


def asks_today(text: str) -> bool:
    """Whether a text asks about now."""
    return bool(_NOW.search(normalise(text)))


def without_days(text: str) -> str:
    """A text, normalised, with blanks where it names a day, and where it says before, after or now."""
    text = normalise(text)
    for match, _ in list(_dates(text)):
        text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    for pattern in (_NOW, _BESIDE_DAY, *(p for p, _ in _RELATIVE)):
        text = pattern.sub(" ", text)
    return text

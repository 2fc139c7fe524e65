"""Where a text writes a date, and how exactly: 2024年10月31日, 31. Oktober 2024, 14/12/2025, 令和2年, 19年5月, '18, "2016"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel.dates import get_month_names

from corpus.text import normalise
from rag.question.dates.numerals import CN_DIGITS, DAY_WORDS, number

_N = rf"(?:\d{{1,2}}|[十{CN_DIGITS}]{{1,3}})"
_Y = r"((?:19|20)\d\d)"
_YEAR = rf"(?<!\d)(?<!\d[.,])(\d{{4}}|[一二][{CN_DIGITS}]{{3}})"
_MONTH_DAY = rf"(?:({_N})\s*[月월]\s*(?:({_N})\s*[日号일]?)?)"
#: The year before the first of an era.
_ERAS = {"令和": 2018, "reiwa": 2018, "平成": 1988, "heisei": 1988, "昭和": 1925, "showa": 1925, "民国": 1911}
#: Years of two digits are of this century up to so many years from today.
_AHEAD = 10


@cache
def _months() -> dict[str, int]:
    """The names of the months in the languages that write them as words, full and short, without marks of shortening."""
    names: dict[str, int] = {}
    for locale in ("en", "de", "fr", "es", "ru"):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number_, name in get_month_names(width, context, locale).items():
                    names[name.casefold().rstrip(".")] = number_
    # "In March" is another case in Russian.
    names |= {f"{name.casefold()[:-1]}е": n for n, name in get_month_names("wide", "format", "ru").items()}
    return {name: n for name, n in names.items() if not name.isdigit()} | {"sept": 9}


_MONTH = "(" + "|".join(sorted(map(re.escape, _months()), key=len, reverse=True)) + r")\.?"
_OF = r"(?: of| de| del)?"
_DAY_WORD = "(" + "|".join(sorted(map(re.escape, map(normalise, DAY_WORDS)), key=len, reverse=True)) + ")"
_DAYS_IN_WORDS = {normalise(word): day for word, day in DAY_WORDS.items()}
#: What a number counts, where it is one: "2000 employees", 2020元.
_THINGS = normalise(
    "元|円|圆|块|万|亿|余|多|人|名|个|家|座|张|台|平|米|吨|部|件|册|本|套|户|次|小时|分钟|公里|席|원|명|개|석|평|시간|대|권|달러|"
    "%|€|\\$|£|¥|[a-z-]*\\s?(?:yuan|rmb|cny|usd|hkd|dollars?|euros?|eur|yen|won|roubles?|rubles?|employees|workers|staff|people|persons|users|customers|clients|"
    "subscribers|seats|screens|rooms|hours|minutes|copies|titles|books|stores|shops|members|square|sqm|m2|m²|km|tons?|tonnes|pieces|units|films|students|visitors|"
    "mitarbeiter\\w*|beschäftigte\\w*|leute|sitz\\w*|plätze\\w*|kunden|nutzer\\w*|stück|quadratmeter\\w*|stunden|zuschauer\\w*|abonnenten|"
    "salariés|employés|personnes|places|sièges|clients|utilisateurs|abonnés|heures|mètres|exemplaires|"
    "empleados|trabajadores|personas|asientos|plazas|butacas|usuarios|clientes|horas|metros|ejemplares)\\b|"
    "(?:сотрудник|работник|человек|людей|мест|кресел|пользовател|клиент|абонент|рубл|юан|доллар|евро|час|метр|экземпляр)"
)
_NOT_A_NUMBER = rf"(?!\d|[.,:/]\d|\s*(?:{_THINGS}))"
#: Signs, and words of extent, before a number that is none of a year.
_FREE = r"(?<![\d.:/#№€$£¥’'-])(?<!\d,)(?<!no\. )(?<!nr\. )(?<!rmb )(?<!rmb)(?<!over )(?<!than )(?<!超过)(?<!约)(?<!近)(?<!iso )"
_PATTERNS = (
    (re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), "ymd"),
    (re.compile(rf"(?<![\d./-])(\d{{1,2}})([./-])(\d{{1,2}})\2{_Y}(?!\d)"), "d?my"),
    (re.compile(rf"({'|'.join(_ERAS)})\s*(\d{{1,3}}|元|[十百{CN_DIGITS}]{{1,4}})(?:\s*年\s*{_MONTH_DAY}?|\b)"), "eymd"),
    (re.compile(rf"{_YEAR}\s*[年년]\s*{_MONTH_DAY}?(?!\s*(?:[版度]|以上|历史|歴史))"), "ymd"),
    (re.compile(rf"(?<!\d)(\d\d)年{_MONTH_DAY}"), "ymd"),
    (re.compile(rf"(?<!\d)({_Y[1:-1]})(0[1-9]|1[0-2])([0-3]\d)(?!\d)"), "ymd"),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|-?го|\.)?{_OF}[ -]{_MONTH}{_OF},?[ -]{_Y}"), "dmy"),
    (re.compile(rf"\b{_DAY_WORD}(?: day)?{_OF} {_MONTH}{_OF},? {_Y}"), "dmy"),
    (re.compile(rf"\b{_Y} {_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?\b"), "ymd"),
    (re.compile(rf"\b{_MONTH}{_OF} {_Y}(?: года)?,? (?:(?:on|it was|genau|am|the|le|el) ){{1,3}}(\d{{1,2}})(?:st|nd|rd|th|\b)"), "myd"),
    (re.compile(rf"\b{_MONTH} (?:(\d{{1,2}})(?:st|nd|rd|th)?,? )?(?:of |de |del )?{_Y}"), "mdy"),
    (re.compile(r"(?<=[\u3040-\u9fff\s,])([12]\d)\.(\d{1,2})\.(\d{1,2})(?=[\u3040-\u9fff\s,]|$)"), "ymd"),
    (re.compile(r"(?:\b(?:am|vom|zum|le|du|au|el|del)|\b(?:на|от))\s+(\d{1,2})([./])(\d{1,2})\2(\d\d)(?![\d.])"), "d?my"),
    (re.compile(r"(?<!\w)['’‘](\d\d)(?![\w'’])"), "y"),
    (re.compile(r"(?:^|(?<=[\s,.;:!?。、在于从于自按我资省市区院台商]))([012]\d)年(?=的?时候|初|底|末|那|当时|外|能|可|以前|之前|的?规定|搞|做|办|[\u4e00-\u9fff]{2,6}(?:园|区|省|市|外资))"), "y"),
    (re.compile(r"\bthe year (\d{3,4})\b|(?:im jahre?|l['’]an|el año) (\d{3,4})\b(?<!19\d\d)(?<!20\d\d)"), "yy"),
    (re.compile(rf"{_FREE}{_Y}{_NOT_A_NUMBER}"), "b"),
)  # fmt: skip
_HAN = re.compile(r"[\u3040-\u9fff]")


@dataclass(frozen=True)
class Written:
    """A date as it is written, from ``start`` to ``end`` of a normalised text. ``bare`` is a number that may be a year. ``day`` is its
    first day, None where no calendar has it; ``precision`` is `day`, `month` or `year`."""

    start: int
    end: int
    text: str
    day: date | None
    precision: str
    bare: bool = False


def written_dates(text: str, today: date) -> Iterator[Written]:
    """The dates that a normalised text writes: no place in it belongs to two of them."""
    taken: set[int] = set()
    for pattern, order in _PATTERNS:
        for match in pattern.finditer(text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                parts = {name: value for name, value in zip(order, match.groups(), strict=True) if value is not None}
                year = parts.get("y") or parts.get("b") or ""
                precision = "day" if "d" in parts else "month" if "m" in parts else "year"
                yield Written(*match.span(), match[0].strip(), _first_day(parts, year, today), precision, "b" in parts)


def _first_day(parts: dict[str, str], written: str, today: date) -> date | None:
    month, day = parts.get("m") or "1", parts.get("d") or "1"
    try:
        year = number(written)
        if "e" in parts:
            year += _ERAS[parts["e"]]
        elif len(written) <= 2:
            year += 2000 if 2000 + year <= today.year + _AHEAD else 1900
        at, on = _months().get(month) or number(month), _DAYS_IN_WORDS.get(day) or number(day)
        return date(year, on, at) if at > 12 >= on and parts.get("?") == "/" else date(year, at, on)
    except (ValueError, KeyError):
        return None

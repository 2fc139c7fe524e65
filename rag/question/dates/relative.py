"""Times told from the day of asking: now, last year, three years ago, 九十年前."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rag.question.dates.numerals import NUMBER_WORD, counted

_NOW = re.compile(
    r"现在|目前|如今|今天|今日|现行|当前|今年|本年|眼下|当下|即日起|今后|时至今日|\bnow\b|\bnowadays\b|\btoday\b|\bcurrent(?:ly)?\b|\bat present\b|\bthese days\b|\bthis (?:year|month|week)\b|\bpresently\b|"
    r"\bheut(?:e|ig\w*|zutage)\b|\bjetzt\b|\bdieses jahr\b|\bin diesem jahr\b|\bderzeit\b|\baktuell\b|\bgegenwärtig\b|aujourd|maintenant|\bcette année\b|\bactuellement\b|\bdésormais\b|\bdorénavant\b|"
    r"\bhoy\b|\bahora\b|\beste año\b|\bactualmente\b|\bhoy en día\b|сейчас|сегодня|\bныне|в этом году|в настоящее время|\bтеперь\b|отныне|"
    r"现時点|今でも|今から|今の|지금|현재|올해|금년|오늘|요즘|이제|앞으로"
)
#: Years and days from today.
_TOLD = (
    (re.compile(r"大前年"), -3, 0),
    (re.compile(r"(?<!大)前年|позапрошлом году|一昨年|재작년|\bl['’]avant-dernière année\b"), -2, 0),
    (re.compile(r"去年|上一?年(?!度)|\blast year\b|letzte[sn] jahr|l['’]an dernier|l['’]année dernière|el año pasado|прошлом году|昨年|작년|지난해"), -1, 0),
    (re.compile(r"明年|\bnext year\b|nächste[sn] jahr|l['’]an prochain|l['’]année prochaine|el año que viene|el próximo año|следующем году|来年|내년"), 1, 0),
    (re.compile(r"昨天|昨日|\byesterday\b|\bgestern\b|\bayer\b|вчера|어제"), 0, -1),
    (re.compile(r"明天|\btomorrow\b|\bab morgen\b|\bdès demain\b|\ba partir de mañana\b|завтра|내일"), 0, 1),
)  # fmt: skip
_COUNT = rf"(\d{{1,3}}|(?:a|one|einem|un|año|год)|(?:{NUMBER_WORD})(?:[- ](?:{NUMBER_WORD}))?)"
_AGO = re.compile(
    r"(?<!\d)(\d{1,3}|[一二三四五六七八九十两百]{1,5})\s*(?:年(?:之前|以前|前)|년 ?전)"
    rf"|\b{_COUNT} years? ago\b|\bvor {_COUNT} jahr(?:en)?\b|\bil y a {_COUNT} ans?\b|\bhace {_COUNT} años?\b|\b{_COUNT} (?:год|года|лет) назад"
)
_ONE = frozenset({"a", "one", "einem", "un", "año", "год"})


def says_now(text: str) -> bool:
    """Whether a normalised text speaks of the present."""
    return bool(_NOW.search(text))


def now_from(text: str, start: int, most: int) -> int | None:
    """Where, within ``most`` characters from ``start``, a word for the present begins."""
    match = _NOW.search(text, start, min(len(text), start + most))
    return match.start() if match else None


def without_now(text: str) -> str:
    """A normalised text with blanks where it speaks of the present."""
    return _NOW.sub(" ", text)


def told_days(text: str, today: date) -> Iterator[tuple[int, int, date]]:
    """The days that a normalised text tells from today: where each begins and ends, and the day."""
    for pattern, years, days in _TOLD:
        for match in pattern.finditer(text):
            yield *match.span(), _some_years_on(today, years) + timedelta(days=days)
    for match in _AGO.finditer(text):
        count = next(group for group in match.groups() if group)
        yield *match.span(), _some_years_on(today, -(1 if count in _ONE else counted(count)))


def _some_years_on(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)

"""Finding calendar dates in running text, Chinese and English."""

from __future__ import annotations

import re
from datetime import date

from corpus.reading.numerals import BLANK, half_width, read_numeral
from corpus.text import MONTHS

_NUM = "[0-9０-９〇零○Ｏ一二三四五六七八九十]"
_CHINESE = re.compile(f"({_NUM}{{4}}){BLANK}*年{BLANK}*({_NUM}{{1,3}}){BLANK}*月{BLANK}*({_NUM}{{1,3}}){BLANK}*[日号號]")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_MONTH_FIRST = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}}),? (\d{{4}})\b")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}),? (\d{{4}})\b")
DATE_ONLY = re.compile(rf"[（(]?{BLANK}*(?:{_CHINESE.pattern}|{_MONTH_FIRST.pattern}|{_DAY_FIRST.pattern}){BLANK}*[）)]?")


def find_dates(text: str) -> list[tuple[int, int, date]]:
    """Every date in ``text`` as (start, end, date), in order. What looks like a date but is none (2月30日) is left out."""
    found = []
    for match in _CHINESE.finditer(text):
        found.append((match, [read_numeral(half_width(part).replace("Ｏ", "〇")) for part in match.groups()]))
    for match in _ISO.finditer(text):
        found.append((match, [int(part) for part in match.groups()]))
    for match in _MONTH_FIRST.finditer(text):
        found.append((match, [int(match[3]), MONTHS.index(match[1]) + 1, int(match[2])]))
    for match in _DAY_FIRST.finditer(text):
        found.append((match, [int(match[3]), MONTHS.index(match[2]) + 1, int(match[1])]))
    dated = [(match.start(), match.end(), day) for match, parts in found if (day := _date(parts))]
    return sorted(dated)


def _date(parts: list[int | None]) -> date | None:
    try:
        return date(*(part or 0 for part in parts))
    except ValueError:
        return None

"""Days, shares and sums as each language writes them: the one form in which an answer shows them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

#: Day and month, where the CLDR's long form is not what a sentence takes: British order, and no abbreviated "year" at its end.
_PATTERNS = {"en": ("d MMMM y", "MMMM y"), "ru": ("d MMMM y 'года'", "LLLL y 'года'")}
_MONTHS = {"ko": "y년 M월", "es": "MMMM 'de' y"}
_CJK_MONTH = "y年M月"
_ISO = re.compile(r"(?<![\dA-Za-z-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(\d\d))?(?![\dA-Za-z-])")
_SPACED_SHARE = re.compile(r"(?<=\d)\s+%")
#: Languages that put a space before the sign of percent: one that does not break.
_SPACE_BEFORE_PERCENT = ("de", "fr", "es", "ru")
#: A sum of money by its size: units, millions and thousands of millions; of each the form for one and for more.
_SUMS = {
    "de": (("{} RMB", "{} RMB"), ("{} Mio. RMB", "{} Mio. RMB"), ("{} Mrd. RMB", "{} Mrd. RMB")),
    "fr": (("{} RMB", "{} RMB"), ("{} million de RMB", "{} millions de RMB"), ("{} milliard de RMB", "{} milliards de RMB")),
    "es": (("{} RMB", "{} RMB"), ("{} millón de RMB", "{} millones de RMB"), ("mil millones de RMB", "{} mil millones de RMB")),
    "ru": (("{} юаней", "{} юаней"), ("{} млн юаней", "{} млн юаней"), ("{} млрд юаней", "{} млрд юаней")),
}
_MYRIADS = {"ja": ("元", "万元", "億元"), "ko": ("위안", "만 위안", "억 위안")}


@lru_cache(maxsize=4096)
def written_day(day: date, language: str) -> str:
    """A day as the language writes it in a sentence: 22 November 2026, 22. November 2026, 2026年11月22日."""
    text = format_date(day, _PATTERNS.get(language, ("long",))[0], locale=_locale(language))
    # French counts the first day of a month as the first; the CLDR does not.
    return text.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else text


@lru_cache(maxsize=4096)
def written_month(month: date, language: str) -> str:
    """The month of a day as the language writes it in a sentence."""
    pattern = _PATTERNS.get(language, ("", _MONTHS.get(language, "MMMM y")))[1]
    return format_date(month, _CJK_MONTH if language.startswith(("zh", "ja")) else pattern, locale=_locale(language))


def written_days(text: str, language: str) -> str:
    """A text in which each day and month in ISO form (2026-11-22, 2026-11) is as the language writes it; what no calendar has stays."""
    return _ISO.sub(lambda match: _rewritten(match, language), text)


def share(value: float, language: str) -> str:
    """A share with its sign: 50%, 33.3%; 50 %, 33,3 %."""
    number = format_decimal(value, "0.###", locale=_locale(language))
    return f"{number}\u00a0%" if language in _SPACE_BEFORE_PERCENT else f"{number}%"


def unified(text: str, language: str) -> str:
    """A text of the corpus in the forms of its own language, Chinese or English, whoever wrote it down."""
    return _SPACED_SHARE.sub("%", written_days(text, language))


def yuan(amount: int, language: str) -> str:
    """A sum of money in a language that the corpus is not written in: 10 Mio. RMB, 1000万元."""
    if language in _MYRIADS:
        ones, myriads, hundreds_of_millions = _MYRIADS[language]
        scale, unit = (10**8, hundreds_of_millions) if amount >= 10**8 else (10**4, myriads) if amount >= 10**4 else (1, ones)
        return f"{amount / scale:g}{unit}"
    size = 2 if amount >= 10**9 else 1 if amount >= 10**6 else 0
    scaled = amount / 1000 ** (size + 1 if size else 0)
    form = _SUMS[language][size][scaled != 1]
    # A space parts the thousands in all of them: a point would be taken for a decimal one.
    return form.format(format_decimal(scaled, locale="fr").replace("\u202f", "\u00a0"))


def _rewritten(iso: re.Match[str], language: str) -> str:
    try:
        day = date(int(iso[1]), int(iso[2]), int(iso[3] or 1))
    except ValueError:
        return iso[0]
    return written_day(day, language) if iso[3] else written_month(day, language)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")

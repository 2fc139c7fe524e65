"""What both readers share: the one form of a number, and what Chinese and English write alike (2024-11-01, B25, 50%, 1/3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

#: 10, 1,000,000, 5.5; never a part of a word (B2B) or of a longer number.
DIGITS = r"(?<![A-Za-z0-9])(?<!\d[.,])\d+(?:,\d{3})*(?:\.\d+)?"
_ISO_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?![\d-])")
_CURRENCY = re.compile(r"\b(RMB|CNY|USD|HKD|EUR|US|HK|No\.)(?=\d)")
_CODE = re.compile(r"(?<![A-Za-z0-9])(?:[A-FH-Z][A-Z]{0,2}\d+(?:-\d+)*|\d[GDK])(?![A-Za-z0-9])")
_PER_MILLE = re.compile(rf"({DIGITS})\s*‰")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d\d)(?!\d)")
_SLASH = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")


@dataclass(frozen=True)
class Numbers:
    """The numbers of one text. ``stated`` must stand in the other language too: their one form, and the words of this text.
    ``implied`` may answer for one there (`both` for 两), but need not."""

    stated: dict[str, str]
    implied: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.implied | self.stated.keys()


class Found:
    """A text that is read from the most to the least telling pattern; what has been read is taken out of it."""

    def __init__(self, text: str) -> None:
        text = text.replace("，", "； ")  # a Chinese comma parts two numbers; half-width it would join them (5，100 → 5,100)
        self.text = _CURRENCY.sub(r"\1 ", unicodedata.normalize("NFKC", text))
        self.stated: dict[str, str] = {}
        self.implied: set[str] = set()

    def state(self, pattern: re.Pattern[str], read: Callable[[re.Match[str]], Iterable[str]]) -> None:
        """Take out every match and set down what ``read`` makes of it; where it makes nothing of it, the words stay."""

        def take(match: re.Match[str]) -> str:
            forms = list(read(match))
            for form in forms:
                self.stated.setdefault(form, match[0].strip())
            return " ; " if forms else match[0]

        self.text = pattern.sub(take, self.text)

    def imply(self, pattern: re.Pattern[str], *forms: str) -> None:
        """Take out every match: it may stand for ``forms``."""
        self.text, count = pattern.subn(" ; ", self.text)
        if count:
            self.implied.update(forms)

    def alike(self) -> None:
        """What both languages write in the same way."""
        self.state(_ISO_DATE, lambda m: [day(m[1], m[2], m[3])])
        self.state(_CODE, lambda m: [m[0]])
        self.state(_PER_MILLE, lambda m: [percent_form(value(m[1]) / 10)])
        self.state(_CLOCK, lambda m: [form(int(m[1])), *([form(int(m[2]))] if int(m[2]) else [])])
        self.state(_SLASH, lambda m: [form(Fraction(int(m[1]), int(m[2])))] if 0 < int(m[1]) < int(m[2]) else [])

    def numbers(self) -> Numbers:
        return Numbers(self.stated, frozenset(self.implied))


def value(digits: str) -> Fraction:
    """The value of ``DIGITS``."""
    return Fraction(Decimal(digits.replace(",", "")))


def form(number: Fraction | int) -> str:
    """The one form of a number: 10000000, 2/3, 5.5."""
    number = Fraction(number)
    whole = number.denominator == 1 or number.denominator % 3 == 0
    return str(number) if whole else f"{float(number):g}"


def percent_form(number: Fraction | int) -> str:
    return f"{form(number)}%"


def day(year: str | None, month: str | int, day_of_month: str | int | None) -> str:
    """A date, or the part of it that is given: 2024-11-01, 2024-11, --11-01, --11."""
    tail = f"-{int(day_of_month):02}" if day_of_month else ""
    return f"{year or '-'}-{int(month):02}{tail}"

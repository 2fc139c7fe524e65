"""Numbers as English writes them: RMB 10 million, two-thirds, 50 per cent, Article 6, third, 1 November 2024, Chapter II."""

from __future__ import annotations

import re
from fractions import Fraction

from corpus.numbers.found import DIGITS, Found, Numbers, day, form, percent_form, value
from corpus.reading.numerals import read_numeral
from corpus.text import MONTHS

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
)
_WORDS = {word: n for n, word in enumerate(_UNITS.split(), 1)}
_WORDS |= {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
_WORDS |= {f"{ten}-{unit}": _WORDS[ten] + n for ten in _TENS.split() for n, unit in enumerate(_UNITS.split()[:9], 1)}
_RANKS = {word: n for n, word in enumerate(_ORDINALS.split(), 1)}
_MULTIPLES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
_MONTH = f"({'|'.join(MONTHS)})"
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_MULTIPLE = r"(?:\s*(hundred|thousand|million|billion|trillion|m|bn)\b)"
_TO = r"\s*(?:to|-|–|—|~)\s*"

_DAY_MONTH = re.compile(rf"\b([12]?\d|3[01])\s+{_MONTH}\b(?:,?\s+((?:19|20)\d\d))?")
_MONTH_DAY = re.compile(rf"\b{_MONTH}\s+([12]?\d|3[01])(?!\d)(?:,?\s+((?:19|20)\d\d))?")
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\s+((?:19|20)\d\d)")
_MONTH_ALONE = re.compile(rf"\b(?:in|of|by|to|until|from|since|before|after|during|between|and|every|each)\s+{_MONTH}\b")
_CENT = r"\s*(?:%|per ?cent\b|percentage points?)"
_PER_RANGE = re.compile(f"({DIGITS}){_TO}({DIGITS}){_CENT}")
_PER_CENT = re.compile(f"({DIGITS}|\\b(?:{_WORD})){_CENT}", re.IGNORECASE)
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_FRACTION = re.compile(rf"\b({_WORD}|a)[ -](half|halves|third|quarter|fourth|fifth|tenth)s?\b(?=( of\b)?)", re.IGNORECASE)
_HALF_YEAR = re.compile(r"\bhalf[- ](?:a )?year", re.IGNORECASE)
_HALF = re.compile(r"\bhalf\b", re.IGNORECASE)
_AMOUNT_RANGE = re.compile(f"({DIGITS}){_TO}({DIGITS}){_MULTIPLE}")
_AMOUNT = re.compile(f"({DIGITS})(?:st|nd|rd|th)?{_MULTIPLE}?")
_OTHER_PARTY = re.compile(r"\bthird[- ](?:part(?:y|ies)|person|countr|place)", re.IGNORECASE)
_RANK = re.compile(rf"\b({'|'.join(_RANKS)})\b", re.IGNORECASE)
_COUNT = re.compile(rf"\b({_WORD}){_MULTIPLE}?\b", re.IGNORECASE)
_ROMAN = re.compile(
    r"\b(?i:chapter|part|section|annex|mode|table|category|class|article|point|schedule|supplement)s? ([IVX]+)\b|^([IVX]+)(?=\.\d)"
)
_GROUP = re.compile(r"\bG(7|8|20)\b")
_PAIR = re.compile(r"\b(?:both|twice|double|either|neither|two|pair|dual)\b", re.IGNORECASE)
#: Most sentences hold no number at all: one look saves a dozen.
_HINT = re.compile(
    rf"\d|\b(?:{_WORD}|{'|'.join(_RANKS)}|half|halves|quarters?|twice|double|pair|dual|both|n?either|[IVX]+)\b", re.IGNORECASE
)


def read_english(text: str) -> Numbers:
    """The numbers of an English text."""
    found = Found(text)
    found.implied.add("1")
    if not _HINT.search(found.text) and not _MONTH_ALONE.search(found.text):
        return found.numbers()
    found.alike()
    found.state(_DAY_MONTH, lambda m: [day(m[3], _month(m[2]), m[1])])
    found.state(_MONTH_DAY, lambda m: [day(m[3], _month(m[1]), m[2])])
    found.state(_MONTH_YEAR, lambda m: [day(m[2], _month(m[1]), None)])
    found.state(_MONTH_ALONE, lambda m: [day(None, _month(m[1]), None)])
    found.state(_GROUP, lambda m: [m[1]])
    found.state(_PER_RANGE, lambda m: [percent_form(value(m[1])), percent_form(value(m[2]))])
    found.state(_PER_CENT, lambda m: [percent_form(_value(m[1]))])
    found.imply(_OTHER_PARTY, "3")
    found.imply(_HALF_YEAR, form(Fraction(1, 2)), "6")
    found.state(_FRACTION, _fraction)
    found.state(_HALF, lambda m: [form(Fraction(1, 2))])
    found.state(_AMOUNT_RANGE, _range)
    found.state(_AMOUNT, lambda m: [form(value(m[1]) * _MULTIPLES.get(m[2] or "", 1))])
    found.state(_ROMAN, lambda m: [form(read_numeral(m[1] or m[2]) or 0)])
    found.state(_RANK, lambda m: [form(_RANKS[m[1].lower()])] if m[1].lower() != "first" else [])
    found.state(_COUNT, _count)
    found.imply(_PAIR, "2")
    return found.numbers()


def _month(name: str) -> int:
    return MONTHS.index(name) + 1


def _value(text: str) -> Fraction:
    return value(text) if text[0].isdigit() else Fraction(_WORDS[text.lower()])


def _range(match: re.Match[str]) -> list[str]:
    """`1 to 10 million` is 1 million to 10 million; `100,000 to 1 million` is what it says."""
    low, high, multiple = value(match[1]), value(match[2]), _MULTIPLES[match[3]]
    return [form(low * multiple if low < 1000 and low < high else low), form(high * multiple)]


def _fraction(match: re.Match[str]) -> list[str]:
    """`two-thirds`, `a quarter of`; not `a third permit`."""
    head, part = match[1].lower(), match[2].lower()
    if head == "a" and match[3] is None:
        return []
    return [form(Fraction(_WORDS.get(head, 1), _PARTS[part]))]


def _count(match: re.Match[str]) -> list[str]:
    number = _WORDS[match[1].lower()] * _MULTIPLES.get((match[2] or "").lower(), 1)
    return [form(number)] if number > 1 else []

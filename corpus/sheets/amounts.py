"""Shares and sums in a sentence, in Chinese and in English."""

from __future__ import annotations

import re

from corpus.reading.numerals import read_numeral

_HAN = "[〇零一二两三四五六七八九十百千]"
#: A share: 60%, 百分之六十, 六成, 60 per cent.
SHARE_ZH = rf"(?:\d+(?:\.\d+)?\s*[%％]|百分之{_HAN}+|{_HAN}成)"
SHARE_EN = r"(?:\d+(?:\.\d+)?\s*(?:%|per\s?cent\b)|(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one hundred)\s+per\s?cent\b)"
_TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_SUM_ZH = re.compile(rf"(?:人民币)?\s*(\d+(?:,\d{{3}})*(?:\.\d+)?|{_HAN}+)\s*(千万|百万|万|亿)?\s*元")
_SUM_EN = re.compile(
    r"(?:RMB|CNY|¥)\s*(\d+(?:,\d{3})*(?:\.\d+)?)\s*(million|billion|m\b|bn\b)?|(\d+(?:,\d{3})*(?:\.\d+)?)\s*(million|billion)?\s*(?:yuan|RMB|CNY)",
    re.IGNORECASE,
)
_WORTH = {"千万": 10**7, "百万": 10**6, "万": 10**4, "亿": 10**8, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9}


def share_of(text: str) -> float | None:
    """The percentage that a share stands for; None for what is none."""
    if digits := re.match(r"\d+(?:\.\d+)?", text):
        return float(digits[0])
    if text.startswith("百分之"):
        return _number(text.removeprefix("百分之"))
    if text.endswith("成"):
        number = _number(text[:-1])
        return number * 10 if number else None
    word = text.split()[0].casefold()
    return (_TENS.index(word) + 1) * 10.0 if word in _TENS else 100.0 if word == "one" else None


def yuan_in(text: str) -> int | None:
    """The first sum of money in a text, in yuan."""
    if found := _SUM_ZH.search(text):
        number = _number(found[1])
        return round(number * _WORTH.get(found[2] or "", 1)) if number else None
    if found := _SUM_EN.search(text):
        number = _number(found[1] or found[3])
        return round(number * _WORTH.get((found[2] or found[4] or "").casefold(), 1)) if number else None
    return None


def sum_in_words(yuan: int) -> tuple[str, str]:
    """A sum in Chinese and English: 500万元, RMB 5 million."""
    zh = f"{yuan / 10**8:g}亿元" if yuan >= 10**8 else f"{yuan / 10**4:g}万元" if yuan >= 10**4 else f"{yuan}元"
    en = f"{yuan / 10**9:g} billion" if yuan >= 10**9 else f"{yuan / 10**6:g} million" if yuan >= 10**6 else f"{yuan:,}"
    return zh, f"RMB {en}"


def _number(text: str) -> float | None:
    plain = text.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    whole = read_numeral(text)
    return None if whole is None else float(whole)

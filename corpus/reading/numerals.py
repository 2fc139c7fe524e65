"""Reading numbers as legal texts print them: 第六条, 第１２条, 一百零五, 二〇二四, 廿三, Chapter II, Part One."""

from __future__ import annotations

import re

HAN_DIGITS = "〇零○一二两兩三四五六七八九十廿卅百千"
#: A blank inside a line: ASCII, ideographic, no-break.
BLANK = "[ \t\u3000\u00a0]"
ARABIC = "[0-9０-９]"
#: A Chinese numeral, blanks between its characters allowed (第 十 二 条). Bounded, so that it cannot run away on noise.
HAN_NUMERAL = f"[{HAN_DIGITS}](?:{BLANK}?[{HAN_DIGITS}]){{0,7}}"

_HAN_VALUE = {c: n for n, chars in enumerate(["〇零○", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"]) for c in chars}
_UNIT = {"十": 10, "百": 100, "千": 1000}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_FORM = re.compile(r"(?=[IVXLC])C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_GAPS = re.compile(r"\s+")
LARGEST = 9999


def read_numeral(text: str) -> int | None:
    """The number ``text`` stands for, 1–9999; None when it is not a numeral."""
    text = _GAPS.sub("", text).translate(_HALF_WIDTH)
    number = int(text) if re.fullmatch(r"[0-9]{1,4}", text) else _han(text) or _roman(text) or _word(text)
    return number if number and 0 < number <= LARGEST else None


def half_width(text: str) -> str:
    """The same with ASCII digits."""
    return text.translate(_HALF_WIDTH)


def _han(text: str) -> int | None:
    if not text or any(c not in HAN_DIGITS for c in text):
        return None
    if len(text) > 1 and not any(c in "十百千廿卅" for c in text):
        return int("".join(str(_HAN_VALUE[c]) for c in text))  # digit by digit, as years are written: 二〇二四
    total = pending = 0
    for c in text:
        if c in _UNIT:
            total += (pending or 1) * _UNIT[c]
            pending = 0
        elif c in "廿卅":
            total += 20 if c == "廿" else 30
        else:
            pending = _HAN_VALUE[c]
    return total + pending


def _roman(text: str) -> int | None:
    if not _ROMAN_FORM.fullmatch(text):
        return None
    values = [_ROMAN[c] for c in text]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def _word(text: str) -> int | None:
    return _WORDS.index(text.lower()) + 1 if text.lower() in _WORDS else None

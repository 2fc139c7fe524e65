"""Numbers as Chinese writes them: 1000万元, 10亿, 三分之二, 百分之五十, 第六条, 三个, 2024年11月1日, 十五五."""

from __future__ import annotations

import re
from fractions import Fraction

from corpus.numbers.found import DIGITS, Found, Numbers, day, form, percent_form, value
from corpus.reading.numerals import read_numeral

_HAN = "[〇一二两三四五六七八九十百千零]"
_NUMERAL = f"{_HAN}+(?:[万亿]{_HAN}*)*"
_ANY = f"(?:{DIGITS}|{_NUMERAL})"
_TO = r"\s*(?:至|到|~|—|–|-)\s*"
_UNITS = {"百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_UNIT = "(?:百万|千万|万亿|[百千万亿])"
# What a Chinese numeral counts. Without one it may be a part of a name or of a word (四川, 统一, 三网), and is only implied.
_COUNTED = "个项条款类家种年月日天周届倍次章节号名所座件步份人位岁小部层"

_DATE = re.compile(r"(?:((?:19|20)\d\d)年)?(?<![\d个])(1[0-2]|0?[1-9])月(?:(3[01]|[12]\d|0?[1-9])[日号]|(?![内以]))")
_HAN_YEAR = re.compile(r"[一二][〇零九][〇零一二三四五六七八九]{2}(?=年)")
_PLAN = re.compile(r"十([一二三四五六])五(?!条|项|款)")
_PER_RANGE = re.compile(f"({DIGITS})%?{_TO}({DIGITS})%")
_PER_CENT = re.compile(f"({DIGITS})\\s*(?:%|个百分点)|百分之({_ANY})")
_PER_MILLE = re.compile(f"千分之({_ANY})")
_FRACTION = re.compile(f"({_ANY})分之({_ANY})")
_HALF = re.compile("一半|半数|过半|对半")
_HALF_YEAR = re.compile("半年")
_AMOUNT_RANGE = re.compile(f"({DIGITS}){_TO}({DIGITS})\\s*({_UNIT})")
_AMOUNT = re.compile(f"({DIGITS})\\s*({_UNIT}?)")
_GENERATION = re.compile("第([二三四五六])代")
_OTHER_PARTY = re.compile("第三(?:方|人|国|者|地)")
_ORDINAL = re.compile(f"第({_NUMERAL})(?:至({_NUMERAL}))?")
_COUNT = re.compile(f"(?<!第)({_NUMERAL})(?=多?[{_COUNTED}])")
_BRACKETED = re.compile(f"\\(({_HAN}+)\\)")
_BARE = re.compile(_NUMERAL)
_PAIR = re.compile("双|两|俩|均|都")
_ONE = re.compile("[一首单每各]")


def read_chinese(text: str) -> Numbers:
    """The numbers of a Chinese text."""
    found = Found(text)
    found.alike()
    found.state(_DATE, lambda m: [day(m[1], m[2], m[3])])
    found.state(_HAN_YEAR, lambda m: [form(read_numeral(m[0]) or 0)])
    found.state(_PLAN, lambda m: [form(read_numeral(f"十{m[1]}") or 0)])
    found.state(_PER_RANGE, lambda m: [percent_form(value(m[1])), percent_form(value(m[2]))])
    found.state(_PER_CENT, lambda m: [percent_form(_value(m[1] or m[2]))])
    found.state(_PER_MILLE, lambda m: [percent_form(_value(m[1]) / 10)])
    found.state(_FRACTION, lambda m: [form(_value(m[2]) / _value(m[1]))] if _value(m[1]) else [])
    found.state(_HALF, lambda m: [form(Fraction(1, 2))])
    found.imply(_HALF_YEAR, form(Fraction(1, 2)), "6")
    found.state(_AMOUNT_RANGE, lambda m: [form(value(m[1]) * _UNITS[m[3]]), form(value(m[2]) * _UNITS[m[3]])])
    found.state(_AMOUNT, lambda m: [form(value(m[1]) * _UNITS.get(m[2], 1))])
    found.implied.update(f"{_value(m[1])}{g}" for m in _GENERATION.finditer(found.text) for g in ("", "G"))
    found.imply(_GENERATION)
    found.imply(_OTHER_PARTY, "3")
    found.state(_ORDINAL, lambda m: [form(_value(n)) for n in m.groups() if n and _value(n) > 1])
    found.state(_COUNT, lambda m: [form(_value(m[1]))] if _value(m[1]) > 1 else [])
    found.state(_BRACKETED, lambda m: [form(_value(m[1]))] if _value(m[1]) > 1 else [])
    found.implied.update(form(_value(m[0])) for m in _BARE.finditer(found.text))
    found.imply(_PAIR, "2")
    if _PLAN.search(text):
        found.implied.add("5")  # the 15th Five-Year Plan
    if _ONE.search(text):
        found.implied.add("1")
    return found.numbers()


def _value(text: str) -> Fraction:
    """The value of a numeral in digits or in Chinese characters, 万 and 亿 included; 0 when it is none."""
    if text[0].isdigit():
        return value(text)
    total = Fraction(0)
    for name, unit in (("亿", 10**8), ("万", 10**4)):
        head, name, text = text.rpartition(name)
        if name:
            total += (_value(head) if head else 1) * unit
    return total + (read_numeral(text) or 0 if text else 0)

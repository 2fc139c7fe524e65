"""Numbers as questions write them: 31, 三十一, 二〇二四, "ninety", "zwei"."""

from __future__ import annotations

CN_DIGITS = "〇零一二三四五六七八九"
_CN = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "元": 1}
_ENGLISH = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred"
_WORDS = {word: n for n, word in enumerate(_ENGLISH.split())}
_WORDS |= {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
#: One to ten, twenty and thirty.
_FEW = (*range(1, 11), 20, 30)
for _words in (
    "einem zwei drei vier fünf sechs sieben acht neun zehn zwanzig dreißig",
    "un deux trois quatre cinq six sept huit neuf dix vingt trente",
    "uno dos tres cuatro cinco seis siete ocho nueve diez veinte treinta",
    "один два три четыре пять шесть семь восемь девять десять двадцать тридцать",
):
    _WORDS |= dict(zip(_words.casefold().split(), _FEW, strict=True))
#: A number in words, longest first.
NUMBER_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))


def number(text: str) -> int:
    """Read an Arabic or a Chinese numeral up to 9999: 31, 三十一, 二〇二四."""
    if text.isdigit():
        return int(text)
    if "百" in text:
        hundreds, rest = text.split("百", 1)
        return _CN.get(hundreds, 1) * 100 + (number(rest) if rest else 0)
    if "十" in text:
        tens, ones = text.split("十", 1)
        return (_CN[tens] if tens else 1) * 10 + (_CN[ones] if ones else 0)
    return int("".join(str(_CN[c]) for c in text))


def counted(text: str) -> int:
    """Read a number in digits, in Chinese or in words: 3, 九十, "ninety-two"."""
    words = text.casefold().replace("-", " ").split()
    if all(word in _WORDS for word in words):
        return sum(_WORDS[word] for word in words)
    return number(text)

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
#: The days of a month in words, as dates have them: "the third of May", am dritten Mai, trois mai, tres de mayo, третьего мая.
_DAYS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth"
    " eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh"
    " twenty-eighth twenty-ninth thirtieth thirty-first",
    "ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften zwölften dreizehnten vierzehnten fünfzehnten"
    " sechzehnten siebzehnten achtzehnten neunzehnten zwanzigsten einundzwanzigsten zweiundzwanzigsten dreiundzwanzigsten"
    " vierundzwanzigsten fünfundzwanzigsten sechsundzwanzigsten siebenundzwanzigsten achtundzwanzigsten neunundzwanzigsten dreißigsten"
    " einunddreißigsten",
    "premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt"
    " vingt_et_un vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente trente_et_un",
    "primero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve"
    " veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve treinta treinta_y_uno",
    "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого тринадцатого"
    " четырнадцатого пятнадцатого шестнадцатого семнадцатого восемнадцатого девятнадцатого двадцатого двадцать_первого"
    " двадцать_второго двадцать_третьего двадцать_четвертого двадцать_пятого двадцать_шестого двадцать_седьмого двадцать_восьмого"
    " двадцать_девятого тридцатого тридцать_первого",
)
DAY_WORDS = {word.replace("_", " ").casefold(): n for words in _DAYS for n, word in enumerate(words.split(), 1)}
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

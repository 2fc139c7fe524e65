"""The numbers that Word prints but does not store in the text: automatic numbering (第一条, （一）, 1.) of paragraphs.

Many ministries number articles and list rows this way; without this module their numbers would be lost.
"""

from __future__ import annotations

from corpus.locator import chinese_numeral

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_LEVELS, _MAX_NUMBER, _MAX_STYLES = 9, 9999, 20


class Numbering:
    """Counts through the paragraphs of one document, which must be asked in order. Takes the roots of ``numbering.xml`` and
    ``styles.xml``, either of which may be None."""

    def __init__(self, numbering, styles) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}  # (abstract, level) -> (format, pattern, start)
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self._styles = {} if styles is None else {s.get(_W + "styleId"): s for s in styles.iter(_W + "style")}
        if numbering is not None:
            self._load(numbering)

    def label(self, paragraph) -> str:
        """The label Word prints before ``paragraph`` (a ``w:p`` element), empty when there is none."""
        reference = self._reference(paragraph)
        if reference is None:
            return ""
        number_id, level = reference
        abstract = self._abstract.get(number_id)
        form = self._levels.get((abstract or "", level))
        if abstract is None or form is None:
            return ""
        counts = self._counts.setdefault(abstract, [None] * _MAX_LEVELS)
        if number_id not in self._begun:
            self._begun.add(number_id)
            for (numbered, restarted), start in self._starts.items():
                if numbered == number_id:
                    counts[restarted] = start - 1
        last = counts[level]
        counts[level] = form[2] if last is None else last + 1
        counts[level + 1 :] = [None] * (_MAX_LEVELS - level - 1)
        return self._printed(abstract, level, counts)

    def _printed(self, abstract: str, level: int, counts: list[int | None]) -> str:
        kind, pattern, _ = self._levels[abstract, level]
        if kind in ("bullet", "none"):
            return ""
        for n in range(level + 1):
            form, _, start = self._levels.get((abstract, n), ("decimal", "", 1))
            count = counts[n]
            pattern = pattern.replace(f"%{n + 1}", numeral(start if count is None else count, form))
        return pattern

    def _reference(self, paragraph) -> tuple[str, int] | None:
        """(number id, level) of a paragraph: its own, else that of its style or of the styles below it."""
        properties = paragraph.find(_W + "pPr")
        style = None
        for _ in range(_MAX_STYLES):
            if properties is not None and (numbered := properties.find(_W + "numPr")) is not None:
                number_id, level = _value(numbered, "numId"), _value(numbered, "ilvl") or "0"
                if number_id in (None, "0") or not level.isdigit() or int(level) >= _MAX_LEVELS:
                    return None
                return number_id, int(level)
            name = _value(properties, "pStyle") if style is None and properties is not None else _value(style, "basedOn")
            style = self._styles.get(name)
            if style is None:
                return None
            properties = style.find(_W + "pPr")
        return None

    def _load(self, root) -> None:
        for abstract in root.iter(_W + "abstractNum"):
            for level in abstract.iter(_W + "lvl"):
                n = level.get(_W + "ilvl") or ""
                if n.isdigit() and int(n) < _MAX_LEVELS:
                    form = (_value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", _int(_value(level, "start"), 1))
                    self._levels[abstract.get(_W + "abstractNumId") or "", int(n)] = form
        for number in root.iter(_W + "num"):
            number_id = number.get(_W + "numId") or ""
            self._abstract[number_id] = _value(number, "abstractNumId") or ""
            for override in number.iter(_W + "lvlOverride"):
                n, start = override.get(_W + "ilvl") or "", _value(override, "startOverride")
                if n.isdigit() and int(n) < _MAX_LEVELS and start is not None:
                    self._starts[number_id, int(n)] = _int(start, 1)


def numeral(n: int, form: str) -> str:
    """``n`` as Word prints it in the numbering format ``form`` (ECMA-376, ST_NumberFormat)."""
    if not 0 <= n <= _MAX_NUMBER:
        return str(n)
    if form.startswith(("chinese", "taiwanese", "japaneseCounting", "ideographTraditional")) and form != "ideographDigital":
        return chinese_numeral(n)
    if form in ("ideographDigital", "taiwaneseDigital"):
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(n))
    if form == "decimalFullWidth":
        return str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if form.startswith("decimalEnclosedCircle") and 1 <= n <= 20:
        return chr(0x2460 + n - 1)
    if form in ("lowerLetter", "upperLetter") and n:
        letter = chr(97 + (n - 1) % 26) * ((n - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("upperRoman", "lowerRoman"):
        return _roman(n) if form == "upperRoman" else _roman(n).lower()
    return str(n)


def _roman(n: int) -> str:
    out = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    ):
        out += letters * (n // value)
        n %= value
    return out


def _value(element, name: str) -> str | None:
    child = None if element is None else element.find(_W + name)
    return None if child is None else child.get(_W + "val")


def _int(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else default

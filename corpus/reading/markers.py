"""Recognising a label at the start of a line, and telling it from a cross-reference that happens to stand there.

``第六条 经营者应当…`` opens an article; ``第六条规定的条件…`` refers to one. What a single line cannot decide (no space after the
label) is left to the context as ``firm=False``; see :class:`Succession`.

All expressions are anchored at the start and bounded in length, so that no line can make them run away.
"""

from __future__ import annotations

import re

from corpus.reading.model import Marker
from corpus.reading.numerals import ARABIC, BLANK, HAN_DIGITS, HAN_NUMERAL, half_width, read_numeral

#: Kinds that group articles, outermost first.
DIVISIONS = ("part", "subpart", "chapter", "division")
#: Kinds of an outline, in the order in which official texts nest them.
OUTLINE = ("section", "point", "item", "subitem", "detail", "letter")
_MAX_HEADING = 60

_CHINESE_KINDS = {
    "编": "part", "編": "part", "分编": "subpart", "分編": "subpart", "章": "chapter", "节": "division", "節": "division",
    "条": "article", "條": "article", "部分": "section", "项": "item", "項": "item",
}  # fmt: skip
_CHINESE = re.compile(
    f"第{BLANK}*({HAN_NUMERAL}|{ARABIC}{{1,4}}(?:-{ARABIC}{{1,2}})?){BLANK}*(分?[编編]|章|[节節]|[条條]|部分|[项項])"
    f"(?:{BLANK}*之{BLANK}?([{HAN_DIGITS}]{{1,3}}|{ARABIC}{{1,2}})(?![{HAN_DIGITS}]))?"
)
_CHINESE_REFERENCE = re.compile(
    r"[的、，。；,;）)》」到项項]|规定|規定|所[称稱列述规規]|以外|之外|除外|中[的所规規]|之[规規]|至第|至本|或者?第|[和及与與]第|[和及与與]本"
    rf"|第[{HAN_DIGITS}0-9]{{1,6}}[款项項条條]"
)
_ENGLISH_KINDS = {
    "part": "part", "chapter": "chapter", "section": "division", "article": "article",
    "item": "item", "point": "point", "note": "note", "annex": "annex", "appendix": "annex",
}  # fmt: skip
_NAMES = "Part|Chapter|Section|Article|Item|Point|Note|Annex|Appendix"
_ENGLISH = re.compile(
    rf"({_NAMES}|{_NAMES.upper()})[ \u00a0]{{1,3}}(\d{{1,4}}|[IVXLC]{{1,8}}|[A-Z][A-Za-z]{{2,8}})(?:[-–](\d{{1,2}}))?(?=$|[\s.:：—–])"
)
_AFTER_ENGLISH = re.compile(r"^[\s.:：—–-]*")
#: An English label opens a part only before a new sentence or heading: "Article 6 of this Law" goes on in lower case.
_ENGLISH_OPENING = re.compile(r"[A-Z\"“(（\u3400-\u9fff]|$")

_OUTLINE_FORMS = (
    ("section", re.compile(f"({HAN_NUMERAL}){BLANK}*[、．.]")),
    ("point", re.compile(f"[（(]{BLANK}*({HAN_NUMERAL}){BLANK}*[）)]")),
    ("item", re.compile(rf"({ARABIC}{{1,3}}){BLANK}*(?:[、．）)]|\.(?!{ARABIC}))")),
    ("subitem", re.compile(f"[（(]{BLANK}*({ARABIC}{{1,3}}){BLANK}*[）)]")),
    ("letter", re.compile(r"[（(]([a-z])[）)]")),
)
#: A row of a list whose rules were lost in copying: a bare number, blanks, words. Only the order of the numbers can confirm it.
_BARE_ITEM = re.compile(
    f"({ARABIC}{{1,3}}){BLANK}+(?=[\u3400-\u9fff“《（])"
    "(?!年|个|個|万|萬|亿|億|元|倍|名|日内|小时|小時|以[上下内]|人[^体才工文])"  # 10 个月, 3 年以上: a quantity
)
#: Single characters that are a whole label: ㈠ ⒈ ⑴ ① (Unicode blocks of enclosed numerals).
_ENCLOSED = {chr(start + n): (kind, n + 1) for kind, start, count in (
    ("point", 0x3220, 10), ("item", 0x2488, 20), ("subitem", 0x2474, 20), ("detail", 0x2460, 20)
) for n in range(count)}  # fmt: skip
_OUTLINE_REFERENCE = re.compile(
    r"[项項](?!目)|款(?!项|項)|目(?![标標的录錄前])|[条條](?!件|例|约|約|款|文)|[、和或至及与與](?=[（(第0-9０-９一二三四五六七八九十])"
)
_LIST_COMMA = re.compile(f"[0-9０-９]|[{HAN_DIGITS}]+[、项項条條款]")
_LEADING = re.compile(f"{BLANK}*")
_ENDINGS = "。；：！？，、;:!?,"


def recognise(text: str) -> Marker | None:
    """The marker at the start of ``text`` (already stripped on the left), or None."""
    if not text:
        return None
    first = text[0]
    if first == "第":
        return _chinese(text)
    if first in _ENCLOSED:
        kind, n = _ENCLOSED[first]
        return Marker(kind, (n, 0), first, text[1:].strip())
    if first.isascii() and first.isupper():
        return _english(text)
    return _outline(text)


def is_heading(text: str) -> bool:
    """True when ``text`` reads as a heading: short and without the punctuation that ends a sentence."""
    return (
        0 < len(text) <= _MAX_HEADING and text[-1] not in _ENDINGS and "。" not in text and not (text[-1] == "." and " " in text)
    )


def _chinese(text: str) -> Marker | None:
    match = _CHINESE.match(text)
    if not match:
        return None
    kind = _CHINESE_KINDS[match[2]]
    main, _, dashed = half_width(match[1]).partition("-")
    n, sub = read_numeral(main), read_numeral(match[3] or dashed) if match[3] or dashed else 0
    if not n or sub is None or (sub and kind != "article"):
        return None
    after = text[match.end() :]
    rest = after.lstrip(" \t\u3000\u00a0:：" if kind in DIVISIONS else " \t\u3000\u00a0")
    firm = not after or rest != after
    if not firm and (kind == "item" or _CHINESE_REFERENCE.match(after)):
        return None
    if kind in DIVISIONS and rest and not is_heading(rest):
        return None
    return Marker(kind, (n, sub), match[0], rest.strip(), firm)


def _english(text: str) -> Marker | None:
    match = _ENGLISH.match(text)
    n = read_numeral(match[2]) if match else None
    if not match or not n:
        return None
    rest = _AFTER_ENGLISH.sub("", text[match.end() :], count=1)
    if not _ENGLISH_OPENING.match(rest):
        return None
    return Marker(_ENGLISH_KINDS[match[1].lower()], (n, int(match[3] or 0)), match[0], rest.strip())


def _outline(text: str) -> Marker | None:
    for kind, form in _OUTLINE_FORMS:
        match = form.match(text)
        if not match:
            continue
        after, label = text[match.end() :], match[0]
        n = ord(match[1]) - 96 if kind == "letter" else read_numeral(match[1])
        comma = label.endswith("、")
        if not n or (_LIST_COMMA.match(after) if comma else _OUTLINE_REFERENCE.match(after)):
            return None
        if kind == "point" and after[:1] == "、":  # （一）、 is one label
            label, after = label + "、", after[1:]
        return Marker(kind, (n, 0), label, after.strip())
    bare = _BARE_ITEM.match(text)
    n = read_numeral(bare[1]) if bare else None
    return Marker("item", (n, 0), bare[1], text[bare.end() :].strip(), firm=False) if bare and n else None


class Succession:
    """Decides, line after line, whether a recognised marker opens a part, by what was opened before it."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[int, int]] = {}

    def accepts(self, marker: Marker, *, inside_sentence: bool) -> bool:
        """Whether ``marker`` opens a part. ``inside_sentence``: the line above breaks off in the middle of one, so that a label
        here is most likely a reference cut by the line break; only the very next number is believed."""
        if marker.kind == "letter" and not self._follows(marker):
            return False
        if inside_sentence or not marker.firm:
            return self._follows(marker) and (marker.firm or not inside_sentence)
        return True

    def record(self, marker: Marker) -> None:
        self._last[marker.kind] = marker.value

    def _follows(self, marker: Marker) -> bool:
        last = self._last.get(marker.kind)
        n, sub = marker.value
        if last is None:
            return marker.value == (1, 0) or (marker.kind not in OUTLINE and not marker.firm)
        return marker.value in ((1, 0), (last[0] + 1, 0)) or (n == last[0] and sub == last[1] + 1)

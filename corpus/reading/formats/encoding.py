"""From bytes to text: which encoding a Chinese text file is in.

Byte order mark, declaration (HTML), strict UTF-8, UTF-16 without a mark, then GB18030 against Big5: the two share most byte
patterns, and which one is right shows in the characters that come out. Decoding is strict: a text with damaged bytes is refused,
never guessed at.
"""

from __future__ import annotations

import codecs
import re

from corpus.reading.limits import Attempt

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
#: GB2312 and GBK are subsets of GB18030, and pages that declare them often hold more.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"}
#: Characters that make up some 30 % of any Chinese legal text, simplified or traditional; in a misread one they are rare.
_COMMON = frozenset(
    "的一是在不有和人中大为为以第条條款项項（）、，。；：《》法规規定定应應当當国國务務院及其他依照本部门門或者业業企经經营營"
)
_SAMPLE = 20_000
_CONTROL = dict.fromkeys([*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F])
_REMEDY = "Open it in an editor that shows it correctly and save it as UTF-8."


def decode(data: bytes, attempt: Attempt, *, html: bool = False) -> tuple[str, str]:
    """(text, name of the encoding). Refuses what is no text in any encoding known here."""
    for text, name in _candidates(data, html):
        if _plausible(text):
            return text.translate(_CONTROL), name
    raise attempt.refuse("the content is not text in UTF-8, UTF-16, GB18030 or Big5", _REMEDY)


def _candidates(data: bytes, html: bool):
    for mark, name in _MARKS:
        if data.startswith(mark):
            yield from _try(data, name)
    declared = _DECLARED.search(data[:4096]) if html else None
    if declared and (name := declared[1].decode("ascii").lower()) not in ("utf-8", "utf8", "utf-16"):
        yield from _try(data, _WIDER.get(name, name))
    yield from _try(data, "utf-8")
    if _looks_utf16(data):
        yield from _try(data, "utf-16-le" if _zeros(data, 1) + _han(data, 1) >= _zeros(data, 0) + _han(data, 0) else "utf-16-be")
    chinese = [*_try(data, "gb18030"), *_try(data, "big5hkscs")]
    yield from sorted(chinese, key=lambda found: -_commonness(found[0]))


def _try(data: bytes, name: str):
    try:
        yield data.decode(name), name.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    except (UnicodeDecodeError, LookupError, ValueError):
        return


def _plausible(text: str) -> bool:
    """Text, and not bytes that merely decode: hardly any control, private or unassigned characters."""
    sample = text[:_SAMPLE] + text[-_SAMPLE:]
    odd = sum(not c.isprintable() and c not in "\t\r\n\f\v\u3000\u00a0\u200b\u200c\u200d\ufeff\u00ad\u2028\u2029" for c in sample)
    return odd <= len(sample) * 0.01 and "\ufffd" not in sample


def _commonness(text: str) -> float:
    sample = [c for c in text[:_SAMPLE] if not c.isascii()]
    return sum(c in _COMMON for c in sample) / len(sample) if sample else 0.0


def _looks_utf16(data: bytes) -> bool:
    return len(data) % 2 == 0 and max(_zeros(data, 0) + _han(data, 0), _zeros(data, 1) + _han(data, 1)) > 0.6


def _zeros(data: bytes, offset: int) -> float:
    half = data[offset:_SAMPLE:2]
    return half.count(0) / len(half) if half else 0.0


def _han(data: bytes, offset: int) -> float:
    """Share of bytes at this offset that are the high byte of a Chinese character or of its punctuation."""
    half = data[offset:_SAMPLE:2]
    return sum(0x4E <= b <= 0x9F or b in (0x30, 0xFF, 0x20) for b in half) / len(half) if half else 0.0

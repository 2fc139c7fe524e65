"""One form for text that is compared: full-width to half-width, traditional to simplified Chinese, lower case."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

#: Han, Kana and Hangul: scripts written (or inflected) without spaces that a word boundary could be read from.
CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
#: The months in English, in order.
MONTHS = tuple("January February March April May June July August September October November December".split())  # noqa: SIM905
_HAN = re.compile(r"[\u3400-\u9fff]")


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def normalise(text: str) -> str:
    """NFKC, simplified Chinese, case folded. Keeps length only roughly; compare, do not index back."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return _converter().convert(text) if _HAN.search(text) else text

"""The languages of answers: their codes, which of the corpus's texts each shows, and how each sets a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from opencc import OpenCC

from corpus import Text
from rag.language.formats import unified

#: What a caller may ask for; ``zh`` is simplified Chinese.
Language = Literal["zh", "zh-Hans", "zh-Hant", "en", "ja", "ko", "de", "fr", "es", "ru"]
LANGUAGES = ("zh-Hans", "zh-Hant", "en", "ja", "ko", "de", "fr", "es", "ru")


@dataclass(frozen=True)
class Typography:
    """How a language ends a sentence, introduces what follows a lead, and parts two sentences."""

    stop: str = "."
    colon: str = ": "
    space: str = " "


_FULL_WIDTH = Typography("。", "：", "")
_SETTING = {
    "zh": _FULL_WIDTH,
    "zh-Hans": _FULL_WIDTH,
    "zh-Hant": _FULL_WIDTH,
    "ja": _FULL_WIDTH,
    "fr": Typography(colon="\u00a0: "),
}


def canonical(code: str) -> str:
    """The language of an answer for a code a caller or a question gives: ``zh`` → ``zh-Hans``. Raises ValueError."""
    code = "zh-Hans" if code == "zh" else code
    if code not in LANGUAGES:
        raise ValueError(f"`{code}` is no language of answers: use {', '.join(LANGUAGES)}")
    return code


def outward(code: str) -> str:
    """The code as the API gives it out: simplified Chinese is ``zh``."""
    return "zh" if code == "zh-Hans" else code


def corpus_language(code: str) -> str:
    """Which of the corpus's own texts an answer shows: ``zh`` in both Chinese scripts, else ``en``."""
    return "zh" if code.startswith("zh") else "en"


def native(code: str) -> bool:
    """Whether the corpus itself is written in the language: only then do its words stand without quotation marks."""
    return code == "en" or code.startswith("zh")


def typography(code: str) -> Typography:
    return _SETTING.get(code, Typography())


def words(text: Text, code: str) -> str:
    """The corpus's own words as an answer shows them: English where it has none of the language."""
    own = corpus_language(code)
    return scripted(unified(text[own], own), code)


def scripted(text: str, code: str) -> str:
    """A Chinese text of ours in the script of the answer; any other text as it is."""
    return _traditional(text) if code == "zh-Hant" else text


@lru_cache(maxsize=4096)
def _traditional(text: str) -> str:
    return _converter().convert(text)


@cache
def _converter() -> OpenCC:
    return OpenCC("s2tw")

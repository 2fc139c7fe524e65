"""The corpus's own words in an answer: as they are in its languages; in others quoted, under a label, with their facts in front."""

from __future__ import annotations

import re

from rag.language.catalogues import say
from rag.language.facts import facts_of
from rag.language.formats import unified
from rag.language.languages import corpus_language, native, scripted, typography

#: What a quotation in another language is marked with until the answer is whole and its first one gets the label: characters that no
#: text has.
_LABELS = {"\ue002": "digest.en", "\ue003": "digest.zh"}
_ENGLISH, _CHINESE = _LABELS
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: A longer text has facts that no short list of them can stand for: who fines whom, from what to what.
_SHORT = 170


def quotation(language: str, text: str) -> str:
    """The corpus's own words as a sentence of an answer. Where the corpus is not written in the language they stand in quotation marks,
    the full stop behind them, and in front in the reader's language the authorities, sums, times and days that they name."""
    text = unified(text, corpus_language(language))
    if native(language):
        return scripted(text, language)
    quoted = (_CHINESE if _HAN.search(text) else _ENGLISH) + say(language, "quoted", text=text.rstrip("。."))
    if facts := facts_of(text, language) if len(text) <= _SHORT else ():
        quoted = say(language, "facts", facts=say(language, "list").join(facts), text=quoted)
    return quoted + typography(language).stop


def labelled(text: str, language: str) -> str:
    """A headline or a note in which the first quotation of each language says in the reader's what it is."""
    for mark, key in _LABELS.items():
        if mark in text:
            label = say(language, key) + (typography(language).space or "")
            label = label[0].upper() + label[1:] if text.startswith(mark) else label
            text = text.replace(mark, label, 1).replace(mark, "")
    return text

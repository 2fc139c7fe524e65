"""Words: each language in its own script and punctuation, and every number of the one in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.check.draft import Draft, Entry
from corpus.check.finding import Finding, Severity
from corpus.check.source import Place
from corpus.model import Document, Text
from corpus.numbers import unmatched

_HAN = r"[\u3400-\u9fff]"
_HALF_WIDTH = re.compile(rf"(?<={_HAN})[,;:?!()](?={_HAN})|(?<={_HAN})\.(?={_HAN}|$)")
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}


def numbers_in_both_languages(draft: Draft) -> Iterator[Finding]:
    """A share, a sum, a day that stands in one language only is wrong in one of the two."""
    for entry, place, text in _texts(draft):
        only_zh, only_en = unmatched(text.zh, text.en)
        said = [
            f"{language} only: {', '.join(words)}" for language, words in (("Chinese", only_zh), ("English", only_en)) if words
        ]
        if said:
            # Where one language merely lacks a number, the fault is most likely there.
            at = place if only_zh and only_en else (*place, "en" if only_zh else "zh")
            yield entry.report("number-mismatch", at, f"in {'; in '.join(said)}", "Make both say the same number.")


def scripts(draft: Draft) -> Iterator[Finding]:
    for entry, place, text in _texts(draft):
        if not re.search(_HAN, text.zh):
            yield entry.report("wrong-language", (*place, "zh"), "no Chinese in it", "Write `zh` in Chinese.")
        if re.search(_HAN, text.en):
            yield entry.report("wrong-language", (*place, "en"), "Chinese characters in it", "Write `en` in English only.")


def punctuation(draft: Draft) -> Iterator[Finding]:
    for entry, place, text in _texts(draft):
        if match := _HALF_WIDTH.search(text.zh):
            around = text.zh[max(0, match.start() - 6) : match.end() + 6]
            problem, remedy = f"half-width `{match[0]}` in {around}", f"Write `{_FULL_WIDTH[match[0]]}`."
            yield entry.report("half-width", (*place, "zh"), problem, remedy, Severity.WARNING)


def copies(draft: Draft) -> Iterator[Finding]:
    """Two provisions with the same words: one of them has probably been copied and not written."""
    for entry in draft.documents:
        first: dict[str, str] = {}
        for i, provision in enumerate(entry.value.provisions):
            other = first.setdefault(provision.digest.zh, provision.id)
            if other != provision.id:
                problem, remedy = f"the same words as `{other}`", "Write what this provision says."
                yield entry.report("copied-digest", ("provisions", i, "digest", "zh"), problem, remedy, Severity.WARNING)


def _texts(draft: Draft) -> Iterator[tuple[Entry[Document], Place, Text]]:
    """Every sentence in two languages: notes, headings, digests, conditions. Titles, short names and numbers are not
    compared: the English ones name a year, or 5 other cities, where the Chinese do not."""
    for entry in draft.documents:
        if entry.value.note:
            yield entry, ("note",), entry.value.note
    for entry, place, provision in draft.provisions():
        yield entry, (*place, "digest"), provision.digest
        if provision.heading:
            yield entry, (*place, "heading"), provision.heading
    for entry, place, _, measure in draft.measures():
        if measure.says:
            yield entry, (*place, "says"), measure.says

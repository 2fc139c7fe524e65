"""The head of a sheet: which edition an added document follows, what it is called, how long it holds, and what to look at in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from corpus.library import Library
from corpus.matching import title_key
from corpus.model import Document, Text
from corpus.reading.dates import find_dates
from corpus.reading.numerals import read_numeral
from corpus.sheets.places import Places

#: That a text is valid for a time, in one of its last provisions; the day stands near.
_VALID = re.compile(
    r"有效期(?:限)?(?:为|至|到|截至)?([一二三四五六七八九十\d]+(?=年(?!\d)(?!.{0,3}月)))?|\b(?:valid|in force|effective) (?:un)?til\b|\bexpires? on\b"
)
_LAST, _NEAR = 3, 6
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def end_of_force(document: Document) -> date | None:
    """The first day without force, where the text gives its last (有效期至2029年6月30日) or how many years it is valid."""
    start = document.effective or document.published
    for provision in document.provisions[-_LAST:]:
        text = provision.digest.zh
        for mark in _VALID.finditer(text):
            days = [day for at, _, day in find_dates(text) if 0 <= at - mark.end() <= _NEAR]
            years = read_numeral(mark[1] or "")
            if days:
                return days[0] + timedelta(days=1)
            if years and start:
                return start.replace(year=start.year + years, day=min(start.day, 28) if start.month == 2 else start.day)
    return None


def item_count(document: Document) -> int | None:
    """How many items a list has; None for a text that is none."""
    return sum(p.id.startswith("item-") for p in document.provisions) or None


def renewed_title(document: Document, earlier: Document) -> tuple[Text, Text | None]:
    """The title and the short name of a later edition: those of the one before with the new year."""
    before = next(iter(_YEAR.findall(earlier.title.zh)), None)
    after = next(iter(_YEAR.findall(document.title.zh)), str((document.effective or document.published or date.min).year))
    if before is None or before == after:
        return document.title, None
    title = Text(zh=document.title.zh, en=earlier.title.en.replace(before, after))
    return title, earlier.short and Text(zh=earlier.short.zh.replace(before, after), en=earlier.short.en.replace(before, after))


def doubts_of_head(document: Document, title: Text, places: Places) -> Iterator[str]:
    if not (document.effective or document.published):
        yield "the text names no day from which it applies: write `effective`"
    for area in places.own:
        if area.name.zh == area.name.en:
            missing = "Chinese" if area.name.zh.isascii() else "English"
            yield f"no {missing} name is known for {area.name.zh}: write one, and aliases, or questions will not find the place by it"
    if title.zh == title.en and not title.zh.isascii():
        yield "the title has no English: write `title.en`, as questions in English may name it"


def earlier_edition(library: Library, document: Document) -> Document | None:
    """The last edition of the same instrument, where this document is later than it."""
    start = document.effective or document.published
    if start is None or document.superseded_on:
        return None
    key = title_key(document.title.zh)
    same = [d for d in library.documents.values() if d.id != document.id and title_key(d.title.zh) == key]
    days = [(d.effective or d.published or date.min, d.id) for d in same]
    last = max(days, default=None)
    return library.documents[last[1]] if last and last[0] < start else None

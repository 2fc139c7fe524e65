"""Which bundled edition an official text is: by title, and by the days the text itself names, never by the file name alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.model import Document
from corpus.reading import OfficialText, edition_evidence
from corpus.text import normalise

#: A revision is signed, published and put in force within this time.
_SAME_EDITION = timedelta(days=120)
_EDITION_WORDS = re.compile(r"[(（][^()（）]*(?:19|20)\d\d[^()（）]*[)）]|\d{4}(?:-\d\d){0,2}")
_NOISE = re.compile(r"中华人民共和国|[《》〈〉()（）\s\-—_·,，]")
_ISSUER = re.compile(r"^[^关《]*关于")  # 国务院办公厅关于… and 关于… are one title
#: What parts a title from the name of the site, and the title of what a notice issues: a title quoted for another reason is not that of the text.
_SITE = re.compile(r"\s*[_|｜—–-]+\s*")
_ISSUED = re.compile(r"(?:(?:发布|印发|公布|颁布)[^《》]{0,10}|^)《([^《》]+)》(?:的(?:通知|公告|通告|令)|全文|$)")
_DAY = re.compile(r"((?:19|20)\d\d)(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True)
class Match:
    """The bundled document a text is the official wording of, or None; ``found`` says what the text showed.
    ``newer`` is a bundled edition of the same instrument that this text must not pass for."""

    document: Document | None
    found: str
    newer: Document | None = None


def title_key(title: str) -> str:
    """A title without edition, issuer, brackets and 中华人民共和国, for comparison."""
    return _ISSUER.sub("", _NOISE.sub("", _EDITION_WORDS.sub("", normalise(title))))


def match(documents: Iterable[Document], text: OfficialText, stem: str) -> Match:
    """Find the edition. ``stem`` is the file's name without its ending; it helps with the title, and a day in it that the
    text does not bear out is reported, not believed."""
    keys = {k for k in (title_key(text.title), title_key(stem)) if k}
    editions = [d for d in documents if keys & {title_key(d.title.zh), title_key(d.name.zh)}]
    shown, claimed = edition_evidence(text).latest, _claimed(stem)
    if not editions:
        return Match(None, "no bundled document has this title")
    for edition in editions:
        if text.effective and text.effective == edition.effective:
            return Match(edition, f"in force from {text.effective}, as this edition")
        if shown and _near(shown, edition):
            return Match(edition, f"the text names {shown} as its last revision")
    if shown is None and text.effective is None:
        undated = [e for e in editions if claimed and _near(claimed, e)]
        if len(undated) == 1:
            return Match(
                undated[0], f"the text names no day; taken for this edition by its title and the day {claimed} in its name"
            )
    newest = max(editions, key=lambda d: d.effective or d.published or date.min)
    last = shown or text.effective or text.published
    said = f"the text names no revision after {last}" if last else "the text names no day"
    if claimed and last and claimed - last > _SAME_EDITION:
        said += f", though its name claims {claimed}"
    return Match(None, f"{said}: it is none of the bundled editions and is kept apart from them", newest)


def match_page(document: Document, text: OfficialText, heads: Iterable[str] = ()) -> Match:
    """Whether a text fetched from the official address of an edition is that edition: its title stands in the head, or among
    the ``heads`` that the page gives itself, and no day that the text names speaks against it. An address that has moved on, or never was this document's, is told by either."""
    key = title_key(document.title.zh)
    headed = [line for line in (*heads, text.title, *text.header) if line]
    if not any(title_key(part) == key for line in headed for part in (line, *_SITE.split(line), *_ISSUED.findall(line))):
        return Match(
            None, f"the page is headed “{headed[0][:60]}”, not as this document" if headed else "the page has no heading"
        )
    shown = edition_evidence(text).latest
    if text.effective and text.effective == document.effective:
        return Match(document, f"in force from {text.effective}, as this edition")
    if shown and _near(shown, document):
        return Match(document, f"the text names {shown} as its last revision")
    if shown is None and (text.effective is None or _near(text.effective, document)):
        return Match(document, "the text names no day that speaks against this edition, whose address it has")
    return Match(None, f"the text names {shown or text.effective} as its last day, which is not of this edition")


def _near(day: date, edition: Document) -> bool:
    return any(abs(day - d) <= _SAME_EDITION for d in (edition.published, edition.effective) if d)


def _claimed(stem: str) -> date | None:
    found = _DAY.search(stem)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None

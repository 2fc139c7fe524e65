"""Taking away what belongs to the page and not to the text: page numbers, running headers, column titles, the table of contents."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

from corpus.reading.formats.tables import is_title_row, joined
from corpus.reading.markers import DIVISIONS, is_heading, recognise
from corpus.reading.model import Line

_DASH = r"[-—–－─·•\s]"
_NUMBER = r"[0-9０-９]{1,4}"
#: Nothing but a page number would be set like this, wherever it stands: — 3 —, 第3页, Page 3 of 12.
_DRESSED = re.compile(
    rf"(?:{_DASH}*[-—–－─]{_DASH}*{_NUMBER}{_DASH}*[-—–－─]{_DASH}*|第\s*{_NUMBER}\s*[页頁](?:[\s,，/]*共\s*{_NUMBER}\s*[页頁])?|[Pp]age {_NUMBER}(?: of {_NUMBER})?)$"
)
#: A bare number is one only at the edge of a page; elsewhere it may be an item's.
_BARE = re.compile(rf"{_NUMBER}(?:\s*/\s*{_NUMBER})?$|[ivxlc]{{1,6}}$")
_LEADERS = re.compile(r"(?:[.．·…‥]{4,}|[…]{2,})\s*[0-9０-９]{1,4}$")
_DIGITS = re.compile(r"[0-9０-９]+")
_EDGE = 2
_MIN_PAGES, _MIN_REPEATS = 3, 3
_CONTENTS = {"目录", "目錄", "目次", "contents", "tableofcontents"}
_MAX_CONTENTS = 400
_GAPS = re.compile(r"[\s\u3000]+")


def without_page_furniture(lines: list[Line]) -> list[Line]:
    """``lines`` without page numbers, running headers and repeated column titles. A header that repeats the title is kept once."""
    pages = [list(group) for _, group in groupby(lines, key=lambda line: line.page)]
    paged = lines and lines[-1].page > 1
    pages = [_without_numbers(page, edges=bool(paged)) for page in pages]
    running = _running(pages) if paged else _repeated(lines)
    kept: list[Line] = []
    seen: set[str] = set()
    for page in pages:
        for i, line in enumerate(page):
            edge = not paged or i < _EDGE or i >= len(page) - _EDGE
            key = _key(line.text)
            if edge and not line.table and key in running and recognise(line.text) is None:
                first = key not in seen and line.page <= 1
                seen.add(key)
                if not first:
                    continue
            if is_title_row(line.text.split()) or _LEADERS.search(line.text[-60:]):
                continue
            kept.append(line)
    return joined(kept)


def without_contents(lines: list[Line]) -> list[Line]:
    """``lines`` without the table of contents (healed lines, markers known): the entries after 目录 up to where the first of them
    returns as a real heading."""
    kept: list[Line] = []
    i = 0
    while i < len(lines):
        if _GAPS.sub("", lines[i].text).lower() not in _CONTENTS or lines[i].table:
            kept.append(lines[i])
            i += 1
            continue
        i += 1
        entries = i
        while entries < len(lines) and entries - i < _MAX_CONTENTS and _is_entry(lines[entries]):
            entries += 1
            if entries < len(lines) and _key(lines[entries].text) == _key(lines[i].text):
                i = entries
                break
    return kept


def _without_numbers(page: list[Line], *, edges: bool) -> list[Line]:
    page = [line for line in page if line.table or not _DRESSED.match(line.text)]
    if edges and page and not page[0].table and _BARE.match(page[0].text):
        page = page[1:]
    if edges and page and not page[-1].table and _BARE.match(page[-1].text):
        page = page[:-1]
    return page


def _running(pages: list[list[Line]]) -> set[str]:
    """What stands at the edge of at least three pages and of half of them, numbers in it aside."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update(
            {_key(line.text) for line in [*page[:_EDGE], *page[-_EDGE:]] if is_heading(line.text) and not recognise(line.text)}
        )
    least = max(_MIN_REPEATS, len(pages) / 2)
    return {key for key, count in counts.items() if count >= least} if len(pages) >= _MIN_PAGES else set()


def _repeated(lines: list[Line]) -> set[str]:
    """Without pages: the first line, where it returns often enough to be a running header."""
    if not lines or not is_heading(lines[0].text) or recognise(lines[0].text):
        return set()
    first = lines[0].text
    return {_key(first)} if sum(line.text == first for line in lines) > _MIN_REPEATS else set()


def _is_entry(line: Line) -> bool:
    marked = line.marker is not None and line.marker.kind in (*DIVISIONS, "section", "annex")
    return not line.table and (marked or line.marker is None) and is_heading(line.text)


def _key(text: str) -> str:
    return _DIGITS.sub("#", _GAPS.sub("", text))

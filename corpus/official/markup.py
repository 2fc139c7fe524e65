"""What the markup of an official page says beside its text: what it is headed, and which files it links to. Often the page is a wrapper,
and the text is in a Word or PDF file below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from corpus.model import OFFICIAL_HOST
from corpus.reading.formats.encoding import decode
from corpus.reading.limits import Attempt

#: Formats of files that are read, and those that only a person can turn into one of them.
_READ, _UNREAD = (".docx", ".pdf"), (".doc", ".wps", ".ofd", ".rar", ".zip")
#: More files than this below one page are not its text.
_MOST_FILES = 4
_HEADS = frozenset({"title", "h1", "h2", "h3"})
_PORT = re.compile(r":\d+(?=/|$)")


@dataclass(frozen=True)
class Markup:
    """``heads`` are the titles that a page gives itself; ``files`` the official addresses of the files below it that can be read, and
    ``others`` of those that cannot."""

    heads: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class _Parser(HTMLParser):
    """Titles and links in order. Where an address does not end as a file does, its name stands in `download` or `title`."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: list[str] = []
        self.links: list[tuple[str, str]] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _HEADS:
            self._inside = tag
            self.heads.append("")
        elif tag == "meta" and given.get("name", "").lower() == "articletitle":
            self.heads.append(given.get("content", ""))
        elif tag == "a" and given.get("href"):
            names = (urlsplit(given["href"]).path, given.get("download", ""), given.get("title", ""))
            if name := next((n for n in names if _ending(n) in (*_READ, *_UNREAD)), ""):
                self.links.append((given["href"].strip(), name))

    def handle_endtag(self, tag: str) -> None:
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.heads[-1] += data


def read_markup(page: bytes, address: str, attempt: Attempt) -> Markup:
    """The titles and the files of a page that came from ``address``. Raises ReadingError where the page cannot be decoded."""
    parser = _Parser()
    parser.feed(decode(page, attempt, html=True)[0])
    files: dict[str, None] = {}
    others: dict[str, None] = {}
    for target, name in parser.links:
        whole = urljoin(address, target)
        if OFFICIAL_HOST.match(_PORT.sub("", whole, count=1)):
            (files if _ending(name) in _READ else others).setdefault(whole)
    return Markup(tuple(h.strip() for h in parser.heads), tuple(files)[:_MOST_FILES], tuple(others)[:_MOST_FILES])


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()

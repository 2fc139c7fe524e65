"""What is asked for and what comes back: pages, records, results, the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from corpus.model import Document, Frozen, Slug


class Page(Frozen):
    """A page to fetch. ``id`` (that of the document) names the files; ``url`` is its official address."""

    id: Slug
    url: str


class Format(StrEnum):
    """The formats that are kept; the value is the ending of the file."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    PLAIN = "txt"


class Record(Frozen):
    """What is known of a fetched page, kept as ``<id>.json`` beside ``<id>.<format>``.

    ``size`` is in bytes and ``sha256`` in hexadecimal, both of the file as kept (unpacked). ``fetched_on`` is the day on
    which this content was fetched; a later visit that finds it unchanged leaves the record as it is.
    """

    id: Slug
    url: str
    final_url: str
    status: int
    content_type: str
    format: Format
    size: int
    sha256: str
    fetched_on: date
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class Fetched:
    """New content lies at ``path``. ``previous`` is the sha256 of what it replaced, if anything."""

    page: Page
    record: Record
    path: Path
    previous: str | None = None


@dataclass(frozen=True)
class Unchanged:
    """The content kept earlier is still the official one; no file was touched."""

    page: Page
    record: Record


@dataclass(frozen=True)
class _Problem:
    page: Page
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.page.id} ({self.page.url}): {self.reason}. {self.remedy}"


class Refused(_Problem):
    """Not fetched, by a rule of ours or of the host's robots.txt; what was kept earlier is untouched."""


class Failed(_Problem):
    """Not delivered by the host or the network, or not kept by the disk; what was kept earlier is untouched."""


Result = Fetched | Unchanged | Refused | Failed


@dataclass(frozen=True)
class FetchReport:
    """One result a page, in the order of the manifest."""

    results: tuple[Result, ...]

    @property
    def fetched(self) -> tuple[Fetched, ...]:
        return tuple(result for result in self.results if isinstance(result, Fetched))

    @property
    def unchanged(self) -> tuple[Unchanged, ...]:
        return tuple(result for result in self.results if isinstance(result, Unchanged))

    @property
    def problems(self) -> tuple[Refused | Failed, ...]:
        return tuple(result for result in self.results if isinstance(result, _Problem))

    @property
    def exit_status(self) -> int:
        """0 when every page is there and current, else 1."""
        return 1 if self.problems else 0


def pages_of(documents: Iterable[Document]) -> list[Page]:
    """The manifest: one page for each document that has an official address."""
    return [Page(id=document.id, url=document.url) for document in documents if document.url]

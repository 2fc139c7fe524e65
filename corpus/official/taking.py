"""Fetching the official text of each document from its address, and keeping what is that text: quoted word for word from then on."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from corpus.added import drop_replaced, keep_text
from corpus.fetching import Failed, FetchReport, Page, Refused, Result, fetch, pages_of
from corpus.fetching.limits import MIN_INTERVAL_SECONDS
from corpus.fetching.model import Format
from corpus.locator import locator_words
from corpus.matching import Match, match_page
from corpus.model import Document
from corpus.official.markup import Markup, read_markup
from corpus.official.visits import Visit, read_visits, write_visits
from corpus.reading import OfficialText, ReadingError, read_file
from corpus.reading.limits import Attempt

#: Fetches pages into a folder and reports each, as `corpus.fetching.fetch` does.
Fetcher = Callable[[Sequence[Page], Path, date, Callable[[Result], None]], FetchReport]
_BY_HAND = "Open the page in a browser, save the text (Word, PDF or HTML), and run `zhunru corpus add FILE --as {document}`."
_OTHER_TEXT = "Look whether the page has moved; save the right text and run `zhunru corpus add FILE --as {document}`."


@dataclass(frozen=True)
class Taken:
    """What came of one document: so many of ``all`` our provisions stand in its official text; ``reason`` and ``remedy`` where none do.
    ``reached`` says whether the page was delivered, ``changed`` whether what is quoted is new."""

    document: str
    url: str
    provisions: int
    all: int
    found: str
    changed: bool = False
    reached: bool = True
    reason: str = ""
    remedy: str = ""


@dataclass
class _Page:
    """A delivered page, as far as it has been judged: the files that are the text of its document, the addresses of those below it, and
    what stands in the way."""

    document: Document
    url: str
    found: Match
    files: list[_File] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    fault: str = ""

    @property
    def held(self) -> int:
        """How many of our provisions stand in the files."""
        there = {p.id for f in self.files for p in f.text.provisions}
        return sum(p.id in there for p in self.document.provisions)


@dataclass(frozen=True)
class _File:
    """A fetched file, read."""

    path: Path
    digest: str
    text: OfficialText


def plain_fetch(pages: Sequence[Page], folder: Path, today: date, progress: Callable[[Result], None]) -> FetchReport:
    """Fetching by the rules of this package."""
    return fetch(pages, folder, today, progress=progress)


def take_official(
    documents: Iterable[Document],
    folder: Path,
    kept: Path,
    today: date,
    progress: Callable[[int, int, Taken], None] = lambda done, total, taken: None,
    fetcher: Fetcher = plain_fetch,
    pause: Callable[[float], None] = time.sleep,
) -> list[Taken]:
    """Fetch the official page of each document into ``folder``, and the files below it where the page itself has not the text, and keep
    what is the text of that document under ``kept``. Pages that were delivered today are not asked for again, so that a run that was
    stopped goes on where it was. ``progress`` is called with each outcome.

    Raises OfflineError when no host can be reached: nothing was changed then."""
    by_id = {d.id: d for d in documents if d.url}
    by_url = {p.id: p.url for p in pages_of(by_id.values())}
    visits = read_visits(folder)
    due = [p for p in pages_of(by_id.values()) if not _done(visits.get(p.id), p, today)]
    taken: list[Taken] = []
    waiting: list[_Page] = []

    def settled(one: Taken) -> None:
        taken.append(one)
        visits[one.document] = Visit(document=one.document, url=one.url, day=today, reached=one.reached, reason=one.reason, remedy=one.remedy)  # fmt: skip
        write_visits(folder, visits.values())
        progress(len(taken), len(due), one)

    def visited(result: Result) -> None:
        document = by_id[result.page.id]
        if isinstance(result, Failed | Refused):
            missing = Taken(document.id, by_url[document.id], 0, len(document.provisions), "", reached=False, reason=result.reason, remedy=result.remedy)  # fmt: skip
            return settled(missing)
        page = _judged(document, by_url[document.id], folder / f"{document.id}.{result.record.format}", result.record.final_url)
        return settled(_kept(page, kept)) if page.held or not page.below else waiting.append(page)

    if due:
        fetcher(due, folder, today, visited)
    if waiting:
        pause(MIN_INTERVAL_SECONDS)
        _look_below(waiting, folder, today, fetcher)
        for page in waiting:
            settled(_kept(page, kept))
    return taken


def _done(visit: Visit | None, page: Page, today: date) -> bool:
    return visit is not None and visit.reached and visit.day == today and visit.url == page.url


def _judged(document: Document, url: str, path: Path, address: str) -> _Page:
    """A page that was delivered, by what it holds."""
    file, fault = _read(path, document)
    markup = Markup()
    if file and path.suffix == f".{Format.HTML}":
        markup = read_markup(path.read_bytes(), address, Attempt(path))
    page = _Page(document, url, match_page(document, file.text, markup.heads) if file else Match(None, fault))
    if file and page.found.document:
        page.files.append(file)
    if file and not page.held:
        page.below = list(markup.files)
        if markup.others and not markup.files:
            page.fault = f"its text is in a file that is not read here ({markup.others[0].rpartition('/')[2]})"
        elif not file.text.provisions and not markup.files:
            page.fault = "the page holds no text; a browser may have to build it"
    return page


def _look_below(waiting: Sequence[_Page], folder: Path, today: date, fetcher: Fetcher) -> None:
    """Fetch the files below pages, and add to each those that are its text."""
    owners = {f"{page.document.id}-file-{n}": (page, url) for page in waiting for n, url in enumerate(page.below, 1)}
    report = fetcher([Page(id=name, url=url) for name, (_, url) in owners.items()], folder, today, lambda result: None)
    for result in report.results:
        page = owners[result.page.id][0]
        if isinstance(result, Failed | Refused):
            page.fault = f"the file below it: {result.reason}"
            continue
        file, fault = _read(folder / f"{result.page.id}.{result.record.format}", page.document)
        found = match_page(page.document, file.text) if file else Match(None, fault)
        if file and found.document:
            page.files.append(file)
            page.found = Match(page.document, f"{found.found}; the text is in a file below the page")
        else:
            page.fault = page.fault or f"the file below it: {found.found}"


def _kept(page: _Page, kept: Path) -> Taken:
    """What came of a page, its text kept where it holds any of our provisions."""
    document, found = page.document, page.found
    if not page.held:
        told = found.found if found.document is None else "none of our provisions stands in it"
        reason = f"{told}; {page.fault}" if page.fault else told
        remedy = (_BY_HAND if page.fault or found.document else _OTHER_TEXT).format(document=document.id)
        return Taken(document.id, page.url, 0, len(document.provisions), told, reason=reason, remedy=remedy)
    outcomes = [keep_text(f.path.name, f.digest, f.text, found, kept) for f in page.files]
    names = [f"{document.id}.{form}" for form in Format] + [f.path.name for f in page.files]
    drop_replaced(kept, document.id, names, [f.digest for f in page.files])
    changed = any(o.status == "added" for o in outcomes)
    return Taken(document.id, page.url, page.held, len(document.provisions), found.found, changed)


def _read(path: Path, document: Document) -> tuple[_File | None, str]:
    """A file read, of its parts those that have a place of their own in a text or in our document: what else stands on a page is not the
    text."""
    try:
        text = read_file(path)
    except ReadingError as error:
        return None, error.what
    ours = {p.id for p in document.provisions}
    placed = tuple(p for p in text.provisions if p.id in ours or locator_words(p.id))
    return _File(path, hashlib.sha256(path.read_bytes()).hexdigest(), replace(text, provisions=placed)), ""

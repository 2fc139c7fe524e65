"""Fetching a manifest: page after page, each with its own outcome."""

from __future__ import annotations

import hashlib
import re
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import httpcore2

from corpus.fetching.addresses import IPAddress, is_public, resolve_name
from corpus.fetching.content import check_content
from corpus.fetching.errors import FailedError, FetchingError, OfflineError, RefusedError
from corpus.fetching.limits import LIMITS, Limits
from corpus.fetching.links import Link, read_link
from corpus.fetching.model import Failed, Fetched, FetchReport, Page, Record, Refused, Result, Unchanged
from corpus.fetching.store import Store
from corpus.fetching.visitor import Visitor

#: So many hosts out of reach, and none within, mean that the machine is offline.
OFFLINE_AFTER = 3
_PLAIN = re.compile(r"[\x20-\x7e]{1,200}")


def fetch(
    pages: Sequence[Page],
    folder: Path,
    today: date,
    *,
    resolve: Callable[[str], Iterable[IPAddress]] = resolve_name,
    allowed: Callable[[IPAddress], bool] = is_public,
    limits: Limits = LIMITS,
    tls: ssl.SSLContext | None = None,
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
    progress: Callable[[Result], None] = lambda result: None,
) -> FetchReport:
    """Fetch ``pages`` into ``folder``, one request at a time. A page that cannot be had leaves its files as they were.

    ``today`` is set down as the day of fetching. ``resolve`` gives every address of a host (OSError: none), ``allowed`` says
    whether one may be connected to. ``tls`` checks certificates (default: by the system's authorities). ``pause`` waits a
    number of seconds, ``clock`` counts them. ``progress`` is called with each result.

    Raises OfflineError when no host can be reached, and FetchingError when ``folder`` is a file or two pages share an id.
    """
    ids = [page.id for page in pages]
    if twice := next((page_id for page_id in ids if ids.count(page_id) > 1), None):
        raise FetchingError(f"The page {twice} stands in the manifest twice.", "Take one of the two out.")
    store = Store(folder)
    links = {page.id: _link(page, limits) for page in pages}
    good = {link.host: link for link in links.values() if isinstance(link, Link)}
    visitor = Visitor(frozenset(good), limits, tls or httpcore2.default_ssl_context(), resolve, allowed, pause, clock)
    _check_online(visitor, list(good.values()))
    results: list[Result] = []
    for page in pages:
        results.append(_outcome(page, links[page.id], store, visitor, today))
        progress(results[-1])
    return FetchReport(tuple(results))


def _link(page: Page, limits: Limits) -> Link | RefusedError:
    try:
        return read_link(page.url, limits.ports)
    except RefusedError as error:
        return error


def _check_online(visitor: Visitor, links: list[Link]) -> None:
    tried = []
    for link in links[:OFFLINE_AFTER]:
        if visitor.reaches(link):
            return
        tried.append(link.host)
    if tried:
        raise OfflineError(tried)


def _outcome(page: Page, link: Link | RefusedError, store: Store, visitor: Visitor, today: date) -> Result:
    try:
        if isinstance(link, RefusedError):
            raise link
        return _fetched(page, link, store, visitor, today)
    except RefusedError as error:
        return Refused(page, error.what, error.remedy)
    except FailedError as error:
        return Failed(page, error.what, error.remedy)


def _fetched(page: Page, link: Link, store: Store, visitor: Visitor, today: date) -> Fetched | Unchanged:
    known = store.known(page)

    def conditions(asked: Link) -> dict[str, str]:
        """Ask only for what has changed, where the tags we hold were given."""
        if known is None or known.final_url != str(asked):
            return {}
        tags = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in tags.items() if value}

    final, answer = visitor.visit(link, conditions)
    if answer.status == 304 and known is not None and conditions(final):
        return Unchanged(page, known)
    if answer.status != 200:
        raise FailedError(f"answered with status {answer.status}", "Open the page in a browser; if it has moved, correct `url`.")
    content_type = answer.headers.get("content-type", "")
    form = check_content(answer.body, content_type)
    record = Record(
        id=page.id,
        url=page.url,
        final_url=str(final),
        status=answer.status,
        content_type=_plain(content_type) or "",
        format=form,
        size=len(answer.body),
        sha256=hashlib.sha256(answer.body).hexdigest(),
        fetched_on=today,
        etag=_plain(answer.headers.get("etag", "")),
        last_modified=_plain(answer.headers.get("last-modified", "")),
    )
    if known is not None and known.sha256 == record.sha256:
        return Unchanged(page, known)
    return Fetched(page, record, store.keep(page, record, answer.body), known.sha256 if known else None)


def _plain(value: str) -> str | None:
    """``value`` if it can be sent back as it came: short, printable ASCII."""
    return value if _PLAIN.fullmatch(value) else None

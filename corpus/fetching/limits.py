"""How much of a host's time, and of ours, one page may take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.fetching.errors import FailedError

MIB = 1024 * 1024

#: Seconds between two requests to one host, where its robots.txt asks for no more.
MIN_INTERVAL_SECONDS = 3.0
#: A robots.txt that asks for more seconds than this between two requests is taken as a no.
MAX_CRAWL_DELAY_SECONDS = 120.0
#: Seconds to open a connection, TLS included.
CONNECT_SECONDS = 15.0
#: Seconds without a single byte.
READ_SECONDS = 20.0
#: Seconds for one page, redirects and retries together; waiting out of politeness is not counted.
PAGE_SECONDS = 120.0
#: Bytes of one page, packed and again unpacked: what the reader of official texts takes.
MAX_BYTES = 32 * MIB
#: Bytes of a robots.txt that are read; RFC 9309 (2.5) asks for at least 500 KiB.
MAX_ROBOTS_BYTES = 512 * 1024
#: Redirects followed for one page.
MAX_REDIRECTS = 5
#: Further tries after a 429 or 503 that names a time, and the longest such time in seconds.
MAX_RETRIES = 2
MAX_RETRY_AFTER_SECONDS = 60.0


@dataclass(frozen=True)
class Limits:
    """The numbers above in one object, so that a test can have smaller ones. ``ports`` are those a page may be served on."""

    interval: float = MIN_INTERVAL_SECONDS
    crawl_delay: float = MAX_CRAWL_DELAY_SECONDS
    connect: float = CONNECT_SECONDS
    read: float = READ_SECONDS
    page: float = PAGE_SECONDS
    max_bytes: int = MAX_BYTES
    robots_bytes: int = MAX_ROBOTS_BYTES
    redirects: int = MAX_REDIRECTS
    retries: int = MAX_RETRIES
    retry_after: float = MAX_RETRY_AFTER_SECONDS
    ports: frozenset[int] = frozenset({80, 443})


LIMITS = Limits()


class Deadline:
    """The moment by which a page must be there. ``clock`` counts seconds from any start; only differences matter."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._seconds, self._clock = seconds, clock
        self._end = clock() + seconds

    def postpone(self, seconds: float) -> None:
        """Leave out ``seconds`` that were spent waiting for the host's sake."""
        self._end += seconds

    def within(self, seconds: float) -> float:
        """``seconds``, or what is left if that is less. Raises FailedError when nothing is."""
        left = self._end - self._clock()
        if left <= 0:
            raise FailedError(f"not there within the time limit of {self._seconds:g} seconds", "Try again later.")
        return min(seconds, left)

"""Visiting hosts one request at a time: whose turn it is, what robots.txt says, where redirects lead, when to come again."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable

from corpus.fetching import transport
from corpus.fetching.addresses import IPAddress, checked_addresses
from corpus.fetching.errors import FailedError, PageError, RefusedError, UnreachableError
from corpus.fetching.limits import Deadline, Limits
from corpus.fetching.links import Link, redirected
from corpus.fetching.robots import Robots
from corpus.fetching.transport import Answer

_REDIRECTS = {301, 302, 303, 307, 308}
_BUSY = {429, 503}


class Visitor:
    """What one run remembers of the hosts it asks. ``hosts`` are those it may ask at all."""

    def __init__(
        self,
        hosts: frozenset[str],
        limits: Limits,
        tls: ssl.SSLContext,
        resolve: Callable[[str], Iterable[IPAddress]],
        allowed: Callable[[IPAddress], bool],
        pause: Callable[[float], None],
        clock: Callable[[], float],
    ) -> None:
        self._hosts, self._limits, self._tls = hosts, limits, tls
        self._resolve, self._allowed, self._pause, self._clock = resolve, allowed, pause, clock
        self._robots: dict[str, Robots | PageError] = {}
        self._asked: dict[str, float] = {}
        self._intervals: dict[str, float] = {}
        self._resting: dict[str, str] = {}

    def reaches(self, link: Link) -> bool:
        """False when the host has no name or no route. Asks for its robots.txt, which is needed anyway and kept."""
        return not isinstance(self._rules(link), UnreachableError)

    def visit(self, link: Link, headers: Callable[[Link], dict[str, str]]) -> tuple[Link, Answer]:
        """The last address of ``link`` and its answer, which is no redirect. ``headers`` gives those for one address.

        Raises RefusedError or FailedError.
        """
        return self._follow(link, headers, permitted=self._permit)

    def _follow(
        self,
        link: Link,
        headers: Callable[[Link], dict[str, str]],
        permitted: Callable[[Link], None] = lambda link: None,
        cut_at: int | None = None,
    ) -> tuple[Link, Answer]:
        deadline = Deadline(self._limits.page, self._clock)
        seen: set[Link] = set()
        for _ in range(self._limits.redirects + 1):
            before = self._clock()
            permitted(link)
            deadline.postpone(self._clock() - before)  # reading robots.txt has a deadline of its own
            answer = self._ask(link, headers(link), deadline, cut_at)
            if answer.status not in _REDIRECTS:
                return link, answer
            seen.add(link)
            link = redirected(link, answer.headers.get("location"), self._hosts, self._limits.ports)
            if link in seen:
                raise FailedError(f"redirected in a circle, back to {link}", "Open the page in a browser and correct `url`.")
        raise FailedError(f"redirected more than {self._limits.redirects} times", "Open the page in a browser and correct `url`.")

    def _ask(self, link: Link, headers: dict[str, str], deadline: Deadline, cut_at: int | None) -> Answer:
        """One answer, asked for again when the host is busy and says for how long. A host that stays busy is let alone."""
        for tries_left in range(self._limits.retries, -1, -1):
            if link.host in self._resting:
                break
            self._wait_turn(link.host, deadline)
            try:
                addresses = checked_addresses(link.host, self._resolve, self._allowed)
                answer = transport.get(link, addresses, headers, deadline, self._limits, self._tls, cut_at=cut_at)
            finally:
                self._asked[link.host] = self._clock()
            seconds = answer.retry_after
            if answer.status not in _BUSY or (answer.status == 503 and seconds is None):
                return answer
            if tries_left and seconds is not None and seconds <= self._limits.retry_after:
                self._wait(seconds, deadline)
            else:
                asks = f"{seconds:g} seconds" if seconds is not None else "without saying how long"
                self._resting[link.host] = f"{link.host} is busy (status {answer.status}) and asks to wait ({asks})"
        raise FailedError(self._resting[link.host], "Try again later.")

    def _wait_turn(self, host: str, deadline: Deadline) -> None:
        if host in self._asked:
            interval = max(self._limits.interval, self._intervals.get(host, 0.0))
            self._wait(self._asked[host] + interval - self._clock(), deadline)

    def _wait(self, seconds: float, deadline: Deadline) -> None:
        if seconds > 0:
            self._pause(seconds)
            deadline.postpone(seconds)

    def _permit(self, link: Link) -> None:
        rules = self._rules(link)
        if isinstance(rules, PageError):
            raise type(rules)(rules.what, rules.remedy)
        if rules.interval > self._limits.crawl_delay:
            raise RefusedError(f"{link.host} wants {rules.interval:g} seconds between requests", "Download the page by hand.")
        if not rules.allows(str(link)):
            raise RefusedError(f"{link.site}/robots.txt does not allow it", "Download the page by hand.")

    def _rules(self, link: Link) -> Robots | PageError:
        if link.site not in self._robots:
            try:
                self._robots[link.site] = rules = self._read_robots(Link(link.scheme, link.host, link.port, "/robots.txt"))
                wanted = min(rules.interval, self._limits.crawl_delay)  # more than that is refused, not waited for
                self._intervals[link.host] = max(wanted, self._intervals.get(link.host, 0.0))
            except UnreachableError as error:
                self._robots[link.site] = error
            except PageError as error:
                what = f"{link.site}/robots.txt cannot be read, and without it the site counts as closed: {error.what}"
                self._robots[link.site] = type(error)(what, error.remedy)
        return self._robots[link.site]

    def _read_robots(self, link: Link) -> Robots:
        """RFC 9309 (2.3.1): no such file allows everything, a file that cannot be had allows nothing."""
        answer = self._follow(link, lambda link: {}, cut_at=self._limits.robots_bytes)[1]
        if answer.status == 200:
            cut = len(answer.body) == self._limits.robots_bytes  # then the last line may be half a rule
            text = answer.body.rpartition(b"\n")[0] if cut else answer.body
            return Robots(text.decode("utf-8-sig", errors="replace"))
        if 400 <= answer.status < 500:
            return Robots("")
        raise FailedError(f"answered with status {answer.status}", "Try again later.")

"""One request and its answer: no redirect, no retry, nothing kept open."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import version

import httpcore2

from corpus.fetching.addresses import IPAddress
from corpus.fetching.dialing import Dialer
from corpus.fetching.errors import FailedError
from corpus.fetching.limits import Deadline, Limits
from corpus.fetching.links import Link
from corpus.fetching.unpacking import limited, too_large, unpacked

#: The name that robots.txt files know this program by.
ROBOT = "zhunru"
_AGAIN = "Try again later."


@dataclass(frozen=True)
class Answer:
    """``headers`` have lower-case names and latin-1 values, which can hold any byte. ``body`` is unpacked; empty unless 200."""

    status: int
    headers: dict[str, str]
    body: bytes = b""

    @property
    def retry_after(self) -> float | None:
        """Seconds that the host asks to wait, None where it does not say. A date counts from the host's own ``Date``."""
        text = self.headers.get("retry-after", "")
        if re.fullmatch(r"[0-9]{1,9}", text):
            return float(text)
        try:
            return max(0.0, (parsedate_to_datetime(text) - parsedate_to_datetime(self.headers["date"])).total_seconds())
        except (KeyError, ValueError, TypeError):
            return None


def get(
    link: Link,
    addresses: Sequence[IPAddress],
    extra: dict[str, str],
    deadline: Deadline,
    limits: Limits,
    tls: ssl.SSLContext,
    *,
    cut_at: int | None = None,
) -> Answer:
    """Ask for ``link`` at one of ``addresses``, with the headers ``extra`` beside our own.

    A body longer than ``limits.max_bytes`` is refused; with ``cut_at`` its first ``cut_at`` bytes are returned instead.
    Raises RefusedError or FailedError.
    """
    headers: dict[bytes | str, bytes | str] = {
        "User-Agent": f"{ROBOT}/{version('zhunru')} (zhunru corpus fetch: official legal texts, one request at a time)",
        "Accept": "text/html, application/pdf, text/plain;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **extra,
    }
    url = httpcore2.URL(scheme=link.scheme, host=link.host, port=link.port, target=link.target)
    timeout = {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": limits.connect}
    try:
        with (
            httpcore2.ConnectionPool(ssl_context=tls, network_backend=Dialer(addresses, deadline)) as pool,
            pool.stream("GET", url, headers=headers, extensions={"timeout": timeout}) as response,
        ):
            received = _received(response.headers)
            if response.status != 200:
                return Answer(response.status, received)
            packed = limited(response.iter_stream(), limits.max_bytes)
            pieces = unpacked(packed, received.get("content-encoding", ""))
            if cut_at is None:
                _check_length(received, limits.max_bytes)
                return Answer(200, received, b"".join(limited(pieces, limits.max_bytes)))
            return Answer(200, received, _beginning(pieces, cut_at))
    except httpcore2.TimeoutException as error:
        deadline.within(limits.read)  # raises when it was the time for the whole page that ran out
        raise FailedError(f"{link.host} stopped answering ({type(error).__name__})", _AGAIN) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise FailedError(f"the connection to {link.host} broke: {error or type(error).__name__}", _AGAIN) from error


def _received(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1").strip() for name, value in headers}


def _check_length(headers: dict[str, str], limit: int) -> None:
    """Spare both sides a download that the host itself announces as too long. The announcement is not relied on."""
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise too_large(limit)


def _beginning(pieces: Iterable[bytes], length: int) -> bytes:
    body = b""
    for piece in pieces:
        body += piece
        if len(body) >= length:
            break
    return body[:length]

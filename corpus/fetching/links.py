"""Reading addresses of pages: strictly, once, so that what is checked is what is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from corpus.fetching.errors import FailedError, RefusedError
from corpus.model import OFFICIAL_HOST

#: Characters of one address.
MAX_LINK = 2_000
_PORTS = {"http": 80, "https": 443}
# Browsers and libraries disagree on what these mean in an address, and a disagreement is a way around a check.
_AMBIGUOUS = re.compile(r"[\x00-\x20\x7f\\]")
_KEPT = "/%:@!$&'()*+,;=~?-._"
_NEW_ADDRESS = "If the page has moved, put its new official address into the document's `url`."


@dataclass(frozen=True)
class Link:
    """An address taken apart. ``target`` is path and query, in ASCII; the fragment is left out."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host and port, as they stand in an address: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return self.site + self.target


def read_link(text: str, ports: frozenset[int]) -> Link:
    """The official address in ``text``. Raises RefusedError for any other."""
    if len(text) > MAX_LINK or _AMBIGUOUS.search(text):
        raise RefusedError("the address is too long, or holds spaces, control characters or backslashes", "Correct `url`.")
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise RefusedError(f"the address cannot be read ({error})", "Correct `url`.") from error
    if parts.scheme not in _PORTS:
        raise RefusedError(f"{parts.scheme or 'no scheme'} instead of http or https", _NEW_ADDRESS)
    if "@" in parts.netloc:
        raise RefusedError("the address carries a user name or password", "Take them out of `url`.")
    if not OFFICIAL_HOST.match(f"{parts.scheme}://{host}/"):
        raise RefusedError(f"{host or 'no host'} is not an official host", _NEW_ADDRESS)
    port = _PORTS[parts.scheme] if port is None else port
    if port not in ports:
        raise RefusedError(f"port {port} is not one that official pages are served on", _NEW_ADDRESS)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Link(parts.scheme, host, port, quote(target, safe=_KEPT))


def redirected(link: Link, location: str | None, hosts: frozenset[str], ports: frozenset[int]) -> Link:
    """Where ``link`` is redirected to, when that is an address we may ask. ``location`` is the header, its bytes as latin-1."""
    if not location:
        raise FailedError("redirected without saying where to", "Open the page in a browser and correct `url`.")
    # Bytes outside ASCII stand for themselves, in whatever encoding the host thinks in.
    ascii_location = re.sub(r"[^\x00-\x7f]", lambda match: f"%{ord(match[0]):02X}", location)
    try:
        absolute = urljoin(str(link), ascii_location)
    except ValueError as error:
        raise FailedError(f"redirected to an address that cannot be read ({error})", _NEW_ADDRESS) from error
    try:
        to = read_link(absolute, ports)
    except RefusedError as error:
        raise RefusedError(f"redirected to {absolute[:200]!r}: {error.what}", _NEW_ADDRESS) from error
    if to.host not in hosts:
        raise RefusedError(f"redirected to {to.host}, which is not a host of the manifest", _NEW_ADDRESS)
    if link.scheme == "https" and to.scheme == "http":
        raise RefusedError(f"redirected from https to http ({str(to)[:200]})", _NEW_ADDRESS)
    return to

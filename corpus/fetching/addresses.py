"""Which addresses may be connected to: public ones, every one of a host, decided before the connection."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from corpus.fetching.errors import RefusedError, UnreachableError

IPAddress = IPv4Address | IPv6Address

#: Seconds for the system's resolver, which knows no limit of its own.
RESOLVE_SECONDS = 15.0

_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
#: Not public either, whatever ``is_global`` of this Python says.
_CLOSED: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(text)
    for text in (
        "168.63.129.16/32",  # the host agent of Azure: a public number that answers only from inside
        "192.0.0.0/24",  # protocol assignments; one of them is the metadata service of Oracle's cloud
        "192.88.99.0/24",  # relays of 6to4, withdrawn by RFC 7526
        "2001::/23",  # protocol assignments, among them Teredo, which carries an IPv4 address
        "2002::/16",  # 6to4, which carries an IPv4 address
        "3fff::/20",  # documentation (RFC 9637)
    )
)


def is_public(address: IPAddress) -> bool:
    """True for a unicast address that the whole internet reaches.

    An IPv4 address inside an IPv6 one counts only in the well-known NAT64 prefix (RFC 6052), which networks without IPv4
    need, and there by its own worth. Mapped (``::ffff:0:0/96``), compatible, 6to4 and Teredo addresses never count:
    no official host needs one.
    """
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in _UNICAST or address.scope_id:
            return False
    return address.is_global and not address.is_multicast and not any(address in network for network in _CLOSED)


def resolve_name(host: str) -> list[IPAddress]:
    """Every address of ``host``, by the system's resolver, in its order. Raises OSError.

    Asked in a thread of its own, because ``getaddrinfo`` cannot be given a time limit.
    """
    answers: queue.SimpleQueue[list | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM))
        except OSError as error:
            answers.put(error)
        except UnicodeError as error:  # a label too long to be a name
            answers.put(OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=RESOLVE_SECONDS)
    except queue.Empty:
        raise TimeoutError(f"no answer within {RESOLVE_SECONDS:g} seconds") from None
    if isinstance(answer, OSError):
        raise answer
    return list(dict.fromkeys(ip_address(entry[4][0]) for entry in answer))


def checked_addresses(
    host: str, resolve: Callable[[str], Iterable[IPAddress]], allowed: Callable[[IPAddress], bool]
) -> tuple[IPAddress, ...]:
    """The addresses of ``host``, each of them allowed. One that is not spoils all: an honest host has none.

    Raises RefusedError, or UnreachableError when the name does not resolve.
    """
    try:
        addresses = tuple(resolve(host))
    except OSError as error:
        raise UnreachableError(f"the name {host} does not resolve ({error})", "Check the connection and the DNS.") from error
    if not addresses:
        raise UnreachableError(f"the name {host} has no address", "Check the connection and the DNS.")
    for address in addresses:
        if not allowed(address):
            raise RefusedError(
                f"{host} resolves to {address}, which is not a public address",
                "Check the DNS of this machine; a VPN or proxy may answer with addresses of its own.",
            )
    return addresses

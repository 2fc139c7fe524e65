"""Connecting to addresses that have been checked, and to nothing else, with one deadline for everything that follows.

httpcore2 opens connections through a network backend. This one is given the addresses of the one host that is asked, so that
no name is resolved a second time; Host header, SNI and the certificate check keep using the name.
"""

from __future__ import annotations

import errno
import ssl
from collections.abc import Iterable, Sequence

import httpcore2

from corpus.fetching.addresses import IPAddress
from corpus.fetching.errors import UnreachableError
from corpus.fetching.limits import Deadline

_NO_ROUTE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}
_FOREVER = float("inf")


class Dialer(httpcore2.NetworkBackend):
    """Connects to the first of ``addresses`` that answers, whatever host it is asked for."""

    def __init__(self, addresses: Sequence[IPAddress], deadline: Deadline) -> None:
        self._addresses, self._deadline = addresses, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        errors: list[Exception] = []
        for address in self._addresses:
            seconds = _left(self._deadline, timeout)
            try:
                stream = httpcore2.SyncBackend().connect_tcp(str(address), port, seconds, local_address, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                errors.append(error)
        if all(getattr(error.__cause__, "errno", None) in _NO_ROUTE for error in errors):
            raise UnreachableError(f"no route to {host} ({errors[-1]})", "Check the connection.")
        raise errors[-1]


class _TimedStream(httpcore2.NetworkStream):
    """A stream whose every operation ends by the deadline. A limit for each read alone would let a host that sends one
    byte at a time go on for ever."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secure = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _TimedStream(secure, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _left(deadline: Deadline, timeout: float | None) -> float:
    return deadline.within(_FOREVER if timeout is None else timeout)

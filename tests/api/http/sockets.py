"""Plain sockets, for what no HTTP client sends."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx

#: Long enough for a slow machine; nothing here waits so long unless it has failed.
PATIENCE = 60


@contextmanager
def connected(server: str | httpx.URL, *sent: bytes):
    """A connection to a server by its URL, over which ``sent`` has gone."""
    address = urlsplit(str(server))
    with socket.create_connection((address.hostname, address.port), timeout=PATIENCE) as connection:
        for part in sent:
            connection.sendall(part)
        yield connection


def rest(connection: socket.socket) -> bytes:
    """All that the server sends until it ends the connection."""
    received = b""
    try:
        while part := connection.recv(65536):
            received += part
    except ConnectionResetError:
        pass  # what was sent and never read is answered so
    return received


def status(response: bytes) -> int:
    return int(response.split(b" ", 2)[1])

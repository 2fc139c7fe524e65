"""A web server on this machine that answers under any host name, byte for byte as a test wants it to."""

from __future__ import annotations

import gzip
import itertools
import socket
import socketserver
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Behaviour = Callable[[socket.socket], None]


@dataclass(frozen=True)
class Request:
    host: str
    path: str
    headers: dict[str, str]


class Site:
    """``routes`` maps a path, or host and path, to a behaviour; ``asked`` lists what was asked for. No route: status 404."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.routes: dict[str, Behaviour] = {}
        self.asked: list[Request] = []
        site = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                try:
                    connection = tls.wrap_socket(self.request, server_side=True) if tls else self.request
                    site._serve(connection)
                    connection.close()
                except OSError:
                    pass  # the client has gone, as it should

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(4096) or b"\r\n\r\n"
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        request = Request(headers["host"].partition(":")[0], first.split(" ")[1], headers)
        self.asked.append(request)
        self.routes.get(request.host + request.path, self.routes.get(request.path, reply(status=404)))(connection)

    def paths(self, host: str | None = None) -> list[str]:
        return [request.path for request in self.asked if host in (None, request.host)]


def law(text: str = "第一条　为了示例。") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body><p>{text}</p></body></html>".encode()


def head(status: int = 200, **headers: str | int) -> bytes:
    lines = [f"HTTP/1.1 {status} X", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def raw(*parts: bytes) -> Behaviour:
    """Sends ``parts`` and closes."""
    return lambda connection: connection.sendall(b"".join(parts))


def reply(body: bytes = b"", status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str | int) -> Behaviour:
    return raw(head(status, Content_Type=kind, Content_Length=len(body), **headers), body)


def redirect(location: str, status: int = 302) -> Behaviour:
    return reply(status=status, Location=location)


def packed(body: bytes, encoding: str = "gzip") -> Behaviour:
    return reply(gzip.compress(body), Content_Encoding=encoding)


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """One behaviour a request; the last goes on."""
    turns = itertools.chain(behaviours, itertools.repeat(behaviours[-1]))
    return lambda connection: next(turns)(connection)


def endless(piece: bytes, *, first: bytes = b"", every: float = 0.0) -> Behaviour:
    """``piece`` again and again, ``every`` so many seconds, until the client has had enough."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(piece)
            time.sleep(every)

    return behave


def silent(connection: socket.socket) -> None:
    """Says nothing until the client leaves."""
    connection.recv(1)


def reset(*parts: bytes) -> Behaviour:
    """Sends ``parts``, then breaks the connection instead of ending it."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(b"".join(parts))
        time.sleep(0.05)  # a reset overtakes what has not been read yet
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    return behave


def lines(items: Iterable[str]) -> bytes:
    return "\n".join(items).encode()

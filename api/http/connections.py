"""Connections that end: time-outs for the client's part of a request, and a cap on how many there are at once.

uvicorn has a time-out between requests and no other (its issue 157): a client that sends half a request, or reads half a
response, holds its connection for ever. Here each stage in which the server waits for the client has its time, and where
there are as many connections as allowed, the one that has kept the server waiting longest makes room for a new one. One that
is being answered is never closed for another.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.http import limits
from api.http.problems import HEADERS, MEDIA_TYPE, problem_details
from api.http.seldom import SeldomWarning

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ConnectionLimits:
    """How long a client may take to send the head and the body of a request and to read a response, and how many connections
    there may be."""

    head_seconds: float = limits.HEAD_SECONDS
    body_seconds: float = limits.BODY_SECONDS
    write_seconds: float = limits.WRITE_SECONDS
    most: int = field(default_factory=limits.connections_allowed)


class Waiting:
    """The connections whose clients are being waited for, the longest first."""

    def __init__(self, most: int) -> None:
        self._connections: dict[BoundedConnection, None] = {}
        self._warning = SeldomWarning(log, f"{most} connections are open, as many as allowed: idle ones make room for new ones")

    def add(self, connection: BoundedConnection) -> None:
        self.remove(connection)
        self._connections[connection] = None

    def remove(self, connection: BoundedConnection) -> None:
        self._connections.pop(connection, None)

    def make_room(self) -> bool:
        """Close the connection that has been waited for longest; whether there was one."""
        self._warning()
        longest = next(iter(self._connections), None)
        if longest is None:
            return False
        self.remove(longest)
        longest.transport.abort()
        return True


class BoundedConnection(H11Protocol):
    """uvicorn's protocol on h11, which limits the size of a head (the one on httptools does not). ``limits`` and ``waiting``
    are those of one server: see `bounded`."""

    limits: ConnectionLimits
    waiting: Waiting

    _timer: asyncio.TimerHandle | None = None
    _write_timer: asyncio.TimerHandle | None = None
    #: The state of h11 and the request that the timer is for: each request has its own time.
    _stage: tuple[Any, object] | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.limits.most and not self.waiting.make_room():
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "Too many connections at once. Try again in a moment.", "overloaded")
        else:
            self._follow()

    def connection_lost(self, exc: Exception | None) -> None:
        self._enter(None)
        self._stop_write_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._follow()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self._limit_closing()
        elif self.conn.their_state is h11.IDLE:
            # uvicorn's own time-out between requests runs. The next request has its time from its first byte on.
            self._enter(None)
            self.waiting.add(self)
        else:
            self._follow()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self._limit_closing()

    def shutdown(self) -> None:
        super().shutdown()
        if self.transport.is_closing():
            self._limit_closing()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._start_write_timer()

    def resume_writing(self) -> None:
        super().resume_writing()
        if not self.transport.is_closing():
            self._stop_write_timer()

    def send_400_response(self, msg: str) -> None:
        self._refuse(
            HTTPStatus.BAD_REQUEST,
            f"This is no HTTP/1.1 request, or its line and headers are longer than {limits.HEAD_BYTES} bytes.",
        )

    def _follow(self) -> None:
        """Start the timer of the stage that the connection is in, unless it runs already."""
        state = None if self.transport.is_closing() else self.conn.their_state
        if state is h11.IDLE:
            self._enter((state, self.cycle), self.limits.head_seconds)
        elif state is h11.SEND_BODY:
            self._enter((state, self.cycle), self.limits.body_seconds)
        else:
            self._enter(None)

    def _enter(self, stage: tuple[Any, object] | None, seconds: float = 0.0) -> None:
        if stage == self._stage and stage is not None:
            return
        if self._timer:
            self._timer.cancel()
        self._stage = stage
        self._timer = self.loop.call_later(seconds, self._too_late) if stage else None
        (self.waiting.add if stage else self.waiting.remove)(self)

    def _too_late(self) -> None:
        if self.conn.their_state is h11.SEND_BODY or self.conn.trailing_data[0]:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, "The request did not arrive in time. Send it again.")
        else:
            self._close()

    def _refuse(self, status: HTTPStatus, detail: str, kind: str | None = None) -> None:
        """Answer in place of the application, unless it has begun to, and close."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            path = self.scope["path"] if self.conn.their_state is h11.SEND_BODY else "/"
            self.transport.write(_response(status, detail, path, kind))
        self._close()

    def _close(self) -> None:
        self._enter(None)
        self.transport.close()
        self._limit_closing()

    def _limit_closing(self) -> None:
        """A connection is closed once all of the response has been taken, which may be never."""
        self._enter(None)
        if self.transport.get_write_buffer_size():
            self._start_write_timer()

    def _start_write_timer(self) -> None:
        if self._write_timer is None:
            self._write_timer = self.loop.call_later(self.limits.write_seconds, self.transport.abort)

    def _stop_write_timer(self) -> None:
        if self._write_timer:
            self._write_timer.cancel()
            self._write_timer = None


def bounded(its_limits: ConnectionLimits) -> type[BoundedConnection]:
    """The protocol of one server."""
    return type("BoundedConnection", (BoundedConnection,), {"limits": its_limits, "waiting": Waiting(its_limits.most)})


def _response(status: HTTPStatus, detail: str, path: str, kind: str | None) -> bytes:
    """A whole response with problem details, after which the connection ends."""
    body = problem_details(status, detail, path, kind=kind).model_dump_json().encode()
    headers = HEADERS | {"Content-Type": MEDIA_TYPE, "Content-Length": str(len(body)), "Connection": "close"}
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "1"
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body

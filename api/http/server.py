"""The HTTP server: uvicorn over the application, with the limits of `limits`."""

from __future__ import annotations

import gc
import os
import socket
import sys
from datetime import date

import uvicorn
from starlette.types import ASGIApp

from api.http import limits
from api.http.connections import ConnectionLimits, bounded
from corpus import ZhunruError
from rag import Answerer, Ask

_WARM_UP = "What is the registered capital of a telecom company?"


def bind(host: str, port: int) -> socket.socket:
    """A socket with an address, which does not listen yet: connections are refused. Raises ZhunruError where another server listens
    there."""
    bound = socket.socket()
    try:
        if os.name == "posix":
            # Connections of a server that has just ended do not keep the next from its port. Elsewhere this would share it.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise _taken(f"{host}:{port}", error) from error
    return bound


def listen(bound: socket.socket) -> None:
    """Take connections. Raises ZhunruError where another server has taken the port since it was bound."""
    try:
        bound.listen(limits.BACKLOG)
    except OSError as error:
        raise _taken("{}:{}".format(*bound.getsockname()), error) from error


def _taken(address: str, error: OSError) -> ZhunruError:
    return ZhunruError(
        f"Cannot listen on {address}: {error.strerror}.", "Stop what listens there, or choose another: make serve PORT=9000"
    )


def warm_up(answerer: Answerer, today: date) -> None:
    """Answer one question and search once, so that the first user does not wait for what is loaded on first use. Raises
    ZhunruError."""
    answerer.answer(Ask(_WARM_UP, today=today, composer="grounded"))
    # Not every question is embedded.
    answerer.search(_WARM_UP, today, 1)


def server_of(
    application: ASGIApp, connections: ConnectionLimits | None = None, host: str = "127.0.0.1", port: int = 0
) -> uvicorn.Server:
    """A server that is not running yet. ``host`` and ``port`` are for one that is given no socket to listen on."""
    config = uvicorn.Config(
        application,
        host=host,
        port=port,
        http=bounded(connections or ConnectionLimits()),
        ws="none",
        h11_max_incomplete_event_size=limits.HEAD_BYTES,
        timeout_keep_alive=limits.IDLE_SECONDS,
        backlog=limits.BACKLOG,
        log_level="warning",
    )
    return uvicorn.Server(config)


def run(application: ASGIApp, listening: socket.socket) -> None:
    """Serve on a socket until the process is asked to end."""
    sys.setswitchinterval(limits.SWITCH_SECONDS)
    # What has been loaded stays: to look through it for garbage would stop every thread each time.
    gc.collect()
    gc.freeze()
    server_of(application).run(sockets=[listening])

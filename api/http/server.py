"""The HTTP server: uvicorn over the application, with the limits of `limits`."""

from __future__ import annotations

import socket
import sys

import uvicorn
from starlette.types import ASGIApp

from api.http import limits
from api.http.connections import ConnectionLimits, bounded


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
    server_of(application).run(sockets=[listening])

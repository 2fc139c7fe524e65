"""What every request and response passes through: the limit on a body, and the headers that protect a page.

Both are plain ASGI: a body is counted while it arrives, and a stream of events is not buffered.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http import limits, problems

#: The rest of the body is not read: the connection ends with the response.
_CLOSE = {"Connection": "close"}


class BodyLimit:
    """Refuses a request body of more than ``most`` bytes with 413, as soon as its length or what has arrived of it says so.
    FastAPI has such a limit too, but it answers in plain text and keeps reading."""

    def __init__(self, app: ASGIApp, most: int = limits.BODY_BYTES) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        length = Headers(scope=scope).get("content-length", "")
        if length.isdecimal() and int(length) > self._most:
            refusal = problems.problem(Request(scope), 413, self._detail, kind="body-too-large", headers=_CLOSE)
            return await refusal(scope, receive, send)
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._most:
                raise BodyTooLarge(self._detail)
            return message

        await self._app(scope, counted, send)

    @property
    def _detail(self) -> str:
        return f"The body of a request has at most {self._most} bytes here. Nothing more of this one was read; send less."


class BodyTooLarge(HTTPException):
    """A body without a length that has grown over the limit."""

    def __init__(self, detail: str) -> None:
        super().__init__(413, detail, headers=_CLOSE)


class ProtectiveHeaders:
    """Adds the headers of `problems.HEADERS` to every response; the page and its files are checked for a newer version
    each time they are used."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(problems.HEADERS)
                if not scope["path"].startswith("/v1/"):
                    headers["Cache-Control"] = "no-cache"
            await send(message)

        await self._app(scope, receive, protected)

"""A server that speaks the OpenAI protocol and says what a test has written for it, over a real socket."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: What happens on one request: it gets the handler, and writes the reply.
Act = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: ScriptedModel

    def do_POST(self) -> None:
        self.body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(self.body)
        act = self.server.acts.pop(0) if len(self.server.acts) > 1 else self.server.acts[0]
        try:
            act(self)
        except (BrokenPipeError, ConnectionResetError):
            self.server.left.set()
        self.close_connection = True

    def begin(self, status: int = 200, kind: str = "text/event-stream") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()

    def piece(self, text: str, finish: str | None = None, **other: str) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", "content": text, **other}, "finish_reason": finish}
        self.raw({"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "scripted", "choices": [choice]})

    def raw(self, data: object) -> None:
        words = data if isinstance(data, str) else json.dumps(data)
        self.wfile.write(f"data: {words}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


class ScriptedModel(ThreadingHTTPServer):
    """``acts`` are played one a request, the last of them for ever; ``requests`` are the bodies that came; ``left`` is set
    when a client goes before its reply is whole."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.acts: list[Act] = []
        self.requests: list[dict] = []
        self.left = threading.Event()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def play(self, *acts: Act) -> None:
        self.acts, self.requests = list(acts), []
        self.left.clear()


def says(text: str, pause: float = 0.0) -> Act:
    """The whole text in small pieces."""

    def act(handler: Handler) -> None:
        handler.begin()
        for piece in _pieces(text):
            handler.piece(piece)
            time.sleep(pause)
        handler.piece("", finish="stop")
        handler.raw("[DONE]")

    return act


def fills(form: dict) -> Act:
    """A form as JSON, whole."""
    return replies(json.dumps(form, ensure_ascii=False))


def replies(text: str) -> Act:
    """The whole text at once, to a client that asked for no stream."""

    def act(handler: Handler) -> None:
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        handler.begin(kind="application/json")
        body = {"id": "1", "object": "chat.completion", "created": 0, "model": "scripted", "choices": [choice]}
        handler.wfile.write(json.dumps(body).encode())

    return act


def dies(text: str) -> Act:
    """The text, and then the connection is gone."""

    def act(handler: Handler) -> None:
        handler.begin()
        for piece in _pieces(text):
            handler.piece(piece)

    return act


def babbles(text: str) -> Act:
    """The text, and then lines that are no JSON."""

    def act(handler: Handler) -> None:
        handler.begin()
        handler.piece(text)
        handler.raw('{"choices": [{"delta": {"content": "')
        handler.raw("[DONE]")

    return act


def refuses(status: int) -> Act:
    """An error of the server, as a provider gives it out."""

    def act(handler: Handler) -> None:
        handler.begin(status, "application/json")
        handler.wfile.write(json.dumps({"error": {"message": "not now", "type": "rate_limit"}}).encode())

    return act


def hangs(text: str = "") -> Act:
    """The text, and then nothing more until the client has left."""

    def act(handler: Handler) -> None:
        handler.begin()
        if text:
            handler.piece(text)
        for _ in range(600):
            time.sleep(0.05)
            handler.wfile.write(b": waiting\n\n")
            handler.wfile.flush()

    return act


def thinks(text: str) -> Act:
    """A thought a piece, in a field of its own, as reasoning models have it, and last the text."""

    def act(handler: Handler) -> None:
        handler.begin()
        for _ in range(200):
            handler.piece("", reasoning_content="Hm.")
            time.sleep(0.01)
        handler.piece(text, finish="stop")
        handler.raw("[DONE]")

    return act


def _pieces(text: str) -> Iterable[str]:
    return (text[i : i + 24] for i in range(0, len(text), 24))

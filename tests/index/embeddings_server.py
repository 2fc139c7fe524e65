"""A server that speaks OpenAI's embeddings protocol over a real socket, and does what a test has written for it."""

from __future__ import annotations

import json
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

from index import ServerEmbedder

#: What happens on one request: it gets the handler, and replies.
Act = Callable[["Handler"], None]
WIDTH = 16
#: The key that a user has set for it.
KEY = "sk-test-do-not-tell-8f31"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: EmbeddingsServer

    def do_POST(self) -> None:
        self.body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((self.path, self.headers["Authorization"], self.body))
        acts = self.server.acts
        act = acts.pop(0) if len(acts) > 1 else acts[0]
        with suppress(BrokenPipeError, ConnectionResetError):  # a client that waits no longer
            act(self)
        self.close_connection = True

    def reply(self, words: str, status: int = 200, kind: str = "application/json") -> None:
        data = words.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def rows(self, rows: list[dict]) -> None:
        self.reply(json.dumps({"object": "list", "model": self.body["model"], "data": rows, "usage": {}}))

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


class EmbeddingsServer(ThreadingHTTPServer):
    """``acts`` are played one a request, the last of them for ever; ``requests`` are the path, key and body of those that came."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.acts: list[Act] = [embeds()]
        self.requests: list[tuple[str, str, dict]] = []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def texts(self) -> list[str]:
        """All that was to be embedded."""
        return [text for _, _, body in self.requests for text in body["input"]]


def opened(server: EmbeddingsServer, model: str = "some-model", **options) -> ServerEmbedder:
    """The embedder that a model of the server is."""
    return ServerEmbedder(model, model, server.url, **options)


def vector_of(text: str, width: int = WIDTH) -> np.ndarray:
    """The vector that a text has at this server: of any length but 1."""
    return np.random.default_rng(zlib.crc32(text.encode())).normal(size=width) * 3


def embeds(width: int = WIDTH, seed: str = "") -> Act:
    """Vectors as they should be, the last text's first: the index tells which is whose. Another ``seed`` is another model."""

    def act(handler: Handler) -> None:
        texts = list(enumerate(handler.body["input"]))
        handler.rows(
            [{"object": "embedding", "index": i, "embedding": vector_of(seed + t, width).tolist()} for i, t in reversed(texts)]
        )

    return act


def refuses(status: int, message: str) -> Act:
    """An error of the server, as a provider gives it out."""
    return lambda handler: handler.reply(json.dumps({"error": {"message": message, "type": "error"}}), status)


def says(words: str, kind: str = "application/json") -> Act:
    return lambda handler: handler.reply(words, kind=kind)


def gives(*embeddings: object, indices: tuple[object, ...] | None = None) -> Act:
    """These rows, whatever was asked for."""

    def act(handler: Handler) -> None:
        places = range(len(embeddings)) if indices is None else indices
        handler.rows([{"object": "embedding", "index": i, "embedding": e} for i, e in zip(places, embeddings, strict=True)])

    return act


def hangs() -> Act:
    return lambda handler: time.sleep(3)

"""What tests share: the bundled library, an index of it, and a world without a network."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx
import pytest
from filelock import FileLock
from starlette.types import ASGIApp

from api.http.connections import ConnectionLimits
from api.http.server import server_of
from corpus import Library, load_library
from index import Embedder, Index, build, default_embedder
from rag import Answerer
from rag.llm import Settings, open_writer
from tests.rag.prose.scripted import ScriptedModel

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that open the page, for `make browser-tests`."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this machine can be reached: a test that asks a hub or a host on the network fails by name."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address) -> None:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"the test reaches for {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return default_embedder()


@pytest.fixture(scope="session")
def built_index(tmp_path_factory: pytest.TempPathFactory, library: Library, embedder: Embedder) -> Path:
    """The index of the bundled corpus, built by the first worker process that needs it. Nobody writes there afterwards."""
    own = tmp_path_factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own  # the folder that the workers of one run share
    with FileLock(run / "index.lock"):
        build(library, embedder, run / "index")
    return run / "index"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, built_index: Path) -> Path:
    """A home folder with a published index of the bundled corpus. Each worker process has one, with a server that keeps
    conversations and feedback in it."""
    folder = tmp_path_factory.mktemp("home")
    shutil.copytree(built_index, folder / "index")
    return folder


@pytest.fixture(scope="session")
def answerer(home: Path, library: Library, embedder: Embedder) -> Answerer:
    return Answerer(library, Index.open(home / "index", library, embedder), embedder)


@pytest.fixture(scope="session")
def ruled(home: Path, library: Library, embedder: Embedder) -> Answerer:
    """Answers by the reading of rules: for tests of what is said of a question that has been read in one known way."""
    return Answerer(library, Index.open(home / "index", library, embedder), embedder, reader="rules")


@pytest.fixture(scope="session")
def server(home: Path) -> Iterator[str]:
    """The address of a real server: `zhunru serve` in a process of its own, over the session's index."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "ZHUNRU_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    log = home / "server.log"
    with log.open("w") as out:
        command = [sys.executable, "-m", "api.cli", "serve", "--port", str(port)]
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT, cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            if process.poll() is not None:
                break
            try:
                httpx.get(f"{address}/readyz", timeout=2).raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        else:
            raise AssertionError(log.read_text())
        assert process.poll() is None, log.read_text()
        yield address
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A real Chromium."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "the page tests need Chromium: apt-get install chromium (make test does)"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def model():
    """A scripted model, listening for as long as the tests run."""
    server = ScriptedModel()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def narrated(answerer, model):
    """An answerer whose prose the scripted model writes."""
    writer = open_writer(Settings(name="openai:scripted", url=model.url, timeout=20))
    return Answerer(answerer.library, answerer.index, answerer.embedder, writer)


@contextmanager
def serving(application: ASGIApp, connections: ConnectionLimits | None = None) -> Iterator[httpx.Client]:
    """An application on a socket of its own, until the block ends."""
    server = server_of(application, connections)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", timeout=60) as http:
            yield http
    finally:
        server.should_exit = True
        thread.join(20)

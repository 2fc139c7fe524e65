"""What tests share: the bundled library, an index of it, and a world without a network."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from corpus import Library, load_library
from index import Embedder, Index, build, default_embedder
from rag import Answerer

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
os.environ["HF_HUB_OFFLINE"] = "1"


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
def home(tmp_path_factory: pytest.TempPathFactory, library: Library, embedder: Embedder) -> Path:
    """A home folder with a published index of the bundled corpus."""
    folder = tmp_path_factory.mktemp("home")
    build(library, embedder, folder / "index")
    return folder


@pytest.fixture(scope="session")
def answerer(home: Path, library: Library, embedder: Embedder) -> Answerer:
    return Answerer(library, Index.open(home / "index", library, embedder), embedder)


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

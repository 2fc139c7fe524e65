"""A port is taken before anything is loaded and answers after everything is."""

import os
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.http.server import bind, listen, warm_up
from corpus import ZhunruError
from tests.api.http.sockets import PATIENCE, connected
from tests.conftest import ROOT, TODAY


def refuses(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_bound_port_refuses_connections_until_it_listens():
    with bind("127.0.0.1", 0) as bound:
        port = bound.getsockname()[1]
        assert refuses(port)
        listen(bound)
        assert not refuses(port)


def test_a_port_on_which_another_listens_cannot_be_bound():
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(ZhunruError, match=r"Cannot listen on .*PORT="):
        bind("127.0.0.1", other.getsockname()[1])


def test_of_two_that_load_at_once_the_second_reports_the_port_in_use():
    with bind("127.0.0.1", 0) as first, closing(bind("127.0.0.1", first.getsockname()[1])) as second:
        listen(first)
        with pytest.raises(ZhunruError, match=r"Cannot listen on .*PORT="):
            listen(second)


def test_serve_refuses_connections_until_it_has_loaded_and_answered_a_question(answerer, tmp_path, monkeypatch):
    port, steps = free_port(), []

    def step(name, result=None):
        def taken(*_):
            steps.append((name, "refuses" if refuses(port) else "listens"))
            return result

        return taken

    monkeypatch.setenv("ZHUNRU_HOME", str(tmp_path))
    monkeypatch.setattr("api.home.open_answerer", step("load", answerer))
    monkeypatch.setattr("api.http.server.warm_up", step("answer a question"))
    monkeypatch.setattr("api.http.server.run", step("serve"))
    done = CliRunner().invoke(app, ["serve", "--port", str(port)])
    assert done.exit_code == 0, done.output
    assert steps == [("load", "refuses"), ("answer a question", "refuses"), ("serve", "listens")]


def test_warming_up_embeds_and_searches(answerer, monkeypatch):
    calls = []
    for part, name in ((answerer.embedder, "heard"), (answerer.index, "search")):
        method = getattr(part, name)
        monkeypatch.setattr(part, name, lambda *a, name=name, method=method, **k: calls.append(name) or method(*a, **k))
    warm_up(answerer, TODAY)
    assert {"heard", "search"} <= set(calls)


def test_the_first_connection_that_is_accepted_is_answered_ready(home):
    port = free_port()
    environment = {**os.environ, "ZHUNRU_HOME": str(home)}
    command = [sys.executable, "-m", "api.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            end = time.monotonic() + 2 * PATIENCE
            while process.poll() is None and time.monotonic() < end:
                with suppress(ConnectionRefusedError):
                    request = b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                    with connected(f"http://127.0.0.1:{port}", request) as connection:
                        assert b" 200 OK" in connection.recv(65536)
                        return
                time.sleep(0.02)
            pytest.fail(process.stderr.read().decode() if process.stderr and process.poll() is not None else "it never listens")
        finally:
            process.terminate()

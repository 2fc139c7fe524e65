"""Connections end: time-outs for half-sent requests and half-read responses, and a cap. Over real sockets, with short limits."""

import asyncio
import json
import logging
import resource
import subprocess
import sys
import threading
from contextlib import ExitStack

import httpx
import pytest

from api.http.connections import ConnectionLimits
from tests.api.http.sockets import PATIENCE, connected, rest, status
from tests.conftest import ROOT, serving

NEVER = 600.0
GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
HALF_A_BODY = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf"


class Application:
    """Reads a body and answers with its length; `/held` answers once it is released, `/flood` with more than a socket holds."""

    def __init__(self):
        self.release, self.reached, self.flooded = threading.Event(), threading.Semaphore(0), threading.Event()

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return
        length, message = 0, {"more_body": True}
        while message.get("more_body"):
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            length += len(message["body"])
        self.reached.release()
        if scope["path"] == "/held":
            assert await asyncio.to_thread(self.release.wait, PATIENCE)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
        for _ in range(300 if scope["path"] == "/flood" else 0):
            await send({"type": "http.response.body", "body": b"x" * 100_000, "more_body": True})
        self.flooded.set()
        await send({"type": "http.response.body", "body": str(length).encode()})


@pytest.fixture
def application():
    made = Application()
    yield made
    made.release.set()


def limits(head=NEVER, body=NEVER, write=NEVER, most=100):
    return ConnectionLimits(head, body, write, most)


def answered(http, path="/"):
    return http.get(path).raise_for_status().text


@pytest.mark.parametrize("sent", [b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_half_a_head_is_answered_with_408_and_closed(application, sent):
    with serving(application, limits(head=0.2)) as http, connected(http.base_url, sent) as connection:
        response = rest(connection)
        assert status(response) == 408
        assert json.loads(response.partition(b"\r\n\r\n")[2])["title"] == "Request Timeout"
        assert answered(http) == "0"


def test_a_connection_on_which_nothing_comes_is_closed_without_a_word(application):
    with serving(application, limits(head=0.2)) as http, connected(http.base_url) as connection:
        assert rest(connection) == b""


def test_400_half_sent_bodies_are_all_closed_and_others_are_answered_meanwhile(application):
    with serving(application, limits(body=1.0, most=1000)) as http, ExitStack() as stack:
        halves = [stack.enter_context(connected(http.base_url, HALF_A_BODY)) for _ in range(400)]
        assert answered(http) == "0"
        assert {status(rest(half)) for half in halves} == {408}


@pytest.mark.parametrize("sent", [b"GET / HTTP/1.1\r\nX: ", HALF_A_BODY.replace(b"10", b"10000000")])
def test_a_byte_now_and_then_does_not_put_the_end_off(application, sent):
    with serving(application, limits(head=0.5, body=0.5)) as http, connected(http.base_url, sent) as connection:
        connection.settimeout(0.02)
        response = b""
        for _ in range(PATIENCE * 50):
            try:
                connection.sendall(b"x")
                response = connection.recv(65536)
                break
            except TimeoutError:
                continue
        assert status(response) == 408


def test_each_request_on_a_connection_has_its_own_time(application):
    """The second begins when the time of the first would be over."""
    with serving(application, limits(head=1.0)) as http, ExitStack() as stack:
        connection = stack.enter_context(connected(http.base_url, GET))
        assert b"200 OK" in connection.recv(65536)
        assert rest(stack.enter_context(connected(http.base_url))) == b""
        connection.sendall(GET)
        assert b"200 OK" in connection.recv(65536)
        connection.sendall(GET[:10])
        assert status(rest(connection)) == 408


def test_a_request_that_is_long_in_being_answered_is_not_cut_off(application):
    with (
        serving(application, limits(head=0.2, body=0.2)) as http,
        connected(http.base_url, GET.replace(b"/ ", b"/held ", 1)) as held,
    ):
        assert application.reached.acquire(timeout=PATIENCE)
        with connected(http.base_url) as silent:
            assert rest(silent) == b"", "by now every time-out is over"
        application.release.set()
        assert b"200 OK" in held.recv(65536)


def test_a_client_that_does_not_read_is_given_up(application):
    flood = GET.replace(b"/ ", b"/flood ", 1)
    with serving(application, limits(write=0.3)) as http, connected(http.base_url, flood):
        assert application.flooded.wait(PATIENCE), "the application waits for ever to send"


def test_a_head_that_is_too_long_is_refused(application):
    with serving(application, limits()) as http, connected(http.base_url, b"GET /?" + b"x" * 300_000) as connection:
        response = rest(connection)
    assert status(response) == 400
    assert b"application/problem+json" in response


def test_a_long_question_in_the_query_of_a_get_fits_in_a_head(application):
    with serving(application, limits()) as http:
        assert http.get("/", params={"q": "问" * 2000}).status_code == 200


def test_at_the_cap_the_longest_idle_connections_make_room_and_the_log_says_so_once(application, caplog):
    with caplog.at_level(logging.WARNING), serving(application, limits(most=10)) as http, ExitStack() as stack:
        idle = [stack.enter_context(connected(http.base_url, b"GET")) for _ in range(50)]
        assert answered(http) == "0"
        assert rest(idle[0]) == b""
    lines = [r.getMessage() for r in caplog.records if "connections are open" in r.getMessage()]
    assert len(lines) == 1
    assert "10 connections" in lines[0]


def test_a_connection_that_is_being_answered_is_not_closed_for_another(application):
    with serving(application, limits(most=5)) as http, ExitStack() as stack:
        held = stack.enter_context(connected(http.base_url, GET.replace(b"/ ", b"/held ", 1)))
        assert application.reached.acquire(timeout=PATIENCE)
        for _ in range(20):
            stack.enter_context(connected(http.base_url, HALF_A_BODY))
        application.release.set()
        assert b"200 OK" in held.recv(65536)


def test_where_every_connection_is_being_answered_a_new_one_is_refused_in_words(application):
    with serving(application, limits(most=2)) as http, ExitStack() as stack:
        for _ in range(2):
            stack.enter_context(connected(http.base_url, GET.replace(b"/ ", b"/held ", 1)))
            assert application.reached.acquire(timeout=PATIENCE)
        response = rest(stack.enter_context(connected(http.base_url)))
        assert status(response) == 503
        assert b"Retry-After: 1" in response
        assert b"Too many connections" in response
        application.release.set()


_SERVER = """
import logging, socket, sys
sys.path.insert(0, {root!r})
from api.http.server import server_of
from tests.api.http.test_connections import Application
logging.basicConfig(level=logging.WARNING)
with socket.create_server(("127.0.0.1", 0)) as listening:
    print(listening.getsockname()[1], flush=True)
    server_of(Application()).run(sockets=[listening])
"""


def test_1100_idle_sockets_do_not_lock_everybody_out_of_a_server_with_1024_file_descriptors(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 1500:
        pytest.skip("this test needs 1,500 file descriptors of its own")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard if 0 < hard < 4096 else 4096, hard))
    command = ["sh", "-c", 'ulimit -n 1024 && exec "$0" -c "$1"', sys.executable, _SERVER.format(root=str(ROOT))]
    log = tmp_path / "log"
    try:
        with (
            log.open("w") as errors,
            subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
            ExitStack() as stack,
        ):
            try:
                assert process.stdout is not None
                url = f"http://127.0.0.1:{int(process.stdout.readline())}"
                for _ in range(1100):
                    stack.enter_context(connected(url))
                for _ in range(5):
                    assert httpx.get(url, timeout=PATIENCE).text == "0"
            finally:
                process.terminate()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert log.read_text().count("connections are open, as many as allowed") == 1
    assert "Too many open files" not in log.read_text()

"""A few questions at once, a few in line, the rest refused; and everything else answered meanwhile. Over a real socket, with
an answerer that is held until the test lets it go on."""

import json
import random
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest

from api.conversations import in_memory
from api.http import limits
from api.http.admission import QuestionLimits
from api.http.app import create_app, utc_now
from api.http.questions import Questions
from api.http.schemas import AskRequest
from api.serving import Serving
from corpus import ZhunruError
from tests.api.http.sockets import PATIENCE
from tests.conftest import TODAY, serving

QUESTION = {"question": "外资可以办电视台吗？"}
NEVER = 600.0


class HeldAnswerer:
    """An answerer of which a test decides when it goes on; it counts the questions it has begun and those it has ended. All of
    them get the answer to the same short one."""

    def __init__(self, answerer):
        self.library, self.lexicon, self.index, self.narrator = answerer.library, answerer.lexicon, answerer.index, None
        self.reader_name = answerer.reader_name
        self._answerer, self.go_on = answerer, threading.Event()
        self.began, self.ended = threading.Semaphore(0), threading.Semaphore(0)

    def events(self, ask, stop=None):
        yield from self._held(lambda: self._answerer.events(replace(ask, question=QUESTION["question"]), stop))

    def search(self, text, today, k, as_of=None):
        return list(self._held(lambda: self._answerer.search(text, today, k, as_of)))

    def _held(self, results):
        self.began.release()
        try:
            assert self.go_on.wait(PATIENCE)
            yield from results()
        finally:
            self.ended.release()


@pytest.fixture
def held(answerer):
    made = HeldAnswerer(answerer)
    yield made
    made.go_on.set()


@contextmanager
def served(held, at_once=1, queue=0, queue_seconds=NEVER, work_seconds=NEVER):
    """A client of the held answerer; questions of other clients are sent with ``client.later``."""
    its_limits = QuestionLimits(at_once, queue, queue_seconds, work_seconds)
    with serving(create_app(held, lambda: TODAY, question_limits=its_limits)) as client, ThreadPoolExecutor(32) as pool:
        try:
            yield (
                client,
                lambda path="/v1/ask", **body: pool.submit(
                    lambda: httpx.post(client.base_url.join(path), json=body or QUESTION, timeout=PATIENCE)
                ),
            )
        finally:
            held.go_on.set()


def refused(reply):
    assert reply.status_code == 503
    assert reply.headers["content-type"] == "application/problem+json"
    problem = reply.json()
    assert problem["type"] == "urn:zhunru:problem:overloaded"
    assert f"Ask again in {reply.headers['retry-after']} s" in problem["detail"]
    assert int(reply.headers["retry-after"]) >= 1
    return True


def eventually_answered(client):
    """Ask until there is a place. One is free a moment after the work that had it has ended."""
    end = time.monotonic() + PATIENCE
    while (reply := client.post("/v1/ask", json=QUESTION)).status_code == 503:
        assert time.monotonic() < end
    return reply.status_code == 200


def has_begun(held, questions=1):
    return all(held.began.acquire(timeout=PATIENCE) for _ in range(questions))


def test_healthz_and_everything_that_is_no_question_is_answered_while_every_worker_is_busy_and_the_line_is_full(held):
    with served(held, at_once=2, queue=10) as (client, later):
        inside = [later() for _ in range(12)]
        assert has_begun(held, 2)
        for path in ("/healthz", "/readyz", "/", "/static/app.js", "/v1/documents", "/v1/matrix?sector=film"):
            assert client.get(path).status_code == 200
        assert client.post("/v1/decide", json={"activity": "cinema"}).status_code == 200
        assert client.get("/v1/conversations", headers={"X-Zhunru-Client": "s" * 43}).status_code == 200
        assert not any(one.done() for one in inside)
        held.go_on.set()
        assert [one.result().status_code for one in inside] == [200] * 12


def test_healthz_and_questions_are_answered_while_every_other_thread_is_busy(held, monkeypatch):
    began, go_on = threading.Semaphore(0), threading.Event()

    def blocked(*_):
        began.release()
        assert go_on.wait(PATIENCE)
        raise ZhunruError("enough")

    monkeypatch.setattr("api.http.decisions.decided", blocked)
    held.go_on.set()
    with served(held) as (client, later):
        others = [later("/v1/decide", activity="cinema") for _ in range(20)]
        assert all(began.acquire(timeout=PATIENCE) for _ in range(limits.OTHER_THREADS))
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 200
        assert client.post("/v1/ask", json=QUESTION).status_code == 200
        assert not began.acquire(blocking=False), "more would keep the event loop from the interpreter"
        go_on.set()
        assert [one.result().status_code for one in others] == [503] * 20


def test_long_questions_that_take_every_place_do_not_keep_another_asker_waiting(held):
    """48 of them made the next asker wait 270 s. Now a question that cannot be answered soon is
    refused at once, with the time to come back."""
    hostile = "".join(random.Random(7).choices([chr(c) for c in range(0x4E00, 0x9FA5)], k=1990))
    with served(held, at_once=2, queue=4) as (client, later):
        hostile_ones = [later(question=hostile) for _ in range(16)]
        answers = as_completed(hostile_ones)
        assert all(refused(next(answers).result()) for _ in range(16 - 2 - 4))
        assert refused(client.post("/v1/ask", json=QUESTION))
        held.go_on.set()
        assert [one.result().status_code for one in answers] == [200] * 6
        assert eventually_answered(client)


def test_the_time_to_come_back_grows_with_the_line(held):
    with served(held, at_once=1, queue=3) as (_client, later):
        answers = as_completed([later() for _ in range(5)])
        reply = next(answers).result()
        assert refused(reply)
        assert reply.headers["retry-after"] == "4", "four questions of a second each"
        held.go_on.set()
        assert [one.result().status_code for one in answers] == [200] * 4


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/ask/stream"])
def test_a_question_is_refused_before_its_answer_begins(held, path):
    with served(held) as (client, later):
        first = later(path)
        assert has_begun(held)
        assert refused(client.post(path, json=QUESTION))
        held.go_on.set()
        assert first.result().status_code == 200


def test_a_search_counts_as_a_question_because_it_is_embedded(held):
    with served(held) as (client, later):
        first = later()
        assert has_begun(held)
        assert refused(client.get("/v1/search", params={"q": "电视"}))
        held.go_on.set()
        assert first.result().status_code == 200


def test_a_stream_has_its_place_until_its_work_ends_even_when_its_asker_leaves(held):
    with served(held) as (client, _later):
        with pytest.raises(httpx.ReadTimeout):
            client.post("/v1/ask/stream", json=QUESTION, timeout=httpx.Timeout(PATIENCE, read=0.3))
        assert has_begun(held)
        assert refused(client.post("/v1/ask", json=QUESTION))
        held.go_on.set()
        assert eventually_answered(client)


def test_a_question_that_takes_too_long_is_given_up_with_504_and_has_its_place_until_its_work_ends(held):
    with served(held, work_seconds=0.3, queue_seconds=0.1) as (client, _later):
        reply = client.post("/v1/ask", json=QUESTION)
        assert (reply.status_code, reply.headers["content-type"]) == (504, "application/problem+json")
        assert reply.json()["type"] == "urn:zhunru:problem:too-slow"
        assert refused(client.post("/v1/ask", json=QUESTION)), "the thread still works on the first"
        held.go_on.set()
        assert held.ended.acquire(timeout=PATIENCE)
        assert eventually_answered(client)


def test_a_question_that_waits_too_long_in_line_is_refused_and_never_worked_on(held):
    with served(held, queue=1, queue_seconds=0.3) as (client, later):
        first = later()
        assert has_begun(held)
        assert refused(client.post("/v1/ask", json=QUESTION))
        held.go_on.set()
        assert first.result().status_code == 200
        assert not held.began.acquire(blocking=False)


def test_a_stream_that_takes_too_long_after_its_beginning_ends_in_an_error_event(held, monkeypatch):
    events = held._answerer.events

    def slow(ask, stop):
        first, *others = events(ask, stop)
        yield first
        assert held.go_on.wait(PATIENCE)
        yield from others

    monkeypatch.setattr(held, "events", slow)
    with served(held, work_seconds=0.3) as (client, _later):
        reply = client.post("/v1/ask/stream", json=QUESTION)
        *_, last = reply.text.strip().split("\n\n")
    assert reply.text.startswith("event: understanding")
    assert last.startswith("event: error")
    assert "too long" in json.loads(last.partition("data: ")[2])["detail"]


def test_a_question_that_fails_gives_its_place_back(held, monkeypatch):
    held.go_on.set()
    with served(held) as (client, _later):
        with monkeypatch.context() as patch:
            patch.setattr(held, "events", lambda *_: iter([1 / 0]))
            assert client.post("/v1/ask", json=QUESTION).status_code == 500
            assert client.post("/v1/ask/stream", json=QUESTION).status_code == 500
        assert eventually_answered(client)


def test_an_unknown_area_is_refused_by_the_stream_before_it_begins(held):
    held.go_on.set()
    with served(held) as (client, _later):
        reply = client.post("/v1/ask/stream", json=QUESTION | {"area": "Atlantis"})
        assert (reply.status_code, reply.json()["errors"][0]["field"]) == (422, "area")


def test_no_more_is_computed_at_once_than_there_are_cores_however_many_threads_wait_for_a_model(held, monkeypatch):
    monkeypatch.setattr(limits, "cores", lambda: 1)
    questions = Questions(Serving(held), in_memory(utc_now), lambda: TODAY)
    streams = [questions.events(AskRequest.model_validate(QUESTION), None, threading.Event()) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        firsts: list[Future] = [pool.submit(next, stream) for stream in streams]
        assert has_begun(held)
        assert not held.began.acquire(timeout=0.2), "the other waits for the core"
        held.go_on.set()
        assert all(first.result() for first in firsts), "neither has been read to its end, as while a model writes"


def test_the_openapi_document_says_what_may_be_refused(http_schema):
    for path, method in (("/v1/ask", "post"), ("/v1/ask/stream", "post"), ("/v1/search", "get")):
        assert {"413", "422", "503", "504"} <= set(http_schema["paths"][path][method]["responses"])


@pytest.fixture
def http_schema(answerer):
    return create_app(answerer, lambda: TODAY).openapi()

"""Answers as server-sent events, over a real server, written by a scripted model over another socket."""

import gc
import json

import anyio
import pytest

from api.http.app import create_app
from corpus import ZhunruError
from tests.command_line import zhunru
from tests.conftest import TODAY, serving
from tests.rag.prose.prose import grounded, honest, numbered
from tests.rag.prose.scripted import dies, hangs, says

TELECOM, CALL_CENTRE = "外资在中国做增值电信，股比上限是多少？", "Can we own 100% of a call centre company in Chengdu?"
CLIENT = {"X-Zhunru-Client": "s" * 43}


@pytest.fixture(scope="module")
def http(narrated):
    with serving(create_app(narrated, today=lambda: TODAY)) as client:
        yield client


@pytest.fixture(scope="module")
def plain(answerer):
    """A server without a model."""
    with serving(create_app(answerer, today=lambda: TODAY)) as client:
        yield client


def truth(answerer, question):
    text = next(w.text for w in honest() if w.question == question)
    return numbered(text, grounded(answerer, question)[1])


def events(http, headers=None, **body):
    """The events of one stream, each its kind and its object."""
    with http.stream("POST", "/v1/ask/stream", json=body, headers=headers) as reply:
        assert reply.status_code == 200, reply.read()
        assert reply.headers["content-type"].startswith("text/event-stream")
        return parsed("".join(reply.iter_text()))


def parsed(text):
    out = []
    for event in filter(None, text.split("\n\n")):
        fields = dict(line.split(": ", 1) for line in event.split("\n") if not line.startswith(":"))
        if fields:
            out.append((fields["event"], json.loads(fields["data"])))
    return out


def test_the_events_of_a_written_answer_come_in_their_order(answerer, http, model):
    model.play(says(truth(answerer, TELECOM)))
    told = events(http, question=TELECOM)
    kinds = [kind for kind, _ in told]
    assert kinds[:3] == ["understanding", "evidence", "verdict"]
    assert kinds[-1] == "final"
    assert set(kinds[3:-1]) == {"citation", "delta"}
    assert kinds.index("citation") < kinds.index("delta"), "a mark needs its citation"
    final = told[-1][1]
    assert (final["composer"], final["grounding"]["state"]) == ("llm", "checked")
    assert final["verdict"] == told[2][1]["verdict"]
    assert all(data["markdown"] in final["answer"]["markdown"] for kind, data in told if kind == "delta")


def test_without_a_model_the_stream_ends_in_the_answer_at_once(plain):
    told = events(plain, question=CALL_CENTRE)
    assert [kind for kind, _ in told] == ["understanding", "evidence", "verdict", "final"]
    own = plain.post("/v1/ask", json={"question": CALL_CENTRE}).json()
    assert told[-1][1]["answer"] == own["answer"]
    assert own["grounding"] == {"state": "grounded", "faults": [], "model": None, "rounds": 0}


def test_chinese_leaves_unescaped(http, answerer, model):
    model.play(says(truth(answerer, TELECOM)))
    with http.stream("POST", "/v1/ask/stream", json={"question": TELECOM}) as reply:
        raw = reply.read()
    assert "增值电信".encode() in raw
    assert b"\\u" not in raw


def test_the_verdict_is_there_while_the_model_is_still_silent(http, model):
    model.play(hangs())
    with http.stream("POST", "/v1/ask/stream", json={"question": TELECOM}) as reply:
        seen = ""
        for text in reply.iter_text():
            seen += text
            if "event: verdict" in seen and seen.endswith("\n\n"):
                break
        assert parsed(seen)[-1][1]["verdict"]["foreign_cap_pct"] == 50


def test_a_client_that_leaves_stops_the_generation(answerer, http, model):
    model.play(hangs(truth(answerer, CALL_CENTRE).split("\n\n")[0] + "\n\nAnd"))
    with http.stream("POST", "/v1/ask/stream", json={"question": CALL_CENTRE}) as reply:
        for text in reply.iter_text():
            if "event: delta" in text:
                break
    assert model.left.wait(60), "the model goes on writing for nobody"


def test_a_client_that_leaves_without_having_read_stops_the_generation(answerer, narrated, model):
    """An event then waits to be sent, and the stream is dropped there without being closed: no collector of garbage may be what
    ends the writing, since an idle server runs none."""
    paragraphs = truth(answerer, CALL_CENTRE).split("\n\n")
    assert len(paragraphs) > 2
    model.play(hangs("\n\n".join(paragraphs)))
    body = json.dumps({"question": CALL_CENTRE}).encode()
    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": "/v1/ask/stream", "raw_path": b"/v1/ask/stream", "query_string": b"", "root_path": "",
        "headers": [(b"content-type", b"application/json")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2),
    }  # fmt: skip

    async def visit():
        requests = iter([{"type": "http.request", "body": body, "more_body": False}])
        unread, left = anyio.Event(), anyio.Event()

        async def receive():
            if request := next(requests, None):
                return request
            await unread.wait()
            while not model.requests:
                await anyio.sleep(0.01)
            await anyio.sleep(0.5)  # by now the paragraphs fill what lies between the writing and the socket
            left.set()
            return {"type": "http.disconnect"}

        async def send(message):
            if b"event: verdict" in message.get("body", b""):
                unread.set()
                await left.wait()

        try:
            await create_app(narrated, today=lambda: TODAY)(scope, receive, send)
        except* anyio.BrokenResourceError:
            pass  # FastAPI closes its pipe for the events before it ends the task that writes to it

    gc.disable()
    try:
        anyio.run(visit)
        assert model.left.wait(60), "the model goes on writing for nobody"
    finally:
        gc.enable()


def test_a_silent_stream_is_kept_alive(http, model, monkeypatch):
    monkeypatch.setattr("fastapi.routing._PING_INTERVAL", 0.1)
    model.play(hangs())
    with http.stream("POST", "/v1/ask/stream", json={"question": TELECOM}) as reply:
        assert any(": ping" in text for text in reply.iter_text())


def test_a_server_that_dies_in_mid_stream_leaves_the_grounded_answer(answerer, http, model):
    model.play(dies(truth(answerer, CALL_CENTRE)[:700]))
    told = events(http, question=CALL_CENTRE)
    final = told[-1][1]
    assert final["grounding"]["state"] == "fallback"
    assert final["answer"]["markdown"].startswith(grounded(answerer, CALL_CENTRE)[0].answer.markdown)


def test_a_lie_is_in_no_event(answerer, http, model):
    model.play(says(truth(answerer, CALL_CENTRE).replace("RMB 1 million", "RMB 3 million")))
    told = events(http, question=CALL_CENTRE)
    assert "3 million" not in json.dumps(told)
    assert told[-1][1]["grounding"]["faults"] == [{"kind": "number"}]


@pytest.mark.parametrize("failure", [ZhunruError("The index is gone.", "Run: zhunru index build"), RuntimeError("secret detail")])
def test_a_failure_in_mid_stream_is_told_as_an_event(narrated, http, monkeypatch, failure):
    def fails(*_):
        raise failure
        yield

    monkeypatch.setattr(narrated.narrator, "write", fails)
    kind, data = events(http, question=TELECOM)[-1]
    assert kind == "error"
    assert ("zhunru index build" in data["detail"]) == isinstance(failure, ZhunruError)
    assert "secret" not in data["detail"]


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/ask/stream"])
def test_asking_for_a_model_where_there_is_none_is_refused_with_the_remedy(plain, path):
    reply = plain.post(path, json={"question": TELECOM, "composer": "llm"})
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert "ZHUNRU_MODEL" in reply.json()["detail"]


@pytest.mark.parametrize("body", [{"question": ""}, {"question": "x", "area": "Atlantis"}, {"question": "x", "composer": "poet"}])
def test_what_cannot_be_understood_is_refused_before_the_stream_begins(http, body):
    reply = http.post("/v1/ask/stream", json=body)
    assert reply.status_code == 422
    assert reply.json()["detail"]


def test_a_conversation_goes_on_from_stream_to_stream(answerer, http, model):
    model.play(says("x"))
    first = events(http, CLIENT, question="外资可以办文艺表演团体吗？", composer="grounded")[-1][1]
    assert first["conversation_id"]
    second = events(http, CLIENT, question="在海南呢？", conversation_id=first["conversation_id"])[-1][1]
    assert second["conversation_id"] == first["conversation_id"]
    assert second["verdict"]["area"]["id"] == "hainan"
    assert "外资可以办文艺表演团体吗" in model.requests[0]["messages"][1]["content"]


def test_ready_tells_which_model_writes(http, plain):
    assert http.get("/readyz").json()["model"] == "openai:scripted"
    assert plain.get("/readyz").json()["model"] is None


def test_the_command_line_has_the_model_of_the_environment_write(home, answerer, model):
    model.play(says(truth(answerer, CALL_CENTRE)))
    settings = {"ZHUNRU_MODEL": "openai:scripted", "ZHUNRU_MODEL_URL": model.url}
    done = zhunru(home, "ask", CALL_CENTRE, "--composer", "llm", "--json", **settings)
    assert json.loads(done.stdout)["composer"] == "llm", done.stderr


def test_the_command_line_says_what_is_wrong_with_a_setting(home):
    done = zhunru(home, "ask", CALL_CENTRE, columns=300, ZHUNRU_MODEL="gpt")
    assert done.returncode == 1
    assert "provider:model" in done.stderr
    done = zhunru(home, "ask", CALL_CENTRE, "--composer", "llm", columns=300)
    assert done.returncode == 1
    assert "ZHUNRU_MODEL" in done.stderr

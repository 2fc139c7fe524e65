"""Conversations over HTTP: kept for the client that began them, and for nobody else."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from api.conversations import ConversationStore, store
from api.http.app import create_app
from tests.conftest import ROOT, TODAY, serving

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
MINE, OTHER = "m" * 43, "o" * 43
CHINESE, ENGLISH = "外资在中国做增值电信，股比上限是多少？", "Can we own 100% of a call centre company in Chengdu?"


def as_(client):
    return {"X-Zhunru-Client": client}


@pytest.fixture(scope="module")
def http(answerer, tmp_path_factory):
    file = tmp_path_factory.mktemp("conversations") / "conversations.db"
    store = ConversationStore(f"sqlite:///{file}", lambda: NOON, 365)
    with serving(create_app(answerer, lambda: TODAY, store)) as client:
        yield client
    store.close()


def asked(http, question, client=MINE, **more):
    reply = http.post("/v1/ask", json={"question": question, **more}, headers=as_(client) if client else {})
    assert reply.status_code == 200, reply.text
    return reply.json()


@pytest.mark.parametrize(("first", "then", "language"), [(CHINESE, "海南呢？", "zh"), (ENGLISH, "And in Hainan?", "en")])
def test_a_conversation_begins_goes_on_is_listed_and_every_answer_comes_back_as_it_was_given(http, first, then, language):
    client = f"{language}-{'x' * 40}"
    one = asked(http, first, client)
    two = asked(http, then, client, conversation_id=one["conversation_id"])
    assert two["conversation_id"] == one["conversation_id"]
    listed = http.get("/v1/conversations", headers=as_(client)).json()
    assert (listed["total"], listed["offset"]) == (1, 0)
    (row,) = listed["items"]
    assert (row["id"], row["title"], row["language"], row["questions"]) == (one["conversation_id"], first, language, 2)
    assert datetime.fromisoformat(row["created"]) == NOON
    opened = http.get(f"/v1/conversations/{row['id']}", headers=as_(client)).json()
    assert {name: opened[name] for name in row} == row
    assert [(t["number"], t["question"], t["answer"]) for t in opened["turns"]] == [(1, first, one), (2, then, two)]


def test_the_next_question_is_answered_with_what_the_last_one_was_understood_as(answerer, monkeypatch):
    """Whether a question builds on the one before it is for the answerer; that it gets it is tested here."""
    given = []
    events = answerer.events
    monkeypatch.setattr(answerer, "events", lambda ask, stop: given.append(ask) or events(ask, stop))
    with serving(create_app(answerer, lambda: TODAY)) as http:
        first = asked(http, CHINESE)
        second = asked(http, ENGLISH, conversation_id=first["conversation_id"])
        asked(http, "海南呢？", conversation_id=first["conversation_id"])
        asked(http, CHINESE)
    earlier = [ask.earlier and ask.earlier.model_dump(mode="json") for ask in given]
    assert earlier == [None, first["understanding"], second["understanding"], None]


def test_without_a_client_an_answer_belongs_to_no_conversation(http):
    assert asked(http, CHINESE, client=None)["conversation_id"] is None


def test_nothing_of_a_conversation_can_be_had_with_another_clients_secret_or_none(http):
    mine = asked(http, CHINESE)["conversation_id"]
    unknown = "x" * len(mine)
    for headers in (as_(OTHER), {}):
        for conversation in (mine, unknown):
            reply = http.post("/v1/ask", json={"question": "海南呢？", "conversation_id": conversation}, headers=headers)
            assert reply.status_code == 404
            assert reply.headers["content-type"] == "application/problem+json"
            assert "Leave conversation_id out" in reply.json()["detail"]
            assert CHINESE not in reply.text
    for method in ("GET", "DELETE"):
        theirs, nobodys = (http.request(method, f"/v1/conversations/{c}", headers=as_(OTHER)) for c in (mine, unknown))
        assert theirs.status_code == nobodys.status_code == 404
        assert theirs.text.replace(mine, unknown) == nobodys.text
    assert http.delete("/v1/conversations", headers=as_(OTHER)).status_code == 204
    assert http.get("/v1/conversations", headers=as_(OTHER)).json() == {"total": 0, "offset": 0, "items": []}
    assert len(http.get(f"/v1/conversations/{mine}", headers=as_(MINE)).json()["turns"]) == 1


def test_one_conversation_is_deleted_or_all_of_them(http):
    client = "d" * 43
    one, two, three = (asked(http, CHINESE, client)["conversation_id"] for _ in range(3))
    assert http.delete(f"/v1/conversations/{one}", headers=as_(client)).status_code == 204
    assert http.delete(f"/v1/conversations/{one}", headers=as_(client)).status_code == 404
    assert http.get(f"/v1/conversations/{one}", headers=as_(client)).status_code == 404
    assert {c["id"] for c in http.get("/v1/conversations", headers=as_(client)).json()["items"]} == {two, three}
    assert http.delete("/v1/conversations", headers=as_(client)).status_code == 204
    assert http.get("/v1/conversations", headers=as_(client)).json()["total"] == 0


def test_a_long_list_comes_in_parts(http):
    client = "l" * 43
    ids = {asked(http, CHINESE, client)["conversation_id"] for _ in range(5)}
    parts = [
        http.get("/v1/conversations", params={"offset": offset, "limit": 2}, headers=as_(client)).json() for offset in (0, 2, 4)
    ]
    assert {part["total"] for part in parts} == {5}
    assert [len(part["items"]) for part in parts] == [2, 2, 1]
    assert {c["id"] for part in parts for c in part["items"]} == ids


@pytest.mark.parametrize("secret", ["short", "x" * 31, "x" * 129, "with space" * 4, "密" * 40])
@pytest.mark.parametrize(("method", "path"), [("GET", "/v1/conversations"), ("POST", "/v1/ask")])
def test_a_secret_that_could_be_guessed_is_refused(http, method, path, secret):
    body = {"question": CHINESE} if method == "POST" else None
    reply = http.request(method, path, json=body, headers={"X-Zhunru-Client": secret.encode()})
    assert reply.status_code == 422
    assert "X-Zhunru-Client" in reply.json()["detail"]


def test_a_list_of_nobodys_conversations_is_not_given(http):
    for method in ("GET", "DELETE"):
        assert http.request(method, "/v1/conversations").status_code == 422


def test_what_somebody_asked_is_left_in_no_cache(http):
    mine = asked(http, CHINESE)["conversation_id"]
    for path in ("/v1/conversations", f"/v1/conversations/{mine}"):
        assert http.get(path, headers=as_(MINE)).headers["cache-control"] == "no-store"


def test_questions_put_at_once_by_many_clients_stay_with_their_clients(http):
    clients = [f"{n:043d}" for n in range(6)]

    def converse(client):
        begun = asked(http, f"{CHINESE}（{client}）", client)["conversation_id"]
        for n in range(3):
            asked(http, f"{client}-{n}？外资可以办电视台吗？", client, conversation_id=begun)
        return begun

    with ThreadPoolExecutor(6) as pool:
        begun = dict(zip(clients, pool.map(converse, clients), strict=True))
    for client, conversation in begun.items():
        turns = http.get(f"/v1/conversations/{conversation}", headers=as_(client)).json()["turns"]
        assert [t["number"] for t in turns] == [1, 2, 3, 4]
        assert all(client in t["question"] for t in turns)


def test_questions_put_at_once_to_one_conversation_are_all_kept(http):
    begun = asked(http, CHINESE)["conversation_id"]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: asked(http, f"外资可以办电视台吗？{n}", conversation_id=begun), range(12)))
    turns = http.get(f"/v1/conversations/{begun}", headers=as_(MINE)).json()["turns"]
    assert [t["number"] for t in turns] == list(range(1, 14))
    assert all(t["answer"]["conversation_id"] == begun for t in turns)


def test_after_a_restart_a_conversation_is_there_and_goes_on_until_it_expires(answerer, tmp_path):
    address, moment = f"sqlite:///{tmp_path / 'conversations.db'}", NOON
    store = ConversationStore(address, lambda: moment, 90)
    with serving(create_app(answerer, lambda: TODAY, store)) as http:
        first = asked(http, CHINESE)
    store.close()
    moment += timedelta(days=90)
    store = ConversationStore(address, lambda: moment, 90)
    with serving(create_app(answerer, lambda: TODAY, store)) as http:
        path = f"/v1/conversations/{first['conversation_id']}"
        assert http.get(path, headers=as_(MINE)).json()["turns"][0]["answer"] == first
        moment += timedelta(days=1)
        assert http.get(path, headers=as_(MINE)).status_code == 404
    store.close()


def test_no_secret_is_in_the_database(answerer, tmp_path):
    file = tmp_path / "conversations.db"
    store = ConversationStore(f"sqlite:///{file}", lambda: NOON, 365)
    with serving(create_app(answerer, lambda: TODAY, store)) as http:
        asked(http, CHINESE)
    store.close()
    assert MINE.encode() not in file.read_bytes()


def test_a_database_that_fails_while_serving_is_a_problem_with_a_remedy(answerer, tmp_path, monkeypatch):
    file = tmp_path / "conversations.db"
    store = ConversationStore(f"sqlite:///{file}", lambda: NOON, 365)
    with serving(create_app(answerer, lambda: TODAY, store)) as http:
        store.close()
        for one in tmp_path.iterdir():
            one.unlink()
        file.write_bytes(b"no database at all, but long enough to be read as the head of one" * 20)
        reply = http.get("/v1/conversations", headers=as_(MINE))
        assert (reply.status_code, reply.headers["content-type"]) == (503, "application/problem+json")
        assert "is damaged" in reply.json()["detail"]
        assert asked(http, CHINESE)["conversation_id"] is None, "the answer is given all the same"
    store.close()


def served(home, **environment):
    env = {**os.environ, "ZHUNRU_HOME": str(home), **environment}
    command = [sys.executable, "-m", "api.cli", "serve", "--port", "0"]
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=300)


def test_a_damaged_database_is_told_at_the_start_and_left_as_it_is(tmp_path):
    file = tmp_path / "conversations.db"
    file.write_bytes(b"not a database " * 1000)
    out = served(tmp_path)
    assert out.returncode == 1
    assert "conversations.db is damaged" in " ".join(out.stderr.split())
    assert "Traceback" not in out.stderr
    assert file.read_bytes() == b"not a database " * 1000


def test_a_wrong_setting_is_told_at_the_start(tmp_path):
    out = served(tmp_path, ZHUNRU_RETENTION_DAYS="forever")
    assert out.returncode == 1
    assert "ZHUNRU_RETENTION_DAYS is `forever`" in " ".join(out.stderr.split())


def test_nothing_is_left_on_disk_where_the_setting_says_so_and_conversations_go_on_all_the_same(answerer, tmp_path, monkeypatch):
    from api.home import open_conversations

    monkeypatch.setenv("ZHUNRU_HOME", str(tmp_path))
    monkeypatch.delenv("ZHUNRU_DATABASE_URL", raising=False)
    before = open_conversations(lambda: NOON)
    with serving(create_app(answerer, lambda: TODAY, before)) as http:
        asked(http, CHINESE)
    before.close()
    assert CHINESE.encode() in (tmp_path / "conversations.db").read_bytes()
    monkeypatch.setenv("ZHUNRU_RETENTION_DAYS", "0")
    with serving(create_app(answerer, lambda: TODAY, open_conversations(lambda: NOON + timedelta(seconds=1)))) as http:
        begun = asked(http, ENGLISH)["conversation_id"]
        asked(http, ENGLISH, conversation_id=begun)
        assert http.get("/v1/conversations", headers=as_(MINE)).json()["total"] == 1
    content = b"".join(f.read_bytes() for f in tmp_path.iterdir())
    assert CHINESE.encode() not in content
    assert ENGLISH.encode() not in content


def test_the_server_that_people_start_keeps_conversations_at_home(server, home):
    with httpx.Client(base_url=server, timeout=60) as http:
        begun = asked(http, CHINESE, "h" * 43)["conversation_id"]
        assert http.get(f"/v1/conversations/{begun}", headers=as_("h" * 43)).status_code == 200
        schema = http.get("/openapi.json").json()
    assert (home / "conversations.db").is_file()
    assert "conversation_id" in json.dumps(schema["components"]["schemas"]["AskRequest"])


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/ask/stream"])
def test_a_client_that_keeps_as_much_as_it_may_is_told_so_in_words(http, monkeypatch, path):
    client = f"full-{'x' * 40}"
    asked(http, CHINESE, client)
    monkeypatch.setattr(store, "MOST_CONVERSATIONS", 1)
    reply = http.post(path, json={"question": CHINESE}, headers=as_(client))
    assert (reply.status_code, reply.json()["type"]) == (409, "urn:zhunru:problem:too-many-conversations")
    assert "1 conversations" in reply.json()["detail"] and "Delete some" in reply.json()["detail"]
    assert http.post(path, json={"question": CHINESE}).status_code == 200, "without a client nothing is kept"

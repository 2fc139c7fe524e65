"""POST /v1/feedback, over an application of its own."""

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.http import feedback, limits, problems

BODY = {
    "question": "外资能做网络游戏吗？",
    "rating": "down",
    "comment": "海南呢？",
    "language": "zh",
    "answer_id": "0" * 32,
    "as_of": "2024-10-31",
    "area": "hainan",
    "mode": "commercial-presence",
    "verdict_status": "prohibited",
    "deciding_provision": "cn-fi-negative-list-2024#item-13",
}


def application(home, today):
    app = FastAPI()
    problems.install_problem_handlers(app)
    feedback.install_feedback_routes(app, home, today)
    return app


@pytest.fixture
def http(tmp_path):
    with TestClient(application(tmp_path, lambda: date(2026, 11, 22))) as client:
        yield client


def lines(home) -> list[dict]:
    return [json.loads(line) for line in feedback.feedback_file(home).read_text(encoding="utf-8").splitlines()]


def test_feedback_is_kept_with_its_day(http, tmp_path):
    reply = http.post("/v1/feedback", json=BODY)
    assert (reply.status_code, reply.json()) == (201, {"kept": True})
    assert lines(tmp_path) == [BODY | {"investor_origin": None, "at": "2026-11-22"}]


def test_a_rating_alone_will_do(http, tmp_path):
    assert http.post("/v1/feedback", json={"question": "q", "rating": "up"}).status_code == 201
    assert lines(tmp_path)[0]["comment"] is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"rating": "meh"}, "rating"),
        ({"question": " "}, "question"),
        ({"question": "x" * 2001}, "2000"),
        ({"comment": "评" * 2001}, "2000"),
        ({"area": "x" * 201}, "200"),
        ({"as_of": "yesterday"}, "as_of"),
        ({"verdict_status": "fine"}, "verdict_status"),
        ({"user": "me"}, "user"),
    ],
)
def test_what_is_not_feedback_is_refused_with_its_field(http, tmp_path, change, says):
    reply = http.post("/v1/feedback", json=BODY | change)
    assert reply.status_code == 422
    assert says in reply.json()["detail"]
    assert not feedback.feedback_file(tmp_path).exists()


def test_lines_of_many_at_once_do_not_mix(http, tmp_path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: http.post("/v1/feedback", json=BODY | {"comment": f"{n}\n" * 100}), range(40)))
    assert {line["comment"].split("\n")[0] for line in lines(tmp_path)} == {str(n) for n in range(40)}


def test_a_home_that_cannot_be_written_turns_it_off_with_a_clear_problem(tmp_path):
    (tmp_path / "file").write_text("")
    app = application(tmp_path / "file", lambda: date(2026, 11, 22))
    reply = TestClient(app).post("/v1/feedback", json=BODY)
    assert reply.status_code == 503
    assert "Feedback is off" in reply.json()["detail"]
    assert str(tmp_path) not in reply.text


def test_it_stops_before_it_fills_the_disk_and_says_so(http, tmp_path, monkeypatch):
    http.post("/v1/feedback", json=BODY)
    monkeypatch.setattr(limits, "FEEDBACK_BYTES", feedback.feedback_file(tmp_path).stat().st_size + 10)
    reply = http.post("/v1/feedback", json=BODY)
    assert (reply.status_code, len(lines(tmp_path))) == (507, 1)
    assert reply.json()["type"] == "urn:zhunru:problem:feedback-full"
    assert "full" in reply.json()["detail"]


def test_nobody_but_the_owner_can_read_it(http, tmp_path):
    before = os.umask(0)
    try:
        http.post("/v1/feedback", json=BODY)
    finally:
        os.umask(before)
    assert stat.S_IMODE(feedback.feedback_file(tmp_path).stat().st_mode) == 0o600


def test_a_file_of_an_earlier_version_that_everyone_could_read_is_closed_to_them(http, tmp_path):
    file = feedback.feedback_file(tmp_path)
    file.parent.mkdir()
    file.touch()
    file.chmod(0o644)
    http.post("/v1/feedback", json=BODY)
    assert (stat.S_IMODE(file.stat().st_mode), len(lines(tmp_path))) == (0o600, 1)


def test_one_address_may_send_so_much_in_a_day_and_is_told_so_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "FEEDBACK_A_DAY", 3)
    days = [date(2026, 11, 22)]
    app = application(tmp_path, lambda: days[-1])

    def sent(host):
        return TestClient(app, client=(host, 50000)).post("/v1/feedback", json=BODY)

    assert [sent("192.0.2.1").status_code for _ in range(4)] == [201, 201, 201, 429]
    reply = sent("192.0.2.1").json()
    assert reply["type"] == "urn:zhunru:problem:too-much-feedback"
    assert "3 pieces" in reply["detail"] and "tomorrow" in reply["detail"]
    assert sent("192.0.2.2").status_code == 201, "another address"
    assert [sent(f"2001:db8::{n}").status_code for n in range(4)] == [201, 201, 201, 429], "one network of IPv6"
    assert sent("::ffff:192.0.2.1").status_code == 429, "the first address, on a socket for both"
    assert sent("2001:db8:0:1::1").status_code == 201, "another network"
    days.append(date(2026, 11, 23))
    assert sent("192.0.2.1").status_code == 201
    assert "192.0.2" not in feedback.feedback_file(tmp_path).read_text(encoding="utf-8")

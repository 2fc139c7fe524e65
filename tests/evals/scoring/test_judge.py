"""The judge, against a scripted server that speaks OpenAI's protocol over a real socket."""

import json
import threading
from collections import Counter
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from corpus import ZhunruError
from corpus.files import read_many
from evals.runs.record import Run
from evals.runs.run import carry_out
from evals.runs.systems import About
from evals.scoring.judge import LABELS, Labelled, judge_run
from evals.sets.read import set_hash
from tests.evals.make import TODAY, answer, item, response

ITEMS = [item(id="vat", must_say=["50%"]), item(id="games", question="外资能做网络游戏吗？", must_say=["禁止"])]


class Model(BaseHTTPRequestHandler):
    """Grades what it is shown as it is told to, and keeps what it was sent."""

    sent: ClassVar[list[dict]] = []
    grade: ClassVar = None

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.sent.append(body)
        content = Model.grade(body["messages"][-1]["content"])
        message = {"role": "assistant", "content": content}
        reply = {"id": "1", "object": "chat.completion", "created": 0, "model": body["model"],
                 "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}  # fmt: skip
        encoded = json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(encoded)))
        self.end_headers()
        self.wfile.write(encoded)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def model(monkeypatch):
    Model.sent = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Model) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{server.server_port}/v1")
        monkeypatch.setenv("OPENAI_API_KEY", "none")
        yield Model
        server.shutdown()


@pytest.fixture
def folder(tmp_path):
    class System:
        about = About("scripted", "1", None, None, {})

        def respond(self, one):
            return response(answer("不可以。", f"禁止外商投资[1]（{one.id}）。"), item=one.id)

    run = Run(name="n", set="s", set_hash=set_hash(ITEMS), items=2, system="scripted", settings={}, asked_on=TODAY,
              started=datetime(2026, 11, 22, tzinfo=UTC), code_version="1", corpus_hash=None, index_version=None)  # fmt: skip
    carry_out(run, ITEMS, System(), tmp_path / "n", 1, lambda done, total: None)
    return tmp_path / "n"


def as_a_person_did(shown: str) -> str:
    for label in read_many(LABELS, Labelled):
        if f"<answer>{label.answer}</answer>" in shown:
            return json.dumps({"fluency": label.fluency, "completeness": label.completeness, "reason": "as the label"})
    return json.dumps({"fluency": "good", "completeness": "fair", "reason": "少了上限"})


def test_a_judge_that_agrees_with_the_labels_has_a_kappa_of_one(model, folder):
    model.grade = as_a_person_did
    found = judge_run(folder, "openai:scripted")
    assert found.labels == len(read_many(LABELS, Labelled))
    assert found.agreement == {"fluency": 1.0, "completeness": 1.0}
    assert found.grades == {"fluency": {"good": 2}, "completeness": {"fair": 2}}
    kept = [json.loads(line) for line in (folder / "judged.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {k["item"] for k in kept} == {"vat", "games"}
    assert kept[0]["grade"]["reason"] == "少了上限"


def test_the_judge_is_shown_question_reference_and_answer_without_marks(model, folder):
    model.grade = as_a_person_did
    judge_run(folder, "openai:scripted")
    shown = next(b["messages"][-1]["content"] for b in model.sent if "（games）" in b["messages"][-1]["content"])
    assert "<question>外资能做网络游戏吗？</question>" in shown
    assert "<reference>by hand</reference>" in shown
    assert "禁止外商投资（games）" in shown


def test_a_judge_that_calls_everything_good_agrees_no_more_than_chance(model, folder):
    model.grade = lambda shown: json.dumps({"fluency": "good", "completeness": "good", "reason": "fine"})
    assert judge_run(folder, "openai:scripted").agreement == {"fluency": 0.0, "completeness": 0.0}


def test_what_it_cannot_grade_is_counted_and_said(model, folder):
    model.grade = lambda shown: as_a_person_did(shown) if "（vat）" not in shown else "I would rather not."
    assert judge_run(folder, "openai:scripted").failed == 1
    kept = [json.loads(line) for line in (folder / "judged.jsonl").read_text(encoding="utf-8").splitlines()]
    assert next(k for k in kept if k["item"] == "vat")["error"]


def test_a_judge_that_grades_nothing_is_told(model, folder):
    model.grade = lambda shown: "no"
    with pytest.raises(ZhunruError, match="graded nothing"):
        judge_run(folder, "openai:scripted")


@pytest.mark.parametrize("name", ["nobody:model", "anthropic:model", "model"])
def test_a_judge_that_cannot_be_opened_says_what_to_do(folder, name):
    with pytest.raises(ZhunruError) as caught:
        judge_run(folder, name)
    assert caught.value.remedy


def test_the_labels_hold_every_grade_so_that_agreement_can_be_told():
    labels = read_many(LABELS, Labelled)
    assert len({label.id for label in labels}) == len(labels)
    for criterion in ("fluency", "completeness"):
        assert min(Counter(getattr(label, criterion) for label in labels)[level] for level in ("good", "fair", "poor")) >= 2

"""Feedback made into candidates."""

from datetime import date

import pytest
import yaml

from api.http.feedback import Feedback, feedback_file, keep
from corpus import ZhunruError
from evals.sets.candidates import candidates, read_feedback, write_candidates
from evals.sets.read import SetError, read_set
from tests.evals.make import VAT


def said(question: str, rating: str, **fields) -> Feedback:
    return Feedback.model_validate({"at": "2026-11-20", "question": question, "rating": rating, **fields})


RIGHT = said("外资做增值电信，股比上限是多少？", "up", verdict_status="restricted", deciding_provision=VAT)
WRONG = said(
    "Can we run a data centre?", "down", area="shanghai-lingang", verdict_status="prohibited", comment="Lingang\nis: open\x00 #"
)


def test_questions_with_complaints_come_first_and_propose_no_verdict():
    (first, comments), (second, _) = candidates([RIGHT, WRONG, WRONG])
    assert (first["question"], first["area"], first["language"]) == ("Can we run a data centre?", "shanghai-lingang", "en")
    assert "verdicts" not in first
    assert comments.splitlines()[0] == "# 2026-11-20 down (prohibited): Lingang is: open #"
    assert second["verdicts"] == [{"status": ["restricted"], "deciding": [VAT]}]


def test_a_question_praised_and_blamed_proposes_no_verdict():
    ((only, _),) = candidates([RIGHT, RIGHT.model_copy(update={"rating": "down"})])
    assert "verdicts" not in only


def test_candidates_do_not_pass_before_a_person_has_completed_them(tmp_path, monkeypatch, library):
    monkeypatch.setenv("ZHUNRU_HOME", str(tmp_path))
    for one in (RIGHT, WRONG):
        keep(one, tmp_path)
    out = tmp_path / "candidates.yaml"
    assert write_candidates(out, None) == 2
    with pytest.raises(SetError) as caught:
        read_set(out, library)
    assert sum(": why:" in fault for fault in caught.value.faults) == 2
    entries = yaml.safe_load(out.read_text(encoding="utf-8"))
    for entry in entries:
        entry |= {"why": "item 12", "verdicts": [{"status": ["restricted"]}]}
    out.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    assert {i.language for i in read_set(out, library)} == {"zh-Hans", "en"}


def test_work_done_on_candidates_is_not_overwritten(tmp_path, monkeypatch):
    monkeypatch.setenv("ZHUNRU_HOME", str(tmp_path))
    keep(RIGHT, tmp_path)
    out = tmp_path / "candidates.yaml"
    out.write_text("work")
    with pytest.raises(ZhunruError, match="exists"):
        write_candidates(out, None)
    assert out.read_text() == "work"


def test_only_feedback_since_a_day_is_taken(tmp_path, monkeypatch):
    monkeypatch.setenv("ZHUNRU_HOME", str(tmp_path))
    keep(RIGHT, tmp_path)
    assert write_candidates(tmp_path / "a.yaml", date(2026, 11, 20)) == 1
    assert write_candidates(tmp_path / "b.yaml", date(2026, 11, 21)) == 0


def test_missing_and_damaged_feedback_is_told(tmp_path):
    with pytest.raises(ZhunruError, match="There is no feedback"):
        read_feedback(feedback_file(tmp_path))
    keep(RIGHT, tmp_path)
    with feedback_file(tmp_path).open("a") as file:
        file.write('{"question": "q"}\n')
    with pytest.raises(ZhunruError, match=r"feedback.jsonl:2: rating"):
        read_feedback(feedback_file(tmp_path))

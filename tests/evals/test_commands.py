"""`zhunru eval`, as a user types it."""

import json

import pytest
from typer.testing import CliRunner

from evals.commands import app
from tests.evals.sets.test_sets import YAML


@pytest.fixture
def zhunru(home, monkeypatch, tmp_path):
    """Calls a command in a folder that holds a test set."""
    monkeypatch.setenv("ZHUNRU_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "set.yaml").write_text(YAML, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_check_counts_what_is_sound_and_lists_what_is_not(zhunru, tmp_path):
    assert "2 items (1 frozen), 1 verdicts expected, no fault" in zhunru("check", "set.yaml").output
    (tmp_path / "set.yaml").write_text(YAML.replace("zh-Hans", "tlh").replace("item-12]", "item-99]"), encoding="utf-8")
    result = zhunru("check", "set.yaml")
    assert result.exit_code == 1
    assert "set.yaml:3: language:" in result.output


def test_run_keeps_shows_and_goes_on(zhunru, home):
    result = zhunru("run", "set.yaml", "--name", "twice", "--on", "2026-11-22")
    assert result.exit_code == 0, result.output
    assert "verdict_accuracy" in result.output and "understand" in result.output
    kept = home / "runs" / "twice"
    lines = (kept / "responses.jsonl").read_text(encoding="utf-8")
    assert {json.loads(line)["item"] for line in lines.splitlines()} == {"vat-cap", "declined"}
    assert json.loads((kept / "run.json").read_text())["asked_on"] == "2026-11-22"
    assert zhunru("run", "set.yaml", "--name", "twice").exit_code == 0
    assert (kept / "responses.jsonl").read_text(encoding="utf-8") == lines


def test_run_shows_what_the_answers_come_to_and_how_long_they_are(zhunru):
    output = zhunru("run", "set.yaml", "--name", "shown", "--on", "2026-11-22").output
    for words in ("what the answers come to", "not frozen", "misleading", "length of the answers", "characters"):
        assert words in output


def test_every_wording_is_asked_and_the_mean_and_the_worst_are_shown(zhunru, home, tmp_path):
    """The second wording names no business: the mean is a half, the worst is none."""
    worded = YAML.replace("  language: zh-Hans", "  paraphrases: [外资开火锅店，股比上限是多少？]\n  language: zh-Hans")
    (tmp_path / "set.yaml").write_text(worded, encoding="utf-8")
    result = zhunru("run", "set.yaml", "--name", "worded", "--on", "2026-11-22", "--paraphrase")
    assert result.exit_code == 0, result.output
    kept = (home / "runs" / "worded" / "responses.jsonl").read_text(encoding="utf-8")
    assert {json.loads(line)["item"] for line in kept.splitlines()} == {"vat-cap", "vat-cap-wording-2"}
    row = next(line.split() for line in result.output.split("wordings of an item")[1].splitlines() if "verdict_accuracy" in line)
    assert [cell for cell in row if "%" in cell] == ["100%", "50%", "0%"]
    report = zhunru("report", "worded", "--markdown").output
    assert "| `verdict_accuracy` | 100% | 50%" in report
    assert zhunru("report", "worded").exit_code == 0
    assert 'id="wordings"' in (home / "runs" / "worded" / "report.html").read_text(encoding="utf-8")


def test_a_set_without_paraphrases_cannot_be_run_by_wordings(zhunru):
    result = zhunru("run", "set.yaml", "--name", "none", "--paraphrase")
    assert result.exit_code == 1
    assert "No item of the test set has `paraphrases`" in result.output


def test_a_run_is_not_gone_on_with_after_the_set_has_changed(zhunru, tmp_path):
    zhunru("run", "set.yaml", "--name", "changed")
    (tmp_path / "set.yaml").write_text(YAML.replace("第12项", "第十二项"), encoding="utf-8")
    result = zhunru("run", "set.yaml", "--name", "changed")
    assert result.exit_code == 1
    assert "set_hash was" in result.output and "--name" in result.output


def test_a_live_server_is_run_against(zhunru, server):
    result = zhunru("run", "set.yaml", "--against", server, "--name", "live")
    assert result.exit_code == 0, result.output
    assert "verdict_accuracy" in result.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("run", "nothing.yaml"), "There is no test set"),
        (("run", "set.yaml", "--name", "A B"), "is no name for a run"),
        (("run", "set.yaml", "--composer", "poet"), "no composer `poet`"),
        (("run", "set.yaml", "--against", "http://127.0.0.1:9"), "No Zhunru answers"),
        (("run", "set.yaml", "--against", "http://127.0.0.1:9", "--on", "2026-11-22"), "its own clock"),
        (("judge", "no-such-run", "--model", "openai:x"), "There is no run"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_message(zhunru, monkeypatch, arguments, says):
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    result = zhunru(*arguments)
    assert result.exit_code == 1
    assert says in result.output
    assert "Traceback" not in result.output

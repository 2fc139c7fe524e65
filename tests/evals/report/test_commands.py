"""The commands that look at runs, run as a user runs them, over run folders on disk."""

import pytest
from typer.testing import CliRunner

from evals.commands import app
from evals.report import blocks
from tests.evals.made import ITEMS, kept, record, responses


@pytest.fixture(scope="module")
def runs(answerer, tmp_path_factory):
    """Two folders: `good`, and `bad`, which fails on every item that Zhunru is asked to decide."""
    folder, replies = tmp_path_factory.mktemp("runs"), responses(answerer)
    failed = [r.model_copy(update={"answer": None, "error": "HTTP 500", "retrieved": ()}) for r in replies]
    kept(folder / "good", record("good"), ITEMS, replies)
    kept(folder / "bad", record("bad"), ITEMS, failed)
    return folder


@pytest.fixture
def eval_():
    def run(*arguments):
        return CliRunner().invoke(app, [str(a) for a in arguments])

    return run


def test_the_gate_exits_with_1_and_names_what_turned_and_with_0_otherwise(eval_, runs, tmp_path):
    baseline = tmp_path / "baseline.json"
    assert "3 frozen items" in eval_("gate", runs / "good", "--write", "--baseline", baseline).output
    assert eval_("gate", runs / "good", "--baseline", baseline).exit_code == 0
    fallen = eval_("gate", runs / "bad", "--baseline", baseline)
    assert fallen.exit_code == 1
    assert "verdict_accuracy fell: 100% → 0%" in fallen.output
    assert "what the answers to the frozen items come to: good → bad" in fallen.output
    assert "外资在中国做增值电信" in fallen.output


def test_without_a_baseline_the_gate_fails_with_a_remedy_and_no_stack_trace(eval_, runs, tmp_path):
    out = eval_("gate", runs / "good", "--baseline", tmp_path / "none.json")
    assert (out.exit_code, "--write" in out.output, "Traceback" in out.output) == (1, True, False)


def test_a_comparison_tells_each_metric_and_each_item(eval_, runs):
    out = eval_("compare", runs / "good", runs / "bad")
    assert out.exit_code == 0
    for words in (
        "what the answers come to: good → bad",
        "misleading",
        "verdict_accuracy",
        "▼ worse",
        "Got worse: 5",
        "vats-cap-zh",
        "今天天气怎么样？",
    ):
        assert words in out.output
    assert "Got better" not in out.output


def test_the_report_is_written_beside_the_run(eval_, runs):
    assert eval_("report", runs / "bad", "--against", runs / "good").exit_code == 0
    page = (runs / "bad" / "report.html").read_text(encoding="utf-8")
    assert "Changes since good" in page
    assert "外资在中国做增值电信，股比上限是多少？" in page


def test_markdown_goes_to_the_terminal_as_it_is(eval_, runs):
    out = eval_("report", runs / "bad", "--against", runs / "good", "--markdown")
    assert out.output.startswith("### bad\n")
    assert "| `verdict_accuracy` |" in out.output


def test_the_readme_is_rewritten_once_and_then_stays_as_it_is(eval_, runs, tmp_path, monkeypatch):
    readme = tmp_path / "README.md"
    readme.write_text("评测\n<!-- scores -->\n<!-- /scores -->\n", encoding="utf-8")
    monkeypatch.setattr(blocks, "README", readme)
    assert "written" in eval_("report", runs / "good", "--readme").output
    first = readme.read_bytes()
    assert "as it was" in eval_("report", runs / "good", "--readme").output
    assert readme.read_bytes() == first
    assert "`verdict_accuracy`" in first.decode()


def test_an_unknown_run_is_told_with_what_to_do(eval_):
    for command in (("report", "no-such-run"), ("compare", "no-such-run", "no-such-run"), ("export", "no-such-run")):
        out = eval_(*command)
        assert (out.exit_code, "There is no run" in out.output, "Traceback" in out.output) == (1, True, False)


def test_exports_are_written_beside_the_run(eval_, runs):
    out = eval_("export", runs / "good")
    assert out.exit_code == 0
    assert len(list((runs / "good" / "export").iterdir())) == 5

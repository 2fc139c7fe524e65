"""The gate fails when frozen items get worse beyond chance, and says which; it passes otherwise."""

import json
from datetime import date

import pytest
from rich.console import Console

from corpus import ZhunruError
from evals.report.terminal import show_judgement
from evals.scoring.gate import judge, read_baseline, write_baseline
from tests.evals.made import by_hand


def run(right, of=100, metric="verdict_accuracy", **changed):
    return by_hand({f"item-{i}": {metric: float(i < right)} for i in range(of)}, **changed)


@pytest.fixture
def baseline(tmp_path):
    def write(scored):
        write_baseline(scored, tmp_path / "baseline.json")
        return read_baseline(tmp_path / "baseline.json")

    return write


def told(scored, held):
    console = Console(width=200, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    show_judgement(console, scored, held, judge(scored, held))
    return console.export_text()


def test_the_run_that_the_baseline_was_written_from_passes(baseline):
    held = baseline(run(97))
    judgement = judge(run(97), held)
    assert judgement.passed
    assert not judgement.dips


def test_a_fall_beyond_its_interval_fails_and_names_metric_fall_interval_and_items(baseline):
    held, now = baseline(run(100)), run(96)
    judgement = judge(now, held)
    assert not judgement.passed
    assert [c.metric for c in judgement.falls] == ["verdict_accuracy"]
    text = told(now, held)
    for words in (
        "verdict_accuracy fell",
        "100% → 96%",
        "−4.0 points",
        "−8.0 to −1.0",
        "item-99",
        "外资可以做item-99吗？",
        "Gate failed",
    ):
        assert words in text


def test_a_fall_within_its_interval_passes_and_is_told(baseline):
    held, now = baseline(run(100)), run(98)
    judgement = judge(now, held)
    assert judgement.passed
    assert [c.metric for c in judgement.dips] == ["verdict_accuracy"]
    assert "item-99" in told(now, held)


def test_a_rise_of_a_metric_that_should_be_low_fails(baseline):
    held = baseline(run(0, metric="wrong_edition"))
    assert not judge(run(10, metric="wrong_edition"), held).passed


def test_more_misleading_answers_fail_and_the_gate_says_that_they_rose(baseline):
    held = baseline(run(0, metric="misleading"))
    now = run(10, metric="misleading")
    assert [c.metric for c in judge(now, held).falls] == ["misleading"]
    assert "misleading rose: 0% → 10%" in told(now, held)
    assert judge(run(2, metric="misleading"), held).passed, "two of a hundred are within chance"


def test_answers_that_are_incomplete_instead_of_misleading_pass(baseline):
    """Else a system would be punished for no longer misleading anybody."""
    held = baseline(by_hand({f"i-{i}": {"misleading": 1.0, "incomplete": 0.0} for i in range(20)}))
    now = by_hand({f"i-{i}": {"misleading": 0.0, "incomplete": 1.0} for i in range(20)})
    judgement = judge(now, held)
    assert judgement.passed
    assert "incomplete rose, which the gate does not hold" in told(now, held)


def test_the_gate_shows_the_three_outcomes_with_n_both_intervals_and_chance(baseline):
    def outcomes(right):
        rows = {f"i-{i}": {"right": float(i < right), "incomplete": float(i >= right), "misleading": 0.0} for i in range(100)}
        return by_hand(rows)

    text = " ".join(told(outcomes(80), baseline(outcomes(90))).split())
    for words in ("what the answers to the frozen items come to", "90% (83–94)", "80% (71–87)", "0.002", "100", "▼ worse"):
        assert words in text, words


def test_a_baseline_from_before_the_outcomes_still_shows_those_of_the_run(baseline):
    held = baseline(by_hand({"a": {"answered": 1.0}}))
    held = held.model_copy(update={"metrics": ("answered",), "items": {"a": (1.0,)}})
    assert "Right 100%" in told(by_hand({"a": {"answered": 1.0, "right": 1.0}}), held)


def test_a_gain_passes_and_hides_no_fall_of_another_metric(baseline):
    held = baseline(by_hand({f"i-{i}": {"verdict_accuracy": 0.0, "cap_accuracy": 1.0} for i in range(20)}))
    now = by_hand({f"i-{i}": {"verdict_accuracy": 1.0, "cap_accuracy": 0.0} for i in range(20)})
    assert [c.metric for c in judge(now, held).falls] == ["cap_accuracy"]


def test_an_item_that_went_missing_fails(baseline):
    held = baseline(run(100))
    judgement = judge(run(99, of=99), held)
    assert (judgement.missing, judgement.passed) == (("item-99",), False)


def test_a_metric_that_is_no_longer_measured_fails(baseline):
    held = baseline(by_hand({"a": {"recall_at_10": 1.0, "answered": 1.0}}))
    judgement = judge(by_hand({"a": {"recall_at_10": None, "answered": 1.0}}), held)
    assert (judgement.lost, judgement.passed) == (("recall_at_10",), False)


def test_a_new_frozen_item_is_told_and_not_judged(baseline):
    held = baseline(run(50, of=50))
    judgement = judge(run(50, of=60), held)
    assert judgement.passed
    assert len(judgement.new) == 10


def test_items_that_are_not_frozen_are_neither_written_nor_judged(tmp_path):
    with pytest.raises(ZhunruError, match="no frozen item"):
        write_baseline(run(10, of=10, frozen=False), tmp_path / "baseline.json")
    assert not (tmp_path / "baseline.json").exists()


def test_fractions_come_back_exactly_so_that_nothing_seems_to_have_turned(baseline):
    scores = by_hand({"a": {"citation_recall": 2 / 3}, "b": {"citation_recall": 1 / 7}})
    change = judge(scores, baseline(scores)).changes[0]
    assert (change.better, change.worse) == ((), ())


def test_the_baseline_has_a_line_for_each_item(tmp_path):
    write_baseline(run(3, of=5), tmp_path / "baseline.json")
    text = (tmp_path / "baseline.json").read_text(encoding="utf-8")
    assert sum(line.startswith('"item-') for line in text.splitlines()) == 5
    assert json.loads(text)["items"]["item-4"].count(0) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "baseline.json"),
        ('{"run": "a", "set": "b", "asked_on": "2026-11-22", "metrics": ["no_such"], "items": {"甲": [1]}}', "no_such"),
        ('{"run": "a", "set": "b", "asked_on": "2026-11-22", "metrics": ["answered", "mrr"], "items": {"甲": [1]}}', "甲"),
        ('{"run": "a", "set": "b", "asked_on": "2026-11-22", "metrics": ["answered"], "items": {}}', "items"),
    ],
)
def test_a_damaged_baseline_is_told_with_what_to_do(tmp_path, text, words):
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ZhunruError, match=words) as error:
        read_baseline(path)
    assert "--write" in error.value.remedy


def test_a_baseline_of_other_items_is_refused(baseline):
    held = baseline(run(5, of=5))
    with pytest.raises(ZhunruError, match="None of the frozen items"):
        judge(by_hand({"other": {"answered": 1.0}}), held)


def test_a_run_asked_as_on_another_day_is_refused_with_the_day_to_ask_on(baseline):
    """A list that takes effect in between would turn items that nobody broke."""
    held = baseline(run(5, of=5))
    with pytest.raises(ZhunruError, match="2027-01-01") as error:
        judge(run(5, of=5, asked_on=date(2027, 1, 1)), held)
    assert "--on 2026-11-22" in error.value.remedy

"""The statistics of a comparison, on cases counted by hand."""

import pytest

from corpus import ZhunruError
from evals.scoring.compare import compare_runs, compare_sheets, mcnemar
from tests.evals.made import by_hand


def sheet(metric="verdict_accuracy", **scores):
    return {item: {metric: score} for item, score in scores.items()}


def only(changes):
    assert len(changes) == 1
    return changes[0]


@pytest.mark.parametrize(
    ("worse", "better", "p"),
    [
        (0, 0, 1.0),
        (1, 0, 1.0),  # one throw lands on some side
        (3, 0, 2 * 1 / 8),
        (0, 6, 2 * 1 / 64),
        (1, 7, 2 * (1 + 8) / 256),
        (7, 1, 2 * (1 + 8) / 256),
        (5, 5, 1.0),
        (2, 10, 2 * (1 + 12 + 66) / 4096),
    ],
)
def test_mcnemar_is_the_exact_two_sided_sign_test_of_the_items_that_turned(worse, better, p):
    assert mcnemar(worse, better) == pytest.approx(p)


def test_two_items_of_which_one_turned_draw_0_a_half_or_1_and_the_interval_spans_them_all():
    """Drawn anew, two items give a difference of 0, ½ or 1 with odds of 1 : 2 : 1, so 2.5 % and 97.5 % are 0 and 1."""
    change = only(compare_sheets(sheet(电视台=0.0, 游戏=1.0), sheet(电视台=1.0, 游戏=1.0)))
    assert (change.before, change.after, change.difference) == (0.5, 1.0, 0.5)
    assert (change.low, change.high) == (0.0, 1.0)
    assert change.direction == "unclear"
    assert (change.better, change.worse, change.p) == (("电视台",), (), 1.0)


def test_the_same_gain_on_every_item_leaves_nothing_to_chance():
    change = only(compare_sheets(sheet("mrr", a=0.25, b=0.5), sheet("mrr", a=0.5, b=0.75)))
    assert change.low == pytest.approx(0.25)
    assert change.high == pytest.approx(0.25)
    assert change.direction == "better"
    assert change.p is None, "McNemar is for right and wrong, nothing between"


def test_the_interval_is_that_of_the_binomial_where_k_of_n_items_fell():
    """4 of 100 fell: the fall drawn anew is binomial(100, 0.04) / 100, whose 2.5 % and 97.5 % points are 1 and 8 items."""
    before = {f"项{i}": {"cap_accuracy": 1.0} for i in range(100)}
    after = {f"项{i}": {"cap_accuracy": float(i >= 4)} for i in range(100)}
    change = only(compare_sheets(before, after))
    assert (round(change.low, 4), round(change.high, 4)) == (-0.08, -0.01)
    assert change.direction == "worse"
    assert change.worse == ("项0", "项1", "项2", "项3")
    assert change.p == pytest.approx(2 / 16)


def test_items_that_turn_both_ways_cancel_in_the_mean_and_are_named_all_the_same():
    change = only(compare_sheets(sheet(a=1.0, b=0.0, c=1.0), sheet(a=0.0, b=1.0, c=1.0)))
    assert change.difference == 0
    assert (change.better, change.worse) == (("b",), ("a",))
    assert change.direction == "unclear"


def test_of_a_metric_that_should_be_low_a_rise_is_worse():
    change = only(compare_sheets(sheet("wrong_edition", a=0.0, b=0.0), sheet("wrong_edition", a=1.0, b=1.0)))
    assert (change.direction, change.worse) == ("worse", ("a", "b"))


def test_nothing_turned_is_the_same_with_an_interval_of_no_width():
    change = only(compare_sheets(sheet(a=1.0, b=0.5), sheet(a=1.0, b=0.5)))
    assert (change.low, change.high, change.direction) == (0.0, 0.0, "same")


def test_an_item_eligible_in_one_run_alone_counts_in_that_run_s_mean_and_turns_nothing():
    """Declining more questions, wrongly, lowers the precision of declining although no question was declined both times."""
    before = sheet("refusal_precision", **{f"q{i}": None for i in range(30)}, 天气=1.0)
    after = sheet("refusal_precision", **{f"q{i}": 0.0 for i in range(30)}, 天气=1.0)
    change = only(compare_sheets(before, after))
    assert (change.n, change.before, change.after) == (31, 1.0, pytest.approx(1 / 31))
    assert (change.direction, change.worse, change.better) == ("worse", (), ())


def test_runs_over_different_items_are_compared_on_what_they_share_and_the_rest_is_named():
    before = by_hand({"a": {"answered": 1.0}, "b": {"answered": 1.0}}, "before")
    after = by_hand({"b": {"answered": 0.0}, "c": {"answered": 1.0}}, "after")
    comparison = compare_runs(before, after)
    assert comparison.items == ("b",)
    assert comparison.left_out == ("a", "c")
    assert [(t.item, t.better) for t in comparison.turned()] == [("b", False)]


def test_an_item_that_expects_something_else_by_now_is_not_compared():
    before, after = (
        by_hand({"a": {"answered": 1.0}, "b": {"answered": 1.0}}),
        by_hand({"a": {"answered": 1.0}, "b": {"answered": 1.0}}),
    )
    after.items["b"] = after.items["b"].model_copy(update={"question": "外资可以拍电影吗？"})
    assert compare_runs(before, after).items == ("a",)


def test_runs_with_nothing_in_common_are_refused_with_a_remedy():
    with pytest.raises(ZhunruError, match="no item in common") as error:
        compare_runs(by_hand({"a": {"answered": 1.0}}, "昨天"), by_hand({"b": {"answered": 1.0}}, "今天"))
    assert "昨天" in error.value.what
    assert "same test set" in error.value.remedy


def test_items_that_got_worse_come_first_and_evidence_does_not_outweigh_the_answer():
    before = by_hand({"a": {"verdict_accuracy": 0.0, "mrr": 1.0}, "b": {"verdict_accuracy": 1.0}, "c": {"mrr": 1.0}})
    after = by_hand({"a": {"verdict_accuracy": 1.0, "mrr": 0.5}, "b": {"verdict_accuracy": 0.0}, "c": {"mrr": 0.5}})
    turned = compare_runs(before, after).turned()
    assert [(t.item, t.better, bool(t.answer)) for t in turned] == [("b", False, True), ("c", False, False), ("a", True, True)]

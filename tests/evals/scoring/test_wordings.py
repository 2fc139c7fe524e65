"""Scores over the wordings of an item: an item counts once, whatever the number of its wordings."""

import pytest

from evals.scoring.compare import compare_runs
from evals.scoring.score import METRICS, ItemScores, by_item, summarise
from evals.scoring.wordings import over_wordings
from tests.evals.made import by_hand


def wording(item, n, **given):
    return ItemScores(
        item if n == 1 else f"{item}-wording-{n}", "zh-Hans", (), False, dict.fromkeys(METRICS) | given, {}, (),
        wording_of=None if n == 1 else item,
    )  # fmt: skip


SCORES = [
    wording("a", 1, right=1.0, misleading=0.0),
    wording("a", 2, right=1.0, misleading=0.0),
    wording("a", 3, right=0.0, misleading=1.0),
    wording("b", 1, right=1.0, misleading=0.0),
    wording("b", 2, right=1.0, misleading=0.0, mrr=0.5),
]


def test_the_mean_is_over_items_and_the_worst_over_the_worst_wording_of_each():
    rows = {row.metric: row for row in over_wordings(SCORES)}
    assert list(rows) == ["right", "misleading", "mrr"]
    right = rows["right"]
    assert (right.n, right.questions, right.first) == (2, 5, 1.0)
    assert right.mean == pytest.approx((2 / 3 + 1) / 2)
    assert right.worst == 0.5
    assert right.mean_interval[0] <= right.mean <= right.mean_interval[1]


def test_the_worst_of_what_should_be_low_is_the_highest():
    row = next(row for row in over_wordings(SCORES) if row.metric == "misleading")
    assert (row.mean, row.worst) == (pytest.approx(1 / 6), 0.5)


def test_wordings_that_are_not_eligible_are_left_out():
    row = next(row for row in over_wordings(SCORES) if row.metric == "mrr")
    assert (row.n, row.questions, row.first, row.mean) == (1, 1, None, 0.5)


def test_a_run_of_one_wording_each_has_no_such_table():
    assert over_wordings(by_hand({"a": {"right": 1.0}}).scores) == []


def test_a_summary_counts_an_item_once():
    row = next(r for r in summarise(SCORES) if (r.metric, r.by) == ("right", "all"))
    assert (row.n, row.mean) == (2, pytest.approx(5 / 6))
    assert by_item(SCORES)["a"]["right"] == pytest.approx(2 / 3)


def test_an_item_that_was_only_given_paraphrases_is_still_compared():
    before, after = by_hand({"a": {"right": 0.0}}, "before"), by_hand({"a": {"right": 1.0}})
    worded = {i: item.model_copy(update={"paraphrases": ("换个说法",)}) for i, item in after.items.items()}
    comparison = compare_runs(before, type(after)(after.run, worded, after.responses, after.scores))
    assert (comparison.items, comparison.left_out) == (("a",), ())
    assert [shift.change.metric for shift in comparison.shifts] == ["right"]

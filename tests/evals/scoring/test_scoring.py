"""From responses to scores, groups and intervals."""

import random

import pytest

from corpus import ZhunruError
from evals import metrics
from evals.scoring.agreement import kappa
from evals.scoring.explain import LOWER
from evals.scoring.intervals import bootstrap, interval, wilson
from evals.scoring.score import METRICS, OUTCOMES, answer_lengths, latency, means, score, summarise
from tests.evals.make import FIRM, VAT, answer, citation, expected, item, response, verdict


def test_every_metric_described_is_computed():
    assert list(METRICS) == list(metrics.BY_NAME)
    assert {name for name, m in METRICS.items() if not m.higher_is_better} == LOWER
    assert [name for name, m in METRICS.items() if not m.gated] == ["incomplete"]


def test_the_three_outcomes_add_up_to_all_items(scores):
    assert [sum(s.scores[name] for name in OUTCOMES) for s in scores] == [1, 1, 1]
    assert [next(name for name in OUTCOMES if s.scores[name]) for s in scores] == ["misleading", "incomplete", "incomplete"]


def test_wilson_agrees_with_the_textbook():
    """81 of 263: Newcombe (1998), table of method 3."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=5e-5)


def test_a_bootstrap_covers_the_mean_of_a_known_distribution_about_as_often_as_it_says():
    draw = random.Random(1)
    covered = 0
    for _ in range(200):
        low, high = bootstrap([draw.random() for _ in range(40)], draws=400)
        covered += low <= 0.5 <= high
    assert 0.88 <= covered / 200 <= 0.99


def test_few_fractions_get_no_interval_of_no_width():
    low, high = interval([0.5])
    assert low < 0.2 and high > 0.8


def test_kappa_by_hand():
    pairs = [("good", "good")] * 20 + [("good", "poor")] * 5 + [("poor", "good")] * 10 + [("poor", "poor")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("good", "good")] * 5) is None
    assert kappa([]) is None


@pytest.fixture(scope="module")
def scores(library):
    items = [
        item(id="a", verdicts=[expected(cap=50, deciding=[VAT])], clauses=[VAT], tags=["telecom"]),
        item(id="b", verdicts=[expected("open")], language="en", tags=["telecom", "trap"], frozen=True),
        item(id="c", abstain=True, language="en"),
        item(id="unasked", abstain=True),
    ]
    responses = [
        response(None, item="c", error="500: gone", ms=9.0),
        response(
            answer(verdicts=[verdict(cap=49)], citations=[citation(library, FIRM)], timings_ms={"decide": 2.0, "total": 3.0}),
            item="a",
            retrieved=(FIRM, VAT),
            ms=4.0,
        ),
        response(
            answer("No cap.", verdicts=[verdict("open", None, None)], timings_ms={"decide": 4.0, "total": 5.0}), item="b", ms=6.0
        ),
    ]
    return score(items, responses, library)


def test_items_are_scored_in_their_order_and_unanswered_ones_left_out(scores):
    assert [s.item for s in scores] == ["a", "b", "c"]
    assert set(scores[0].scores) == set(METRICS)


def test_means_are_over_eligible_items_alone(scores):
    mean = means(scores)
    assert (mean["verdict_accuracy"], mean["cap_accuracy"], mean["mrr"], mean["answered"]) == (1, 0, 0.5, pytest.approx(2 / 3))
    assert mean["refusal_precision"] is None


def test_groups_have_their_own_n(scores):
    rows = {(r.metric, r.by, r.group): r for r in summarise(scores)}
    assert rows["verdict_accuracy", "all", "all"].n == 2
    assert rows["verdict_accuracy", "tag", "trap"].n == 1
    assert rows["answered", "language", "en"].mean == 0.5
    assert rows["verdict_accuracy", "frozen", "yes"].n == 1
    assert ("cap_accuracy", "language", "en") not in rows
    assert all(r.low <= r.mean <= r.high for r in rows.values())


def test_what_cost_points_is_told_in_words(scores):
    assert "cap_accuracy: expected 50%, got 49%" in scores[0].faults
    assert f"deciding_cited: {VAT} is not cited" in scores[0].faults
    assert scores[2].faults == ("answered: 500: gone",)


def test_time_is_told_by_stage_the_whole_last(scores):
    times = {t.stage: t for t in latency(scores)}
    assert list(times) == ["decide", "total", "seen"]
    assert (times["decide"].n, times["decide"].p50, times["seen"].max) == (2, 3.0, 9.0)


def test_lengths_are_told_by_language_in_its_unit(scores):
    rows = {row.language: row for row in answer_lengths(scores)}
    assert (rows["zh-Hans"].unit, rows["zh-Hans"].n, rows["zh-Hans"].median) == ("characters", 1, len("不超过50%。"))
    assert (rows["en"].unit, rows["en"].n, rows["en"].mean, rows["en"].p95) == ("words", 1, 2, 2)


def test_a_response_to_no_item_is_told(library):
    with pytest.raises(ZhunruError, match="stranger"):
        score([item(abstain=True)], [response(answer(), item="stranger")], library)

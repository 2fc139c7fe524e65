"""Retrieval metrics against values worked out by hand."""

import math

import pytest

from evals.metrics.retrieval import measured, retrieval
from tests.evals.make import FIRM, PILOT, VAT, answer, case, item


def test_recall_counts_the_relevant_among_the_first_k():
    ranking = ("x1", "a", "x2", "x3", "x4", "b", "x5", "x6", "x7", "x8", "c")
    found = measured(("a", "b", "c", "d"), ranking)
    assert found["recall_at_5"] == pytest.approx(1 / 4)
    assert found["recall_at_10"] == pytest.approx(2 / 4)
    assert found["recall_at_100"] == pytest.approx(3 / 4)


def test_ndcg_discounts_by_rank_and_is_held_against_the_best_order():
    found = measured(("a", "b"), ("x", "a", "b"))
    assert found["ndcg_at_10"] == pytest.approx((1 / math.log2(3) + 1 / math.log2(4)) / (1 + 1 / math.log2(3)))
    assert measured(("a", "b"), ("b", "a"))["ndcg_at_10"] == pytest.approx(1)


def test_mrr_is_one_over_the_rank_of_the_first_relevant():
    assert measured(("a", "b"), ("x", "y", "b", "a"))["mrr"] == pytest.approx(1 / 3)
    assert measured(("a",), ("x",))["mrr"] == 0


def test_a_provision_found_twice_counts_once_where_it_was_first_found():
    assert measured(("a",), ("x", "a", "a"))["mrr"] == pytest.approx(1 / 2)


def test_the_best_of_more_than_a_hundred_found_stays_the_best():
    assert measured(("a",), ("a", *(f"x{n}" for n in range(150))))["mrr"] == 1


def test_the_order_given_is_the_order_judged(library):
    asked = item(clauses=[VAT, FIRM])
    assert retrieval("mrr", case(library, asked, answer(), retrieved=(PILOT, FIRM, VAT))) == pytest.approx(1 / 2)


def test_follow_ups_items_without_clauses_and_systems_that_do_not_tell_are_not_eligible(library):
    assert (
        retrieval("mrr", case(library, item(clauses=[VAT], turns=["外资可以做数据中心吗？"]), answer(), retrieved=(VAT,))) is None
    )
    assert retrieval("mrr", case(library, item(must_say=["50%"]), answer(), retrieved=(VAT,))) is None
    assert retrieval("mrr", case(library, item(clauses=[VAT]), answer())) is None

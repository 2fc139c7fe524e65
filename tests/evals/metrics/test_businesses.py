"""The business that an answer takes a question to be about, and the choices that it offers."""

import pytest

from evals.metrics.businesses import business_first, business_in_three
from tests.evals.make import answer, case, expected, item, verdict

CENTRE = item(verdicts=[expected("conditional", activity="call-centre")])


def scores(library, of, **fields):
    one = case(library, of, answer(**fields))
    return business_first(one), business_in_three(one)


@pytest.mark.parametrize(
    ("understood", "first", "three"),
    [
        (("call-centre",), 1, 1),
        (("data-centre", "call-centre"), 0, 1),
        (("data-centre", "search-engine", "e-commerce", "call-centre"), 0, 0),
        ((), 0, 0),
    ],
)
def test_the_expected_business_is_first_or_among_three(library, understood, first, three):
    assert scores(library, CENTRE, activities=understood) == (first, three)


def test_a_question_back_is_judged_by_its_choices(library):
    """What was understood is a word for several businesses; the choices are what the reader is offered."""
    choices = [verdict("open", 100, None, activities=(a,)) for a in ("e-commerce", "call-centre")]
    back = {"activities": ("platform",), "verdicts": choices, "clarification": "哪一种？"}
    assert scores(library, CENTRE, **back) == (0, 1)
    assert scores(library, CENTRE, **back | {"verdicts": choices[::-1], "clarification": "Which one?"}) == (1, 1)


def test_several_expected_businesses_must_all_be_there(library):
    both = item(verdicts=[expected(activity="mobile-network"), expected("open", activity="call-centre")])
    assert scores(library, both, activities=("call-centre", "data-centre", "mobile-network")) == (1, 1)
    assert scores(library, both, activities=("call-centre", "data-centre")) == (1, 0)


def test_an_item_that_names_no_activity_is_not_eligible_and_a_failure_is_wrong(library):
    assert scores(library, item(verdicts=[expected()]), activities=("call-centre",)) == (None, None)
    failed = case(library, CENTRE)
    assert (business_first(failed), business_in_three(failed)) == (0, 0)

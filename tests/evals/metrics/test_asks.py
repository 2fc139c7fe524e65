"""The kind of thing a question asks for: by the asks of the answer, by its intent and focus, by the tags of an item."""

from types import SimpleNamespace

import pytest

from evals.metrics.asks import ask_kind, expected_asks, understood_asks
from tests.evals.make import VAT, answer, case, expected, item


def score(library, of, **understanding):
    return ask_kind(case(library, of, answer(**understanding)))


@pytest.mark.parametrize(
    ("asked", "understanding", "right"),
    [
        ("verdict", {"focus": "decide"}, 1),
        ("verdict", {"intent": "may"}, 1),
        ("verdict", {"focus": "cap"}, 0),
        ("verdict", {"intent": "both"}, 1),
        ("cap", {"focus": "cap"}, 1),
        ("cap", {"focus": "decide"}, 0),
        ("conditions", {"focus": "terms"}, 1),
        ("authority", {"focus": "terms"}, 1),
        ("where", {"focus": "where"}, 1),
        ("since", {"focus": "changed"}, 1),
        ("penalty", {"focus": "breach"}, 1),
        ("penalty", {"intent": "open", "focus": "breach"}, 1),
        ("penalty", {"intent": "open"}, 0),
        ("list", {"focus": "list"}, 1),
        ("time-limit", {"intent": "open"}, 1),
        ("document", {"intent": "open"}, 1),
        ("text", {"focus": "decide"}, 0),
        ("outside", {"intent": "open", "abstained": True}, 1),
        ("outside", {"intent": "may", "abstained": True}, 0),
        ("verdict", {"intent": "open", "abstained": True}, 0),
    ],
)
def test_intent_and_focus_stand_for_kinds(library, asked, understanding, right):
    for question in ("外资做增值电信，股比上限是多少？", "What is the cap on value-added telecom?"):
        of = item(question=question, asks=[asked], must_say=["50%"])
        assert score(library, of, **understanding) == right


def test_alternatives_of_one_ask_are_all_acceptable(library):
    either = item(asks=["cap|verdict"], must_say=["50%"])
    assert score(library, either, focus="cap") == score(library, either, focus="decide") == 1
    assert score(library, either, focus="where") == 0


def test_two_asks_must_both_be_understood(library):
    both = item(asks=["verdict", "time-limit"], must_say=["60"])
    assert score(library, both, intent="both") == 1
    assert score(library, both, intent="decide") == 0
    assert score(library, both, intent="open") == 0


def test_asks_of_the_answer_are_used_instead_where_it_has_them():
    """The contract is to have them: words, or objects with a kind."""
    of = SimpleNamespace(asks=("since", SimpleNamespace(kind="time_limit")))
    assert understood_asks(of) == ({"since"}, {"time-limit"})  # type: ignore[arg-type]


def test_tags_say_what_is_asked_where_the_item_does_not(library):
    tagged = item(tags=["intent-cap", "sector-telecom"], verdicts=[expected(cap=50)])
    assert expected_asks(tagged) == ({"cap", "verdict"},)
    assert score(library, tagged, focus="cap") == 1
    assert score(library, tagged, focus="where") == 0
    assert expected_asks(item(tags=["intent-cap"], asks=["since"], must_say=["2019"])) == ({"since"},)


def test_an_item_that_says_nothing_of_its_ask_is_not_eligible(library):
    assert score(library, item(clauses=[VAT])) is None
    assert score(library, item(abstain=True, tags=["intent-decide"])) is None, "what is outside has no kind that we know"


def test_a_failure_understands_nothing(library):
    assert ask_kind(case(library, item(asks=["cap"], must_say=["50%"]))) == 0

"""Conversations: what the last turn is understood as, and that the question it was resolved to says as much alone."""

from pathlib import Path

import pytest
import yaml

from rag import Ask
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def answerer(ruled):
    """What is said of a question is tested here, not how it is read."""
    return ruled


CASES = yaml.safe_load(Path(__file__).with_name("follow_ups.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def told(answerer):
    """What the last of some turns is answered."""

    def last(turns):
        earlier = None
        for turn in turns:
            answer = answerer.answer(Ask(turn, TODAY, earlier=earlier))
            earlier = answer.understanding
        return answer

    return last


def _decided(answer):
    return [
        (v.activities[0].id, v.area and v.area.id, v.as_of, v.status, v.foreign_cap_pct, v.deciding_provision)
        for v in answer.verdicts
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: " / ".join(case["turns"]))
def test_a_turn_keeps_what_it_does_not_replace(told, case):
    understood = told(case["turns"]).understanding
    assert understood.language == case["language"]
    assert [a.id for a in understood.activities] == [case["activity"]]
    assert [a.id for a in understood.areas] == case.get("areas", [])
    assert (understood.investor_origin.id if understood.investor_origin else None) == case.get("origin")
    assert understood.as_of == case.get("day", TODAY)
    assert understood.intent in ("decide", "both")
    assert case.get("focus") in (None, understood.focus)


@pytest.mark.parametrize("case", CASES, ids=lambda case: " / ".join(case["turns"]))
def test_the_question_a_turn_was_resolved_to_is_decided_alike_alone(answerer, told, case):
    followed = told(case["turns"])
    assert _decided(answerer.answer(Ask(followed.understanding.rewritten, TODAY))) == _decided(followed)


@pytest.mark.parametrize("turn", ["那在郑州呢？", "那郑州多久能批下来？", "and in Zhengzhou, how long does it take? since when?"])
def test_a_follow_up_to_a_question_without_a_known_business_decides_nothing(told, turn):
    """It asked for a verdict on no business, and composing it failed."""
    answer = told(["我们想在南京开一家面包店，行吗", turn])
    assert not answer.verdicts and answer.abstained


@pytest.mark.parametrize("turn", ["那现在呢？", "And now?", "And today?"])
def test_a_follow_up_about_now_leaves_the_day_before_it(told, turn):
    assert told(["2018年1月外资能控股演出经纪机构吗？", turn]).understanding.as_of == TODAY

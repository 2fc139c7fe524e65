"""A question put again: computed once, never mixed up with another, bounded, and whole under threads."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from corpus import Mode
from rag import Ask
from rag.answer_cache import AnswerCache
from tests.conftest import TODAY

CINEMA = Ask("外资可以开电影院吗？", TODAY)


@pytest.fixture
def counted(answerer):
    """A memory of two answers, and the asks that were computed for it."""
    computed = []

    def answered(ask):
        computed.append(ask)
        return answerer.compute(ask)

    return AnswerCache(answered, most=2), computed


def test_a_question_put_again_is_computed_once_and_has_an_id_and_a_time_of_its_own(counted):
    remembered, computed = counted
    first, second = remembered(CINEMA), remembered(CINEMA)
    assert computed == [CINEMA]
    assert first.id != second.id
    assert set(second.timings_ms) == {"total"}
    own = {"id", "timings_ms"}
    assert first.model_dump(exclude=own) == second.model_dump(exclude=own)


def test_whatever_an_answer_depends_on_tells_two_asks_apart(counted, answerer):
    remembered, computed = counted
    earlier = answerer.answer(Ask("Can we run a call centre in Beijing?", TODAY)).understanding
    other = {
        "question": "外资可以办报纸吗？",
        "today": TODAY - timedelta(days=1),
        "language": "en",
        "as_of": date(2019, 1, 1),
        "area": "hainan",
        "investor_origin": "hong-kong",
        "mode": Mode.CROSS_BORDER,
        "earlier": earlier,
        "composer": "grounded",
    }
    assert set(other) == {f.name for f in fields(Ask)}
    asks = [CINEMA, *(replace(CINEMA, **{name: value}) for name, value in other.items())]
    for ask in asks:
        remembered(ask)
    assert computed == asks


def test_a_follow_up_is_answered_by_its_own_conversation(answerer):
    conversations = [answerer.answer(Ask(q, TODAY)).understanding for q in ("外资可以开电影院吗？", "外资可以办报纸吗？")]
    told = [answerer.answer(Ask("那海南呢？", TODAY, earlier=earlier)).understanding.activities for earlier in conversations]
    again = [answerer.answer(Ask("那海南呢？", TODAY, earlier=earlier)).understanding.activities for earlier in conversations]
    assert told == again == [earlier.activities for earlier in conversations]


def test_only_the_answers_asked_for_last_are_kept(counted):
    remembered, computed = counted
    newspaper, radio = replace(CINEMA, question="外资可以办报纸吗？"), replace(CINEMA, question="外资可以办电台吗？")
    for ask in (CINEMA, newspaper, CINEMA, radio, CINEMA, newspaper):
        remembered(ask)
    assert computed == [CINEMA, newspaper, radio, newspaper]


def test_threads_get_the_answer_to_their_own_question(answerer):
    asks = [Ask(q, TODAY) for q in ("外资可以开电影院吗？", "外资可以办报纸吗？", "外资可以做呼叫中心吗？")] * 20
    remembered = AnswerCache(answerer.compute, most=2)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(remembered, asks))
    alone = {ask: answerer.compute(ask).understanding.activities for ask in asks[:3]}
    assert [a.understanding.activities for a in answers] == [alone[ask] for ask in asks]
    assert len({a.id for a in answers}) == len(asks)

"""Questions that are a frame around one name."""

import numpy as np
import pytest

from rag import Ask
from rag.question.learned.plain import plainly_named, with_named_first
from rag.question.understand import understand
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def named(answerer):
    def read(text):
        return plainly_named(answerer.library, answerer.lexicon, understand(answerer.library, answerer.lexicon, text, TODAY))

    return read


@pytest.mark.parametrize(
    ("question", "business"),
    [
        ("May a foreign company own a cinema in China?", "cinema"),
        ("Can we run a call centre?", "call-centre"),
        ("外资可以开电影院吗？", "cinema"),
        ("外資可以開電影院嗎？", "cinema"),
    ],
)
def test_a_name_in_a_frame_is_the_business_meant(named, answerer, question, business):
    assert named(question) == business


@pytest.mark.parametrize(
    "question",
    [
        "Our machines show tourists the way from the cinema to the hotel and take a fee from every taxi that they call",
        "我们给电影院的观众送餐，从商场厨房出发，骑手和电动车都是自己的，外资可以独资吗？",
        "Can we run a cinema and a karaoke bar?",
        "May a foreigner sell bread?",
    ],
)
def test_a_name_in_a_story_two_names_or_none_say_nothing_beyond_doubt(named, question):
    assert named(question) is None


def test_the_named_business_comes_first_and_nothing_is_added_to_the_probabilities():
    before = np.array([0.5, 0.2, 0.1])
    after = with_named_first(before, 1, none=0.2)
    assert after.argmax() == 1 and after[1] > 0.75 and after[0] > after[2] > 0
    assert after.sum() == pytest.approx(0.8) and before.tolist() == [0.5, 0.2, 0.1]


@pytest.mark.parametrize(
    "question",
    ["Can we own a cinema in China?", "May a foreigner own a cinema?", "外资能在中国独资开电影院吗？", "外资可以开电影院吗？"],
)
def test_a_business_that_is_named_plainly_is_decided(answerer, question):
    answer = answerer.answer(Ask(question, TODAY))
    assert [a.id for a in answer.verdict.activities] == ["cinema"] and not answer.clarification


@pytest.mark.parametrize(
    "question", ["Can foreigners run a pet hospital in China?", "外资能在成都开宠物诊所吗？", "外资可以开面包店吗？"]
)
def test_a_name_within_the_name_of_another_trade_is_not(answerer, question):
    assert not answerer.answer(Ask(question, TODAY)).verdicts

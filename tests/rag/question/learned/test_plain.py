"""Questions that are a frame around one name."""

import pytest

from rag.question.learned.plain import plainly_named, with_named_first
from rag.question.reading import Hypothesis
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
    before = (Hypothesis("film", 0.5), Hypothesis("cinema", 0.2), Hypothesis("theatre", 0.1))
    after = with_named_first(before, "cinema", none=0.2)
    assert [h.business for h in after] == ["cinema", "film", "theatre"]
    assert sum(h.probability for h in after) <= 0.8 + 1e-9 and after[0].probability > 0.75
    assert with_named_first(before, "museum", none=0.2)[0].business == "museum"

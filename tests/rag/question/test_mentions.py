"""Places that a question combines or leaves out."""

import pytest

from rag.language.lexicon import Lexicon
from rag.question.understand import understand
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def lexicon(library):
    return Lexicon(library)


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Can we do social surveys in a free trade zone in Shanghai?", ("shanghai-ftz",)),
        ("상하이 자유무역시험구에 사회조사 회사를 세울 수 있나요?", ("shanghai-ftz",)),
        ("上海の自由貿易試験区で社会調査はできますか", ("shanghai-ftz",)),
        ("Compare Shanghai and the free trade zones for social surveys with foreign capital", ("shanghai", "free-trade-zone")),
        ("比较上海和自贸试验区的社会调查外资规定", ("shanghai", "free-trade-zone")),
        ("我们在武汉市区（自贸试验区外）设一家外商独资市场调查公司可以吗？", ("wuhan",)),
        ("自贸试验区外资能做社会调查吗", ("free-trade-zone",)),
    ],
)
def test_the_places_of_a_question(library, lexicon, text, areas):
    assert understand(library, lexicon, text, TODAY).areas == areas


@pytest.mark.parametrize(
    ("text", "activity"), [("外商可以做电影院吗", "cinema"), ("我们想做电影，外资可以吗", "film-production")]
)
def test_of_two_names_as_long_as_each_other_the_one_without_a_verb(library, lexicon, text, activity):
    assert understand(library, lexicon, text, TODAY).activities == (activity,)

"""Short questions around a name: a business of the corpus is answered, whatever surrounds it, and a trade outside is declined."""

from itertools import product

import pytest

from evals.training.cards import UNSEEN
from evals.training.swapped import FRAMES
from rag import Ask
from rag.answer.stopwatch import Stopwatch
from rag.question.reading import Way
from tests.conftest import TODAY

#: Frames that occur in no training question of these words.
ASKED = {
    "en": ["Is a foreign-owned {} allowed?", "{}: can outsiders have the whole of it?", "Who would let a Dane into {}?"],
    "zh": ["外资的{}能批下来吗？", "丹麦人想自己搞{}，成不成", "{}这行外方能占几成"],
}
TRADES = {
    "en": [
        "roof tiling",
        "tyre retreading",
        "bridal salon",
        "greenhouse construction",
        "hair transplant supplies",
        "chimney sweeping",
        "saddlery",
    ],
    "zh": ["面包房", "瓦片厂", "轮胎翻新", "婚纱店", "锯木厂", "温室大棚搭建", "假发生产"],
}


@pytest.fixture(scope="module")
def way(answerer):
    """How a question is answered."""
    return lambda question: answerer.reading(Ask(question, TODAY), Stopwatch()).way


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_business_that_no_training_question_named_is_not_declined(way, library, language):
    """At least nine in ten, of businesses and frames that training has not seen."""
    known = [library.activities[a] for a in sorted(UNSEEN) if not library.activities[a].topic]
    names = [a.name.en if language == "en" else a.name.zh for a in known]
    asked = [frame.format(name) for frame, name in product(ASKED[language], names)]
    declined = [q for q in asked if way(q) in (Way.OUTSIDE, Way.UNKNOWN_BUSINESS)]
    assert len(asked) >= 60 and len(declined) <= 0.1 * len(asked), declined


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_trade_outside_is_declined(way, language):
    said = FRAMES["en" if language == "en" else "zh-Hans"]
    assert not set(TRADES[language]) & set(said["trades"])
    asked = [frame.format(name) for frame, name in product(ASKED[language], TRADES[language])]
    answered = [q for q in asked if way(q) not in (Way.OUTSIDE, Way.UNKNOWN_BUSINESS)]
    assert len(answered) <= 0.15 * len(asked), answered

"""Which kinds of list a question asks for, and of which sectors."""

import pytest

from rag.question.lists import list_kinds, list_scope
from rag.question.understand import understand
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("哪些业务禁止外资？", ("closed",)),
        ("哪些业务有股比限制？", ("limited",)),
        ("哪些业务可以做？", ("limited", "open")),
        ("哪些业务可以独资？", ("open",)),
        ("电影领域哪些环节禁止，哪些可以做？", ("closed", "open")),
        ("Which telecom services are fully open?", ("open",)),
        ("Welche Dienste sind verboten?", ("closed",)),
        ("List the cultural businesses.", ("closed", "limited", "open")),
    ],
)
def test_what_kinds_are_asked_for(question, kinds):
    assert list_kinds(question) == kinds


def test_a_sector_is_known_by_its_name_and_culture_is_several(answerer):
    def sectors(question):
        asked = understand(answerer.library, answerer.lexicon, question, TODAY)
        return {answerer.library.activities[a].sector for a in list_scope(answerer.library, asked)}

    assert sectors("哪些电影业务禁止外资？") == {"film"}
    # Lessons, maps and music on the internet count: they need a telecom licence.
    assert sectors("Какие услуги связи открыты для иностранцев?") == {"telecom", "internet"}
    assert {"film", "publishing", "media", "performance", "art"} <= sectors("哪些文化类业务禁止外资？")

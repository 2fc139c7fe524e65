"""Composing keeps nothing between calls: a note depends on its arguments alone."""

import pytest

from rag.answer.excerpts import Excerpts
from rag.answer.wording.context import Wording
from rag.answer.wording.decisions import decision_note
from rag.answer.wording.lists import list_note, listed_businesses
from rag.decision.decision import decide
from rag.question.understand import understand
from tests.conftest import TODAY


@pytest.fixture
def german(answerer):
    return Wording(answerer.library, Excerpts(answerer.library, answerer.lexicon), "de", TODAY)


def test_the_first_mention_of_a_document_adds_its_chinese_name_and_later_ones_do_not(german):
    clause = german.library.clauses["cn-fi-negative-list-2024#item-13"]
    other = german.library.clauses["cn-fi-negative-list-2024#item-12"]
    assert "负面清单" in german.place(clause)
    assert "负面清单" not in german.place(other)
    assert "负面清单" in german.new_note().place(other)


def test_two_notes_on_one_decision_are_the_same(german):
    decisions = [decide(german.library, "value-added-telecom", TODAY)]
    first = decision_note(german, decisions)
    assert "负面清单" in first[0].sentences[0].text
    assert decision_note(german, decisions) == first


def test_two_notes_on_one_list_are_the_same(answerer, german):
    question = understand(answerer.library, answerer.lexicon, "Welche Filmgeschäfte sind verboten?", TODAY)
    groups = listed_businesses(answerer.library, question)
    first = list_note(german, groups, question)
    assert "负面清单" in first[0].sentences[0].text
    assert list_note(german, groups, question) == first

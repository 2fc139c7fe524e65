"""Composing keeps nothing between calls: a note depends on its arguments alone."""

from dataclasses import replace
from datetime import date

import pytest

from rag import Ask
from rag.answer.excerpts import Excerpts
from rag.answer.wording.context import Wording
from rag.answer.wording.decisions import decision_note
from rag.answer.wording.lists import list_note, listed_businesses
from rag.decision.decision import decide
from rag.language.languages import LANGUAGES
from rag.language.names import activity_asked, origin_named, place_of
from rag.question.conversation.resolved import business_question
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


def test_a_countable_business_stands_in_an_english_sentence_in_the_plural(answerer):
    """ "Foreign investment in cultural-relics shop" is no sentence."""
    told = answerer.answer(Ask("May a foreign investor own a cultural-relics shop?", TODAY))
    assert told.answer.headline == "No. Foreign investment in cultural-relics shops is prohibited."
    assert told.follow_ups[0] == "May a foreign investor run cultural-relics shops in Hainan?"


def test_a_question_does_not_say_run_twice_in_chinese(library):
    assert activity_asked(library, "performance-venue", "zh-Hans") == "演出场所"
    assert activity_asked(library, "performance-venue", "zh-Hant") == "演出場所"
    assert activity_asked(library, "call-centre", "zh-Hans").endswith("业务")


def test_countries_take_the_article_that_english_gives_them(library):
    named = {one: origin_named(library.origins[one], "en") for one in ("united-states", "netherlands", "cayman-islands", "japan")}
    assert list(named.values()) == ["the United States", "the Netherlands", "the Cayman Islands", "Japan"]
    assert origin_named(library.origins["united-states"], "de") == "Vereinigte Staaten"


def test_a_name_that_is_the_chinese_one_is_not_put_in_brackets_after_itself(german):
    clause = german.library.clauses["cn-telecom-pilot-107-2024#item-2"]
    assert place_of(clause, "ja", original=True).count("107") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_that_names_a_day_is_read_back_for_that_day(answerer, language):
    day = date(2018, 3, 1)
    question = understand(answerer.library, answerer.lexicon, "May a foreign investor own a cinema?", TODAY)
    asked = business_question(answerer.library, replace(question, language=language, days=(day,)), TODAY)
    assert understand(answerer.library, answerer.lexicon, asked, TODAY).days == (day,)

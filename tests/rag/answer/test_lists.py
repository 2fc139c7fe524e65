"""Whole lists: what is in them, what is not, and the clause of each line."""

from dataclasses import replace
from datetime import date

import pytest

from rag import Ask
from rag.answer.excerpts import Excerpts
from rag.answer.number_check import faults
from rag.answer.wording.context import Wording
from rag.answer.wording.lists import list_note, listed_businesses
from rag.question.lists import kinds_named
from rag.question.understand import understand
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def answerer(ruled):
    """What is said of a question is tested here, not how it is read."""
    return ruled


ITEM_13 = "cn-fi-negative-list-2024#item-13"


def groups(answerer, question, day=TODAY):
    return listed_businesses(answerer.library, understand(answerer.library, answerer.lexicon, question, day))


def test_the_internet_businesses_closed_to_foreigners_are_those_of_item_13(answerer):
    for question in ("List all internet businesses closed to foreign investors.", "互联网领域哪些业务禁止外资进入？"):
        (group,) = groups(answerer, question)
        assert (group.kind, group.clause.id) == ("closed", ITEM_13)
        assert set(group.activities) == {
            "internet-news", "online-publishing", "online-audiovisual", "internet-cultural-business", "internet-public-information",
        }  # fmt: skip


def test_what_a_clause_spares_is_said_with_what_it_closes(answerer):
    answer = answerer.answer(Ask("互联网领域哪些业务禁止外资进入？", TODAY))
    assert "音乐" in answer.answer.markdown and "除外" in answer.answer.markdown
    assert [c.provision_id for c in answer.citations] == [ITEM_13]


@pytest.mark.parametrize(
    "question", ["全国可以百分之百外资的电信业务有哪几项？", "不靠試點、全國都能做到百分之百外資的電信業務有哪幾項？"]
)
def test_the_telecom_services_open_to_the_last_percent_are_the_four_of_item_12(answerer, question):
    (group,) = groups(answerer, question)
    assert set(group.activities) == {"e-commerce", "multi-party-communication", "store-and-forward", "call-centre"}


def test_the_list_is_of_the_day_asked_about(answerer):
    before = {
        a for g in groups(answerer, "Which film businesses were closed to foreign investors on 2019-07-29?") for a in g.activities
    }
    limited = {a for g in groups(answerer, "2019年7月29日电影领域哪些业务限制外资？") for a in g.activities}
    now = {a for g in groups(answerer, "Which film businesses may foreigners own outright?") for a in g.activities}
    assert "film-production" in before and "cinema" not in before
    assert "cinema" in limited and "cinema" in now


def test_the_list_is_of_the_place_asked_about(answerer):
    def names(question):
        return {a for g in groups(answerer, question) for a in g.activities}

    assert "data-centre" in names("海南哪些电信业务外资可以独资？")
    assert "data-centre" not in names("全国哪些电信业务外资可以独资？")


def test_a_business_does_not_stand_beside_the_group_it_belongs_to_on_the_same_clause(answerer):
    for group in groups(answerer, "哪些行业禁止外商投资？"):
        for activity in group.activities:
            above = {a for a, distance in answerer.library.above(activity).items() if distance}
            assert not above & set(group.activities)


def test_every_line_of_a_list_cites_a_clause_in_force(answerer):
    answer = answerer.answer(Ask("哪些行业禁止外商投资？", date(2026, 11, 22)))
    lines = [line for line in answer.answer.markdown.splitlines() if line.startswith("- ")]
    assert len(lines) > 10 and all("[" in line for line in lines)
    assert {c.status for c in answer.citations} == {"in-force"}


def test_an_open_question_about_fields_is_no_list(answerer):
    answer = answerer.answer(Ask("十五五规划建议里，服务业扩大开放试点点了哪些领域？", TODAY))
    assert "增值电信" in answer.answer.headline


def test_a_line_of_more_businesses_than_it_names_is_shown_with_their_number(answerer):
    """How many there are stands in no clause: the line was left out as if the number were invented."""
    question = understand(answerer.library, answerer.lexicon, "Which businesses may foreigners own outright?", TODAY)
    group = max(listed_businesses(answerer.library, question), key=lambda one: len(one.activities))
    long = replace(group, activities=tuple(list(answerer.library.activities)[:25]))
    w = Wording(answerer.library, Excerpts(answerer.library, answerer.lexicon), "en", TODAY)
    (paragraph, _) = list_note(w, [long], question)
    assert "and others, 25 in all: open without a foreign cap" in paragraph.sentences[0].text
    assert faults(paragraph, question) == []


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Which film businesses may foreigners not enter?", {"closed"}),
        ("Welche Medienbereiche dürfen Ausländer nicht betreiben?", {"closed"}),
        ("外资不可以做哪些影视业务？", {"closed"}),
        ("¿Qué negocios no puede hacer un extranjero?", {"closed"}),
        ("Which film businesses may foreigners enter?", {"open"}),
        ("哪些业务可以全资？", {"open"}),
    ],
)
def test_what_may_not_be_done_is_not_what_may(question, kinds):
    assert kinds_named(question) == kinds

"""Answers about a document as such."""

import re

import pytest

from rag import Ask
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def answerer(ruled):
    """What is said of a question is tested here, not how it is read."""
    return ruled


def test_the_days_and_the_count_come_first_each_with_a_clause(answerer):
    answer = answerer.answer(Ask("2024年版全国版负面清单几月几号施行？一共多少条？", TODAY))
    assert answer.answer.headline == "全国版负面清单（2024年版）：2024年9月8日公布，2024年11月1日起施行，共29条。"
    assert answer.citations[0].document_id == "cn-fi-negative-list-2024"


def test_an_edition_that_ended_says_when(answerer):
    answer = answerer.answer(Ask("Is the 2019 national negative list still valid?", TODAY))
    assert "no longer in force since 23 July 2020" in answer.answer.headline
    assert answer.citations[0].status == "superseded"


def test_an_edition_to_come_is_not_guessed_at_and_the_one_in_force_is_told(answerer):
    for question in (
        "2030年版的全国版负面清单会删掉哪几项？",
        "Which items will the 2030 edition of the national negative list drop?",
    ):
        answer = answerer.answer(Ask(question, TODAY))
        assert not answer.abstained and answer.verdict is None
        assert [c.document_id for c in answer.citations] == ["cn-fi-negative-list-2024"]


def test_a_wrong_count_of_items_is_put_right(answerer):
    wrong = answerer.answer(Ask("2024年版全国版负面清单共31条，其中哪一条禁止外资办新闻机构？", TODAY))
    right = answerer.answer(Ask("2024年版全国版负面清单共29条，其中哪一条禁止外资办新闻机构？", TODAY))
    own = answerer.answer(Ask("我们有5项业务，按全国版负面清单能独资做软件开发吗？", TODAY))
    assert "共29条" not in own.answer.markdown
    assert "共29条" in wrong.answer.markdown and "共29条" not in right.answer.markdown


def test_what_an_edition_that_has_ended_says_is_told_with_the_one_in_force(answerer):
    for question in ("What does item 28 of the 2021 national negative list say?", "2021年版全国版负面清单第28项写了什么？"):
        answer = answerer.answer(Ask(question, TODAY))
        assert re.search("1 November 2024|2024年11月1日", answer.answer.markdown.splitlines()[0])
        assert {"cn-fi-negative-list-2021#item-28", "cn-fi-negative-list-2024#release"} <= {
            c.provision_id for c in answer.citations
        }

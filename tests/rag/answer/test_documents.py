"""Questions about a document as such."""

import pytest

from rag import Ask
from rag.answer.wording.documents import documents_asked
from tests.conftest import TODAY


def asked(answerer, question, day=TODAY):
    return [d.id for d in documents_asked(answerer.library, answerer.index.references, question, day)]


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("外商投资法什么时候施行？", ["cn-foreign-investment-law-2019"]),
        ("When was the 2021 national negative list published?", ["cn-fi-negative-list-2021"]),
        (
            "2024年版全国外资准入负面清单几月几号施行？比上一版少了几条？",
            ["cn-fi-negative-list-2021", "cn-fi-negative-list-2024"],
        ),
        ("全国版负面清单现行的是哪一版？", ["cn-fi-negative-list-2024"]),
        ("外商投资法规定了什么？", []),
        ("外商投资法施行后，原来的中外合资企业怎么办？", []),
        ("现行的外商投资法对利润汇出怎么规定？", []),
        ("What does the Foreign Investment Law in force say on remitting profits?", []),
        ("网络安全法修正以后，原来的第三十七条现在是第几条？", []),
    ],
)
def test_the_documents_whose_life_is_asked_about(answerer, question, documents):
    assert asked(answerer, question) == documents


def test_of_several_editions_those_of_the_years_named(answerer):
    found = asked(answerer, "How did the number of items on the national negative list change from 2018 to 2021?")
    assert found == [f"cn-fi-negative-list-{year}" for year in (2018, 2019, 2020, 2021)]


def test_the_days_and_the_count_come_first_each_with_a_clause(answerer):
    answer = answerer.answer(Ask("2024年版全国版负面清单几月几号施行？一共多少条？", TODAY))
    assert answer.answer.headline == "全国版负面清单（2024年版）：2024-09-08 公布，2024-11-01 起施行，共 29 条。"
    assert answer.citations[0].document_id == "cn-fi-negative-list-2024"


def test_an_edition_that_ended_says_when(answerer):
    answer = answerer.answer(Ask("Is the 2019 national negative list still valid?", TODAY))
    assert "no longer in force since 2020-07-23" in answer.answer.headline
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
    assert "共 29 条" not in own.answer.markdown
    assert "共 29 条" in wrong.answer.markdown and "共 29 条" not in right.answer.markdown


def test_what_an_edition_that_has_ended_says_is_told_with_the_one_in_force(answerer):
    for question in ("What does item 28 of the 2021 national negative list say?", "2021年版全国版负面清单第28项写了什么？"):
        answer = answerer.answer(Ask(question, TODAY))
        assert "2024-11-01" in answer.answer.markdown.splitlines()[0]
        assert {"cn-fi-negative-list-2021#item-28", "cn-fi-negative-list-2024#release"} <= {
            c.provision_id for c in answer.citations
        }

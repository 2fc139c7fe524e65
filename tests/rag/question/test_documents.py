"""Which documents a question asks about as such, and what it takes for granted about them."""

from datetime import date
from types import SimpleNamespace

import pytest

from rag.question.documents import documents_asked, future_edition, item_count_asked, miscounted_lists
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


def test_an_edition_is_a_future_one_from_the_year_after_today(library):
    question = "Which items will the 2030 edition of the national negative list drop?"
    assert future_edition(library, question, date(2029, 12, 31))
    assert not future_edition(library, question, date(2030, 1, 1))
    # One that the library has is none, however early it is asked about.
    assert not future_edition(library, "Which items did the 2024 edition drop?", date(2023, 6, 1))


@pytest.mark.parametrize(
    ("question", "lists"),
    [
        ("2024年版全国版负面清单共31条，其中哪一条禁止外资办新闻机构？", ["cn-fi-negative-list-2024"]),
        ("2024年版全国版负面清单共29条，其中哪一条禁止外资办新闻机构？", []),
        ("我们有5项业务，按2024年版全国版负面清单能独资做软件开发吗？", []),
    ],
)
def test_a_number_of_items_is_compared_only_where_the_question_gives_the_list_one(answerer, question, lists):
    assert [d.id for d in miscounted_lists(answerer.library, answerer.index.references, question)] == lists


def test_a_number_of_items_is_asked_for_and_the_number_of_an_item_is_not():
    assert item_count_asked("2024年版全国版负面清单一共多少条？")
    assert item_count_asked("How many items does the national negative list have?")
    assert not item_count_asked("外资办新闻机构，是负面清单第几条禁止的？")


def test_documents_of_one_day_come_in_one_order_the_national_one_first(answerer):
    class Both:
        def read(self, text):
            return SimpleNamespace(named={"cn-cross-border-ftz-list-2024", "cn-cross-border-list-2024"}, numbered=set())

    found = [d.id for d in documents_asked(answerer.library, Both(), "跨境服务贸易负面清单各有多少条？", TODAY)]
    assert found == ["cn-cross-border-list-2024", "cn-cross-border-ftz-list-2024"]

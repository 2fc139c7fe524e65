"""How many items a list has, and how many businesses of a sector are closed, limited or open."""

import pytest

from rag import Ask
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How many telecom services may foreigners own outright?", "4 open without a foreign cap"),
        ("How many internet businesses are prohibited?", "5 closed to foreign investors"),
        ("电信领域有几类业务外资可以全资？", "4 项外资比例不设上限"),
        ("文化领域禁止外资的业务有多少个？", "19 项不对外资开放"),
        ("Combien de secteurs culturels sont interdits aux étrangers ?", "19 fermées aux investisseurs étrangers"),
    ],
)
def test_where_businesses_are_counted_their_number_comes_first(answerer, question, first):
    answer = answerer.answer(Ask(question, TODAY))
    assert answer.answer.headline.startswith(first) and answer.citations


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many items does the 2021 FTZ list have?", "27 items"),
        ("全国负面清单有几项？", "：共29条"),
        ("自贸区负面清单2021年版共多少条", "：共27条"),
        ("海南负面清单一共几条", "27条"),
        ("Wie viele Punkte hat die nationale Negativliste?", ": 29 Nummern"),
        ("ネガティブリストは何項目ありますか", "：全29項目"),
        ("Сколько пунктов в негативном списке?", "29"),
        ("How many prohibited items are on the national negative list?", "20 of its 29 items prohibit, 8 limit; both in one: 1"),
        ("禁止类有多少项？", "只含禁止的 20 条"),
    ],
)
def test_where_the_items_of_a_list_are_counted_their_number_comes_first(answerer, question, said):
    answer = answerer.answer(Ask(question, TODAY))
    assert said in answer.answer.headline and answer.citations

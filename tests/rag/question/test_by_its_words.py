"""What a question's own words settle, whatever it was taken for."""

import pytest

from rag import Ask
from rag.answer.stopwatch import Stopwatch
from rag.question.reading import Way
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def read(answerer):
    return lambda question: answerer.reading(Ask(question, TODAY), Stopwatch())


@pytest.mark.parametrize(
    ("question", "business"),
    [
        ("Under which item is publishing banned?", "publishing"),
        ("Which clause caps information services?", "information-services"),
        ("网络游戏是按哪一条禁止的？", "online-game"),
        ("Welche Nummer verbietet Kinoketten?", "cinema-chain"),
    ],
)
def test_the_rule_of_a_business_is_that_of_its_verdict(answerer, read, question, business):
    reading = read(question)
    assert reading.way is Way.VERDICT and "document" in reading.asks and reading.question.activities[0] == business
    answer = answerer.answer(Ask(question, TODAY))
    assert answer.verdict.deciding_provision.rpartition("-")[2] in answer.answer.headline


def test_an_article_asked_for_in_a_law_stays_a_question_on_the_text(read):
    assert read("外商投资法哪一条规定了信息报告？").way is Way.TEXT


def test_a_breach_of_the_lists_as_such_is_told_from_the_law(answerer):
    answer = answerer.answer(Ask("外国投资者投了负面清单禁止的领域，会有什么后果？", TODAY))
    assert "违法所得" in answer.answer.headline and answer.verdict is None


def test_a_contract_of_an_earlier_year_is_decided_for_now(read):
    for question in (
        "Our contract was signed in 2020; may we now hold 100 % of a call centre?",
        "我们2020年签的合同，现在能独资办演出经纪机构吗",
        "Wir haben den Vertrag 2020 unterschrieben. Dürfen wir jetzt ein Callcenter allein besitzen?",
        "Contrat signé en 2020 : pouvons-nous maintenant détenir un centre d'appels à 100 % ?",
    ):
        assert read(question).question.days == (TODAY,), question


@pytest.mark.parametrize("question", ["タイの会社はコールセンターを持てますか", "タイ企業がデータセンターを持てますか"])
def test_thailand_is_known_in_japanese(read, question):
    assert read(question).question.origin == "thailand"

"""Two things side by side: the headline says whether and how they differ."""

import pytest

from rag import Ask
from tests.conftest import TODAY


def answered(answerer, question):
    return answerer.answer(Ask(question, TODAY))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2021 vs 2024 national negative list: what changed?", ("31 items, now 29", "printing of publications")),
        ("2021年版和2024年版全国负面清单有什么不同", ("由 31 条变为 29 条", "出版物印刷")),
        ("2024年版清单比2021年版有哪些变化", ("由 31 条变为 29 条", "出版物印刷")),
        ("How does the 2024 national negative list differ from the previous one?", ("31 items, now 29",)),
        ("Was ist der Unterschied zwischen der Negativliste 2021 und 2024?", ("31 Nummern, jetzt 29", "gelockert")),
        ("Quelles différences entre la liste négative 2021 et celle de 2024 ?", ("31 points, désormais 29",)),
        ("What changed between the 2020 and 2021 FTZ negative lists?", ("market research",)),
    ],
)
def test_two_editions_are_compared_item_by_item(answerer, question, said):
    answer = answered(answerer, question)
    assert all(s in answer.answer.headline for s in said)
    assert answer.verdict is None and len(answer.citations) > 2


def test_a_business_under_two_editions_is_decided_on_their_days(answerer):
    for question in (
        "2021版和2024版负面清单对出版物印刷有什么区别",
        "Printing of publications: how do the 2021 and 2024 lists differ?",
    ):
        answer = answered(answerer, question)
        assert [v.as_of.isoformat() for v in answer.verdicts] == ["2022-01-01", TODAY.isoformat()]
        assert answer.answer.headline.startswith(("有区别。", "They differ."))


@pytest.mark.parametrize(
    ("question", "first", "origins"),
    [
        ("香港投资者和德国投资者办演出团体有什么区别", "有区别。香港：须中方控股；德国：禁止外商投资。", 2),
        ("Hong Kong investors versus Japanese investors in film distribution", "No difference. Hong Kong, Japan: prohibited.", 2),
        ("Ein Investor aus Hongkong und einer aus Deutschland: Unterschied beim Rechenzentrum?", "Es gibt einen Unterschied.", 2),
        ("Karaoke vs cinema for a foreign investor", "No difference.", 2),
        ("呼叫中心和数据中心有什么不同", "有区别。", 2),
        ("海南和上海办数据中心有什么区别", "有区别。", 2),
    ],
)
def test_the_first_words_say_whether_two_businesses_places_or_investors_differ(answerer, question, first, origins):
    answer = answered(answerer, question)
    assert answer.answer.headline.startswith(first)
    assert len(answer.verdicts) == origins


@pytest.mark.parametrize(
    "question",
    ["海南和上海有什么区别", "Compare Hainan with Shanghai", "Hainan or Shanghai: which is more open for telecom?"],
)
def test_two_places_are_compared_over_all_businesses_or_a_group(answerer, question):
    answer = answered(answerer, question)
    data_centre = "互联网数据中心业务" if "海" in question else "data centre services"
    assert data_centre in answer.answer.headline and not answer.abstained
    assert answer.citations


def test_places_that_do_not_differ_are_said_to_be_alike(answerer):
    answer = answered(answerer, "What differs between Wuhan and Chengdu for a foreign printing firm?")
    assert answer.answer.headline.startswith("No difference.")

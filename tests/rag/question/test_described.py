"""A business is recognised by what it does: for certain, or by asking back, or not at all, in any of the nine languages."""

from datetime import date

import pytest

from corpus import load_library
from rag import Ask
from rag.question.described import SURE
from rag.question.framing import bare


@pytest.fixture(scope="module")
def answerer(ruled):
    """What is said of a question is tested here, not how it is read."""
    return ruled


TODAY = date(2026, 11, 22)

TOLD = [
    ("在写字楼里替银行接听持卡人来电的一百个话务员，外资可以独资经营吗？", "call-centre"),
    ("Can a foreigner write stock-keeping programs to order for Chinese clients?", "software-development"),
    ("Can a foreign firm send notices of arrival by text to thousands of phones in China for shops?", "short-message-services"),
    ("外资能开一家书架摆满小说、让人坐着看再买走的店吗？", "publication-distribution"),
    ("May foreigners own a plant that prints and binds what Chinese editors have prepared?", "publication-printing"),
    ("外资可以在商场里放几十台抓娃娃和投币的机器吗？", "game-arcade"),
    ("Dürfen Ausländer in China Häuser mit großen Leinwänden betreiben, in denen das Publikum neue Filme sieht?", "cinema"),
    ("Une société étrangère peut-elle proposer en Chine des millions de chansons à écouter sur abonnement ?", "online-music"),
]  # fmt: skip

OUTSIDE = [
    "外资能在中国开一家面馆吗？",
    "外国公司可以在中国生产冰箱吗？",
    "May a foreign company own a brewery in China?",
    "Can foreigners run a hairdressing salon in Shanghai?",
    "Dürfen wir in China Schuhe herstellen?",
    "Может ли иностранная компания построить в Китае отель?",
]


def recognised(answerer, text: str):
    return answerer.recogniser.recognise(answerer.read(Ask(text, TODAY)), answerer.embedder.query(text))


@pytest.mark.parametrize(("question", "meant"), TOLD)
def test_a_business_is_recognised_by_what_it_does(answerer, question, meant):
    assert recognised(answerer, question).activities == (meant,)


@pytest.mark.parametrize("question", OUTSIDE)
def test_a_business_that_the_corpus_does_not_know_is_not_taken_for_one_it_knows(answerer, question):
    """A wrong yes costs an investor a company that may not exist."""
    found = recognised(answerer, question)
    assert not found.activities, found


def test_what_is_recognised_is_decided_like_what_is_named(answerer):
    told = answerer.answer(Ask("外资可以在商场里放几十台抓娃娃和投币的机器吗？", TODAY))
    named = answerer.answer(Ask("外资可以开电玩城吗？", TODAY))
    assert told.verdict == named.verdict
    assert [a.id for a in told.understanding.activities] == ["game-arcade"]


MENTIONED = [
    ("We measure how many households watch each programme and sell the figures to advertising agencies. May we own that in China?", "audience-survey"),
    ("出版社是我们的客户，他们把编好的书稿交来，我们的厂负责上机印、折页、装订，外资能独资吗？", "publication-printing"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "meant"), MENTIONED)
def test_what_is_described_outweighs_a_customer_who_is_named(answerer, question, meant):
    """A printer whose customers are publishers is no publisher: printing is open, publishing closed."""
    assert [a.id for a in answerer.answer(Ask(question, TODAY)).understanding.activities] == [meant]


def test_a_business_that_is_named_stays_what_it_is_called(answerer):
    question = "外国投资者想在北京设立一家外商独资的电影院，自己建放映厅并向观众卖票，可以吗？"
    assert [a.id for a in answerer.answer(Ask(question, TODAY)).understanding.activities] == ["cinema"]


def test_two_businesses_of_different_verdicts_are_asked_back(answerer, monkeypatch):
    """Between a yes and a no nothing is guessed."""
    monkeypatch.setattr(answerer.index.described, "rank", lambda *_: [("online-game", 0.5), ("software-development", 0.49)])
    assert recognised(answerer, "外资能做吗？").activities == ("online-game", "software-development")
    answer = answerer.answer(Ask("外资能做这种好玩的东西吗？", TODAY))
    assert answer.clarification
    assert {v.activities[0].id for v in answer.verdicts} == {"online-game", "software-development"}


def test_neighbours_of_one_verdict_need_no_distinction(answerer, monkeypatch):
    ranked = [("online-game", 0.6), ("e-book-publishing", 0.59), ("restaurants", 0.2)]
    monkeypatch.setattr(answerer.index.described, "rank", lambda *_: ranked)
    assert recognised(answerer, "外资能做吗？").activities == ("online-game",)


def test_what_resembles_a_business_outside_most_is_not_recognised(answerer, monkeypatch):
    monkeypatch.setattr(answerer.index.described, "rank", lambda *_: [("restaurants", 0.9), ("online-game", 0.5)])
    found = recognised(answerer, "外资能做吗？")
    assert (found.activities, found.likely) == ((), ("online-game",))
    assert SURE < 0.9


@pytest.mark.parametrize(
    ("ranked", "meant", "what"),
    [
        ([("retail", 0.5), ("e-commerce", 0.5), ("website-hosting", 0.2)], "e-commerce", "水果"),
        ([("content-delivery-network", 0.5), ("paging", 0.3), ("e-commerce", 0.2)], "content-delivery-network", "图片"),
        ([("website", 0.6), ("e-commerce", 0.5), ("website-hosting", 0.2)], "website", "故事"),
        ([("e-commerce", 0.5), ("website-hosting", 0.49)], "website", "消息"),
    ],
)
def test_a_vague_word_is_what_the_rest_describes_and_nothing_where_that_is_not_sure(answerer, monkeypatch, ranked, meant, what):
    monkeypatch.setattr(answerer.index.described, "rank", lambda *_: ranked)
    answer = answerer.answer(Ask(f"我们的网站上面有很多有用的{what}，外资可以经营吗？", TODAY))
    assert [a.id for a in answer.understanding.activities] == [meant]
    assert bool(answer.clarification) == (meant == "website")


@pytest.mark.parametrize(
    "question", ["外资可以在中国经营一个网站，给客户用吗？", "Can a foreign company put an app online in China?"]
)
def test_a_vague_word_with_little_beside_it_is_asked_back(answerer, question):
    assert answerer.answer(Ask(question, TODAY)).clarification


def test_a_group_is_not_known_by_a_few_words_beside_a_vague_one(answerer, monkeypatch):
    monkeypatch.setattr(answerer.index.described, "rank", lambda *_: [("information-services", 0.8), ("e-commerce", 0.1)])
    question = answerer.read(Ask("我们的网站上面有很多有用的东西，外资可以吗？", TODAY))
    found = recognised(answerer, question.text)
    assert not answerer.recogniser.among(question, found, {"information-services", "e-commerce"})


def test_leave_that_is_about_the_law_itself_is_answered_from_the_texts(answerer):
    """It names no business, and asks for none."""
    answer = answerer.answer(Ask("外国投资者在禁止投资的领域签订的投资合同，法院能认定无效吗？", TODAY))
    assert answer.citations
    assert not answer.verdicts


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("想开一家名叫“大剧院”的面馆，外资可以吗？", "开面馆"),
        ("外资可以在中国卖机票吗？", "卖机票"),
        ("按小时出租会议室，外商能独资经营吗？", "按小时出租会议室"),
        ("出租自行车，外资最多占多少股份？", "出租自行车"),
        ("May a foreign company run ferries in China?", "run ferries"),
        ("We paint walls. Is there a foreign-ownership limit?", "We paint walls"),
        ("Можно ли иностранной компании чинить часы в Китае?", "чинить часы"),
        ("外资可以吗？", "外资可以吗？"),
    ],
)
def test_a_question_is_left_without_its_frame(question, rest):
    assert bare(question) == rest


def test_every_business_one_may_ask_leave_for_is_described():
    """What is missing from the descriptions is found by its name alone. Groups are found by their parts."""
    library = load_library()
    told = {d.id for d in library.descriptions}
    missing = [
        a.id for a in library.activities.values() if not (a.topic or a.may_be or a.id in told or library.children.get(a.id))
    ]
    assert not missing

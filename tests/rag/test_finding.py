"""One ranking for the answer, `/v1/search` and the retriever."""

from dataclasses import replace
from datetime import date

import httpx
import pytest

from index.hit import Hit
from rag import Ask
from rag.answer.passages import MOST_PASSAGES
from rag.answer.stopwatch import Stopwatch
from rag.langchain_retriever import ProvisionRetriever

DAY = date(2026, 11, 22)
OPEN = ["外商投资电信企业的注册资本最低要多少？", "What registered capital does a foreign-invested telecom enterprise need?"]
GAMES = ["外资能做网络游戏吗", "Can a foreign investor run online games?", "外国企業はオンラインゲームを運営できますか？"]


@pytest.mark.parametrize("question", GAMES)
def test_the_rule_that_decides_is_found_first(answerer, question):
    first = answerer.search(question, DAY, 5)[0]
    assert first.id == "cn-fi-negative-list-2024#item-13"
    assert answerer.answer(Ask(question, DAY)).verdict.deciding_provision == first.id


@pytest.mark.parametrize("question", ["2020年外资能做网络游戏吗", "Could a foreign investor run online games in 2020?"])
def test_the_day_that_a_question_names_is_the_day_searched_and_one_given_outranks_it(answerer, question):
    def lists(as_of: date | None) -> set[str]:
        documents = {answerer.library.clauses[h.id].document for h in answerer.search(question, DAY, 10, as_of)}
        return {d.id for d in documents if d.id.startswith("cn-fi-negative-list")}

    assert "cn-fi-negative-list-2024" not in lists(None)
    assert lists(DAY) == {"cn-fi-negative-list-2024"}


@pytest.mark.parametrize("question", [*OPEN, *GAMES])
def test_the_api_and_the_retriever_rank_as_the_search_does(answerer, server, question):
    found = answerer.search(question, DAY, 8)
    served = httpx.get(f"{server}/v1/search", params={"q": question, "as_of": DAY.isoformat(), "k": 8}, timeout=30).json()[
        "items"
    ]
    documents = ProvisionRetriever(answerer=answerer, today=DAY, as_of=DAY, k=8).invoke(question)
    assert [h.id for h in found] == [s["provision_id"] for s in served] == [d.id for d in documents]
    assert all(0 <= s["score"] <= 1 for s in served) and all(0 <= d.metadata["score"] <= 1 for d in documents)
    assert [s["score"] for s in served] == sorted((s["score"] for s in served), reverse=True)


@pytest.mark.parametrize("question", OPEN)
def test_an_open_answer_quotes_what_the_search_finds(answerer, question):
    reading = answerer.reading(Ask(question, DAY), Stopwatch())
    found = answerer.finder.quotable(reading, 10, answerer.in_force(DAY))
    cited = [c.provision_id for c in answerer.answer(Ask(question, DAY)).citations]
    assert len(cited) > 0
    assert len(set(cited) & {h.id for h in found}) >= min(MOST_PASSAGES, len(cited))


@pytest.mark.parametrize("score", [-5.0, 0.0, 0.9, 1.3, 3.0])
def test_a_score_is_between_0_and_1_and_keeps_the_order(score):
    hit = Hit("a", score, 0.0, 0.0)
    assert 0 <= hit.relevance < replace(hit, score=score + 0.05).relevance <= 1

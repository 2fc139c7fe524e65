"""The search as a LangChain retriever, run by LangChain itself."""

import subprocess
import sys
from datetime import date

import pytest

from rag.langchain_retriever import ProvisionRetriever


def retriever(answerer, day: date, k: int = 5) -> ProvisionRetriever:
    return ProvisionRetriever(answerer=answerer, today=day, k=k)


@pytest.mark.parametrize("question", ["第752号令第六条怎么规定的？", "Decree 752, article 6"])
def test_it_returns_what_the_search_finds_with_its_source(answerer, question):
    found = retriever(answerer, date(2026, 11, 22)).invoke(question)
    assert len(found) == 5
    assert found[0].id == found[0].metadata["id"] == "cn-telecom-enterprise-provisions-2022#article-6"
    assert "第六条" in found[0].page_content
    assert found[0].metadata["locator_en"] == "Article 6"


def test_only_provisions_in_force_on_the_day_are_returned(answerer):
    question = "《外商投资电信企业管理规定》第六条"
    assert retriever(answerer, date(2020, 1, 1)).invoke(question)[0].id == "cn-telecom-enterprise-provisions-2016#article-6"


def test_it_can_be_piped_like_every_part_of_langchain(answerer):
    chain = retriever(answerer, date(2026, 11, 22), k=2) | (lambda documents: [d.id for d in documents])
    assert len(chain.invoke("外资可以做数据中心吗")) == 2


def test_without_langchain_the_error_names_the_command_that_installs_it():
    code = "import sys; sys.modules['langchain_core'] = None; import rag.langchain_retriever"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "pip install 'zhunru[langchain]'" in run.stderr

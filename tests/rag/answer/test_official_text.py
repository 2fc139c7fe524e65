"""Where a user has added the official file, its words are what is quoted, and found."""

import pytest

from corpus import load_library
from corpus.added import add_files
from index import Index, build
from rag import Answerer, Ask
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def answerer(ruled):
    """What is said of a question is tested here, not how it is read."""
    return ruled


PROVISIONS = """外商投资电信企业管理规定

（2001年12月11日公布　根据2022年3月29日《关于修改部分行政法规的决定》第三次修订）

第五条　这里是测试用的第五条文字。

第六条　这里是测试用的第六条文字，不是官方原文，外方出资比例最终不得超过某一比例。

第三十条　紫水晶独角兽条款仅供测试检索。
"""


@pytest.fixture(scope="module")
def answering(tmp_path_factory, library, embedder):
    folder = tmp_path_factory.mktemp("added")
    file = folder / "外商投资电信企业管理规定.md"
    file.write_text(PROVISIONS, encoding="utf-8")
    add_files([file], list(library.documents.values()), folder / "kept")
    grown = load_library(added=folder / "kept")
    build(grown, embedder, folder / "index")
    return Answerer(grown, Index.open(folder / "index", grown, embedder), embedder, reader="rules")


def test_a_citation_quotes_the_official_text_and_says_so(answering):
    answer = answering.answer(Ask("外资在中国做增值电信，股比上限是多少？", TODAY))
    quoted = {c.provision_id: c for c in answer.citations}
    article = quoted["cn-telecom-enterprise-provisions-2022#article-6"]
    assert article.quote_kind == "official"
    assert "测试用的第六条文字" in article.quote
    assert quoted["cn-fi-negative-list-2024#item-12"].quote_kind == "digest"


def test_an_article_that_only_the_official_text_has_is_found_by_its_words(answering):
    answer = answering.answer(Ask("紫水晶独角兽条款是什么？", TODAY))
    assert answer.citations[0].provision_id == "cn-telecom-enterprise-provisions-2022#article-30"
    assert answer.citations[0].quote_kind == "official"

"""The search as a LangChain retriever: `pip install 'zhunru[langchain]'`.

from datetime import date
from api.home import open_answerer
from rag.langchain_retriever import ProvisionRetriever

retriever = ProvisionRetriever(answerer=open_answerer(), today=date.today(), k=5)
retriever.invoke("外资可以做数据中心吗")[0].metadata["id"]
"""

from __future__ import annotations

from datetime import date
from typing import Any

from corpus import ZhunruError
from index import Hit
from index.passages import passage_of
from rag.pipeline import Answerer

try:
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
except ModuleNotFoundError as error:
    raise ZhunruError(
        "The retriever needs langchain-core, which is not installed.", "Run: pip install 'zhunru[langchain]'"
    ) from error


class ProvisionRetriever(BaseRetriever):
    """The ``k`` provisions that answer a question best, as `/v1/search` ranks them, each as a document: its passage, and in the metadata
    its id, the names of document and place in both languages, the official address and the score from 0 to 1. They are in force on
    the day ``as_of``, else on the one the question names, else ``today``."""

    answerer: Answerer
    today: date
    as_of: date | None = None
    k: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: Any) -> list[Document]:
        return [self._document(hit) for hit in self.answerer.search(query, self.today, self.k, self.as_of)]

    def _document(self, hit: Hit) -> Document:
        clause = self.answerer.library.clauses[hit.id]
        name, where = clause.document.name, clause.provision.where
        said = {"document_zh": name.zh, "document_en": name.en, "locator_zh": where.zh, "locator_en": where.en}
        metadata = {"id": hit.id, **said, "url": clause.document.url, "score": hit.relevance}
        return Document(id=hit.id, page_content=passage_of(clause).words, metadata=metadata)

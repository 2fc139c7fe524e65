"""The search as a LangChain retriever: `pip install 'zhunru[langchain]'`.

from datetime import date
from pathlib import Path
from corpus import load_library
from index import Index, default_embedder
from index.langchain import ProvisionRetriever

library, embedder = load_library(), default_embedder()
index = Index.open(Path("var/index"), library, embedder)
retriever = ProvisionRetriever(index=index, embedder=embedder, library=library, day=date.today(), k=5)
retriever.invoke("外资可以做数据中心吗")[0].metadata["id"]
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from corpus import Library, ZhunruError
from index.passages import passage_of
from index.ranking.reranker import DEPTH
from index.search import Index

try:
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
except ModuleNotFoundError as error:
    raise ZhunruError(
        "The retriever needs langchain-core, which is not installed.", "Run: pip install 'zhunru[langchain]'"
    ) from error


class ProvisionRetriever(BaseRetriever):
    """The ``k`` best provisions in force on ``day``, best first, each as a document: its passage, and in the metadata its id,
    the names of document and place in both languages, the official address and the score."""

    index: Index
    embedder: Any  # an `index.Embedder`: a protocol, which pydantic cannot check
    library: Library
    day: date
    k: int = 10

    @cached_property
    def _in_force(self) -> frozenset[str]:
        return frozenset(c.id for c in self.library.clauses.values() if c.document.in_force(self.day))

    def _get_relevant_documents(self, query: str, *, run_manager: Any) -> list[Document]:
        found = self.index.search(self.embedder.query(query), query, max(self.k, DEPTH), within=self._in_force)
        return [self._document(hit.id, hit.score) for hit in self.index.rerank(query, found)[: self.k]]

    def _document(self, provision: str, score: float) -> Document:
        clause = self.library.clauses[provision]
        name, where = clause.document.name, clause.provision.where
        said = {"document_zh": name.zh, "document_en": name.en, "locator_zh": where.zh, "locator_en": where.en}
        metadata = {"id": provision, **said, "url": clause.document.url, "score": score}
        return Document(id=provision, page_content=passage_of(clause).words, metadata=metadata)

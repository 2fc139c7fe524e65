"""The retrieval of LangChain's RAG tutorial: recursive splitter, Chroma, similarity search."""

from __future__ import annotations

from evals.peers.langchain_store import passages, store
from evals.peers.task import Corpus


class LangChainPlain:
    def __init__(self, corpus: Corpus) -> None:
        self._store = store(corpus)

    def search(self, text: str, k: int) -> list[str]:
        return passages(self._store.similarity_search(text, k=k), k)

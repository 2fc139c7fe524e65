"""LangChain's ensemble retriever: its BM25 and Chroma, half each, by reciprocal rank."""

from __future__ import annotations

from evals.peers.langchain_store import chunks, passages, store
from evals.peers.task import Corpus


class LangChainEnsemble:
    """As it comes, its BM25 splits at white space: a Chinese sentence is one word, equal to no other, and what that leg
    returns for it is arbitrary. ``by_character`` makes every character a word, as people do who have noticed."""

    def __init__(self, corpus: Corpus, by_character: bool = False) -> None:
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever

        documents = chunks(corpus)
        self._words = (
            BM25Retriever.from_documents(documents, preprocess_func=list)
            if by_character
            else BM25Retriever.from_documents(documents)
        )
        self._store, self._ensemble = store(corpus), EnsembleRetriever

    def search(self, text: str, k: int) -> list[str]:
        self._words.k = k
        legs = [self._words, self._store.as_retriever(search_kwargs={"k": k})]
        return passages(self._ensemble(retrievers=legs, weights=[0.5, 0.5]).invoke(text), k)

"""Haystack's hybrid pipeline: BM25 and embeddings over the in-memory store, joined by reciprocal rank."""

from __future__ import annotations

import os
from array import array

from evals.peers.task import Corpus


class HaystackHybrid:
    def __init__(self, corpus: Corpus) -> None:
        os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "false"  # read once, when haystack is imported
        from haystack import Document, Pipeline
        from haystack.components.joiners import DocumentJoiner
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        self._embedder = corpus.embedder
        store = InMemoryDocumentStore()
        # Compact arrays in place of lists of floats: the same scores. Haystack copies every vector again for each question,
        # and with lists a question on 58,637 articles takes four seconds.
        everything = zip(corpus.ids, corpus.texts, corpus.vectors, strict=True)
        store.write_documents([Document(id=one, content=text, embedding=array("f", vector)) for one, text, vector in everything])
        self._pipeline = Pipeline()
        self._pipeline.add_component("words", InMemoryBM25Retriever(document_store=store))
        self._pipeline.add_component("meaning", InMemoryEmbeddingRetriever(document_store=store))
        self._pipeline.add_component("joined", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
        self._pipeline.connect("words", "joined")
        self._pipeline.connect("meaning", "joined")

    def search(self, text: str, k: int) -> list[str]:
        vector = self._embedder.query(text).tolist()
        asked = {
            "words": {"query": text, "top_k": k},
            "meaning": {"query_embedding": vector, "top_k": k},
            "joined": {"top_k": k},
        }
        return [one.id for one in self._pipeline.run(asked)["joined"]["documents"]]

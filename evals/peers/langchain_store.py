"""What both LangChain builds stand on: the recursive splitter, and Chroma behind our embedder."""

from __future__ import annotations

import os
import uuid
from functools import lru_cache
from typing import TYPE_CHECKING

from evals.peers.task import Corpus

if TYPE_CHECKING:
    from langchain_chroma import Chroma
    from langchain_core.documents import Document

#: LangChain's own tutorial splits at these.
CHUNK, OVERLAP = 1000, 200
#: The metadata field that says which passage a chunk was cut from.
PASSAGE = "passage"


@lru_cache(maxsize=1)
def chunks(corpus: Corpus) -> list[Document]:
    """Every passage cut by the recursive splitter; most are shorter than a chunk and stay whole."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    return splitter.create_documents(list(corpus.texts), metadatas=[{PASSAGE: one} for one in corpus.ids])


@lru_cache(maxsize=1)
def store(corpus: Corpus) -> Chroma:
    """The chunks in Chroma as LangChain sets it up, in memory. One store serves both builds: filling it takes minutes."""
    os.environ["LANGSMITH_TRACING"] = "false"  # else LangChain reports every search where a key is set
    import chromadb
    from chromadb.config import Settings
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    class Known(Embeddings):
        """Our embedder; a chunk that is a whole passage has its vector already."""

        def __init__(self) -> None:
            self._known = {text.strip(): position for position, text in enumerate(corpus.texts)}

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [self._vector(text).tolist() for text in texts]

        def embed_query(self, text: str) -> list[float]:
            return corpus.embedder.query(text).tolist()

        def _vector(self, text: str):
            position = self._known.get(text)
            return corpus.embedder.passages([text])[0] if position is None else corpus.vectors[position]

    client = chromadb.EphemeralClient(settings=Settings(anonymized_telemetry=False))
    made = Chroma(collection_name=f"peer-{uuid.uuid4().hex}", embedding_function=Known(), client=client)
    documents, step = chunks(corpus), client.get_max_batch_size()
    for start in range(0, len(documents), step):
        made.add_documents(documents[start : start + step])
    return made


def passages(found: list[Document], k: int) -> list[str]:
    """The passages that chunks were cut from, each at its best chunk."""
    return list(dict.fromkeys(one.metadata[PASSAGE] for one in found))[:k]

"""The builds that are compared, in the order of the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from evals.peers.bm25s_alone import Bm25sCharacters, Bm25sDefault
from evals.peers.dense_alone import DenseAlone
from evals.peers.haystack_hybrid import HaystackHybrid
from evals.peers.langchain_ensemble import LangChainEnsemble
from evals.peers.langchain_plain import LangChainPlain
from evals.peers.task import Corpus, Retriever

PEERS: dict[str, Callable[[Corpus], Retriever]] = {
    "LangChain: recursive splitter, Chroma": LangChainPlain,
    "LangChain ensemble: BM25 as it comes, Chroma": LangChainEnsemble,
    "LangChain ensemble: BM25 by character, Chroma": partial(LangChainEnsemble, by_character=True),
    "Haystack hybrid: BM25, embeddings, reciprocal rank": HaystackHybrid,
    "bm25s alone, as it comes": Bm25sDefault,
    "bm25s alone, Zhunru's tokeniser": Bm25sCharacters,
    "dense alone, exact search": DenseAlone,
}
#: What the table was made with; their versions stand under it.
PACKAGES = (
    "langchain-core",
    "langchain-classic",
    "langchain-community",
    "langchain-chroma",
    "langchain-text-splitters",
    "rank-bm25",
    "haystack-ai",
    "bm25s",
    "chromadb",
)

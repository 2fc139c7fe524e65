"""The builds that are compared, in the order of the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version

from corpus import ZhunruError
from evals.peers.bm25s_alone import Bm25sCharacters, Bm25sDefault
from evals.peers.dense_alone import DenseAlone
from evals.peers.haystack_hybrid import HaystackHybrid
from evals.peers.langchain_ensemble import LangChainEnsemble
from evals.peers.langchain_plain import LangChainPlain
from evals.peers.task import Corpus, Retriever


@dataclass(frozen=True)
class Build:
    """How a peer is made, and how many questions, evenly spread, it is asked at most where the corpus is large."""

    make: Callable[[Corpus], Retriever]
    most: int | None = None


#: From this many passages on a corpus is large.
LARGE = 10_000
#: Two builds go through every passage in Python for every word of a question: on 58,637 articles it takes seconds.
_FEW = 200
PEERS = {
    "LangChain: recursive splitter, Chroma": Build(LangChainPlain),
    "LangChain ensemble: BM25 as it comes, Chroma": Build(LangChainEnsemble),
    "LangChain ensemble: BM25 by character, Chroma": Build(partial(LangChainEnsemble, by_character=True), most=_FEW),
    "Haystack hybrid: BM25, embeddings, reciprocal rank": Build(HaystackHybrid, most=_FEW),
    "bm25s alone, as it comes": Build(Bm25sDefault),
    "bm25s alone, Zhunru's tokeniser": Build(Bm25sCharacters),
    "dense alone, exact search": Build(DenseAlone),
}
#: What the peers are built of.
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


def versions() -> dict[str, str]:
    """The version of each package. Raises ZhunruError where one is not installed."""
    try:
        return {package: version(package) for package in PACKAGES}
    except PackageNotFoundError as error:
        raise ZhunruError(
            f"{error.name}, which peers are built of, is not installed.", "Run: pip install 'zhunru[peers]'"
        ) from error

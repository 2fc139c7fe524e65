"""A language model that writes the prose over the same evidence. What it writes is checked in code before anyone sees it."""

from rag.model.narrator import Cited, Delta, Narrator
from rag.model.settings import ModelError, Settings, settings_from
from rag.model.writer import Stopped, Writer, open_writer

__all__ = ["Cited", "Delta", "ModelError", "Narrator", "Settings", "Stopped", "Writer", "open_writer", "settings_from"]

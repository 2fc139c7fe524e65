"""The client of a language model: its settings, its limits, its stream."""

from rag.llm.client import Stopped, Writer, open_writer
from rag.llm.settings import ModelError, Settings, settings_from

__all__ = ["ModelError", "Settings", "Stopped", "Writer", "open_writer", "settings_from"]

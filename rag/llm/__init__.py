"""The client of a language model: its settings, its limits, its stream, and the forms that it fills in."""

from rag.llm.client import Stopped, Writer, open_writer
from rag.llm.extractor import Extractor, Unfilled, open_extractor
from rag.llm.settings import ModelError, Settings, settings_from

__all__ = [
    "Extractor",
    "ModelError",
    "Settings",
    "Stopped",
    "Unfilled",
    "Writer",
    "open_extractor",
    "open_writer",
    "settings_from",
]

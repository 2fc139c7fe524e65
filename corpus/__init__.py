"""What the law says: documents, provisions, measures and the taxonomy. Needs no network, no model and no database."""

from corpus.errors import CorpusError, CorpusFileError, ZhunruError
from corpus.library import Clause, Library, Rule, load_library
from corpus.model import (
    Activity,
    Area,
    Confidence,
    Document,
    Horizontal,
    Measure,
    MeasureType,
    Mode,
    Origin,
    Provision,
    Regime,
    Text,
)

__all__ = [
    "Activity",
    "Area",
    "Clause",
    "Confidence",
    "CorpusError",
    "CorpusFileError",
    "Document",
    "Horizontal",
    "Library",
    "Measure",
    "MeasureType",
    "Mode",
    "Origin",
    "Provision",
    "Regime",
    "Rule",
    "Text",
    "ZhunruError",
    "load_library",
]

"""Reading by a language model: it fills in a form, and what it fills in is checked before it counts."""

from rag.question.by_model.reader import CANDIDATES, ModelReader

__all__ = ["CANDIDATES", "ModelReader"]

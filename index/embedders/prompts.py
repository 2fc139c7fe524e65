"""What stands before a question and before a passage when they are embedded: models are trained with it, and find less without."""

from __future__ import annotations

import re

#: What is written before a question, and before a passage; in what is asked for, None is what the model has.
Prompts = tuple[str, str]
Asked = tuple[str | None, str | None]
UNSAID: Asked = (None, None)

#: By the beginning of a model's name, as the cards of these models state it. The E5 models that take an instruction, and models
#: of no family here, get what the model itself declares or the user sets.
_FAMILIES: tuple[tuple[re.Pattern[str], Prompts], ...] = (
    (re.compile(r"(?:multilingual-)?e5-(?:small|base|large)(?!.*instruct)"), ("query: ", "passage: ")),
    (re.compile(r"bge-(?:small|base|large)-zh"), ("为这个句子生成表示以用于检索相关文章：", "")),
    (re.compile(r"bge-(?:small|base|large)-en"), ("Represent this sentence for searching relevant passages: ", "")),
    (re.compile(r"nomic-embed-text"), ("search_query: ", "search_document: ")),
)


def prompts_of(model: str, asked: Asked = UNSAID, declared: Asked = UNSAID) -> Prompts:
    """The prompts of a model: those asked for, else those it declares itself, else those of the family that its name or path
    shows, else none."""
    name = model.replace("\\", "/").rstrip("/").rpartition("/")[2].lower()
    known = next((prompts for family, prompts in _FAMILIES if family.match(name)), ("", ""))
    query, passage = (next(p for p in side if p is not None) for side in zip(asked, declared, known, strict=True))
    return query, passage

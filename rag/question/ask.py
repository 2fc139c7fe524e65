"""What is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus import Mode
from rag.question.understanding import Understanding


@dataclass(frozen=True)
class Ask:
    """A question with what its asker fixes beforehand. ``today`` is the day it is asked on, ``earlier`` what the question
    before it in the same conversation was understood as. ``composer`` is who writes: a model
    where one is set up (`auto`), nobody (`grounded`), or a model or an error (`llm`)."""

    question: str
    today: date
    language: str | None = None
    as_of: date | None = None
    area: str | None = None
    investor_origin: str | None = None
    mode: Mode | None = None
    earlier: Understanding | None = None
    composer: Literal["auto", "grounded", "llm"] = "auto"

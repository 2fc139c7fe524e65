"""What honest models write: prose with the ids of clauses for marks, given the numbers that the evidence gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from rag import Answer, Answerer, Ask
from rag.prose.check.evidence import Evidence, evidence_of
from tests.conftest import TODAY

FOLDER = Path(__file__).parent
MARK = re.compile(r"\[([a-z0-9-]+#[a-z0-9-]+)\]")


@dataclass(frozen=True)
class Written:
    question: str
    text: str


@cache
def honest(name: str = "honest") -> tuple[Written, ...]:
    return tuple(Written(**entry) for entry in yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def grounded(answerer: Answerer, question: str) -> tuple[Answer, Evidence]:
    answer = answerer.answer(Ask(question, TODAY, composer="grounded"))
    return answer, evidence_of(answerer.library, answer, TODAY)


def numbered(text: str, evidence: Evidence) -> str:
    """The text with the number of each clause for its id; a clause that is no evidence gets one that nothing has."""
    numbers = {c.id: n for n, c in enumerate(evidence.clauses, 1)}
    return MARK.sub(lambda m: f"[{numbers.get(m[1], 88)}]", text)

"""The record of a run: a folder with ``run.json`` (what was run, on what) and ``responses.jsonl`` (every response, a line each).
A recorded run also has ``answers.jsonl``: the answer to every question that was put, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from rag import Answer


class Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Run(Kept):
    """What would have to be the same for another run to give the same responses."""

    name: str
    set: str
    set_hash: str
    items: int
    system: str
    settings: dict[str, str]
    asked_on: date
    started: datetime
    code_version: str
    corpus_hash: str | None
    index_version: str | None
    recorded: bool = False


class Response(Kept):
    """What the system answered to one item. ``answer`` is None when it failed, and ``error`` then says how. ``retrieved``
    are the provisions found for the question alone, best first, as far as the system tells; ``ms`` is the time of the
    last turn as the caller saw it. For an item with turns, ``turns_sent`` tells whether the system could be given them, and
    ``alone`` is its answer to the question as it rewrote it, put without them. ``note`` says what was left out of the asking.
    ``earlier`` are the answers to the earlier turns, in order, up to a failure; they are written to ``answers.jsonl`` alone."""

    item: str
    answer: Answer | None
    error: str | None
    retrieved: tuple[str, ...]
    ms: float
    turns_sent: bool = False
    alone: Answer | None = None
    note: str | None = None
    earlier: tuple[Answer, ...] = Field(default=(), exclude=True)


class RecordedAnswer(Kept):
    """The answer object to one question of an item, as JSON, so that a later form of the contract can still read it. ``turn``
    counts the questions of the conversation as they were put, from 1; `alone` is the rewritten question put without the
    turns. ``answer`` is None where the question failed, and ``error`` then gives the reason."""

    item: str
    turn: int | Literal["alone"]
    answer: dict[str, Any] | None
    error: str | None = None


def recorded_answers(response: Response) -> Iterator[RecordedAnswer]:
    """Every answer of a response, in the order they came; a failure is the last."""
    of = response.item
    answers = response.earlier if response.answer is None else (*response.earlier, response.answer)
    for turn, answer in enumerate(answers, 1):
        yield RecordedAnswer(item=of, turn=turn, answer=answer.model_dump(mode="json"))
    if response.answer is None:
        yield RecordedAnswer(item=of, turn=len(answers) + 1, answer=None, error=response.error)
    elif response.alone is not None:
        yield RecordedAnswer(item=of, turn="alone", answer=response.alone.model_dump(mode="json"))

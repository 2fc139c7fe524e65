"""The record of a run: a folder with ``run.json`` (what was run, on what) and ``responses.jsonl`` (every response, a line each)."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

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


class Response(Kept):
    """What the system answered to one item. ``answer`` is None when it failed, and ``error`` then says how. ``retrieved``
    are the provisions found for the question alone, best first, as far as the system tells; ``ms`` is the time of the
    last turn as the caller saw it. For an item with turns, ``turns_sent`` tells whether the system could be given them, and
    ``alone`` is its answer to the question as it rewrote it, put without them. ``note`` says what was left out of the asking."""

    item: str
    answer: Answer | None
    error: str | None
    retrieved: tuple[str, ...]
    ms: float
    turns_sent: bool = False
    alone: Answer | None = None
    note: str | None = None

"""What users say of answers: taken in over HTTP, kept line by line in a file that `zhunru eval candidates` reads."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from fastapi import FastAPI
from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.http import limits
from corpus import Mode, ZhunruError
from rag import Status

log = logging.getLogger(__name__)
#: No more is kept than this: nobody reads it, and it must not fill the disk.
MOST_BYTES = 20_000_000
_LOCK_SECONDS = 5
Short = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]


class FeedbackRequest(BaseModel):
    """What a user says of one answer, with what the answer was to."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    question: str = Field(min_length=1, max_length=limits.QUESTION_CHARACTERS)
    rating: Literal["up", "down"]
    comment: str | None = Field(default=None, max_length=2000, description="What was right or wrong, in the user's words.")
    language: Short | None = Field(default=None, description="Of the answer.")
    answer_id: Short | None = None
    as_of: date | None = Field(default=None, description="As sent with the question; so are area, investor_origin and mode.")
    area: Short | None = None
    investor_origin: Short | None = None
    mode: Mode | None = None
    verdict_status: Status | None = Field(default=None, description="The status of the first verdict of the answer.")
    deciding_provision: Short | None = None


class Feedback(FeedbackRequest):
    """One line of the file. ``at`` is the day it came."""

    at: date


class Taken(BaseModel):
    """The feedback has been kept."""

    kept: Literal[True] = True


class FeedbackClosed(ZhunruError):
    """Feedback cannot be kept on this machine."""


def feedback_file(home: Path) -> Path:
    return home / "feedback" / "feedback.jsonl"


def keep(feedback: Feedback, home: Path) -> None:
    """Append one line, whole or not at all. Raises FeedbackClosed."""
    path, line = feedback_file(home), (feedback.model_dump_json() + "\n").encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=_LOCK_SECONDS), path.open("ab") as file:
            before = os.fstat(file.fileno()).st_size
            if before + len(line) > MOST_BYTES:
                raise FeedbackClosed("Feedback is full on this server.", "Tell its operator to move feedback.jsonl away.")
            try:
                file.write(line)
                file.flush()
            except OSError:
                file.truncate(before)
                raise
    except (OSError, Timeout) as error:
        log.error("feedback cannot be kept in %s: %s", path, error)
        raise FeedbackClosed(
            "Feedback is off: this server cannot write it down.",
            "Tell its operator to make the folder feedback in ZHUNRU_HOME writable.",
        ) from error


def install_feedback_routes(app: FastAPI, home: Path, today: Callable[[], date]) -> None:
    """Add POST /v1/feedback, kept under ``home``. ``today`` is the clock."""

    @app.post("/v1/feedback", summary="Say whether an answer helped", tags=["answers"], status_code=201)
    def feedback(request: FeedbackRequest) -> Taken:
        """Keep what a user says of an answer, for whoever improves it. Nothing about the user is kept."""
        keep(Feedback(**request.model_dump(), at=today()), home)
        return Taken()

"""What users say of answers: taken in over HTTP, kept line by line in a file that `zhunru eval candidates` reads."""

from __future__ import annotations

import ipaddress
import logging
import os
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.http import limits
from api.http.problems import FEEDBACK_RESPONSES, problem
from corpus import Mode, ZhunruError
from rag import Status

log = logging.getLogger(__name__)
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


class FeedbackFull(ZhunruError):
    """The file has grown to its limit."""


class TooMuchFeedback(ZhunruError):
    """One address has sent all that it may in a day."""


class DailyCount:
    """How much feedback has come from where today. In memory only: nothing about who sent it is written down. Each that is
    counted has been kept, so that the limit of the file is one of this too. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock, self._day, self._kept = threading.Lock(), date.min, Counter[str]()

    def kept(self, origin: str, day: date, more: int = 0) -> int:
        """The number from ``origin`` on ``day``, after adding ``more``. What was counted on another day is forgotten."""
        with self._lock:
            if day != self._day:
                self._day = day
                self._kept.clear()
            if more:
                self._kept[origin] += more
            return self._kept[origin]


def origin_of(request: Request) -> str:
    """Where a request comes from: an IPv4 address, or the /64 network of an IPv6 one, of which a client has every address."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv4Address):
        return host
    return str(address.ipv4_mapped or ipaddress.IPv6Network((address, 64), strict=False))


def feedback_file(home: Path) -> Path:
    return home / "feedback" / "feedback.jsonl"


def keep(feedback: Feedback, home: Path) -> None:
    """Append one line, whole or not at all. Raises FeedbackClosed, FeedbackFull."""
    path, line = feedback_file(home), (feedback.model_dump_json() + "\n").encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=_LOCK_SECONDS), open(path, "ab", opener=_own) as file:
            before = os.fstat(file.fileno()).st_size
            if before + len(line) > limits.FEEDBACK_BYTES:
                raise FeedbackFull("Feedback is full on this server.", "Its operator can move feedback.jsonl away.")
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
            "Its operator can make the folder feedback in ZHUNRU_HOME writable.",
        ) from error


def _own(path: str, flags: int) -> int:
    """Questions are nobody else's: only the owner may read the file, one from an earlier version included."""
    descriptor = os.open(path, flags, 0o600)
    if os.name == "posix" and os.fstat(descriptor).st_mode & 0o077:
        os.fchmod(descriptor, 0o600)
    return descriptor


def install_feedback_routes(app: FastAPI, home: Path, today: Callable[[], date]) -> None:
    """Add POST /v1/feedback, kept under ``home``. ``today`` is the clock."""
    count = DailyCount()

    @app.exception_handler(FeedbackFull)
    def full(request: Request, error: FeedbackFull) -> JSONResponse:
        return problem(request, 507, str(error), kind="feedback-full")

    @app.exception_handler(TooMuchFeedback)
    def too_much(request: Request, error: TooMuchFeedback) -> JSONResponse:
        return problem(request, 429, str(error), kind="too-much-feedback")

    @app.post(
        "/v1/feedback", summary="Say whether an answer helped", tags=["answers"], status_code=201, responses=FEEDBACK_RESPONSES
    )
    def feedback(said: FeedbackRequest, request: Request) -> Taken:
        """Keep what a user says of an answer, for those who improve it. Nothing about the user is kept."""
        origin, day = origin_of(request), today()
        if count.kept(origin, day) >= limits.FEEDBACK_A_DAY:
            raise TooMuchFeedback(
                f"{limits.FEEDBACK_A_DAY} pieces of feedback have come from your address today, as many as are kept.",
                "Send more tomorrow.",
            )
        keep(Feedback(**said.model_dump(), at=day), home)
        count.kept(origin, day, more=1)
        return Taken()

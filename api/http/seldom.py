"""Warnings that would fill the log if each occasion were logged."""

from __future__ import annotations

import logging
import time

from api.http import limits


class SeldomWarning:
    """A warning that is logged at most once in ``seconds``. Safe to share between threads: at worst it is logged twice."""

    def __init__(self, log: logging.Logger, message: str, seconds: float = limits.WARNING_SECONDS) -> None:
        self._log, self._message, self._seconds = log, message, seconds
        self._next = 0.0

    def __call__(self) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + self._seconds
            self._log.warning("%s (logged once in %g s)", self._message, self._seconds)

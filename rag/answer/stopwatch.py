"""How long each stage of an answer takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Milliseconds by stage, and in total since it was made."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._spent: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self._spent[name] = round((time.perf_counter() - start) * 1000, 2)

    def read(self) -> dict[str, float]:
        return {**self._spent, "total": round((time.perf_counter() - self._start) * 1000, 2)}

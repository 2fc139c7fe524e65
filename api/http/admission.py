"""Admission control: a few questions are worked on at once, some more wait in line, and the rest are refused at once.

The work is done in threads of its own, so that nothing else of the server waits for it. A thread cannot be killed: work that
its asker has given up keeps its place until it ends.
"""

from __future__ import annotations

import asyncio
import logging
import math
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from api.http import limits
from api.http.seldom import SeldomWarning
from corpus import ZhunruError
from rag import Stopped

log = logging.getLogger(__name__)
T = TypeVar("T")
_END = object()
#: The seconds that a question is taken to need before any has been answered, and the weight of each in their moving mean.
_FIRST, _WEIGHT = 1.0, 0.05


class Overloaded(ZhunruError):
    """No question is taken at the moment. ``retry_after`` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__("Too many questions at once.", f"Ask again in {retry_after} s.")


class TooSlow(ZhunruError):
    """The time for a question is over."""

    def __init__(self) -> None:
        super().__init__("This question takes too long to answer.", "Ask it in fewer words, or try again later.")


@dataclass(frozen=True)
class QuestionLimits:
    """How many questions are worked on at once and how many wait in line; the most seconds of waiting, and of work after that."""

    at_once: int = field(default_factory=limits.cores)
    queue: int = limits.QUEUE
    queue_seconds: float = limits.QUEUE_SECONDS
    work_seconds: float = limits.WORK_SECONDS


#: Where a language model writes.
WITH_MODEL = QuestionLimits(at_once=limits.MODEL_QUESTIONS, work_seconds=limits.MODEL_SECONDS)


@dataclass(frozen=True)
class _Failure:
    error: Exception


class Admission:
    """The admission control of one application."""

    def __init__(self, its_limits: QuestionLimits) -> None:
        self._limits = its_limits
        self._threads = ThreadPoolExecutor(its_limits.at_once, thread_name_prefix="zhunru-question")
        self._lock, self._inside = threading.Lock(), 0
        self._mean = _FIRST
        self._warning = SeldomWarning(
            log, f"questions are refused: {its_limits.at_once} are being answered and {its_limits.queue} wait"
        )

    async def result(self, work: Callable[[threading.Event], T]) -> T:
        """What ``work`` returns, which is called in a thread with an event that is set once nobody waits for it. Raises
        Overloaded and TooSlow."""
        async with self.results(lambda stop: iter((work(stop),))) as results:
            return await anext(results)

    @asynccontextmanager
    async def results(self, work: Callable[[threading.Event], Iterator[T]]) -> AsyncIterator[AsyncIterator[T]]:
        """The same for work that yields its results one by one; the first is there when the block begins. Leaving the block
        asks the work to stop."""
        loop, stop, items = asyncio.get_running_loop(), threading.Event(), asyncio.Queue()
        report = partial(loop.call_soon_threadsafe, items.put_nowait)
        future = self._enter(partial(self._carry_out, work, stop, report))
        try:
            first = await self._first(future, items)
            if isinstance(first, _Failure):
                raise first.error
            yield _from(first, items, loop.time() + self._limits.work_seconds)
        finally:
            stop.set()
            future.cancel()

    def _enter(self, carry_out: Callable[[], None]) -> Future[None]:
        with self._lock:
            if self._inside >= self._limits.at_once + self._limits.queue:
                self._warning()
                raise Overloaded(self._retry_after())
            self._inside += 1
        future = self._threads.submit(carry_out)
        future.add_done_callback(self._leave)
        return future

    def _leave(self, future: Future[None]) -> None:
        with self._lock:
            self._inside -= 1

    def _retry_after(self) -> int:
        """The seconds in which those inside will have been answered, as far as the last questions tell."""
        return max(1, min(limits.RETRY_SECONDS, math.ceil(self._mean * self._inside / self._limits.at_once)))

    async def _first(self, future: Future[None], items: asyncio.Queue) -> Any:
        try:
            return await asyncio.wait_for(items.get(), self._limits.queue_seconds)
        except TimeoutError:
            if future.cancel():
                self._warning()
                raise Overloaded(self._retry_after()) from None
        return await _next(items, self._limits.work_seconds)

    def _carry_out(
        self, work: Callable[[threading.Event], Iterator[T]], stop: threading.Event, report: Callable[[object], object]
    ) -> None:
        start = time.monotonic()
        try:
            for result in work(stop):
                report(result)
            report(_END)
        except Exception as error:
            if stop.is_set() and not isinstance(error, Stopped):
                log.exception("a question that its asker had given up failed", exc_info=error)
            report(_Failure(error))
        finally:
            self._mean += _WEIGHT * (time.monotonic() - start - self._mean)


async def _from(first: Any, items: asyncio.Queue, deadline: float) -> AsyncIterator[Any]:
    """``first`` and what follows it. Raises what the work raised."""
    item = first
    while item is not _END:
        if isinstance(item, _Failure):
            raise item.error
        yield item
        item = await _next(items, deadline - asyncio.get_running_loop().time())


async def _next(items: asyncio.Queue, seconds: float) -> Any:
    try:
        return await asyncio.wait_for(items.get(), seconds)
    except TimeoutError:
        raise TooSlow from None

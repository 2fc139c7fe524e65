"""Answers remembered, so that a question put again is answered at once."""

from __future__ import annotations

import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable

from rag.answer.contract import Answer
from rag.answer.stopwatch import Stopwatch
from rag.question.ask import Ask

#: So many answers are kept, the ones asked for last: some 60 kB each.
MOST = 256


class AnswerCache:
    """Answers by a function of the whole ask, which is all that an answer depends on: its day, its settings and what was said
    before it included. An answer given again has an id and a time of its own. One whose question a language model failed to read is not
    kept: it may read it the next time. Safe to share between threads."""

    def __init__(self, answered: Callable[[Ask], Answer], most: int = MOST) -> None:
        self._answered, self._most = answered, most
        self._known: OrderedDict[Ask, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, ask: Ask) -> Answer:
        watch = Stopwatch()
        with self._lock:
            known = self._known.get(ask)
            if known:
                self._known.move_to_end(ask)
        if known:
            return known.model_copy(update={"id": uuid.uuid4().hex, "timings_ms": watch.read()})
        answer = self._answered(ask)
        if answer.reader.fault:
            return answer
        with self._lock:
            self._known[ask] = answer
            if len(self._known) > self._most:
                self._known.popitem(last=False)
        return answer

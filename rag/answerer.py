"""The flow of one question: the grounded answer, and where a language model is set up its prose, checked against it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

from corpus import Library
from index import Embedder, Index
from rag.answer.contract import Answer
from rag.events import Event, Found, Judged
from rag.grounded import Grounded
from rag.llm import ModelError, Writer
from rag.prose import Narrator
from rag.question.ask import Ask


class Answerer(Grounded):
    """Answers questions, in the words of a model where a ``writer`` is given. Safe to share between threads."""

    def __init__(self, library: Library, index: Index, embedder: Embedder, writer: Writer | None = None) -> None:
        super().__init__(library, index, embedder)
        self.narrator = Narrator(writer, library, self.lexicon, index, embedder) if writer else None

    def answer(self, ask: Ask) -> Answer:
        """Answer one question. Without a model the same question on the same day gives the same answer."""
        return next(event for event in self.events(ask) if isinstance(event, Answer))

    def events(self, ask: Ask, stop: threading.Event | None = None) -> Iterator[Event]:
        """Answer one question, telling what is known as it becomes known; the answer comes last. Closing the iterator ends the
        writing, as does ``stop`` (raises Stopped)."""
        narrator, start = self.narrator_for(ask), time.perf_counter()
        answer = self.grounded(ask)
        yield answer.understanding
        yield Found(citations=answer.citations)
        told = ("verdict", "verdicts", "abstained", "clarification")
        yield Judged(headline=answer.answer.headline, **{name: getattr(answer, name) for name in told})
        if narrator is None or not narrator.suits(answer):
            yield answer
            return
        earlier = ask.earlier.rewritten if ask.earlier else None
        for event in narrator.write(answer, ask.question, earlier, ask.today, stop or threading.Event()):
            yield _timed(event, answer.timings_ms, start) if isinstance(event, Answer) else event

    def narrator_for(self, ask: Ask) -> Narrator | None:
        """Who writes the prose of an answer, None for nobody but the composer. Raises ModelError where a model is asked for
        and none is set up."""
        if ask.composer == "llm" and self.narrator is None:
            raise ModelError(
                "No language model is set up to write.", "Set ZHUNRU_MODEL where the server runs, or ask with composer auto."
            )
        return None if ask.composer == "grounded" else self.narrator


def _timed(answer: Answer, spent: dict[str, float], start: float) -> Answer:
    """An answer with the time since ``start``, of which the model took what is not in ``spent``."""
    total = round((time.perf_counter() - start) * 1000, 2)
    return answer.model_copy(update={"timings_ms": {**spent, "write": round(total - spent["total"], 2), "total": total}})

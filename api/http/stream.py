"""An answer as it comes about: server-sent events, each with its kind and its object as JSON."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import suppress

import anyio
from fastapi import Depends, FastAPI
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.conversations import ConversationStore
from api.http import problems
from api.http.client import MaybeClient
from api.http.schemas import AskRequest
from corpus import ZhunruError
from rag import Answer, Answerer, Ask
from rag.events import Event, Found, Judged
from rag.prose import Cited, Delta
from rag.question.understanding import Understanding

log = logging.getLogger(__name__)
#: Writing waits for the model in threads of its own: slow models must not keep other requests waiting.
_MOST_STREAMS = 64
_KINDS: dict[type, str] = {
    Understanding: "understanding",
    Found: "evidence",
    Judged: "verdict",
    Delta: "delta",
    Cited: "citation",
    Answer: "final",
}


class _Writing:
    """The events of one answer, taken in threads, and ended once nobody reads them any more."""

    def __init__(self, events: Callable[[threading.Event], Generator[Event]]) -> None:
        self._stop = threading.Event()
        self._events = events(self._stop)

    def next(self) -> Event | None:
        """The next event, None after the last. Blocks while a model writes; raises Stopped once the reader has left."""
        event = next(self._events, None)
        if self._stop.is_set():  # the reader left meanwhile, when this thread kept `end` from closing
            self._close()
        return event

    def end(self) -> None:
        """End the writing now, at whatever point it is: setting ``stop`` alone ends it only when somebody asks for more."""
        self._stop.set()
        self._close()

    def _close(self) -> None:
        with suppress(ValueError):  # a thread is in the iterator, and closes it on its way out
            self._events.close()


def install_stream_route(
    app: FastAPI, answerer: Answerer, asked: Callable[[AskRequest, str | None], Ask], store: ConversationStore
) -> None:
    """Add `POST /v1/ask/stream`. ``asked`` makes of a request what is asked."""
    threads = anyio.CapacityLimiter(_MOST_STREAMS)

    def understood(request: AskRequest, client: MaybeClient) -> Ask:
        """What is asked, everything that can be refused being refused before the stream begins."""
        ask = asked(request, client)
        answerer.narrator_for(ask)
        return ask

    async def written(
        request: AskRequest,
        client: MaybeClient,
        ask: Ask = Depends(understood),  # noqa: B008  its name is known in here only
    ) -> AsyncIterator[_Writing]:
        """The writing of the answer, ended with the response. A client that leaves while an event waits to be sent drops the
        stream without closing it: only what is torn down with the request is sure to run then."""

        def keep(answer: Answer) -> Answer:
            return store.keep(client, request.conversation_id, request.question, answer)

        writing = _Writing(lambda stop: _kept(answerer.events(ask, stop), keep))
        try:
            yield writing
        finally:
            writing.end()

    @app.post(
        "/v1/ask/stream", summary="Ask a question, and follow the answer", tags=["answers"], response_class=EventSourceResponse
    )
    async def ask_stream(
        writing: _Writing = Depends(written),  # noqa: B008  its name is known in here only
    ) -> AsyncIterator[ServerSentEvent]:
        """The answer of `POST /v1/ask` as typed events, each with JSON data: `understanding`; `evidence`, the provisions
        found; `verdict`; then, where a language model writes, `citation` and `delta`, its paragraphs one by one, each checked
        before it is sent (a delta of a new `round` replaces those before it); last `final`, the whole answer, which replaces
        what was shown; or `error` with what went wrong. A comment is sent while nothing else is. Leaving ends the writing."""
        try:
            while event := await anyio.to_thread.run_sync(writing.next, abandon_on_cancel=True, limiter=threads):
                yield ServerSentEvent(event=_KINDS[type(event)], raw_data=event.model_dump_json())
        except Exception as error:
            log.exception("/v1/ask/stream", exc_info=error)
            detail = str(error) if isinstance(error, ZhunruError) else problems.UNKNOWN
            yield ServerSentEvent(event="error", raw_data=json.dumps({"detail": detail}, ensure_ascii=False))


def _kept(events: Iterator[Event], keep: Callable[[Answer], Answer]) -> Generator[Event]:
    """The events, the answer as it is once it has been kept in its conversation."""
    for event in events:
        yield keep(event) if isinstance(event, Answer) else event

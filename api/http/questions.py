"""Questions over HTTP: answered whole, or as server-sent events, each with its kind and its object as JSON."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import date
from functools import partial

from fastapi import Depends, FastAPI, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.conversations import ConversationStore
from api.http import limits, problems
from api.http.admission import Admission
from api.http.client import MaybeClient
from api.http.schemas import AskRequest
from api.serving import Serving
from corpus import ZhunruError
from rag import Answer, Answerer, Ask
from rag.answer.contract import Understanding
from rag.events import Event, Found, Judged
from rag.prose import Cited, Delta

log = logging.getLogger(__name__)
_KINDS: dict[type, str] = {
    Understanding: "understanding",
    Found: "evidence",
    Judged: "verdict",
    Delta: "delta",
    Cited: "citation",
    Answer: "final",
}


class Questions:
    """From a request to the events of its answer, which is kept in its conversation. Its generators run in the threads of `Admission`."""

    def __init__(self, serving: Serving, store: ConversationStore, today: Callable[[], date]) -> None:
        self._serving, self._store, self._today = serving, store, today
        self._computing = threading.Semaphore(limits.cores())

    def events(self, request: AskRequest, client: str | None, stop: threading.Event) -> Iterator[Event]:
        """The events of `Answerer.events`, the answer as it is once it has been kept. ``client`` is the hash of its secret."""
        answerer = self._serving.answerer
        events = answerer.events(self._ask(answerer, request, client), stop)
        # Everything is computed before the first event; after it the thread only waits for a language model.
        with self._computing:
            first = next(events)
        yield first
        for event in events:
            kept = isinstance(event, Answer)
            yield self._store.keep(client, request.conversation_id, request.question, event) if kept else event

    def answer(self, request: AskRequest, client: str | None, stop: threading.Event) -> bytes:
        """The answer as JSON."""
        answer = next(event for event in self.events(request, client, stop) if isinstance(event, Answer))
        return answer.model_dump_json().encode()

    def sent(self, request: AskRequest, client: str | None, stop: threading.Event) -> Iterator[ServerSentEvent]:
        """The events as they are sent."""
        for event in self.events(request, client, stop):
            yield ServerSentEvent(event=_KINDS[type(event)], raw_data=event.model_dump_json())

    def _ask(self, answerer: Answerer, request: AskRequest, client: str | None) -> Ask:
        lexicon = answerer.lexicon
        return Ask(
            question=request.question,
            today=self._today(),
            language=request.language,
            as_of=request.as_of,
            area=lexicon.resolve("area", request.area),
            investor_origin=lexicon.resolve("origin", request.investor_origin),
            mode=request.mode,
            earlier=self._store.earlier(client, request.conversation_id),
            composer=request.composer,
        )


def install_question_routes(app: FastAPI, questions: Questions, admission: Admission) -> None:
    """Add `POST /v1/ask` and `POST /v1/ask/stream`."""

    @app.post("/v1/ask", summary="Ask a question", tags=["answers"], response_model=Answer, responses=problems.KEPT_RESPONSES)
    async def ask(request: AskRequest, client: MaybeClient) -> Response:
        """Decide and answer one question, every sentence with the clauses it stands on. With an X-Zhunru-Client it is kept,
        and the next question with its `conversation_id` builds on it; without one nothing is kept. `resolved_question` asks the same
        alone."""
        return Response(await admission.result(partial(questions.answer, request, client)), media_type="application/json")

    async def following(request: AskRequest, client: MaybeClient) -> AsyncIterator[AsyncIterator[ServerSentEvent]]:
        """The events, the first of them there: everything that can be refused is refused before the stream begins. Its end is
        that of the request, whether the stream has begun or not."""
        async with admission.results(partial(questions.sent, request, client)) as events:
            yield events

    @app.post(
        "/v1/ask/stream",
        summary="Ask a question, and follow the answer",
        tags=["answers"],
        response_class=EventSourceResponse,
        responses=problems.KEPT_RESPONSES,
    )
    async def ask_stream(
        events: AsyncIterator[ServerSentEvent] = Depends(following),  # noqa: B008  its name is known in here only
    ) -> AsyncIterator[ServerSentEvent]:
        """The answer of `POST /v1/ask` as typed events, each with JSON data: `understanding`; `evidence`, the provisions
        found; `verdict`; then, where a language model writes, `citation` and `delta`, its paragraphs one by one, each checked
        before it is sent (a delta of a new `round` replaces those before it); last `final`, the whole answer, which replaces
        what was shown; or `error` with what went wrong. A comment is sent while nothing else is. Leaving ends the writing."""
        try:
            async for event in events:
                yield event
        except Exception as error:
            log.exception("/v1/ask/stream", exc_info=error)
            detail = str(error) if isinstance(error, ZhunruError) else problems.UNKNOWN
            yield ServerSentEvent(event="error", raw_data=json.dumps({"detail": detail}, ensure_ascii=False))

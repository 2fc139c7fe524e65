"""The HTTP application: the API under /v1, health, and the web page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import anyio.to_thread
from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles

from api.conversations import ConversationStore, in_memory
from api.http import conversation_routes, decisions, feedback, limits, problems, questions
from api.http.admission import WITH_MODEL, Admission, QuestionLimits
from api.http.guards import BodyLimit, ProtectiveHeaders
from api.http.questions import Questions
from api.http.schemas import (
    DocumentList,
    DocumentView,
    Found,
    ProvisionInDocument,
    document_facts,
    document_view,
    found_row,
    provision_fields,
    row,
)
from api.serving import Serving
from rag import Answerer

WEB = Path(__file__).parents[1] / "web"
AsOf = Annotated[date | None, Query(description="The day on which the force of documents is told; today when left out.")]


def utc_now() -> datetime:
    """This moment. The one place that reads the clock."""
    return datetime.now(UTC)


def china_today() -> date:
    """Today where the law applies."""
    return utc_now().astimezone(ZoneInfo("Asia/Shanghai")).date()


@asynccontextmanager
async def _few_threads(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = limits.OTHER_THREADS
    yield


def create_app(
    answerer: Answerer | Serving,
    today: Callable[[], date] = china_today,
    conversations: ConversationStore | None = None,
    home: Path | None = None,
    question_limits: QuestionLimits | None = None,
) -> FastAPI:
    """The application over an open index, or one that is replaced while it serves. ``today`` is the clock; conversations without a store last as long as the process;
    feedback is kept under ``home``, and not taken without one; ``question_limits`` are those of `limits` when left out."""
    store = conversations or in_memory(utc_now)
    app = FastAPI(
        title="Zhunru 准入",
        version=version("zhunru"),
        description="May a foreign investor do this business in China, on what terms, and where does it say so?",
        lifespan=_few_threads,
        docs_url=None,
        redoc_url=None,
        responses=problems.RESPONSES,
    )
    problems.install_problem_handlers(app)
    serving = answerer if isinstance(answerer, Serving) else Serving(answerer)

    app.add_middleware(ProtectiveHeaders)
    app.add_middleware(BodyLimit)

    app.include_router(decisions.router(serving, today))
    conversation_routes.install_conversation_routes(app, store)
    if home:
        feedback.install_feedback_routes(app, home, today)

    admission = Admission(question_limits or (WITH_MODEL if serving.answerer.narrator else QuestionLimits()))
    questions.install_question_routes(app, Questions(serving, store, today), admission)

    @app.get("/v1/documents", summary="The documents of the corpus", tags=["corpus"])
    def documents(as_of: AsOf = None) -> DocumentList:
        """Every document, those of one regime together, the newest edition first."""
        day = as_of or today()
        found = sorted(
            serving.answerer.library.documents.values(), key=lambda d: d.effective or d.published or date.min, reverse=True
        )
        found.sort(key=lambda d: d.regime)
        return DocumentList(as_of=day, items=[row(d, day) for d in found])

    @app.get("/v1/documents/{document_id}", summary="One document with its provisions", tags=["corpus"])
    def document(document_id: str, as_of: AsOf = None) -> DocumentView:
        library = serving.answerer.library
        found = library.documents.get(document_id)
        if found is None:
            raise HTTPException(404, f"No document `{document_id}`. GET /v1/documents lists them.")
        return document_view(library, found, as_of or today())

    @app.get("/v1/search", summary="Find provisions", tags=["corpus"], responses=problems.QUESTION_RESPONSES)
    async def search(
        q: Annotated[
            str,
            Query(
                min_length=1, max_length=limits.QUESTION_CHARACTERS, description="A question or words, in any of nine languages."
            ),
        ],
        as_of: AsOf = None,
        k: Annotated[int, Query(ge=1, le=100, description="How many at most.")] = 10,
    ) -> Found:
        """The provisions in force on a day that answer a text, read as a question is, best first: where it asks for a verdict,
        those that the verdict rests on."""
        answerer = serving.answerer
        hits = await admission.result(lambda stop: answerer.search(q, today(), k, as_of))
        return Found(items=[found_row(answerer.library, hit.id, hit.relevance) for hit in hits])

    @app.get("/v1/provisions/{provision_id}", summary="One provision", tags=["corpus"])
    def provision(provision_id: str, as_of: AsOf = None) -> ProvisionInDocument:
        """A provision by its id, `document#provision`; write the `#` as `%23`."""
        clause = serving.answerer.library.clauses.get(provision_id)
        if clause is None:
            raise HTTPException(404, f"No provision `{provision_id}`. An id is document#provision, the # written as %23.")
        siblings = [f"{clause.document.id}#{p.id}" for p in clause.document.provisions]
        here = siblings.index(provision_id)
        return ProvisionInDocument(
            **provision_fields(clause),
            document=document_facts(clause.document, as_of or today()),
            previous=siblings[here - 1] if here else None,
            next=siblings[here + 1] if here + 1 < len(siblings) else None,
        )

    @app.get("/healthz", summary="The process lives", tags=["health"])
    async def healthz() -> dict[str, str]:
        """Needs no thread: it is answered however many questions are being worked on."""
        return {"status": "live"}

    @app.get("/readyz", summary="Questions can be answered", tags=["health"])
    async def readyz() -> JSONResponse:
        """`ready`, with what is being served. The server listens only once its index is open."""
        answerer = serving.answerer
        manifest = answerer.index.manifest
        return JSONResponse(
            {
                "status": "ready",
                "index_version": manifest.fingerprint,
                "embedder": manifest.embedder,
                "provisions": manifest.passages,
                "documents": len(answerer.library.documents),
                "model": answerer.narrator.model if answerer.narrator else None,
                "reader": answerer.reader_name,
                "corpus_checked_through": answerer.library.checked_through.isoformat(),
            }
        )

    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(WEB / "index.html", media_type="text/html; charset=utf-8")

    app.mount("/static", StaticFiles(directory=WEB), name="static")
    return app

"""Errors as RFC 9457 problem details: one place, one shape, no stack trace to a user."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from api.http.admission import Overloaded, TooSlow
from corpus import ZhunruError
from rag import ModelError, UnknownName

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
#: What is told of a fault that nobody foresaw.
UNKNOWN = "Something went wrong on the server; it has been logged. Try again, or report the time of this request."
#: On every response, those included that an unforeseen error makes outside the application.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Problem(BaseModel):
    """Problem details (RFC 9457). ``type`` tells problems of the same status apart; ``errors`` names each field at fault."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    errors: list[dict[str, str]] = []


RESPONSES: dict[int | str, dict] = {
    404: {"model": Problem, "description": "No such thing"},
    413: {"model": Problem, "description": "The body of the request is too large"},
    422: {"model": Problem, "description": "The request cannot be understood"},
    500: {"model": Problem, "description": "A fault of the server"},
    503: {"model": Problem, "description": "Not at the moment: too many ask at once, or a part of the server is missing"},
}
#: In addition, of the routes that work on a question.
QUESTION_RESPONSES: dict[int | str, dict] = {504: {"model": Problem, "description": "The question takes too long to answer"}}
#: In addition, of the routes whose answers are kept in conversations.
KEPT_RESPONSES = QUESTION_RESPONSES | {
    409: {"model": Problem, "description": "No more is kept in this conversation, or for this client"}
}
#: In addition, of the route that takes feedback.
FEEDBACK_RESPONSES: dict[int | str, dict] = {
    429: {"model": Problem, "description": "Enough feedback from this address for a day"},
    507: {"model": Problem, "description": "The server keeps no more feedback"},
}


def problem_details(
    status: int, detail: str, path: str, errors: list[dict[str, str]] | None = None, kind: str | None = None
) -> Problem:
    """The problem of a request to ``path``. ``detail`` says what is wrong and what to do; ``kind`` is the last part of its type."""
    return Problem(
        type=f"urn:zhunru:problem:{kind}" if kind else "about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=path,
        errors=errors or [],
    )


def problem(
    request: Request,
    status: int,
    detail: str,
    errors: list[dict[str, str]] | None = None,
    kind: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The response that carries the problem of a request."""
    body = problem_details(status, detail, request.url.path, errors, kind)
    return JSONResponse(body.model_dump(), status, HEADERS | dict(headers or {}), MEDIA_TYPE)


def install_problem_handlers(app: FastAPI) -> None:
    """Turn every error of the application into problem details."""

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        errors = [
            {"field": ".".join(str(p) for p in e["loc"][1:]) or "body", "problem": e["msg"].removeprefix("Value error, ")}
            for e in error.errors()
        ]
        return problem(request, 422, "; ".join(f"{e['field']}: {e['problem']}" for e in errors), errors)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> JSONResponse:
        kind = "body-too-large" if error.status_code == 413 else None
        return problem(request, error.status_code, str(error.detail), kind=kind, headers=error.headers)

    @app.exception_handler(UnknownName)
    def unnamed(request: Request, error: UnknownName) -> JSONResponse:
        return problem(request, 422, str(error), [{"field": error.kind, "problem": error.what}])

    @app.exception_handler(ModelError)
    def unmodelled(request: Request, error: ModelError) -> JSONResponse:
        return problem(request, 422, str(error), [{"field": "composer", "problem": error.what}])

    @app.exception_handler(Overloaded)
    def overloaded(request: Request, error: Overloaded) -> JSONResponse:
        return problem(request, 503, str(error), kind="overloaded", headers={"Retry-After": str(error.retry_after)})

    @app.exception_handler(TooSlow)
    def too_slow(request: Request, error: TooSlow) -> JSONResponse:
        return problem(request, 504, str(error), kind="too-slow")

    @app.exception_handler(ZhunruError)
    def known(request: Request, error: ZhunruError) -> JSONResponse:
        log.error("%s %s: %s", request.method, request.url.path, error)
        return problem(request, 503, str(error))

    @app.exception_handler(Exception)
    def unknown(request: Request, error: Exception) -> JSONResponse:
        log.exception("%s %s", request.method, request.url.path, exc_info=error)
        # uvicorn closes the connection of an application that raised: the client should not send its next request on it.
        return problem(request, 500, UNKNOWN, headers={"Connection": "close"})

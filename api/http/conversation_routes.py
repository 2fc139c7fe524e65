"""Conversations over HTTP: list, read, delete. POST /v1/ask begins and continues them."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from api.conversations.store import ClientFull, ConversationFull, ConversationStore, NoSuchConversation
from api.http import limits
from api.http.client import Client
from api.http.problems import problem

#: What somebody asked is left in no cache on the way.
_PRIVATE = {"Cache-Control": "no-store"}


class ConversationRow(BaseModel):
    """A conversation in a list. ``title`` is its first question, shortened; ``questions`` how many there are."""

    id: str
    title: str
    language: str
    created: datetime
    updated: datetime
    questions: int


class ConversationList(BaseModel):
    """``total`` counts all of them, not only the items given."""

    total: int
    offset: int
    items: list[ConversationRow]


class TurnView(BaseModel):
    """A question with its answer exactly as it was given ``at`` that moment: what an earlier version said is not put into
    today's form."""

    number: int
    at: datetime
    question: str
    answer: dict = Field(description="What POST /v1/ask returned.")


class ConversationView(ConversationRow):
    """A conversation in full; ``turns`` in the order of their answers."""

    turns: list[TurnView]


def install_conversation_routes(app: FastAPI, store: ConversationStore) -> None:
    """Add the routes, and what is said where a conversation is not to be had."""

    @app.exception_handler(NoSuchConversation)
    def missing(request: Request, error: NoSuchConversation) -> JSONResponse:
        return problem(request, 404, str(error))

    @app.exception_handler(ClientFull)
    def client_full(request: Request, error: ClientFull) -> JSONResponse:
        return problem(request, 409, str(error), kind="too-many-conversations")

    @app.exception_handler(ConversationFull)
    def full(request: Request, error: ConversationFull) -> JSONResponse:
        return problem(request, 409, str(error), kind="conversation-full")

    app.include_router(_routes(store))


def _routes(store: ConversationStore) -> APIRouter:
    routes = APIRouter(prefix="/v1/conversations", tags=["conversations"])

    @routes.get("", summary="The conversations of a client")
    def listed(
        client: Client,
        response: Response,
        offset: Annotated[int, Query(ge=0, le=limits.OFFSET)] = 0,
        limit: Annotated[int, Query(ge=1, le=limits.PAGE)] = 100,
    ) -> ConversationList:
        """Those begun with the same X-Zhunru-Client, the one last used first."""
        response.headers.update(_PRIVATE)
        total, found = store.listed(client, offset, limit)
        return ConversationList(total=total, offset=offset, items=[ConversationRow(**asdict(c)) for c in found])

    @routes.get("/{conversation_id}", summary="One conversation with its answers")
    def opened(conversation_id: str, client: Client, response: Response) -> ConversationView:
        """Its turns in order."""
        response.headers.update(_PRIVATE)
        found, turns = store.opened(client, conversation_id)
        told = [TurnView(**asdict(turn) | {"answer": json.loads(turn.answer)}) for turn in turns]
        return ConversationView(**asdict(found), turns=told)

    @routes.delete("/{conversation_id}", summary="Delete a conversation", status_code=204)
    def forget(conversation_id: str, client: Client) -> None:
        store.forget(client, conversation_id)

    @routes.delete("", summary="Delete every conversation of a client", status_code=204)
    def forget_all(client: Client) -> None:
        store.forget_all(client)

    return routes

"""The systems a test set is run on: Zhunru in this process or behind an address, both asked through the HTTP API."""

from __future__ import annotations

import secrets
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Protocol

import httpx2
from pydantic import ValidationError

from api.home import ROOT
from api.http.app import create_app
from corpus import ZhunruError
from evals.runs.record import Response
from evals.sets.items import Item
from rag import Answer, Answerer

#: How many of the provisions found for a question are asked for and kept.
KEPT = 100
_TIMEOUT = 120.0
CLIENT_HEADER = "X-Zhunru-Client"


@dataclass(frozen=True)
class About:
    """What is asked, as far as it tells: what a run's record keeps of it."""

    system: str
    code_version: str
    corpus_hash: str | None
    index_version: str | None
    settings: dict[str, str]


class System(Protocol):
    """Anything that answers items. ``respond`` is called from several threads; a failure is a Response with ``error``."""

    about: About

    def respond(self, item: Item) -> Response: ...


class Failed(Exception):
    """The system gave no answer object; the message says what it did instead."""


class ApiSystem:
    """Zhunru over its HTTP API. What the API does not offer (conversations) is not sent; the language
    is left to be told from the question."""

    def __init__(self, client: httpx2.Client, schema: dict, about: About, composer: str) -> None:
        self.about = about
        self._client, self._composer = client, composer
        fields = schema["components"]["schemas"]["AskRequest"]["properties"]
        if composer not in (offered := _choices(fields["composer"])):
            raise ZhunruError(f"The API offers no composer `{composer}`.", f"Use one of {', '.join(sorted(offered))}.")
        self._key = {CLIENT_HEADER: secrets.token_urlsafe(32)}
        self._converses = "conversation_id" in fields
        self._searches = "/v1/search" in schema["paths"]

    def respond(self, item: Item) -> Response:
        start = time.perf_counter()
        earlier: list[Answer] = []
        try:
            conversation, sent = self._conversation(item, earlier)
            start = time.perf_counter()
            answer = self._ask(item, item.question, conversation)
            spent = _since(start)
            alone = self._ask(item, answer.understanding.rewritten, None) if sent else None
            retrieved = self._retrieved(item, answer)
        except (Failed, httpx2.HTTPError) as failure:
            said = str(failure) or type(failure).__name__
            return Response(item=item.id, answer=None, error=said, retrieved=(), ms=_since(start), earlier=tuple(earlier))
        unsent = bool(item.turns) and not sent
        return Response(
            item=item.id,
            answer=answer,
            error=None,
            retrieved=retrieved,
            ms=spent,
            turns_sent=sent,
            alone=alone,
            note="the system keeps no conversation: only the last question was asked" if unsent else None,
            earlier=tuple(earlier),
        )

    def _retrieved(self, item: Item, answer: Answer) -> tuple[str, ...]:
        """What is found for the question alone, which a follow-up is not, among what is in force on the day asked about."""
        if item.turns or not self._searches:
            return ()
        day = item.as_of or answer.understanding.as_of
        reply = self._client.get("/v1/search", params={"q": item.question, "as_of": day.isoformat(), "k": KEPT})
        return tuple(found["provision_id"] for found in reply.raise_for_status().json()["items"])

    def _conversation(self, item: Item, answers: list[Answer]) -> tuple[str | None, bool]:
        """Put the earlier turns; the conversation they made, and whether they could be put. Each answer is appended to
        ``answers`` as it comes, so that those before a failure are not lost."""
        conversation = None
        if not self._converses:
            return None, False
        for turn in item.turns:
            answers.append(self._ask(item, turn, conversation))
            conversation = answers[-1].conversation_id
            if conversation is None:
                return None, False
        return conversation, bool(item.turns)

    def _ask(self, item: Item, question: str, conversation: str | None) -> Answer:
        body = {
            "question": question,
            "composer": self._composer,
            "as_of": item.as_of.isoformat() if item.as_of else None,
            "area": item.area,
            "investor_origin": item.investor_origin,
            "mode": item.mode,
            "conversation_id": conversation,
        }
        # A conversation is kept for whoever names a key of their own; single questions are not to be kept.
        headers = self._key if item.turns else {}
        sent = {name: value for name, value in body.items() if value is not None}
        reply = self._client.post("/v1/ask", json=sent, headers=headers)
        if reply.status_code != httpx2.codes.OK:
            raise Failed(f"{reply.status_code}: {_detail(reply)}")
        try:
            return Answer.model_validate_json(reply.content)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            field = ".".join(str(part) for part in first["loc"])
            raise Failed(f"the answer has not the form of the contract: {field}: {first['msg']}") from error


@contextmanager
def in_process(answerer: Answerer, today: date, composer: str) -> Iterator[ApiSystem]:
    """Zhunru in this process, asked on a fixed day."""
    from starlette.testclient import TestClient

    manifest = answerer.index.manifest
    about = About(
        system="zhunru",
        code_version=code_version(),
        corpus_hash=answerer.library.fingerprint,
        index_version=manifest.fingerprint,
        settings={"composer": composer, "embedder": manifest.embedder},
    )
    with TestClient(create_app(answerer, lambda: today)) as client:
        yield ApiSystem(client, client.get("/openapi.json").json(), about, composer)


@contextmanager
def system_at(url: str, composer: str) -> Iterator[ApiSystem]:
    """Zhunru behind an address. Raises ZhunruError where nothing answers there."""
    with httpx2.Client(base_url=url, timeout=_TIMEOUT) as client:
        try:
            ready = client.get("/readyz").raise_for_status().json()
            schema = client.get("/openapi.json").raise_for_status().json()
            about = About(
                system=f"zhunru at {url}",
                code_version=schema["info"]["version"],
                corpus_hash=ready.get("corpus"),
                index_version=ready["index_version"],
                settings={"composer": composer, "embedder": ready["embedder"]},
            )
            system = ApiSystem(client, schema, about, composer)
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, KeyError) as error:
            raise ZhunruError(
                f"No Zhunru answers at {url}: {error}.", "Start one with `zhunru serve`, and give its address."
            ) from error
        yield system


def _since(start: float) -> float:
    return round((time.perf_counter() - start) * 1000, 2)


def code_version() -> str:
    """The version of the package, with the commit in a checkout, and whether files differ from it."""
    try:
        commit = _git("rev-parse", "--short", "HEAD")
        changed = ".changed" if _git("status", "--porcelain") else ""
    except (OSError, subprocess.CalledProcessError):
        return version("zhunru")
    return f"{version('zhunru')}+{commit}{changed}"


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _choices(field: dict) -> frozenset[str]:
    """The values of a field that is one of several, or null."""
    return frozenset(value for option in (field, *field.get("anyOf", ())) for value in option.get("enum", ()))


def _detail(reply: httpx2.Response) -> str:
    try:
        return str(reply.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return reply.text[:200]

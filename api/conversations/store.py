"""The store: what is kept of a conversation, for whom and for how long.

A conversation belongs to a client, who is known by the hash of a token of its own making. Nobody else can read, continue
or delete it, or learn that it exists. Without a client nothing is kept.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import ValidationError
from sqlalchemy import URL, Engine, delete, func, select
from sqlalchemy.orm import Session

from api.conversations.database import ConversationsClosed, database_errors, open_database, writing
from api.conversations.tables import ConversationRow, TurnRow
from corpus import ZhunruError
from rag.answer.contract import Answer
from rag.question.understanding import Understanding

log = logging.getLogger(__name__)
#: A conversation is read as a whole, so it has an end; nobody has come near it.
MOST_TURNS = 200
#: What one client may keep: ten conversations a week for a year, and 300 MB of answers of 60 kB.
MOST_CONVERSATIONS, MOST_TURNS_OF_CLIENT = 500, 5000
_TITLE = 80


class NoSuchConversation(ZhunruError):
    """This client has no such conversation: unknown, deleted, expired, or somebody else's; which, is not told."""

    def __init__(self, conversation_id: str) -> None:
        super().__init__(
            f"No conversation `{conversation_id}` of this client.",
            "Leave conversation_id out to begin a new one, or send the X-Zhunru-Client that this one was begun with.",
        )


class ConversationFull(ZhunruError):
    """No more is added to a conversation of MOST_TURNS turns."""


class ClientFull(ZhunruError):
    """No more is kept for a client who keeps MOST_CONVERSATIONS conversations or MOST_TURNS_OF_CLIENT questions."""

    def __init__(self, most: str) -> None:
        super().__init__(
            f"You keep {most}, as many as one client may.",
            "Delete some of them (DELETE /v1/conversations/{id}), or ask without X-Zhunru-Client: nothing is kept then.",
        )


@dataclass(frozen=True)
class Conversation:
    """A conversation as it is listed; ``questions`` is their number."""

    id: str
    title: str
    language: str
    created: datetime
    updated: datetime
    questions: int


@dataclass(frozen=True)
class KeptTurn:
    """A question and its answer; ``answer`` is the JSON that was given then."""

    number: int
    at: datetime
    question: str
    answer: str


class ConversationStore:
    """Conversations in a database. ``now`` is the clock, with its zone. Safe to share between threads, and between processes
    that open the same database. Every method may raise ConversationsClosed."""

    def __init__(self, address: str | URL, now: Callable[[], datetime], days: int) -> None:
        self._now, self._kept_for = now, timedelta(days=days)
        self._engine = open_database(address)
        self._writing = writing(self._engine)
        with self._session(self._writing) as session:
            self._purge(session)

    def earlier(self, client: str | None, conversation_id: str | None) -> Understanding | None:
        """What the last question of a conversation was understood as; None where a new one begins. Raises NoSuchConversation,
        ConversationFull, ClientFull."""
        if conversation_id is None:
            self._check_beginning(client)
            return None
        with self._session(self._engine) as session:
            self._row(session, client, conversation_id)
            self._check_room(session, client, begins=False)
            last = session.scalars(_turns(conversation_id).order_by(TurnRow.number.desc()).limit(1)).one()
        if last.number >= MOST_TURNS:
            raise ConversationFull(
                f"This conversation has {MOST_TURNS} questions.", "Leave conversation_id out to begin a new one."
            )
        return _understanding(last.answer)

    def keep(self, client: str | None, conversation_id: str | None, question: str, answer: Answer) -> Answer:
        """Add a turn, beginning a conversation where there is none; the answer with its conversation. An answer that cannot be
        kept (without a client, the conversation deleted meanwhile, the database failing) goes out without one."""
        if client is None:
            return answer
        moment = self._now()
        try:
            with self._session(self._writing) as session:
                self._purge(session)
                if conversation_id is None:
                    row = self._begun(session, client, question, answer.language, moment)
                else:
                    row = self._row(session, client, conversation_id, lock=True)
                answer = answer.model_copy(update={"conversation_id": row.id})
                turns = session.scalar(select(func.count()).where(TurnRow.conversation_id == row.id)) or 0
                session.add(
                    TurnRow(
                        conversation_id=row.id, number=turns + 1, question=question, answer=answer.model_dump_json(), at=moment
                    )
                )
                row.updated = moment
        except NoSuchConversation:
            return answer.model_copy(update={"conversation_id": None})
        except ConversationsClosed as error:
            log.error("an answer goes out that is not kept: %s", error)
            return answer.model_copy(update={"conversation_id": None})
        return answer

    def listed(self, client: str, offset: int, limit: int) -> tuple[int, list[Conversation]]:
        """How many conversations a client has, and some of them, the one last used first."""
        mine = (ConversationRow.client == client, ConversationRow.updated >= self._expiry())
        counted = select(func.count()).where(TurnRow.conversation_id == ConversationRow.id).scalar_subquery()
        newest = (ConversationRow.updated.desc(), ConversationRow.id)
        with self._session(self._engine) as session:
            total = session.scalar(select(func.count()).select_from(ConversationRow).where(*mine)) or 0
            found = session.execute(
                select(ConversationRow, counted).where(*mine).order_by(*newest).offset(offset).limit(limit)
            ).all()
            return total, [_listed(row, turns) for row, turns in found]

    def opened(self, client: str, conversation_id: str) -> tuple[Conversation, list[KeptTurn]]:
        """A conversation with its turns in order. Raises NoSuchConversation."""
        with self._session(self._engine) as session:
            row = self._row(session, client, conversation_id)
            turns = session.scalars(_turns(conversation_id).order_by(TurnRow.number)).all()
            kept = [KeptTurn(t.number, t.at, t.question, t.answer) for t in turns]
            return _listed(row, len(kept)), kept

    def forget(self, client: str, conversation_id: str) -> None:
        """Delete a conversation. Raises NoSuchConversation."""
        with self._session(self._writing) as session:
            session.delete(self._row(session, client, conversation_id))

    def forget_all(self, client: str) -> None:
        """Delete every conversation of a client."""
        with self._session(self._writing) as session:
            session.execute(delete(ConversationRow).where(ConversationRow.client == client))

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        with database_errors(self._engine.url), Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def _check_beginning(self, client: str | None) -> None:
        if client is None:
            return
        try:
            with self._session(self._engine) as session:
                self._check_room(session, client, begins=True)
        except ConversationsClosed as error:
            # The question needs nothing of the database: it is answered, and the answer is not kept.
            log.error("what a client keeps is not known: %s", error)

    def _check_room(self, session: Session, client: str | None, begins: bool) -> None:
        """Questions that a client asks at the same time may go over the limit by their number."""
        counted = (
            select(func.count(ConversationRow.id.distinct()), func.count(TurnRow.number))
            .outerjoin(TurnRow, TurnRow.conversation_id == ConversationRow.id)
            .where(ConversationRow.client == client, ConversationRow.updated >= self._expiry())
        )
        conversations, turns = session.execute(counted).one()
        if begins and conversations >= MOST_CONVERSATIONS:
            raise ClientFull(f"{MOST_CONVERSATIONS} conversations")
        if turns >= MOST_TURNS_OF_CLIENT:
            raise ClientFull(f"{MOST_TURNS_OF_CLIENT} questions")

    def _expiry(self) -> datetime:
        return self._now() - self._kept_for

    def _purge(self, session: Session) -> None:
        session.execute(delete(ConversationRow).where(ConversationRow.updated < self._expiry()))

    def _begun(self, session: Session, client: str, question: str, language: str, moment: datetime) -> ConversationRow:
        row = ConversationRow(
            id=secrets.token_urlsafe(16), client=client, title=_title(question), language=language, created=moment, updated=moment
        )
        session.add(row)
        session.flush()
        return row

    def _row(self, session: Session, client: str | None, conversation_id: str, lock: bool = False) -> ConversationRow:
        """The row of a client's conversation; ``lock`` holds other writers off it where several write at once (PostgreSQL)."""
        wanted = select(ConversationRow).where(
            ConversationRow.id == conversation_id, ConversationRow.client == client, ConversationRow.updated >= self._expiry()
        )
        # PostgreSQL takes no text with a zero in it, and no id has anything that cannot be printed.
        row = (
            session.scalars(wanted.with_for_update() if lock else wanted).one_or_none() if conversation_id.isprintable() else None
        )
        if row is None:
            raise NoSuchConversation(conversation_id)
        return row


def in_memory(now: Callable[[], datetime]) -> ConversationStore:
    """A store that ends with the process, and forgets what nobody has gone on with for a day."""
    return ConversationStore("sqlite://", now, 1)


def _turns(conversation_id: str):
    return select(TurnRow).where(TurnRow.conversation_id == conversation_id)


def _listed(row: ConversationRow, turns: int) -> Conversation:
    return Conversation(row.id, row.title, row.language, row.created, row.updated, turns)


def _title(question: str) -> str:
    words = " ".join(question.split())
    return words if len(words) <= _TITLE else f"{words[: _TITLE - 1].rstrip()}…"


def _understanding(answer: str) -> Understanding | None:
    try:
        return Understanding.model_validate(json.loads(answer)["understanding"])
    except ValidationError as error:
        log.warning("nothing is carried on from an answer of another version: %s", error)
        return None

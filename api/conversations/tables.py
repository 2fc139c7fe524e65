"""The tables, as the last migration leaves them."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import TIMESTAMP, ForeignKey, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A moment, kept as UTC without a zone: SQLite has no zones, and one schema serves both databases."""

    impl = TIMESTAMP
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    pass


class ConversationRow(Base):
    """``client`` is the hash of the token of whoever began it."""

    __tablename__ = "zhunru_conversations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    client: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(100))
    language: Mapped[str] = mapped_column(String(16))
    created: Mapped[datetime] = mapped_column(Moment)
    updated: Mapped[datetime] = mapped_column(Moment)


class TurnRow(Base):
    """A question and the whole answer as JSON, as it was given. ``number`` counts from 1."""

    __tablename__ = "zhunru_turns"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("zhunru_conversations.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)

"""Opening the database: SQLite or PostgreSQL by URL, checked and brought up to date before anything is read from it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from api.conversations.migrations import migrate
from corpus import ZhunruError

#: The size of a SQLite database, on disk and in memory: conversations must not fill either. PostgreSQL has quotas of its own.
MOST_BYTES, MOST_BYTES_IN_MEMORY = 4_000_000_000, 250_000_000
_WAIT_SECONDS = 10
_REMEDY_URL = "Set ZHUNRU_DATABASE_URL to postgresql://user:password@host/database, or leave it out for a file of its own."


class ConversationsClosed(ZhunruError):
    """The database of conversations cannot be opened, read or written."""


def open_database(address: str | URL) -> Engine:
    """An engine on a checked database with the present schema. Raises ConversationsClosed; what is there stays as it is."""
    url = _url(address)
    with database_errors(url):
        engine = _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)
        with writing(engine).begin() as connection:
            _check(connection, url)
            if unknown := migrate(connection):
                raise ConversationsClosed(
                    f"{shown(url)} was written by a newer Zhunru ({', '.join(unknown)}).",
                    "Update this one, or use another database.",
                )
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine; its transactions take the write lock when they begin, so that what they read stays true."""
    return engine.execution_options(zhunru_begin="BEGIN IMMEDIATE")


def shown(url: URL) -> str:
    """The database as it may be shown: its file, or its address without the password."""
    return url.database or "memory" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


@contextmanager
def database_errors(url: URL) -> Iterator[None]:
    """What the database reports, as an error with a remedy."""
    try:
        yield
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
        if "not a database" in said or "malformed" in said:
            raise _damaged(url, said) from error
        if "is full" in said:
            raise ConversationsClosed(
                f"The database of conversations {shown(url)} has grown to its limit, or the disk is full.",
                "Make room, shorten ZHUNRU_RETENTION_DAYS, or set ZHUNRU_DATABASE_URL to a PostgreSQL database.",
            ) from error
        raise ConversationsClosed(
            f"The database of conversations {shown(url)} fails: {said}.", "Check that it is there, may be written and has room."
        ) from error


def _damaged(url: URL, said: str) -> ConversationsClosed:
    return ConversationsClosed(
        f"The database of conversations {shown(url)} is damaged: {said}.",
        "It has been left as it is. Put a copy of it back, or move it away to begin anew.",
    )


def _url(address: str | URL) -> URL:
    try:
        url = make_url(address)
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() not in ("sqlite", "postgresql"):
        # The address is not repeated: it may hold a password.
        raise ConversationsClosed("ZHUNRU_DATABASE_URL is no address of a SQLite or PostgreSQL database.", _REMEDY_URL)
    return url


def _sqlite(url: URL) -> Engine:
    in_memory = not url.database or url.database == ":memory:"
    if in_memory:
        # One connection for all threads, one of them at a time: each connection would be a database of its own.
        engine = create_engine(url, poolclass=QueuePool, pool_size=1, max_overflow=0, connect_args={"check_same_thread": False})
    else:
        _own_file(Path(str(url.database)))
        engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def connected(connection, record) -> None:
        # The driver must not begin transactions by itself: it would begin them without the write lock.
        connection.isolation_level = None
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
        page = connection.execute("PRAGMA page_size").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {(MOST_BYTES_IN_MEMORY if in_memory else MOST_BYTES) // page}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("zhunru_begin", "BEGIN"))

    return engine


def _own_file(path: Path) -> None:
    """Questions are nobody else's: a new file is readable by its owner alone, and SQLite makes its side files alike."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise ConversationsClosed(
            f"Conversations cannot be kept in {path}: {error.strerror}.", "Set ZHUNRU_HOME to a folder that can be written."
        ) from error


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": _WAIT_SECONDS})
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise ConversationsClosed(
            f"The driver for {url.drivername} is not installed.", f"Run: {sys.executable} -m pip install 'psycopg[binary]'"
        ) from error


def _check(connection: Connection, url: URL) -> None:
    if url.get_backend_name() == "sqlite" and (said := connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()) != "ok":
        raise _damaged(url, str(said).split("\n")[-1])

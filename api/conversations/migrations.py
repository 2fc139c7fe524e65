"""The schema, step by step: each migration has a name and is applied once. SQL that SQLite and PostgreSQL both read."""

from __future__ import annotations

from sqlalchemy import Connection, text

MIGRATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "0001-conversations-and-turns",
        (
            """CREATE TABLE zhunru_conversations (
                id VARCHAR(32) NOT NULL PRIMARY KEY,
                client VARCHAR(64) NOT NULL,
                title VARCHAR(100) NOT NULL,
                language VARCHAR(16) NOT NULL,
                created TIMESTAMP NOT NULL,
                updated TIMESTAMP NOT NULL
            )""",
            "CREATE INDEX zhunru_conversations_of_client ON zhunru_conversations (client, updated)",
            "CREATE INDEX zhunru_conversations_by_age ON zhunru_conversations (updated)",
            """CREATE TABLE zhunru_turns (
                conversation_id VARCHAR(32) NOT NULL REFERENCES zhunru_conversations (id) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                question TEXT NOT NULL,
                answer TEXT NOT NULL,
                at TIMESTAMP NOT NULL,
                PRIMARY KEY (conversation_id, number)
            )""",
        ),
    ),
)
#: Any number will do, as long as every process takes the same.
_LOCK = 7_276_817


def migrate(connection: Connection) -> list[str]:
    """Apply what is missing, within the caller's write transaction; the names applied in earlier versions that this one
    does not know."""
    if connection.dialect.name == "postgresql":
        # SQLite lets one writer in; here two servers that start together would both create the tables.
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    connection.execute(text("CREATE TABLE IF NOT EXISTS zhunru_migrations (name VARCHAR(100) NOT NULL PRIMARY KEY)"))
    applied = set(connection.execute(text("SELECT name FROM zhunru_migrations")).scalars())
    for name, statements in MIGRATIONS:
        if name in applied:
            continue
        for statement in statements:
            connection.execute(text(statement))
        connection.execute(text("INSERT INTO zhunru_migrations (name) VALUES (:name)"), {"name": name})
    return sorted(applied - {name for name, _ in MIGRATIONS})

"""The store of conversations, in SQLite and, where the machine has one, in a PostgreSQL server of the test's own."""

import json
import multiprocessing
import os
import shutil
import sqlite3
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, inspect, text

from api.conversations import (
    ClientFull,
    ConversationFull,
    ConversationsClosed,
    ConversationStore,
    NoSuchConversation,
    database,
    in_memory,
    retention_days,
    store,
)
from api.conversations.tables import Base
from corpus import ZhunruError
from rag import Ask
from tests.conftest import TODAY

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
WHO, OTHER = "a" * 64, "b" * 64
CHINESE, ENGLISH = "外资在中国做增值电信，股比上限是多少？", "Can we own 100% of a call centre company in Chengdu?"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self):
        self.time = NOON

    def __call__(self):
        return self.time

    def forward(self, **by):
        self.time += timedelta(**by)


@pytest.fixture(scope="session")
def postgresql():
    """The address of a PostgreSQL server for these tests, on a socket in a folder of its own."""
    found = shutil.which("initdb") or next((str(p) for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")), None)
    if found is None:
        pytest.skip("no PostgreSQL on this machine: apt-get install postgresql")
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="zhunru-pg-"))
    if user:
        shutil.chown(folder, user)
    data, run = folder / "data", {"user": user, "check": True, "capture_output": True, "cwd": folder}
    control = str(Path(found).with_name("pg_ctl"))
    try:
        subprocess.run([found, "-D", data, "-U", "zhunru", "--auth=trust", "--encoding=UTF8", "--no-sync"], **run)
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        subprocess.run([control, "-D", data, "-w", "-l", folder / "log", "-o", options, "start"], **run)
        yield f"postgresql://zhunru@/postgres?host={folder}"
        subprocess.run([control, "-D", data, "-m", "immediate", "stop"], **run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """A database with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'conversations.db'}"
    address = request.getfixturevalue("postgresql")
    with create_engine(address).begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    return address


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def kept(address, clock):
    store = ConversationStore(address, clock, 30)
    yield store
    store.close()


@pytest.fixture(scope="module")
def answer(answerer):
    return answerer.answer(Ask(CHINESE, TODAY))


def test_a_conversation_is_begun_continued_listed_and_opened(kept, clock, answer):
    assert kept.earlier(WHO, None) is None
    first = kept.keep(WHO, None, CHINESE, answer)
    clock.forward(minutes=1)
    second = kept.keep(WHO, first.conversation_id, "海南呢？", answer)
    assert second.conversation_id == first.conversation_id
    total, (row,) = kept.listed(WHO, 0, 10)
    assert (total, row.title, row.language, row.questions) == (1, CHINESE, "zh", 2)
    assert (row.created, row.updated) == (NOON, NOON + timedelta(minutes=1))
    _, turns = kept.opened(WHO, row.id)
    assert [(t.number, t.question, t.at) for t in turns] == [(1, CHINESE, NOON), (2, "海南呢？", NOON + timedelta(minutes=1))]
    assert [t.answer for t in turns] == [first.model_dump_json(), second.model_dump_json()]


def test_the_next_question_builds_on_what_the_last_one_was_understood_as(kept, answerer, answer):
    begun = kept.keep(WHO, None, CHINESE, answer).conversation_id
    english = answerer.answer(Ask(ENGLISH, TODAY))
    kept.keep(WHO, begun, ENGLISH, english)
    assert kept.earlier(WHO, begun) == english.understanding


def test_nobody_elses_conversation_can_be_read_continued_deleted_or_told_from_one_that_never_was(kept, answer):
    mine = kept.keep(WHO, None, CHINESE, answer).conversation_id
    for who in (OTHER, None):
        for attempt in (kept.earlier, kept.opened, kept.forget):
            with pytest.raises(NoSuchConversation) as refused:
                attempt(who, mine)
            with pytest.raises(NoSuchConversation) as unknown:
                attempt(who, "x" * 22)
            assert str(refused.value).replace(mine, "x" * 22) == str(unknown.value)
    assert kept.keep(OTHER, mine, ENGLISH, answer).conversation_id is None
    kept.forget_all(OTHER)
    assert kept.listed(OTHER, 0, 10) == (0, [])
    assert [t.question for t in kept.opened(WHO, mine)[1]] == [CHINESE]


def test_without_a_client_nothing_is_kept(kept, answer, address):
    assert kept.keep(None, None, CHINESE, answer) == answer
    with create_engine(address).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM zhunru_conversations")).scalar() == 0


def test_what_is_deleted_is_gone_with_its_turns_and_does_not_come_back_with_an_answer_under_way(kept, answer, address):
    one, two = (kept.keep(WHO, None, q, answer).conversation_id for q in (CHINESE, ENGLISH))
    kept.forget(WHO, one)
    assert kept.keep(WHO, one, "海南呢？", answer).conversation_id is None
    assert [row.id for row in kept.listed(WHO, 0, 10)[1]] == [two]
    kept.forget_all(WHO)
    with create_engine(address).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM zhunru_turns")).scalar() == 0


def test_a_conversation_is_kept_for_its_days_after_it_was_last_used_and_then_removed_by_the_next_write(
    kept, clock, answer, address
):
    old = kept.keep(WHO, None, CHINESE, answer).conversation_id
    clock.forward(days=20)
    kept.keep(WHO, old, "海南呢？", answer)
    clock.forward(days=30)
    assert len(kept.opened(WHO, old)[1]) == 2, "the last day counts in"
    clock.forward(seconds=1)
    with pytest.raises(NoSuchConversation):
        kept.earlier(WHO, old)
    assert kept.listed(WHO, 0, 10) == (0, [])
    kept.keep(OTHER, None, ENGLISH, answer)
    with create_engine(address).connect() as connection:
        assert connection.execute(text("SELECT question FROM zhunru_turns")).scalars().all() == [ENGLISH]


def test_what_has_expired_is_removed_when_the_store_is_opened(kept, clock, answer, address):
    kept.keep(WHO, None, CHINESE, answer)
    clock.forward(days=31)
    ConversationStore(address, clock, 30).close()
    with create_engine(address).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM zhunru_turns")).scalar() == 0


def test_a_store_opened_again_has_what_was_kept(kept, clock, answer, address):
    begun = kept.keep(WHO, None, CHINESE, answer)
    kept.close()
    again = ConversationStore(address, clock, 30)
    assert again.opened(WHO, begun.conversation_id)[1][0].answer == begun.model_dump_json()
    again.close()


def test_turns_written_at_once_from_two_stores_are_all_kept_in_one_order(kept, clock, answer, address):
    other = ConversationStore(address, clock, 30)
    begun = kept.keep(WHO, None, CHINESE, answer).conversation_id
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: (kept, other)[n % 2].keep(WHO, begun, f"q{n}", answer), range(60)))
    other.close()
    turns = kept.opened(WHO, begun)[1]
    assert [t.number for t in turns] == list(range(1, 62))
    assert {t.question for t in turns} == {CHINESE, *(f"q{n}" for n in range(60))}


def _write_from_another_process(address, answer):
    store = ConversationStore(address, lambda: NOON, 30)
    begun = store.keep(WHO, None, CHINESE, answer).conversation_id
    for n in range(30):
        store.keep(WHO, begun, f"q{n}", answer)
    store.close()


def test_processes_may_start_together_on_an_empty_database_and_write_at_once(address, clock, answer):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_from_another_process, args=(address, answer)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [w.exitcode for w in writers] == [0, 0]
    kept = ConversationStore(address, clock, 30)
    assert [row.questions for row in kept.listed(WHO, 0, 9)[1]] == [31, 31]
    kept.close()


def test_the_migrations_make_the_tables_that_the_code_reads_and_are_applied_once(kept, clock, address):
    ConversationStore(address, clock, 30).close()
    made = inspect(create_engine(address))
    for table in Base.metadata.sorted_tables:
        columns = {c["name"]: (c["nullable"], getattr(c["type"], "length", None)) for c in made.get_columns(table.name)}
        assert columns == {c.name: (c.nullable, getattr(c.type, "length", None)) for c in table.columns}
        assert made.get_pk_constraint(table.name)["constrained_columns"] == [c.name for c in table.primary_key]


def test_a_database_of_a_newer_version_is_not_touched(kept, clock, address):
    with create_engine(address).begin() as connection:
        connection.execute(text("INSERT INTO zhunru_migrations VALUES ('9999-later')"))
    with pytest.raises(ConversationsClosed, match=r"newer Zhunru \(9999-later\)"):
        ConversationStore(address, clock, 30)


def test_a_conversation_has_an_end_and_says_so(kept, answer, monkeypatch):
    monkeypatch.setattr(store, "MOST_TURNS", 2)
    begun = kept.keep(WHO, None, CHINESE, answer).conversation_id
    assert kept.earlier(WHO, begun)
    kept.keep(WHO, begun, CHINESE, answer)
    with pytest.raises(ConversationFull, match="begin a new one"):
        kept.earlier(WHO, begun)


def test_one_client_keeps_so_many_conversations_and_is_told_what_to_do(kept, answer, monkeypatch):
    monkeypatch.setattr(store, "MOST_CONVERSATIONS", 2)
    first, _second = [kept.keep(WHO, None, CHINESE, answer).conversation_id for _ in range(2)]
    with pytest.raises(ClientFull, match=r"2 conversations.*Delete some"):
        kept.earlier(WHO, None)
    assert kept.earlier(WHO, first), "those there are go on"
    assert kept.earlier(OTHER, None) is None, "another client begins"
    assert kept.earlier(None, None) is None, "nothing is kept of who sends no secret"
    kept.forget(WHO, first)
    assert kept.earlier(WHO, None) is None


def test_one_client_keeps_so_many_questions_in_all_conversations(kept, clock, answer, monkeypatch):
    monkeypatch.setattr(store, "MOST_TURNS_OF_CLIENT", 3)
    first = kept.keep(WHO, None, CHINESE, answer).conversation_id
    clock.forward(days=20)
    second = kept.keep(WHO, None, CHINESE, answer).conversation_id
    kept.keep(WHO, second, CHINESE, answer)
    for conversation in (None, first, second):
        with pytest.raises(ClientFull, match=r"3 questions.*Delete some"):
            kept.earlier(WHO, conversation)
    clock.forward(days=20)
    assert kept.earlier(WHO, second), "the first has expired"


def test_a_file_that_has_grown_to_its_limit_keeps_no_more_says_so_and_is_read_as_before(
    tmp_path, clock, answer, monkeypatch, caplog
):
    monkeypatch.setattr(database, "MOST_BYTES", 400_000)
    kept = ConversationStore(f"sqlite:///{tmp_path / 'c.db'}", clock, 30)
    ids = []
    while (given := kept.keep(WHO, None, CHINESE, answer).conversation_id) is not None:
        ids.append(given)
        assert len(ids) < 100
    assert "grown to its limit" in caplog.text and "ZHUNRU_RETENTION_DAYS" in caplog.text
    assert kept.listed(WHO, 0, 1)[0] == len(ids) > 1
    assert (tmp_path / "c.db").stat().st_size <= 400_000
    kept.forget_all(WHO)
    assert kept.keep(WHO, None, CHINESE, answer).conversation_id, "there is room again"
    kept.close()


def test_an_id_with_a_zero_in_it_is_no_conversation(kept):
    with pytest.raises(NoSuchConversation):
        kept.opened(WHO, "\0")


def test_an_answer_of_another_version_is_given_as_it_was_and_nothing_is_carried_on_from_it(kept, answer, address):
    begun = kept.keep(WHO, None, CHINESE, answer).conversation_id
    then = json.dumps({"understanding": {"language": "zh", "gone": 1}, "note": "旧"}, ensure_ascii=False)
    with create_engine(address).begin() as connection:
        connection.execute(text("UPDATE zhunru_turns SET answer = :then"), {"then": then})
    assert kept.opened(WHO, begun)[1][0].answer == then
    assert kept.earlier(WHO, begun) is None


@pytest.mark.parametrize("where", ["head", "middle"])
def test_a_damaged_file_is_an_error_that_names_it_and_stays_as_it_is(tmp_path, clock, answer, where):
    file = tmp_path / "conversations.db"
    kept = ConversationStore(f"sqlite:///{file}", clock, 30)
    for _ in range(20):
        kept.keep(WHO, None, CHINESE, answer)
    kept.close()
    content = bytearray(file.read_bytes())
    start = 0 if where == "head" else len(content) // 2
    content[start : start + 4096] = b"\x55" * 4096
    file.write_bytes(content)
    with pytest.raises(ConversationsClosed, match="is damaged") as error:
        ConversationStore(f"sqlite:///{file}", clock, 30)
    assert str(file) in str(error.value)
    assert "move it away" in error.value.remedy
    assert file.read_bytes() == content


def test_a_new_file_is_readable_by_its_owner_alone(tmp_path, clock, answer):
    kept = ConversationStore(f"sqlite:///{tmp_path / 'new' / 'conversations.db'}", clock, 30)
    kept.keep(WHO, None, CHINESE, answer)
    files = list((tmp_path / "new").iterdir())
    assert len(files) == 3, "the database, its log and the log's index"
    assert {f.stat().st_mode & 0o777 for f in files} == {0o600}
    kept.close()


def test_what_is_deleted_is_overwritten_in_the_file(tmp_path, clock, answer):
    file = tmp_path / "conversations.db"
    kept = ConversationStore(f"sqlite:///{file}", clock, 30)
    begun = kept.keep(WHO, None, CHINESE, answer).conversation_id
    kept.close()
    assert CHINESE.encode() in file.read_bytes()
    again = ConversationStore(f"sqlite:///{file}", clock, 30)
    again.forget(WHO, begun)
    again.close()
    assert CHINESE.encode() not in file.read_bytes()


def test_an_answer_goes_out_even_if_it_cannot_be_kept(tmp_path, clock, answer, caplog):
    file = tmp_path / "conversations.db"
    kept = ConversationStore(f"sqlite:///{file}", clock, 30)
    with sqlite3.connect(file) as other:
        other.execute("DROP TABLE zhunru_turns")
    given = kept.keep(WHO, None, CHINESE, answer)
    assert (given.answer, given.conversation_id) == (answer.answer, None)
    assert "not kept" in caplog.text
    with sqlite3.connect(file) as other:
        assert other.execute("SELECT count(*) FROM zhunru_conversations").fetchone() == (0,), "nothing half written is left"


def test_conversations_in_memory_are_the_same_for_all_threads_and_end_after_a_day(clock, answer):
    kept = in_memory(clock)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: kept.keep(WHO, None, f"q{n}", answer), range(40)))
    assert kept.listed(WHO, 0, 1)[0] == 40
    clock.forward(days=1, seconds=1)
    assert kept.listed(WHO, 0, 1)[0] == 0


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("mysql://root:geheim@localhost/x", "postgresql://"),
        ("postgres://me:geheim@localhost/x", "postgresql://"),
        ("nonsense geheim", "postgresql://"),
        ("postgresql+asyncpg://me:geheim@127.0.0.1:1/x", "pip install 'psycopg[binary]'"),
        ("postgresql://me:geheim@127.0.0.1:1/x", "me:***@127.0.0.1:1"),
        ("sqlite:////proc/none/conversations.db", "/proc/none"),
    ],
)
def test_a_database_that_cannot_be_had_is_an_error_with_a_remedy_that_keeps_the_password(address, says, clock):
    with pytest.raises(ConversationsClosed) as error:
        ConversationStore(address, clock, 30)
    assert says in str(error.value)
    assert error.value.remedy
    assert "geheim" not in str(error.value)


def test_a_path_may_have_any_sign_in_it(tmp_path, clock, answer):
    file = tmp_path / "à?准入 #%20" / "conversations.db"
    kept = ConversationStore(URL.create("sqlite", database=str(file)), clock, 30)
    kept.keep(WHO, None, CHINESE, answer)
    kept.close()
    assert file.stat().st_size


def test_a_long_title_is_shortened_and_stands_on_one_line(kept, answer):
    kept.keep(WHO, None, "外资\n能做\t什么" * 30, answer)
    title = kept.listed(WHO, 0, 1)[1][0].title
    assert title.startswith("外资 能做 什么外资")
    assert (len(title), title[-1]) == (80, "…")


@pytest.mark.parametrize(("setting", "days"), [(None, 365), ("", 365), ("0", 0), ("30", 30), ("3650", 3650)])
def test_retention_is_a_number_of_days(setting, days):
    assert retention_days(setting) == days


@pytest.mark.parametrize("setting", ["-1", "3651", "a year", "1.5", "²"])
def test_a_wrong_retention_says_what_it_should_be(setting):
    with pytest.raises(ZhunruError, match="whole number of days"):
        retention_days(setting)

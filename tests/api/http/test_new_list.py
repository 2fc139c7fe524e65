"""The day a new national list comes out: it is added by command while the server runs, decides from its day on, and nothing before."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from corpus import load_library
from index import Index, build
from rag import Answerer, Ask
from tests.conftest import ROOT
from tests.own_documents import list_of_2027

BEFORE, FROM = "2027-02-28", "2027-03-01"
PATIENCE = 120
TELECOM = "外资在中国做增值电信，股比上限是多少？"


@pytest.fixture(scope="module")
def running(tmp_path_factory, built_index) -> Iterator[tuple[str, Path]]:
    """The address of a server in a process of its own, and its home."""
    home = tmp_path_factory.mktemp("new-list")
    shutil.copytree(built_index, home / "index")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "api.cli", "serve", "--port", str(port)]
    with subprocess.Popen(
        command, env=environment(home), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            wait_until(lambda: ready(address) is not None)
            yield address, home
        finally:
            process.terminate()


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "ZHUNRU_HOME": str(home)}


def ready(address: str) -> str | None:
    """The index in service; None while nothing answers."""
    try:
        return httpx.get(f"{address}/readyz", timeout=5).json()["index_version"]
    except httpx.HTTPError:
        return None


def wait_until(holds) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.2)


def zhunru(home: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", *arguments], env=environment(home), cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def ask(address: str, question: str, day: str | None = None) -> dict:
    body = {"question": question} | ({"as_of": day} if day else {})
    return httpx.post(f"{address}/v1/ask", json=body, timeout=60).raise_for_status().json()


def decided(address: str, activity: str, day: str) -> dict:
    return (
        httpx.post(f"{address}/v1/decide", json={"activity": activity, "as_of": day}, timeout=60)
        .raise_for_status()
        .json()["verdict"]
    )


def test_a_list_added_while_the_server_runs_decides_from_its_day_on(running, tmp_path, library):
    """The steps of docs/new-list.md, on a real server."""
    address, home = running
    old = ready(address)
    first = ask(address, TELECOM)
    assert ask(address, TELECOM)["index_version"] == first["index_version"] == old  # kept: the second comes from the cache

    file = tmp_path / "负面清单2027.txt"
    file.write_text(list_of_2027(library), encoding="utf-8")
    (outcome,) = json.loads(zhunru(home, "corpus", "add", str(file), "--json"))
    new = outcome["document"]
    wait_until(lambda: ready(address) != old)
    drafted = ready(address)
    assert decided(address, "value-added-telecom", FROM)["foreign_cap_pct"] == 50, "nothing decides before it is confirmed"

    sheet = zhunru(home, "corpus", "measures", new)
    assert "supersedes: cn-fi-negative-list-2024" in sheet
    assert [line for line in sheet.splitlines() if "check what was read" in line] and sheet.count("check what was read") == 3
    zhunru(home, "corpus", "measures", new, "--confirm")
    wait_until(lambda: ready(address) != drafted)

    # Verdicts
    for activity, before, after in (
        ("value-added-telecom", ("restricted", 50), ("restricted", 60)),
        ("social-survey", ("prohibited", 0), ("restricted", None)),
        ("internet-cafe", ("conditional", 100), ("prohibited", 0)),
        ("call-centre", ("conditional", 100), ("conditional", 100)),
        ("cinema", ("conditional", 100), ("conditional", 100)),
        ("online-game", ("prohibited", 0), ("prohibited", 0)),
    ):
        for day, expected in ((BEFORE, before), (FROM, after)):
            verdict = decided(address, activity, day)
            assert (verdict["status"], verdict["foreign_cap_pct"]) == expected, (activity, day)
    assert decided(address, "value-added-telecom", FROM)["deciding_provision"] == f"{new}#item-12"
    assert decided(address, "value-added-telecom", BEFORE)["deciding_provision"] == "cn-fi-negative-list-2024#item-12"

    # Answers, also those that were in the cache
    published = ask(address, TELECOM, "2027-02-01")
    assert (published["verdict"]["foreign_cap_pct"], published["verdict"]["upcoming"]["foreign_cap_pct"]) == (50, 60)
    assert ask(address, TELECOM)["index_version"] != first["index_version"]
    assert "60%" in ask(address, TELECOM, FROM)["answer"]["headline"].replace(" ", "")

    # The map, the timeline, two editions side by side
    for day, cap in ((BEFORE, 50), (FROM, 60)):
        rows = httpx.get(f"{address}/v1/matrix", params={"as_of": day, "sector": "telecom"}, timeout=60).json()["rows"]
        (row,) = [r for r in rows if r["activity"]["id"] == "value-added-telecom"]
        assert row["cells"]["national"]["foreign_cap_pct"] == cap
    timeline = httpx.get(f"{address}/v1/timeline", params={"activity": "social-survey"}, timeout=60).json()
    assert [span["start"] for span in timeline["items"][0]["spans"]][-1] == FROM
    both = {"left": "cn-fi-negative-list-2024", "right": new}
    compared = httpx.get(f"{address}/v1/compare", params=both, timeout=60).json()["items"]
    differing = {row["activity"]["id"] for row in compared if row["left"]["text"] != row["right"]["text"]}
    assert {"social-survey", "internet-cafe", "value-added-telecom"} <= differing

    # The texts
    for day, edition in ((FROM, new), (BEFORE, "cn-fi-negative-list-2024")):
        item = ask(address, "新版负面清单第12项怎么规定？", day)
        assert {c["document_id"] for c in item["citations"] if c["provision_id"].endswith("#item-12")} == {edition}
    changed = ask(address, "社会调查对外资有什么变化？", "2027-04-01")
    assert "2027年3月1日" in changed["answer"]["markdown"]

    # And back
    zhunru(home, "corpus", "remove", new)
    wait_until(lambda: decided(address, "value-added-telecom", FROM)["foreign_cap_pct"] == 50)


@pytest.fixture(scope="module")
def of_2027(tmp_path_factory, embedder) -> tuple[Answerer, str]:
    """An answerer that has the list, confirmed."""
    from tests.own_documents import add_texts

    home = tmp_path_factory.mktemp("list")
    ids = add_texts(home, {"list": list_of_2027(load_library())})
    library = load_library(added=home / "corpus")
    build(library, embedder, home / "index")
    return Answerer(library, Index.open(home / "index", library, embedder), embedder), ids["list"]


@pytest.mark.parametrize(
    ("question", "today", "edition"),
    [
        ("What does item 12 of the new list say?", date(2027, 2, 28), "cn-fi-negative-list-2024"),
        ("What does item 12 of the new list say?", date(2027, 3, 1), "2027"),
        ("What does item 12 of the 2027 negative list say?", date(2026, 12, 1), "2027"),
        ("2027年版负面清单第12项是什么？", date(2026, 12, 1), "2027"),
        ("2024年版负面清单第12项是什么？", date(2027, 4, 1), "cn-fi-negative-list-2024"),
    ],
)
def test_an_item_is_read_in_the_edition_that_is_meant(of_2027, question, today, edition):
    answerer, new = of_2027
    answer = answerer.answer(Ask(question, today=today))
    items = {c.document_id for c in answer.citations if c.provision_id.endswith("#item-12")}
    assert items == {new if edition == "2027" else edition}
    assert ("60%" in answer.answer.markdown) == (edition == "2027")


def test_an_edition_that_nobody_has_is_still_to_come(of_2027):
    answerer, _ = of_2027
    answer = answerer.answer(Ask("2028年版负面清单第12项是什么？", today=date(2027, 4, 1)))
    assert not any(c.provision_id.endswith("#item-12") for c in answer.citations)


def test_the_day_alone_turns_the_verdict(of_2027):
    """The server need not be touched on the day itself."""
    answerer, new = of_2027
    last, first = (answerer.answer(Ask(TELECOM, today=day)) for day in (date(2027, 2, 28), date(2027, 3, 1)))
    assert (last.verdict.foreign_cap_pct, first.verdict.foreign_cap_pct) == (50, 60)
    assert first.verdict.deciding_provision == f"{new}#item-12"
    assert last.verdict.deciding_provision == "cn-fi-negative-list-2024#item-12"

"""`zhunru corpus add`, `list`, `measures`, `remove` and `check` on a document of a user's own, from the shell."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.command_line import zhunru as in_process
from tests.own_documents import PILOT

QUESTION = "青州湾自由贸易片区内外商经营呼叫中心注册资本要多少？"


@pytest.fixture
def zhunru(tmp_path: Path, built_index: Path) -> Callable:
    shutil.copytree(built_index, tmp_path / "home" / "index")
    return partial(in_process, tmp_path / "home")


@pytest.fixture
def pilot(zhunru, tmp_path: Path) -> str:
    """The id of an added document, its measures read and not confirmed."""
    path = tmp_path / "pilot.txt"
    path.write_text(PILOT, encoding="utf-8")
    out = zhunru("corpus", "add", str(path))
    assert out.returncode == 0
    assert "rule, from 2026-09-01" in out.stdout
    assert "青州湾自由贸易片区" in out.stdout
    return next(word for word in out.stdout.replace(",", " ").split() if word.startswith("added-"))


def answered(zhunru) -> dict:
    return json.loads(zhunru("ask", QUESTION, "--json").stdout)


def test_a_document_is_added_looked_at_confirmed_and_removed(zhunru, pilot, tmp_path):
    """What a person does, from the file to the answer and back."""
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text(zhunru("corpus", "measures", pilot).stdout, encoding="utf-8")
    assert "read_from: 在青州湾自由贸易片区内，外商可以独资经营呼叫中心业务，注册资本不低于五百万元。" in sheet.read_text(
        encoding="utf-8"
    )
    edited = sheet.read_text(encoding="utf-8").replace(
        "en: 青州湾市外商投资电信业务试点办法", "en: Qingzhou Bay Telecom Pilot Measures"
    )
    sheet.write_text(edited, encoding="utf-8")
    assert "confirmed" in zhunru("corpus", "measures", pilot, "--file", str(sheet), "--confirm").stdout
    answer = answered(zhunru)
    assert "500万元" in answer["answer"]["headline"]
    assert answer["citations"][0]["title_en"] == "Qingzhou Bay Telecom Pilot Measures"
    assert zhunru("corpus", "remove", pilot).returncode == 0
    assert "500万元" not in answered(zhunru)["answer"]["headline"]
    assert json.loads(zhunru("corpus", "list", "--added", "--json").stdout) == []
    assert zhunru("corpus", "remove", pilot).returncode == 1


def test_the_list_has_bundled_and_added_documents(zhunru, pilot):
    every = json.loads(zhunru("corpus", "list", "--json").stdout)
    assert {"cn-fi-negative-list-2024", pilot} <= {d["id"] for d in every}
    (own,) = json.loads(zhunru("corpus", "list", "青州湾", "--json").stdout)
    assert (own["id"], own["state"], own["measures"]) == (pilot, "drafted", 0)
    assert "cn-fi-negative-list-2024" not in zhunru("corpus", "list", "--added").stdout


@pytest.mark.parametrize(
    ("before", "after", "field", "remedy"),
    [
        ("- call-centre", "- call-center", "measures.0.activities.0", "Did you mean `call-centre`?"),
        ("type: open", "type: equity-cap", "measures.0", "Correct one of the two"),
        ("effective: '2026-09-01'", "effective: '2026-09-31'", "effective", "Write a day of the calendar"),
        ("provision: article-2", "provision: article-9", "measures.0.provision", "Did you mean"),
        ("RMB 5 million", "RMB 6 million", "measures.1.says", "same number"),
        ("kind: rule", "kinds: rule", "kinds", "Did you mean `kind`?"),
        ("- free-trade-zone", "- free-trade-zones", "areas", "Did you mean `free-trade-zone`?"),
        ("confirmed: false", "confirmed: [", "", "Correct the line"),
    ],
)
def test_a_sheet_with_a_fault_is_refused_and_nothing_is_kept(zhunru, pilot, tmp_path, before, after, field, remedy):
    kept = tmp_path / "home" / "corpus" / "sheets" / f"{pilot}.yaml"
    text = kept.read_text(encoding="utf-8")
    faulty = tmp_path / "faulty.yaml"
    assert before in text
    faulty.write_text(text.replace(before, after), encoding="utf-8")
    out = zhunru("corpus", "measures", pilot, "--file", str(faulty), "--confirm")
    assert out.returncode == 1
    assert field in out.stderr
    assert remedy in " ".join(out.stderr.split())
    assert kept.read_text(encoding="utf-8") == text
    assert "500万元" not in answered(zhunru)["answer"]["headline"]


def test_check_names_the_faults_of_an_added_document(zhunru, pilot, tmp_path):
    kept = tmp_path / "home" / "corpus" / "sheets" / f"{pilot}.yaml"
    assert zhunru("corpus", "check", pilot).returncode == 0
    kept.write_text(kept.read_text(encoding="utf-8").replace("- call-centre", "- call-center"), encoding="utf-8")
    out = zhunru("corpus", "check", pilot)
    assert out.returncode == 1
    assert "no activity `call-center`" in out.stdout
    assert "Did you mean `call-centre`?" in out.stdout


def test_title_and_day_may_be_given_where_the_text_has_none(zhunru, tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("第一条 外商可以独资经营呼叫中心。\n第二条 外商投资电影院须合资。\n", encoding="utf-8")
    out = zhunru("corpus", "add", str(path), "--title", "某省外商投资规定", "--date", "2026-03-01")
    assert "某省外商投资规定, rule, from 2026-03-01" in out.stdout
    assert zhunru("corpus", "add", str(tmp_path), str(path), "--title", "x").returncode == 1


def test_a_bundled_document_has_no_sheet(zhunru):
    out = zhunru("corpus", "measures", "cn-fi-negative-list-2024")
    assert out.returncode == 1
    assert "zhunru corpus show" in out.stderr

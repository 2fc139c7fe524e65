"""`zhunru corpus fetch` and `doctor`, from the shell to the quotation, against a site on this machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import api.home
import corpus.official.taking as taking
from api.cli.main import app
from corpus.fetching import Page, fetch
from tests.corpus.fetching.conftest import TRUST, Rig, make_site, rig
from tests.corpus.fetching.site import reply
from tests.corpus.official import pages

__all__ = ["make_site", "rig"]
AUDIT = "cn-pi-audit-measures-2025"
TITLE = "个人信息保护合规审计管理办法"


@pytest.fixture
def official(rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs `zhunru corpus …`; every official host is the site of the rig."""
    monkeypatch.setenv("ZHUNRU_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    built: list[int] = []
    monkeypatch.setattr(api.home, "update_index", lambda library, *_: built.append(len(library.clauses)))

    def here(wanted, folder, today, progress):
        moved = [Page(id=p.id, url=p.url.replace("https://", "http://").replace(".cn/", f".cn:{rig.site.port}/")) for p in wanted]
        return fetch(moved, folder, today, resolve=rig.resolve, allowed=lambda a: a.is_loopback, limits=rig.limits, tls=TRUST,
                     pause=rig.time.pause, clock=rig.time.clock, progress=progress)  # fmt: skip

    monkeypatch.setattr(taking, "fetch", here)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["corpus", *arguments])

    run.built = built  # type: ignore[attr-defined]
    return run


def audit_page(article: str) -> bytes:
    whole = (*(f"第{n}条　为了示范，规定本条。" for n in "一二三"), article, "第二十条　本办法自2025年5月1日起施行。")
    return pages.state_council(TITLE, whole)


def test_what_is_fetched_is_quoted_and_a_digest_that_differs_is_named(official, rig: Rig) -> None:
    """Article 4 of the digest speaks of ten million people; the page made here does not."""
    rig.site.routes["/2025-02/14/c_1741233507681519.htm"] = reply(
        audit_page("第四条　处理超过一百万人个人信息的，应当每两年至少开展一次合规审计。")
    )
    out = official("fetch", "--only", AUDIT)
    assert out.exit_code == 0, out.output
    assert f"1/1 {AUDIT}: 1 of" in out.stdout and "1 of 1 texts quoted (1 new), 0 not to be had" in out.stdout
    assert f"{AUDIT}#article-4: the digest says 1000万" in out.stdout
    assert official.built, "what is quoted can be found"
    assert "“处理超过一百万人个人信息的，应当每两年至少开展一次合规审计。”" in official("show", f"{AUDIT}#article-4").stdout
    health = json.loads(official("doctor", "--json").stdout)
    assert health["quoted"] == 1 and health["oldest"] == health["as_of"]
    assert [c["subject"] for c in health["concerns"] if c["kind"] == "number-differs"] == [f"{AUDIT}#article-4"]
    shown = official("doctor").stdout
    assert f"Official text: 1 of {health['ruling']} documents in force that decide or condition." in shown
    assert "number-differs (1)" in shown and "no-address (" in shown
    again = official("fetch", "--only", AUDIT)
    assert again.exit_code == 0 and "No page is due" in again.stdout


def test_a_page_that_is_gone_is_reported_with_its_remedy_and_found_by_the_doctor(official) -> None:
    out = official("fetch", "--only", AUDIT)
    assert out.exit_code == 1
    assert "status 404" in out.stdout and "correct `url`" in out.stdout
    assert not official.built, "the index stays as it was"
    gone = [c for c in json.loads(official("doctor", "--json").stdout)["concerns"] if c["kind"] == "not-delivered"]
    assert [c["subject"] for c in gone] == [AUDIT] and "correct `url`" in gone[0]["remedy"]


def test_a_document_without_an_address_is_told_what_to_do(official) -> None:
    out = official("fetch", "--only", "cn-tourism-law-2013")
    assert "no official address is known. Add its file with `zhunru corpus add FILE --as cn-tourism-law-2013`." in out.stdout

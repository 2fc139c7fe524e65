"""What lies in the folder afterwards: whole files, true records, and nothing touched without need."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from pathlib import Path

import pytest

import corpus.fetching as fetching
from corpus import CorpusError, load_library
from corpus.fetching import Failed, Fetched, FetchingError, Page, Record, Refused, Unchanged, fetch, pages_of
from tests.corpus.fetching.conftest import DAY, Rig
from tests.corpus.fetching.site import in_turn, law, packed, redirect, reply

LATER = date(2026, 12, 1)
TAGS = {"ETag": '"v1"', "Last_Modified": "Sat, 21 Nov 2026 08:00:00 GMT"}
DOCX = b"PK\x03\x04[Content_Types].xml word/document.xml" + b"PK\x05\x06" + b"\x00" * 18


def test_a_page_is_kept_with_a_record_of_where_when_and_what(rig: Rig) -> None:
    rig.site.routes |= {"/law.html": redirect("/2026/law.html?a=1"), "/2026/law.html?a=1": reply(law(), **TAGS)}
    (result,) = rig.fetch().results
    assert isinstance(result, Fetched) and result.previous is None
    assert result.path.read_bytes() == law()
    record = json.loads((rig.folder / "law.json").read_text())
    site = f"http://www.gov.cn:{rig.site.port}"
    assert record == {
        "id": "law",
        "url": f"{site}/law.html",
        "final_url": f"{site}/2026/law.html?a=1",
        "status": 200,
        "content_type": "text/html; charset=utf-8",
        "format": "html",
        "size": len(law()),
        "sha256": hashlib.sha256(law()).hexdigest(),
        "fetched_on": "2026-11-22",
        "etag": '"v1"',
        "last_modified": "Sat, 21 Nov 2026 08:00:00 GMT",
    }
    assert Record.model_validate(record) == result.record
    assert sorted(rig.files()) == ["law.html", "law.json"]


@pytest.mark.parametrize(
    ("behaviour", "name"),
    [
        (packed(law()), "law.html"),
        (reply(law().decode().replace("utf-8", "gbk").encode("gbk"), kind="text/html"), "law.html"),
        (reply(b"<p>x" * 9, kind="text/plain"), "law.txt"),
        (reply("第一条".encode("utf-16"), kind="text/plain"), "law.txt"),
        (reply(b"%PDF-1.7\n%%EOF\n", kind="application/pdf"), "law.pdf"),
        (reply(b"%PDF-1.7\n%%EOF\n", kind="application/octet-stream"), "law.pdf"),
        (reply(DOCX, kind="application/vnd.openxmlformats-officedocument.wordprocessingml.document"), "law.docx"),
        (reply(DOCX, kind="application/msword"), "law.docx"),
    ],
)
def test_the_four_formats_are_kept_under_their_own_endings(rig: Rig, behaviour, name: str) -> None:
    rig.site.routes["/law.html"] = behaviour
    assert rig.fetch().exit_status == 0
    assert sorted(rig.files()) == sorted([name, "law.json"])


def test_a_page_that_has_not_changed_is_not_sent_again_and_not_touched(rig: Rig) -> None:
    """304: the tags of last time go with the request, and the day of fetching stays that of the content."""
    rig.site.routes["/law.html"] = in_turn(reply(law(), **TAGS), reply(status=304))
    rig.fetch()
    kept = rig.files()
    (result,) = rig.fetch(today=LATER).results
    assert isinstance(result, Unchanged) and result.record.fetched_on == DAY
    assert rig.files() == kept
    headers = rig.site.asked[-1].headers
    assert (headers["if-none-match"], headers["if-modified-since"]) == (TAGS["ETag"], TAGS["Last_Modified"])


def test_the_same_content_sent_again_is_unchanged_too(rig: Rig) -> None:
    """Many official servers give no tags."""
    rig.site.routes["/law.html"] = reply(law())
    rig.fetch()
    kept = rig.files()
    assert isinstance(rig.fetch(today=LATER).results[0], Unchanged)
    assert rig.files() == kept


def test_changed_content_replaces_the_old_and_says_what_it_replaced(rig: Rig) -> None:
    rig.site.routes["/law.html"] = in_turn(reply(law("旧"), **TAGS), reply(law("新"), ETag='"v2"'))
    rig.fetch()
    (result,) = rig.fetch(today=LATER).results
    assert isinstance(result, Fetched) and result.previous == hashlib.sha256(law("旧")).hexdigest()
    assert result.path.read_bytes() == law("新")
    record = Record.model_validate_json((rig.folder / "law.json").read_bytes())
    assert (record.fetched_on, record.etag, record.last_modified) == (LATER, '"v2"', None)


def test_tags_go_only_to_the_address_that_gave_them(rig: Rig) -> None:
    """Sent to the redirecting address, they could bring a 304 that speaks of something else."""
    rig.site.routes |= {"/law.html": redirect("/new.html"), "/new.html": in_turn(reply(law(), **TAGS), reply(status=304))}
    rig.fetch()
    assert isinstance(rig.fetch().results[0], Unchanged)
    assert ["if-none-match" in request.headers for request in rig.site.asked] == [False] * 5 + [True]


def test_a_304_that_nobody_asked_for_is_no_page(rig: Rig) -> None:
    """Neither for a page we do not have, nor from an address that was sent no tags."""
    rig.site.routes |= {"/law.html": reply(law(), **TAGS), "/new.html": reply(status=304)}
    assert isinstance(rig.fetch(rig.page(path="/new.html")).results[0], Failed)
    assert isinstance(rig.fetch().results[0], Fetched)
    rig.site.routes["/law.html"] = redirect("/new.html")
    assert isinstance(rig.fetch().results[0], Failed)


@pytest.mark.parametrize("spoil", ["content", "no content", "record", "address"])
def test_what_no_longer_fits_its_record_is_fetched_anew(rig: Rig, spoil: str) -> None:
    """An edited file must not be confirmed by a 304 as the official one."""
    rig.site.routes |= {"/law.html": reply(law(), **TAGS), "/moved.html": reply(law(), **TAGS)}
    rig.fetch()
    sidecar, path, page = rig.folder / "law.json", rig.folder / "law.html", rig.page()
    if spoil == "content":
        path.write_bytes(law("不是这样"))
    elif spoil == "no content":
        path.unlink()
    elif spoil == "record":
        record = json.loads(sidecar.read_text())
        sidecar.write_text(json.dumps({**record, "sha256": "0" * 64}))
    else:
        page = rig.page(path="/moved.html")
    (result,) = rig.fetch(page).results
    assert isinstance(result, Fetched) and "if-none-match" not in rig.site.asked[-1].headers
    assert path.read_bytes() == law()
    assert isinstance(rig.fetch(page).results[0], Unchanged)


def test_a_page_that_changes_its_format_leaves_no_second_copy(rig: Rig) -> None:
    rig.site.routes["/law.html"] = in_turn(reply(law()), reply(b"%PDF-1.7\n%%EOF\n", kind="application/pdf"))
    rig.fetch()
    rig.fetch()
    assert sorted(rig.files()) == ["law.json", "law.pdf"]


@pytest.mark.parametrize("sidecar", [None, b"{}"])
def test_a_file_that_somebody_else_put_there_is_not_overwritten(rig: Rig, sidecar: bytes | None) -> None:
    rig.site.routes["/law.html"] = reply(law())
    rig.folder.mkdir()
    (rig.folder / "law.html").write_text("my own notes")
    if sidecar:
        (rig.folder / "law.json").write_bytes(sidecar)
    before = rig.files()
    (result,) = rig.fetch().results
    assert isinstance(result, Refused) and "law.html" in result.reason
    assert rig.files() == before


@pytest.mark.parametrize("fails_at", ["fsync", "replace"])
@pytest.mark.parametrize("existing", [True, False])
def test_a_disk_that_fails_leaves_what_was_there(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, fails_at: str, existing: bool
) -> None:
    """A full disk shows when the bytes are written, a file held open elsewhere when it is replaced."""
    if existing:
        rig.site.routes["/law.html"] = reply(law("旧"))
        rig.fetch()
    before = rig.files()
    rig.site.routes["/law.html"] = reply(law("新"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, fails_at, full)
    (result,) = rig.fetch().results
    assert isinstance(result, Failed) and "No space left" in result.reason
    assert rig.files() == before


@pytest.mark.parametrize("existing", [True, False])
def test_a_stop_between_the_two_replacements_heals_at_the_next_run(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, existing: bool
) -> None:
    """The record then speaks of another file than the one beside it, which its hash shows."""
    if existing:
        rig.site.routes["/law.html"] = reply(law("旧"), **TAGS)
        rig.fetch()
    rig.site.routes["/law.html"] = reply(law("新"), **TAGS)
    replace, done = os.replace, []

    def stop_after_one(source: Path, target: Path) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(target)
        replace(source, target)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(os, "replace", stop_after_one)
        rig.fetch()
    (result,) = rig.fetch().results
    assert isinstance(result, Fetched)
    assert sorted(rig.files()) == ["law.html", "law.json"] and result.path.read_bytes() == law("新")
    assert hashlib.sha256(law("新")).hexdigest() in (rig.folder / "law.json").read_text()


def test_a_file_held_open_elsewhere_keeps_its_record(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows does not replace an open file; its record must then not speak of the new content."""
    rig.site.routes["/law.html"] = in_turn(reply(law("旧")), reply(law("新")))
    rig.fetch()
    before, replace = rig.files(), os.replace

    def replace_if_closed(source: Path, target: Path) -> None:
        if target.suffix == ".html":
            raise PermissionError(13, "The process cannot access the file")
        replace(source, target)

    monkeypatch.setattr(os, "replace", replace_if_closed)
    assert isinstance(rig.fetch().results[0], Failed)
    assert rig.files() == before


def test_a_folder_that_is_a_file_is_said_before_anything_is_asked(rig: Rig) -> None:
    rig.folder.write_text("a file")
    with pytest.raises(FetchingError, match="is a file"):
        rig.fetch()
    assert rig.site.asked == []


def test_two_pages_cannot_share_a_name(rig: Rig) -> None:
    with pytest.raises(FetchingError, match="twice"):
        rig.fetch(rig.page(), rig.page())


@pytest.mark.parametrize("page_id", ["../law", "a/b", "law.json", "", "A"])
def test_an_id_cannot_lead_out_of_the_folder(page_id: str) -> None:
    with pytest.raises(ValueError):
        Page(id=page_id, url="https://www.gov.cn/")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "file instead of http"),
        ("ftp://www.gov.cn/", "ftp instead of http"),
        ("//www.gov.cn/", "no scheme instead"),
        ("http://127.0.0.1/", "not an official host"),
        ("http://2130706433/", "not an official host"),
        ("http://[::1]/", "not an official host"),
        ("http://localhost/", "not an official host"),
        ("http://www.gov.cn.example.com/", "not an official host"),
        ("http://example.com/?http://www.gov.cn/", "not an official host"),
        ("http://example.com#@www.gov.cn/", "not an official host"),
        ("http://me@www.gov.cn/", "user name or password"),
        ("http://www.gov.cn@example.com/", "user name or password"),
        ("http://www.gov.cn:22/", "port 22"),
        ("http://www.gov.cn:0/", "port 0"),
        ("http://www.gov.cn:99999/", "cannot be read"),
        ("http://www.gov.cn/\r\nX-Injected: 1", "control characters"),
        ("http://www.gov.cn\\.example.com/", "backslashes"),
        ("http://www。gov。cn/", "not an official host"),
        ("http://www.gov.cn/" + "a" * 3_000, "too long"),
    ],
)
def test_an_address_that_is_not_plainly_official_is_not_asked_for(rig: Rig, url: str, reason: str) -> None:
    """With the strict rules in force; the manifest is as little trusted as a redirect."""
    (result,) = fetch([Page(id="law", url=url)], rig.folder, DAY, resolve=rig.resolve).results
    assert isinstance(result, Refused) and reason in result.reason, result.reason
    assert rig.site.asked == []


def test_the_manifest_is_every_bundled_document_with_an_official_address() -> None:
    library = load_library()
    pages = pages_of(library.documents.values())
    assert pages and {page.id for page in pages} == {document.id for document in library.documents.values() if document.url}


def test_the_public_surface_is_what_the_package_lists() -> None:
    assert all(hasattr(fetching, name) for name in fetching.__all__)
    assert issubclass(FetchingError, CorpusError)

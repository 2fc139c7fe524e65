"""What the reader refuses, and that each refusal names the file, the limit and the remedy; and the encodings it accepts."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

from corpus.errors import CorpusError
from corpus.reading import ReadingError, limits, read_file

LAW = "示例條例\r\n第一章　总则\r\n第一条　为了示例，制定本条例，保护企业合法权益。\r\n第１２条 应当依照国务院的规定。\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["law.txt", "law.md"])
def test_a_text_reads_the_same_in_every_encoding(read, ids, encoding: str, name: str) -> None:
    law = LAW.replace("條", "条")
    text = read(law, name, encoding)
    assert text.provisions[0].text == "为了示例，制定本条例，保护企业合法权益。"
    assert ids(text) == ["article-1", "article-12"]
    assert text.encoding == encoding.replace("-sig", "").replace("-le", "").replace("-be", "").replace("gbk", "gb18030")


def test_traditional_chinese_in_big5_is_not_taken_for_gb18030(read) -> None:
    text = read("示例條例\n第一條　為了保護企業的合法權益，依照國務院的規定，制定本條例。\n", "law.txt", "big5hkscs")
    assert (text.encoding, text.title) == ("big5hkscs", "示例條例")


def test_an_html_page_declares_its_encoding(read) -> None:
    page = "<html><head><meta charset=gb2312></head><body><p>示例条例</p><p>第一条　为了示例〇，制定本条例。</p></body></html>"
    assert read(page, "law.html", "gb18030").provisions[0].text == "为了示例〇，制定本条例。"


def _refused(path: Path, *words: str) -> None:
    """``path`` is refused, with a message that names the file, holds ``words``, and says what to do."""
    with pytest.raises(ReadingError) as caught:
        read_file(path)
    assert isinstance(caught.value, CorpusError)
    assert caught.value.path == path
    for word in (path.name, *words):
        assert word in str(caught.value)
    assert caught.value.remedy.endswith(".")


def _write(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_a_missing_file_a_folder_and_a_name_that_is_none_are_refused(tmp_path: Path) -> None:
    _refused(tmp_path / "gone.md", "no such file")
    (tmp_path / "folder.md").mkdir()
    _refused(tmp_path / "folder.md", "no such file")
    with pytest.raises(ReadingError):
        read_file("null\x00byte.md")


@pytest.mark.parametrize("name", ["law.txt", "law.md", "law.html", "law.docx", "law.pdf"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    _refused(_write(tmp_path, name, b""), "empty")
    _refused(_write(tmp_path, name, b" \r\n\r\n"), "empty")


def test_a_file_of_blanks_and_comments_holds_no_text(tmp_path: Path) -> None:
    _refused(_write(tmp_path, "law.md", "<!-- x -->\u3000\u200b\n".encode()), "no text")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("law.pdf", LAW.encode(), ".pdf"),
        ("law.docx", LAW.encode(), ".docx"),
        ("law.docx", b"%PDF-1.4\n", "pdf"),
        ("law.txt", b"%PDF-1.4\n", "pdf"),
        ("law.md", b"\x89PNG\r\n\x1a\n0000", "PNG"),
        ("law.txt", b"{\\rtf1 text}", "RTF"),
        ("law.txt", b"<!DOCTYPE html><html><p>x</html>", "html"),
        ("law.html", LAW.encode(), "no tag"),
        ("law.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".doc"),
        ("law.xlsx", b"PK\x03\x04", "not a format"),
        ("law", LAW.encode(), "no suffix"),
        ("law.txt", os.urandom(4000) + b"\x80\xff", "not text"),
        ("law.txt", "第一条 为了示例。".encode() + b"\xe7\xac", "not text"),
    ],
)
def test_content_that_does_not_match_its_name_is_refused(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    _refused(_write(tmp_path, name, data), words)


def _zip(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def test_a_zip_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    _refused(_write(tmp_path, "law.docx", _zip({"readme.txt": b"x"})), "zip archive")
    _refused(_write(tmp_path, "law.docx", _zip({"word/document.xml": b"<w/>"})), "damaged")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    _refused(_write(tmp_path, "bomb.docx", _zip({"word/document.xml": bytes(20 * limits.MIB)})), "150 times", "times its size")
    big = _zip({f"word/media/{n}.xml": os.urandom(1024) * 1024 * 8 for n in range(9)} | {"word/document.xml": b"x"})
    _refused(_write(tmp_path, "big.docx", big), "limit of 64 MiB")
    _refused(_write(tmp_path, "many.docx", _zip({f"{n}": b"" for n in range(limits.MAX_MEMBERS + 1)})), "limit of 4,000 parts")


def test_a_word_document_behind_a_password_is_refused(tmp_path: Path) -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600
    _refused(_write(tmp_path, "law.docx", container), "encrypted", "password")
    data = bytearray(_zip({"word/document.xml": b"<w/>"}))
    at = data.rindex(b"PK\x01\x02") + 8  # the flags in the central directory; bit 0 says that the member is encrypted
    data[at : at + 2] = struct.pack("<H", 1)
    _refused(_write(tmp_path, "zipped.docx", bytes(data)), "encrypted")


def _pdf(path: Path, draw, **options) -> Path:
    sheet = canvas.Canvas(str(path), **options)
    draw(sheet)
    sheet.save()
    return path


def test_a_scanned_pdf_is_refused_and_says_how_many_pages_have_no_text(tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    Image.new("L", (200, 280), 200).save(picture)

    def draw(sheet) -> None:
        for _ in range(2):
            sheet.drawImage(str(picture), 0, 0, 500, 700)
            sheet.showPage()

    _refused(_pdf(tmp_path / "scan.pdf", draw), "scanned", "2 of 2 pages", "OCR")


def test_an_encrypted_pdf_is_refused_but_one_that_only_forbids_printing_is_read(tmp_path: Path) -> None:
    def draw(sheet) -> None:
        sheet.drawString(72, 700, "Sample Provisions")
        sheet.drawString(72, 680, "Article 1 These Provisions are a sample.")

    _refused(
        _pdf(tmp_path / "locked.pdf", draw, encrypt=StandardEncryption("secret", ownerPassword="owner")), "encrypted", "password"
    )
    locked = StandardEncryption("", ownerPassword="owner", canPrint=0, canCopy=0)
    assert read_file(_pdf(tmp_path / "read.pdf", draw, encrypt=locked)).provisions[0].id == "article-1"


def test_a_damaged_pdf_is_refused(tmp_path: Path) -> None:
    _refused(_write(tmp_path, "law.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40), "damaged")


def test_more_than_the_limit_of_bytes_pages_lines_or_cells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    law = _write(tmp_path, "law.txt", LAW.encode() * 100)
    with monkeypatch.context() as limited:
        limited.setattr(limits, "MAX_TEXT_BYTES", 1000)
        _refused(law, "MiB, more than the limit")

    def draw(sheet) -> None:
        for n in range(3):
            sheet.drawString(72, 700, f"Article {n + 1} A sample.")
            sheet.showPage()

    with monkeypatch.context() as limited:
        limited.setattr(limits, "MAX_PAGES", 2)
        _refused(_pdf(tmp_path / "long.pdf", draw), "3 pages", "limit of 2")
    _refused(_write(tmp_path, "long.txt", b"a\n" * (limits.MAX_LINES + 1)), "limit of 100,000 lines")
    _refused(_write(tmp_path, "wide.txt", b"a" * (limits.MAX_LINE_CHARACTERS + 1)), "limit of 100,000 characters in one line")
    bomb = "<table>" + "<tr><td rowspan=60000 colspan=1000>x<td>y" * 300 + "</table>"
    _refused(_write(tmp_path, "cells.html", bomb.encode()), "limit of 200,000 table cells")
    _refused(_write(tmp_path, "deep.html", b"<div>" * 5000), "nested too deeply")


def test_the_time_limit_holds_in_this_process_and_in_that_of_the_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    law = _write(tmp_path, "law.txt", LAW.encode())
    sheet = _pdf(tmp_path / "law.pdf", lambda sheet: sheet.drawString(72, 700, "Article 1 A sample."))
    monkeypatch.setattr(limits, "TIME_LIMIT_SECONDS", -1.0)
    _refused(law, "time limit")
    monkeypatch.setattr(limits, "TIME_LIMIT_SECONDS", 0.05)
    _refused(sheet, "time limit of 0.05 seconds")


def test_a_pdf_that_unpacks_without_end_is_stopped_by_the_limit_of_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = zlib.compress(bytes(256 * limits.MIB), 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
    ]
    body = b"".join(b"%d 0 obj%b endobj\n" % (n, content) for n, content in enumerate(objects, 1))
    bomb = _write(tmp_path, "bomb.pdf", b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF")
    monkeypatch.setattr(limits, "PDF_MEMORY_BYTES", 160 * limits.MIB)
    _refused(bomb, "memory", "limit of 160 MiB")


def test_a_word_document_of_one_long_paragraph_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = docx.Document()
    document.add_paragraph("示" * 2000)
    document.save(str(tmp_path / "law.docx"))
    monkeypatch.setattr(limits, "MAX_LINE_CHARACTERS", 1000)
    _refused(tmp_path / "law.docx", "limit of 1,000 characters in one paragraph")

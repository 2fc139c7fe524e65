"""Which format a file really has, by its first bytes, whatever its name says."""

from __future__ import annotations

import io
import zipfile

from corpus.reading import limits
from corpus.reading.limits import Attempt

SUFFIXES = {".md": "text", ".markdown": "text", ".txt": "text", ".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf"}
_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "an RTF document"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_TEXT = "Open it in its own program and save it as .docx or .txt."


def check_format(data: bytes, suffix: str, attempt: Attempt) -> str:
    """``text``, ``html``, ``docx`` or ``pdf``. Refuses a suffix the reader does not know and content that does not match it."""
    expected = SUFFIXES.get(suffix)
    if expected is None:
        raise attempt.refuse(f"{suffix or 'no suffix'} is not a format the reader knows", "Use .md, .txt, .html, .docx or .pdf.")
    found, remedy = _sniff(data)
    if expected == "docx" and data.startswith(_OLE):
        raise _ole(data, attempt)
    if expected == found or (expected in ("text", "html") and found is None):
        if expected == "html" and b"<" not in data.replace(b"\x00", b""):
            raise attempt.refuse("the content is not HTML (it holds no tag)", "Rename the file to .txt.")
        return expected
    raise attempt.refuse(f"the content does not match {suffix}: it is {found or 'something else'}", remedy)


def _sniff(data: bytes) -> tuple[str | None, str]:
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf", "Rename the file to .pdf."
    if head.startswith(b"PK\x03\x04"):
        return _zip(data)
    if head.startswith(_OLE):
        return "an old Office document (.doc, .xls)", _SAVE_AS_TEXT
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name, "Add the text itself as .docx, .txt or a PDF with a text layer." if "picture" in name else _SAVE_AS_TEXT
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html", "Rename the file to .html."
    return None, "Give the file the suffix of its real format."


def _zip(data: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()) if len(archive.infolist()) <= limits.MAX_MEMBERS else {"word/document.xml"}
    except Exception:  # a damaged directory: the docx reader says so, with a better remedy
        return "docx", _SAVE_AS_TEXT
    if "word/document.xml" in names or "word/document2.xml" in names:
        return "docx", "Rename the file to .docx."
    return "a zip archive that holds no Word document", "Unpack it and add the files in it."


def _ole(data: bytes, attempt: Attempt) -> Exception:
    """A docx behind a password is an OLE container with this stream; an old .doc is one without."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return attempt.refuse("the document is encrypted", "Open it in Word, remove the password, and save it again.")
    return attempt.refuse(
        "the content does not match .docx: it is an old Word document (.doc)", "Open it in Word and save it as .docx."
    )

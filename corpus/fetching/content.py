"""Whether a body is what it says it is, and whether it is whole."""

from __future__ import annotations

import re

from corpus.fetching.errors import FailedError, RefusedError
from corpus.fetching.model import Format

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DECLARED = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/pdf": Format.PDF,
    _DOCX: Format.DOCX,
    "text/plain": Format.PLAIN,
}
# Government sites serve attachments under these; the content then speaks for itself, but only for an attachment.
_UNDECLARED = {"", "application/octet-stream", "application/msword"}
_HEAD = 16 * 1024
_START = 512
_TAIL = 2048
_BOMS = (b"\xff\xfe", b"\xfe\xff")
# Only at the start: pages pasted from a word processor carry such bytes further down.
_BINARY = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_OPENS, _CLOSES = re.compile(rb"<html[\s>]", re.IGNORECASE), re.compile(rb"</html\s*>", re.IGNORECASE)


def check_content(body: bytes, content_type: str) -> Format:
    """The format of ``body``, when ``content_type`` (the header) names the same one and nothing is missing at its end.

    Half a law must not pass for a whole one, and the end of a connection does not tell them apart.
    Raises RefusedError for a wrong type, FailedError for a body that is empty or cut off.
    """
    if not body.strip():
        raise FailedError("the page is empty", "Open it in a browser; it may need one to be built.")
    declared = content_type.partition(";")[0].strip().lower()
    found = _sniff(body)
    expected = _DECLARED.get(declared)
    if declared in _UNDECLARED and found in (Format.PDF, Format.DOCX):
        expected = found
    if found is None or found != expected:
        shown = f"declared as {declared[:60] or 'nothing'} and looks like {found or 'none of them'}"
        raise RefusedError(f"not html, pdf, docx or plain text: {shown}", "Open the page in a browser and correct `url`.")
    if not _whole(body, found):
        raise FailedError(f"the {found} ends too early", "Try again later.")
    return found


def _sniff(body: bytes) -> Format | None:
    head = body[:_HEAD]
    if head.startswith(b"%PDF-"):
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return Format.DOCX if b"word/" in body and b"[Content_Types].xml" in body else None
    if head.startswith(_BOMS):
        head = head.replace(b"\x00", b"")
    elif b"\x00" in body or _BINARY.search(body[:_START]):
        return None
    return Format.HTML if _MARKUP.search(head) else Format.PLAIN


def _whole(body: bytes, found: Format) -> bool:
    if found == Format.PDF:
        return b"%%EOF" in body[-_TAIL:]
    if found == Format.DOCX:
        return b"PK\x05\x06" in body[-_TAIL:]  # the directory of a zip file stands at its end
    if found == Format.HTML and not body.startswith(_BOMS):
        return not _OPENS.search(body) or bool(_CLOSES.search(body))
    return True

"""Reading one official text from a file."""

from __future__ import annotations

from pathlib import Path

from corpus.reading import limits
from corpus.reading.annexes import annex_start, is_notes
from corpus.reading.edition import effective_from, published_on
from corpus.reading.errors import ReadingError
from corpus.reading.formats.encoding import decode
from corpus.reading.formats.from_docx import docx_lines
from corpus.reading.formats.from_html import html_lines
from corpus.reading.formats.from_pdf import pdf_lines
from corpus.reading.formats.from_text import text_lines
from corpus.reading.formats.signatures import check_format
from corpus.reading.furniture import without_contents, without_page_furniture
from corpus.reading.header import read_header
from corpus.reading.healing import heal
from corpus.reading.limits import Attempt
from corpus.reading.model import Line, OfficialText
from corpus.reading.outline import build_outline
from corpus.reading.provisions import provisions

_FINAL_PROVISIONS = 4


def read_file(path: str | Path) -> OfficialText:
    """Read a .md, .txt, .html, .docx or .pdf (with a text layer).

    Raises :class:`ReadingError`, and nothing else, for what cannot or must not be read: see :mod:`corpus.reading.limits`.
    """
    path = Path(path)
    attempt = Attempt(path)
    try:
        return _read(path, attempt)
    except ReadingError:
        raise
    except MemoryError as error:
        raise attempt.refuse(
            "it needs more memory than there is", "Split the file into its parts and add each of them."
        ) from error
    except Exception as error:  # the promise of this function: a caller handles one error, whatever a library below it does
        raise attempt.refuse(
            f"it cannot be read ({type(error).__name__}: {str(error)[:120]})", "Save its text as a UTF-8 .txt file and add that."
        ) from error


def _read(path: Path, attempt: Attempt) -> OfficialText:
    data = _bytes(path, attempt)
    suffix = path.suffix.lower()
    title, encoding = "", ""
    match check_format(data, suffix, attempt):
        case "text":
            text, encoding = decode(data, attempt)
            lines = text_lines(text, attempt, markdown=suffix != ".txt")
        case "html":
            text, encoding = decode(data, attempt, html=True)
            title, lines = html_lines(text, attempt)
        case "docx":
            lines = docx_lines(data, attempt)
        case _:
            lines = pdf_lines(path, attempt)
    if not lines:
        raise attempt.refuse("there is no text in it", "Get the file again from its source.")
    lines = without_contents(list(heal(without_page_furniture(lines), attempt)))
    first = next((i for i, line in enumerate(lines) if _opens(line)), len(lines))
    header = read_header(lines[:first], title)
    tree = build_outline(lines[first:], header.title, header.preamble, attempt)
    cited = provisions(tree)
    closing = tuple(words for node in tree.children if node.kind == "closing" for words in node.text.split("\n"))
    published = published_on(header.lines, closing)
    main = [each.text for each in cited if not each.id.startswith("annex-")]
    notes = [each.text for each in cited if each.id.startswith("note-")]  # of a list they say since when it applies
    effective = effective_from(header.lines, [*main[: -_FINAL_PROVISIONS - 1 : -1], *notes], published)
    return OfficialText(header.title, header.number, published, effective, encoding, cited, header.lines, tree)


def _bytes(path: Path, attempt: Attempt) -> bytes:
    try:
        if not path.is_file():
            raise attempt.refuse("there is no such file", "Check the path.")
        size = path.stat().st_size
        limit = limits.MAX_BYTES if path.suffix.lower() in (".pdf", ".docx") else limits.MAX_TEXT_BYTES
        if size > limit:
            raise attempt.refuse(
                f"{size / limits.MIB:,.1f} MiB, more than the limit of {limit / limits.MIB:,.0f} MiB",
                "Remove its pictures, or split it into parts.",
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise attempt.refuse(f"it cannot be opened ({type(error).__name__})", "Check the path and its permissions.") from error
    if not data.strip(b"\x00 \t\r\n"):
        raise attempt.refuse("the file is empty", "Get the file again from its source.")
    return data


def _opens(line: Line) -> bool:
    """True for the first line of the numbered parts: what stands above is header and preamble."""
    return line.marker is not None or line.table or is_notes(line) or annex_start(line) is not None

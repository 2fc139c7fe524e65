"""Lines of a Word document (.docx)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATED

from corpus.reading import limits
from corpus.reading.formats.docx_numbering import Numbering
from corpus.reading.formats.from_text import clean
from corpus.reading.formats.tables import spread_cells, table_lines
from corpus.reading.limits import Attempt
from corpus.reading.model import Line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])$", re.IGNORECASE)
_REPAIR = "Open it in Word and save it again, or copy its text into a .txt file."


def docx_lines(data: bytes, attempt: Attempt) -> list[Line]:
    """The paragraphs and table rows of the body, in order. Deleted and hidden words, page headers and footers are not part of it."""
    _check_archive(data, attempt)
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx lets many kinds through, by what exactly is damaged
        raise attempt.refuse("the Word document is damaged", _REPAIR) from error
    part = document.part
    numbering = Numbering(_root(part, RELATED.NUMBERING), _root(part, RELATED.STYLES))
    names = {style.style_id: style.name or "" for style in document.styles}
    found: list[Line] = []
    for line in _blocks(document.element.body, numbering, names, attempt):
        found.append(line)
        attempt.check_count(len(line.text), limits.MAX_LINE_CHARACTERS, "characters in one paragraph")
        attempt.check_count(len(found), limits.MAX_LINES, "lines")
    return found


def _check_archive(data: bytes, attempt: Attempt) -> None:
    """Refuses an archive that would unpack to more than the limits, before anything is unpacked. The sizes in its directory can be
    trusted: zipfile reads no further than they say."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except Exception as error:
        raise attempt.refuse("the Word document is damaged (not a whole zip archive)", _REPAIR) from error
    attempt.check_count(len(members), limits.MAX_MEMBERS, "parts in the archive")
    if any(member.flag_bits & 1 for member in members):
        raise attempt.refuse("the document is encrypted", "Open it in Word, remove the password, and save it again.")
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.MAX_UNPACKED_BYTES:
        raise attempt.refuse(
            f"it unpacks to {unpacked / limits.MIB:,.0f} MiB, more than the limit of {limits.MAX_UNPACKED_BYTES / limits.MIB:,.0f} MiB",
            "Remove the pictures from it, or copy its text into a .txt file.",
        )
    if unpacked > limits.EXPANSION_FLOOR and unpacked > limits.MAX_EXPANSION * len(data):
        raise attempt.refuse(
            f"it unpacks to {unpacked / len(data):,.0f} times its size, more than the limit of {limits.MAX_EXPANSION} times (a zip bomb?)",
            "Do not open it unless you know where it comes from; copy its text into a .txt file.",
        )


def _root(part, kind: str):
    """The XML of a related part, or None."""
    try:
        return part.part_related_by(kind).element
    except (KeyError, ValueError, AttributeError):
        return None


def _blocks(body, numbering: Numbering, names: dict[str, str], attempt: Attempt) -> Iterator[Line]:
    waiting = [iter(body)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag == _W + "p":
            attempt.check_time()
            yield from _paragraph(element, numbering, names)
        elif element.tag == _W + "tbl":
            yield from table_lines(spread_cells(_rows(element, numbering, attempt), attempt), attempt)
        elif element.tag in (_W + "sdt", _W + "sdtContent", _W + "customXml", _W + "ins", _W + "smartTag"):
            waiting.append(iter(element))


def _paragraph(element, numbering: Numbering, names: dict[str, str]) -> Iterator[Line]:
    properties = element.find(_W + "pPr")
    style = properties.find(_W + "pStyle") if properties is not None else None
    name = names.get(style.get(_W + "val"), "") if style is not None else ""
    label = numbering.label(element)
    if name.lower().startswith("toc "):
        return  # the table of contents repeats the headings
    heading = _HEADING.match(name)
    level = 1 if name == "Title" else min(int(heading[1]) + 1, 6) if heading else 0
    text = _text(element)
    if label and clean(text):
        text = f"{label}{'' if label[-1] in '、）)．' else ' '}{clean(text)}"
    centred = properties is not None and (jc := properties.find(_W + "jc")) is not None and jc.get(_W + "val") == "center"
    for part in filter(None, map(clean, text.split("\n"))):
        yield Line(part, level=level, centred=centred and len(part) < 60)
    for box in element.iter(_W + "txbxContent"):
        if not any(above.tag == _FALLBACK for above in box.iterancestors()):
            for inner in box.iterfind(_W + "p"):
                if words := clean(_text(inner)):
                    yield Line(words)


def _text(paragraph) -> str:
    """The visible words of a ``w:p``: without what is marked deleted, moved away or hidden, and without text boxes inside it."""
    parts: list[str] = []
    waiting = [iter(paragraph)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
            continue
        name = element.tag.removeprefix(_W) if isinstance(element.tag, str) else ""
        if name == "t":
            parts.append(element.text or "")
        elif name in ("br", "cr"):
            parts.append("\n")
        elif name == "tab":
            parts.append("\t")
        elif name == "noBreakHyphen":
            parts.append("-")
        elif name not in ("pPr", "rPr", "del", "moveFrom", "txbxContent") and element.tag != _FALLBACK and not _hidden(element):
            waiting.append(iter(element))
    return "".join(parts)


def _hidden(element) -> bool:
    properties = element.find(_W + "rPr") if element.tag == _W + "r" else None
    vanish = properties.find(_W + "vanish") if properties is not None else None
    return vanish is not None and vanish.get(_W + "val") not in ("0", "false")


def _rows(table, numbering: Numbering, attempt: Attempt) -> list[list[tuple[str, int, int]]]:
    """Cells as (text, rowspan, colspan). Word writes a cell merged downwards once for every row: the first says ``restart``, the
    others are left out here and counted into its rowspan."""
    rows: list[list[list]] = []
    open_cells: dict[int, list] = {}  # column -> cell that may still go on downwards
    for row in table.iter(_W + "tr"):
        attempt.check_time()
        cells: list[list] = []
        column = 0
        for cell in row.iterfind(f".//{_W}tc"):
            properties = cell.find(_W + "tcPr")
            across = _across(properties)
            merge = properties.find(_W + "vMerge") if properties is not None else None
            paragraphs = [f"{numbering.label(p)} {_text(p)}".strip() for p in cell.iter(_W + "p")]
            if merge is not None and merge.get(_W + "val") != "restart" and column in open_cells:
                open_cells[column][1] += 1
            else:
                placed = ["\n".join(filter(None, map(clean, "\n".join(paragraphs).split("\n")))), 1, across]
                cells.append(placed)
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = placed
            column += across
        rows.append(cells)
    return [[tuple(cell) for cell in row] for row in rows]


def _across(properties) -> int:
    span = properties.find(_W + "gridSpan") if properties is not None else None
    value = (span.get(_W + "val") or "1") if span is not None else "1"
    return max(1, min(int(value), 1000)) if value.isascii() and value.isdigit() and len(value) < 6 else 1

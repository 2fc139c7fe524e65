"""Lines of a .txt or .md file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.reading.formats.tables import Cell, table_lines
from corpus.reading.healing import width
from corpus.reading.limits import MAX_LINE_CHARACTERS, MAX_LINES, Attempt
from corpus.reading.model import Line

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_BREAKS = re.compile(r"\r\n|[\r\n\v\u0085\u2028\u2029]")
_SPACES = " \t\u3000\u00a0"
_HEADING = re.compile(r"(#{1,6})[ \t\u3000]+")
#: The inner class excludes the mark itself, so that a line full of unclosed marks is still read in one pass.
_EMPHASIS = re.compile(r"\*\*(?=\S)([^*]{1,2000})(?<=\S)\*\*|__(?=\S)([^_]{1,2000})(?<=\S)__")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_RULE = re.compile(r"([-*_][ \t]*){3,}$|```.*$")
_DELIMITER = re.compile(r"[|: \t-]*-{3,}[|: \t-]*$")
_BULLET = re.compile(r"(?:>[ \t]?)+|[-*+][ \t]+")
#: Set in by two characters: the first line of a Chinese paragraph. By four and more: centred, as titles are.
_SET_IN, _CENTRED = 1.5, 4.0
#: So many empty lines in a row stand where a page ended.
_PAGE_GAP = 3


def clean(text: str) -> str:
    """Without invisible characters and without blanks at the ends."""
    return text.translate(_INVISIBLE).strip(" \t\u3000\u00a0\r\n\v\f")


def text_lines(text: str, attempt: Attempt, *, markdown: bool) -> list[Line]:
    """The printed lines of ``text``. A form feed, and in plain text a wide gap, begins a page."""
    if markdown:
        text = _without_comments(text).replace("&nbsp;", " ")
    found: list[Line] = []
    table: list[str] = []
    page, blanks = 1, 0
    for count, raw in enumerate(_printed(text)):
        if count % 10_000 == 0:
            attempt.check_time()
        attempt.check_count(len(raw), MAX_LINE_CHARACTERS, "characters in one line")
        page += raw.count("\f")
        line = raw.translate(_INVISIBLE).replace("\f", "")
        stripped = clean(line)
        if markdown and stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 2:
            table.append(stripped)
            continue
        found.extend(_markdown_table(table, attempt))
        table.clear()
        if not stripped or (markdown and _RULE.match(stripped)):
            blanks += 1
            continue
        if blanks >= _PAGE_GAP and not markdown:
            page += 1
        lead = width(line[: len(line) - len(line.lstrip(_SPACES))])
        level, stripped = _markup(stripped) if markdown else (0, stripped)
        if stripped:
            set_in = lead >= _SET_IN
            centred = not markdown and lead >= _CENTRED
            found.append(Line(stripped, level=level, page=page, indent=set_in, centred=centred, blank_before=blanks > 0))
            attempt.check_count(len(found), MAX_LINES, "lines")
        blanks = 0
    found.extend(_markdown_table(table, attempt))
    return found


def _printed(text: str) -> Iterator[str]:
    """Line by line without a list of them all: ten million empty lines are no reason to fill the memory."""
    start = 0
    for match in _BREAKS.finditer(text):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def _without_comments(text: str) -> str:
    kept, start = [], 0
    while (opening := text.find("<!--", start)) >= 0 and (closing := text.find("-->", opening)) >= 0:
        kept.append(text[start:opening])
        start = closing + 3
    return "".join([*kept, text[start:]])


def _markup(line: str) -> tuple[int, str]:
    """(heading level, the words without their markup)."""
    heading = _HEADING.match(line)
    level, line = (len(heading[1]), line[heading.end() :].rstrip(" \t#")) if heading else (0, line)
    bullet = _BULLET.match(line)
    line = line[bullet.end() :] if bullet else line
    return level, clean(_ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\1\2", line)))


def _markdown_table(rows: Iterable[str], attempt: Attempt) -> list[Line]:
    cells = [
        [Cell(_markup(clean(cell))[1]) for cell in re.split(r"(?<!\\)\|", row[1:-1])]
        for row in rows
        if not (len(row) < 500 and _DELIMITER.match(row))
    ]
    return table_lines([[Cell(c.text.replace("<br>", "\n")) for c in row] for row in cells], attempt) if cells else []

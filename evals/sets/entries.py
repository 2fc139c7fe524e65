"""The entries of a test-set file as plain mappings, and where in the file each stands. YAML, JSONL, CSV and XLSX."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path

from corpus import ZhunruError
from corpus.files import line_of, read_yaml
from evals.sets.items import Item

#: The columns of one expected verdict in a flat file.
FLAT = ("status", "cap", "deciding", "activity")
COLUMNS = tuple(c for name in Item.model_fields if name != "wording_of" for c in (FLAT if name == "verdicts" else (name,)))
#: Columns whose cell is a list. Not `|`: that parts the alternatives of `must_say`.
SEPARATOR = ";"
LISTS = {"paraphrases", "turns", "status", "deciding", "clauses", "must_say", "must_not_say", "asks", "tags"}
Place = tuple[int | str, ...]


@dataclass(frozen=True)
class Entry:
    """One entry as it was read. ``where(place)`` is the file with the line or row of a field, and ``named(place)`` the field
    as the file calls it."""

    raw: object
    where: Callable[[Place], str]
    named: Callable[[Place], str]


class Unreadable(ZhunruError):
    """A test-set file of which no entry can be read."""


def read_entries(path: Path) -> list[Entry]:
    """Every entry of a file, by its ending. Raises Unreadable, or CorpusFileError for YAML that is none."""
    readers = {".yaml": _yaml, ".yml": _yaml, ".jsonl": _jsonl, ".csv": _csv, ".xlsx": _xlsx}
    if not path.is_file():
        raise Unreadable(
            f"There is no test set at {path}.", "Give a file, a folder of files, or the name of one in evals/datasets."
        )
    if path.suffix.lower() not in readers:
        raise Unreadable(
            f"{path}: a test set is no `{path.suffix or 'file without an ending'}`.", f"Use one of {', '.join(readers)}."
        )
    return list(readers[path.suffix.lower()](path))


def _dotted(place: Place) -> str:
    return ".".join(str(part) for part in place)


def _yaml(path: Path) -> Iterator[Entry]:
    raw = read_yaml(path)
    if not isinstance(raw, list):
        raise Unreadable(f"{path}:1: expected a list of items.", "Begin each item with `- id:`.")
    for i, entry in enumerate(raw):
        yield Entry(entry, partial(_yaml_line, path, i), _dotted)


def _yaml_line(path: Path, i: int, place: Place) -> str:
    return f"{path}:{line_of(path, (i, *place))}"


def _jsonl(path: Path) -> Iterator[Entry]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
        except json.JSONDecodeError as error:
            raise Unreadable(
                f"{path}:{number}: not valid JSON: {error.msg}.", "Put each item on one line, as one object."
            ) from error
        yield Entry(raw, partial(_fixed, f"{path}:{number}"), _dotted)


def _fixed(where: str, place: Place) -> str:
    return where


def _csv(path: Path) -> Iterator[Entry]:
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    rows, ends = [], [0]
    try:
        for row in reader:
            rows.append(row)
            ends.append(reader.line_num)
    except csv.Error as error:
        raise Unreadable(
            f"{path}:{reader.line_num}: not valid CSV: {error}.", 'Quote cells that hold a comma or ", doubling each ".'
        ) from error
    starts = [before + 1 for before, _ in pairwise(ends)]
    yield from _flat(path, rows, [f"{path}:{line}" for line in starts])


def _xlsx(path: Path) -> Iterator[Entry]:
    try:
        import openpyxl
    except ImportError as error:
        raise ZhunruError("openpyxl is not installed.", "Run: pip install 'zhunru[evals]'") from error

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise Unreadable(f"{path}: not an Excel workbook.", "Save it as .xlsx, or as CSV in UTF-8.") from error
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    yield from _flat(path, rows, [f"{path}, row {n}" for n in range(1, len(rows) + 1)])


def _flat(path: Path, rows: list[list], wheres: list[str]) -> Iterator[Entry]:
    """Entries out of a table whose first row names the columns."""
    if not rows:
        raise Unreadable(f"{path}: the file is empty.", f"Begin with a row of column names: {', '.join(COLUMNS)}.")
    header = [str(name or "").strip() for name in rows[0]]
    strange = [name for name in header if name and name not in COLUMNS]
    if strange or len(set(filter(None, header))) < len(list(filter(None, header))):
        problem = f"no column is named `{strange[0]}`" if strange else "a column stands there twice"
        raise Unreadable(f"{wheres[0]}: {problem}.", f"The columns are {', '.join(COLUMNS)}, parted by commas.")
    for row, where in zip(rows[1:], wheres[1:], strict=True):
        cells = {name: value for name, cell in zip(header, row, strict=False) if name and (value := _cell(cell)) is not None}
        if len(row) > len(header) and any(_cell(c) is not None for c in row[len(header) :]):
            raise Unreadable(f"{where}: there are more cells than columns.", "Quote cells that hold a comma.")
        if cells:
            yield Entry(_nested(cells), partial(_fixed, where), _column)


def _cell(value: object) -> object:
    """A cell as a mapping would hold it; None of an empty one."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return value.strip() or None
    return value


def _nested(cells: dict[str, object]) -> dict[str, object]:
    """A row with its lists taken apart and its verdict put together."""
    split = {name: _parts(value) if name in LISTS else value for name, value in cells.items()}
    verdict = {name: split.pop(name) for name in FLAT if name in split}
    texts = {name: str(v) if name in ("id", "question", "why") else v for name, v in split.items()}
    return texts | ({"verdicts": [verdict]} if verdict else {})


def _parts(value: object) -> list[str]:
    return [part.strip() for part in str(value).split(SEPARATOR) if part.strip()]


def _column(place: Place) -> str:
    """verdicts.0.status.0 → status; clauses.1 → clauses."""
    names: Iterable[str] = (part for part in place if isinstance(part, str) and (part != "verdicts" or len(place) == 1))
    return next(iter(names), "")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path}: not UTF-8 (byte {error.start}).", "Save the file as UTF-8 (Excel: “CSV UTF-8”).") from error

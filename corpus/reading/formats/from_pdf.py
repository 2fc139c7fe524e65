"""Lines of a PDF that has a text layer."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from corpus.reading import limits
from corpus.reading.formats.from_text import clean
from corpus.reading.formats.tables import Cell, Row, table_lines
from corpus.reading.healing import width
from corpus.reading.limits import Attempt
from corpus.reading.model import Line

_PACKAGE_ROOT = Path(__file__).resolve().parents[3]
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")
_HAN = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
#: Justified Chinese print leaves gaps between characters that are no blanks.
_GAP = re.compile(f"(?<={_HAN}) (?={_HAN})")
_OCR = "Run text recognition (OCR) on it and proofread the result, or find the official text as a web page."


def pdf_lines(path: Path, attempt: Attempt) -> list[Line]:
    """The printed lines and table rows, page by page. Refuses a PDF that is encrypted, scanned, damaged or beyond the limits."""
    parsed = _parse(path, attempt)
    if "refused" in parsed:
        raise _refusal(parsed, attempt)
    pages = parsed["pages"]
    _check_text_layer(pages, attempt)
    left, right = _margins([item for page in pages for item in page["items"] if item[0] == "line"])
    found: list[Line] = []
    for number, page in enumerate(pages, start=1):
        for item in page["items"]:
            attempt.check_time()
            found.extend(_table(item[2], number, attempt) if item[0] == "table" else _printed(item, number, left, right))
    return found


def _parse(path: Path, attempt: Attempt) -> dict:
    paths = os.pathsep.join(filter(None, [str(_PACKAGE_ROOT), os.environ.get("PYTHONPATH")]))
    numbers = (limits.MAX_PAGES, limits.PDF_MEMORY_BYTES, limits.MAX_LINES)
    command = [sys.executable, "-m", "corpus.reading.formats.pdf_worker", str(path.resolve()), *map(str, numbers)]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=max(0.1, attempt.seconds_left),
            env={**os.environ, "PYTHONPATH": paths},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise attempt.too_slow() from error
    try:
        return json.loads(done.stdout)
    except ValueError:  # killed by the system, most likely for memory
        return {"refused": "memory"}


def _refusal(parsed: dict, attempt: Attempt) -> Exception:
    match parsed["refused"]:
        case "encrypted":
            return attempt.refuse("the PDF is encrypted and needs a password", "Remove the password and save it again.")
        case "pages":
            return attempt.refuse(
                f"{parsed['count']:,} pages, more than the limit of {limits.MAX_PAGES:,}", "Split it into parts."
            )
        case "lines":
            return attempt.refuse(f"too long: more than the limit of {limits.MAX_LINES:,} lines", "Split it into parts.")
        case "memory":
            size = limits.PDF_MEMORY_BYTES // limits.MIB
            return attempt.refuse(
                f"the PDF needs more memory than the limit of {size:,} MiB", "Print it to a new PDF, or split it."
            )
    return attempt.refuse("the PDF is damaged", "Print it to a new PDF, or copy its text into a .txt file.")


def _check_text_layer(pages: list[dict], attempt: Attempt) -> None:
    if not pages:
        raise attempt.refuse("the PDF has no pages", "Get the file again from its source.")
    texts = ["".join(_words(item) for item in page["items"]) for page in pages]
    total = sum(map(len, texts))
    blank = sum(page["pictures"] and len(text) < limits.MIN_CHARACTERS_PER_PAGE for page, text in zip(pages, texts, strict=True))
    if total == 0 or blank > len(pages) / 2:
        raise attempt.refuse(f"the PDF is scanned: {blank or len(pages)} of {len(pages)} pages have no text layer", _OCR)
    unmapped = sum(len(found) for text in texts for found in _UNMAPPED.findall(text))
    if unmapped > total * 0.1:
        raise attempt.refuse("the text layer of the PDF is unreadable (its fonts do not say which characters they hold)", _OCR)


def _margins(printed: list[list]) -> tuple[float, float]:
    """Where lines begin and end (points), by those that are not repeated on page after page."""
    repeated = Counter(item[5] for item in printed)
    body = [item for item in printed if repeated[item[5]] <= 2 and len(item[5]) > 5] or printed
    lefts, rights = sorted(item[2] for item in body), sorted(item[3] for item in body)
    return (lefts[len(lefts) // 10], rights[len(rights) * 9 // 10]) if body else (0.0, 0.0)


def _words(item: list) -> str:
    return item[5] if item[0] == "line" else "".join(cell or "" for row in item[2] for cell in row)


def _printed(item: list, page: int, left: float, right: float) -> list[Line]:
    _, _, x0, x1, size, text = item
    size = max(size, 1.0)
    centred = x0 - left > 3.5 * size and abs((x0 - left) - (right - x1)) < 2 * size
    words = clean(_GAP.sub("", text))
    line = Line(words, page=page, indent=x0 - left > 1.2 * size, full=right - x1 < 2.5 * size, centred=centred)
    return [line] if words else []


def _table(rows: list[list[str | None]], page: int, attempt: Attempt) -> list[Line]:
    grid: list[Row] = [[Cell(_cell(text or ""), origin=text is not None) for text in row] for row in rows]
    return table_lines(grid, attempt, page)


def _cell(text: str) -> str:
    """The lines of a cell, joined where a full line ends a sentence by chance."""
    lines = [clean(_GAP.sub("", line)) for line in text.split("\n")]
    lines = [line for line in lines if line]
    widest = max(map(width, lines), default=0.0)
    joined: list[str] = []
    for i, line in enumerate(lines):
        chance = i > 0 and lines[i - 1][-1] == "。" and width(lines[i - 1]) > widest - 1.5
        joined[-1:] = [joined[-1] + line] if chance and joined else [*joined[-1:], line]
    return "\n".join(joined)

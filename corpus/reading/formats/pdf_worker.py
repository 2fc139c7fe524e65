"""Parses one PDF in a process of its own: ``python -m corpus.reading.formats.pdf_worker FILE MAX_PAGES MEMORY_BYTES MAX_LINES``.

A PDF can make any parser loop or unpack without end; a process can be given a memory limit and be killed. It prints one JSON
object: ``{"pages": [{"pictures": bool, "items": [...]}]}`` or ``{"refused": reason, "count": n}``. An item is
``["line", top, x0, x1, size, text]`` (points from the top left corner) or ``["table", top, [[cell, ...], ...]]``, where a cell is
null when it only continues a merged one.
"""

from __future__ import annotations

import json
import sys

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

_SAME_LINE = 3.0


def _limit_memory(size: int) -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ImportError, ValueError, OSError):
        pass  # not on every system; the time limit still holds


def parse(path: str, max_pages: int, max_lines: int) -> dict:
    with pdfplumber.open(path) as document:
        if len(document.pages) > max_pages:
            return {"refused": "pages", "count": len(document.pages)}
        pages, lines = [], 0
        for page in document.pages:
            pages.append(_page(page.dedupe_chars(tolerance=1)))
            lines += len(pages[-1]["items"])
            page.close()
            if lines > max_lines:
                return {"refused": "lines"}
        return {"pages": pages}


def _page(page) -> dict:
    tables = [table for table in page.find_tables() if any(len([c for c in row.cells if c]) > 1 for row in table.rows)]
    boxes = [table.bbox for table in tables]

    def outside(item: dict) -> bool:
        x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
        return not any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)

    text = page.filter(lambda item: item.get("object_type") != "char" or outside(item)) if boxes else page
    items: list[list] = [
        [
            "line",
            round(line["top"], 1),
            round(line["x0"], 1),
            round(line["x1"], 1),
            round(line["bottom"] - line["top"], 1),
            line["text"],
        ]
        for line in text.extract_text_lines(return_chars=False, x_tolerance_ratio=0.6, y_tolerance=_SAME_LINE)
    ]
    for table in tables:
        items.append(["table", round(table.bbox[1], 1), table.extract(x_tolerance_ratio=0.6, y_tolerance=_SAME_LINE)])
    return {"pictures": bool(page.images), "items": sorted(items, key=lambda item: item[1])}


def run_worker(arguments: list[str]) -> None:
    path, max_pages, memory, max_lines = arguments
    _limit_memory(int(memory))
    try:
        result = parse(path, int(max_pages), int(max_lines))
    except Exception as error:  # the parser has no one error of its own, and wraps one in another
        causes = (error, *error.args, error.__cause__, error.__context__)
        reasons = ((PDFPasswordIncorrect, "encrypted"), (MemoryError, "memory"))
        result = {"refused": next((reason for kind, reason in reasons if any(isinstance(c, kind) for c in causes)), "damaged")}
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    run_worker(sys.argv[1:])

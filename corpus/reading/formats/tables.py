"""A table of a legal text as lines: a negative list is one row an item, with rows that are headings in between.

Formats spread merged cells out over their grid first: a cell that is only the continuation of another has ``origin=False``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.reading.limits import MAX_CELLS, Attempt
from corpus.reading.markers import is_heading, recognise
from corpus.reading.model import Line, Marker
from corpus.reading.numerals import ARABIC, half_width

Row = list["Cell"]
_NUMBER = re.compile(rf"[（(]?({ARABIC}{{1,3}})[）)]?[.、．]?$")
_NUMBER_TITLES = {"序号", "序號", "编号", "編號", "项目号", "项号", "项次", "no.", "no", "number", "item", "itemno."}
_TITLES = _NUMBER_TITLES | {
    "领域", "領域", "行业", "行業", "部门", "部門", "类别", "類別", "项目", "事项", "措施", "管理措施", "特别管理措施", "特別管理措施",
    "措施描述", "禁止或许可事项", "禁止或许可准入措施描述", "事项编码", "主管部门", "地方性许可措施", "备注", "備註", "说明", "内容", "条目",
    "国民经济行业分类", "国民经济行业代码", "sector", "industry", "field", "measures", "specialadministrativemeasures", "remarks", "description",
}  # fmt: skip
_CONTINUED = re.compile(r"[（(]?(续表?|續表?|continued)[）)]?$", re.IGNORECASE)
_GAPS = re.compile(r"[\s\u3000]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """One position of the grid. ``text`` may hold several lines."""

    text: str
    origin: bool = True


def is_title_row(texts: list[str]) -> bool:
    """True for the row that names the columns (序号 | 领域 | 特别管理措施), wherever it is repeated."""
    words = [_GAPS.sub("", text).lower() for text in texts]
    return len(words) > 1 and all(word in _TITLES for word in words)


def spread_cells(rows: list[list[tuple[str, int, int]]], attempt: Attempt) -> list[Row]:
    """The grid of a table whose cells are (text, rowspan, colspan), each in the row where it begins."""
    grid: list[Row] = []
    hanging: dict[int, int] = {}  # column -> rows it still reaches down
    total = 0
    for cells in rows:
        row: Row = []
        waiting = list(reversed(cells))
        reach = max(hanging, default=-1)
        while waiting or len(row) <= reach:
            column = len(row)
            total += 1
            attempt.check_count(total, MAX_CELLS, "table cells")
            if column in hanging:
                row.append(Cell("", origin=False))
                hanging[column] -= 1
                if not hanging[column]:
                    del hanging[column]
            elif waiting:
                text, down, across = waiting.pop()
                across = max(1, across)
                attempt.check_count(total + across, MAX_CELLS, "table cells")
                for offset in range(across):
                    row.append(Cell(text if offset == 0 else "", origin=offset == 0))
                    if down > 1:
                        hanging[column + offset] = down - 1
                total += across - 1
            else:
                row.append(Cell(""))
        grid.append(row)
    return grid


def table_lines(grid: list[Row], attempt: Attempt, page: int = 0) -> list[Line]:
    """The lines of a table. Item rows carry their marker; the rows that name the columns, and their repetitions, are left out."""
    numbers = _number_column(grid)
    found: list[Line] = []
    last_item, last_group = "", ""
    for count, row in enumerate(grid):
        if count % 1000 == 0:
            attempt.check_time()
        texts = [cell.text for cell in row if cell.origin and cell.text]
        if not texts or is_title_row(texts):
            continue
        if numbers is None or numbers >= len(row):
            found.extend(_plain_row(texts, page, goes_on=len(row) > 1 and len(texts) == 1 and not row[0].text))
            continue
        number = _NUMBER.match(row[numbers].text)
        groups = [cell.text for cell in row[:numbers] if cell.origin and cell.text] if number or len(texts) > 1 else []
        body = [cell.text for cell in row[numbers + 1 :] if cell.origin and cell.text]
        for group in groups:
            group = _CONTINUED.sub("", _one_line(group)).strip()
            if group and group != last_group:
                found.append(Line(group, level=0 if recognise(group) else 6, page=page, table=True))
                last_group, last_item = group, ""
        if number and row[numbers].text != last_item:
            last_item = row[numbers].text
            found.extend(_item(last_item, number[1], body, page))
        elif number or (body and not _is_group(row, texts)):
            found.extend(_more("\n".join(body), page))
        elif not groups:
            last_group = _CONTINUED.sub("", _one_line(texts[0])).strip()
            last_item = ""
            level = 6 if is_heading(last_group) and not recognise(last_group) else 0
            found.append(Line(last_group, level=level, page=page, table=True))
    return [line for line in found if line.text]


def joined(lines: list[Line]) -> list[Line]:
    """``lines`` with tables that go on over pages put together: the heading and the number printed once more are left out."""
    kept: list[Line] = []
    group = item = ""
    for line in lines:
        if line.table and line.marker and line.marker.kind == "item":
            if line.marker.label == item:
                line = replace(line, text=line.marker.rest, marker=None, continues=True)
            else:
                item = line.marker.label
        elif line.table and not line.continues and is_heading(line.text):
            if line.text == group:
                continue
            group, item = line.text, ""
        if line.text:
            kept.append(line)
    return kept


def cell_paragraphs(text: str) -> list[str]:
    """The paragraphs of a cell: its lines joined, except where a sentence ends and a numbered part begins."""
    paragraphs: list[str] = []
    for line in filter(None, (part.strip(" \t\u3000") for part in text.split("\n"))):
        ended = paragraphs and paragraphs[-1][-1] in "。；：;:."
        if paragraphs and not (ended and (recognise(line) or paragraphs[-1][-1] == "。")):
            glue = " " if paragraphs[-1][-1].isascii() and line[0].isascii() else ""
            paragraphs[-1] += glue + line
        else:
            paragraphs.append(line)
    return paragraphs


def _number_column(grid: list[Row]) -> int | None:
    """The column of item numbers: the one so titled, else the one whose numbers count up beside words."""
    counting: dict[int, list[int]] = {}
    for row in grid:
        if len(row) < 2:
            continue
        for column, cell in enumerate(row):
            if cell.origin and _GAPS.sub("", cell.text).lower() in _NUMBER_TITLES:
                return column
            match = _NUMBER.match(cell.text) if cell.origin and len(cell.text) < 8 else None
            if match and any(len(other.text) > 5 for other in row[column + 1 :]):
                counting.setdefault(column, []).append(int(half_width(match[1])))
    ascending = {c: n for c, n in counting.items() if all(b in (a, a + 1, 1) for a, b in pairwise(n))}
    return max(ascending, key=lambda column: (len(ascending[column]), -column), default=None)


def _is_group(row: Row, texts: list[str]) -> bool:
    """A row that heads those below it: one cell over the whole width, or a lone label (一、…)."""
    spans = len(texts) == 1 and sum(not cell.origin for cell in row) == len(row) - 1
    lone = recognise(texts[0]) if len(texts) == 1 else None
    return (spans or (lone is not None and lone.kind in ("section", "point"))) and is_heading(_one_line(texts[0]))


def _item(label: str, digits: str, body: list[str], page: int) -> list[Line]:
    n = int(half_width(digits))
    paragraphs = cell_paragraphs("\n".join(body))
    head = paragraphs[0] if paragraphs else ""
    marker = Marker("item", (n, 0), label, head)
    return [Line(f"{label} {head}".strip(), page=page, table=True, marker=marker)] + [
        Line(paragraph, page=page, table=True) for paragraph in paragraphs[1:]
    ]


def _more(text: str, page: int) -> list[Line]:
    """The rest of an item: another cell of it, or its continuation on the next page."""
    paragraphs = cell_paragraphs(text)
    return [Line(paragraph, page=page, table=True, continues=i == 0) for i, paragraph in enumerate(paragraphs)]


def _plain_row(texts: list[str], page: int, *, goes_on: bool) -> list[Line]:
    """A row of a table that is no list: its cells in one line. ``goes_on``: the rest of an item that the last page began."""
    if goes_on:
        return _more(texts[0], page)
    if len(texts) == 1:
        return [Line(paragraph, page=page, table=True) for paragraph in cell_paragraphs(texts[0])]
    return [Line("　".join(_one_line(text) for text in texts), page=page, table=True)]


def _one_line(text: str) -> str:
    return "".join(part.strip() + (" " if part[-1:].isascii() else "") for part in text.split("\n")).strip()

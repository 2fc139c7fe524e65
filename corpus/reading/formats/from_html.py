"""Lines of an HTML page: blocks become lines, tables become rows, what is no content is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree, html  # pyright: ignore[reportAttributeAccessIssue]  # etree is compiled and has no stubs

from corpus.reading.formats.from_text import clean
from corpus.reading.formats.tables import spread_cells, table_lines
from corpus.reading.healing import ends_sentence
from corpus.reading.limits import MAX_LINE_CHARACTERS, MAX_LINES, MAX_TAGS, Attempt
from corpus.reading.model import Line

_SKIP = {
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "aside",
    "footer",
    "button",
    "select",
    "iframe",
    "object",
    "svg",
    "del",
    "head",
}
_BLOCK = {
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "header", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
#: How the sites of ministries and of the State Council name the element that holds the text.
_CONTENT = {
    "UCAP-CONTENT",
    "TRS_Editor",
    "TRS_UEDITOR",
    "pages_content",
    "zoom",
    "Zoom",
    "article-content",
    "article_con",
    "art_con",
}
_CANDIDATES = 20
_WHITE = re.compile(r"[ \t\r\n\f]+")
_PAGE_BUTTONS = re.compile(
    r"(【?(打印|关闭|返回顶部|大 ?中 ?小|字号|扫一扫|分享到|责任编辑|上一篇|下一篇|相关链接|网站地图|版权所有|主办单位|网站标识码)|Copyright)"
)


def html_lines(text: str, attempt: Attempt) -> tuple[str, list[Line]]:
    """(title given by the page's own markup, lines)."""
    attempt.check_count(text.count("<"), MAX_TAGS, "tags")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    body = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)  # lxml refuses a declaration of encoding in decoded text
    try:
        root = html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise attempt.refuse("the HTML holds no text", "Save the page again from the browser.") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise attempt.refuse("the HTML is nested too deeply to be read whole", "Copy its text into a .txt file.")
    attempt.check_time()
    found = []
    for line in _lines(_content(root), attempt):
        if line.text and (len(line.text) > 40 or ends_sentence(line.text) or not _PAGE_BUTTONS.match(line.text)):
            found.append(line)
            attempt.check_count(len(line.text), MAX_LINE_CHARACTERS, "characters in one line")
            attempt.check_count(len(found), MAX_LINES, "lines")
    return _title(root), found


def _title(root) -> str:
    headings = [clean(_words(element)) for element in root.iter("h1")]
    metas = [clean(meta.get("content") or "") for meta in root.iter("meta") if (meta.get("name") or "").lower() == "articletitle"]
    return next(filter(None, [*headings[:1], *metas]), "")


def _content(root):
    """The element that holds the text, where it has one of the known names and most of the page's words; else the whole page."""
    total = len(_words(root))
    named = (
        e for e in root.iter("div", "td", "article") if _CONTENT & {*(e.get("id") or "").split(), *(e.get("class") or "").split()}
    )
    return next((e for e in islice(named, _CANDIDATES) if len(_words(e)) > total / 2), root)


def _lines(root, attempt: Attempt) -> Iterator[Line]:
    """Walks without recursion: the nesting of a page is not ours to bound."""
    block, skipped = _Block(), None
    for step, (event, element) in enumerate(etree.iterwalk(root, events=("start", "end")), 1):
        if step % 5000 == 0:
            attempt.check_time()
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and skipped is None:
            if not _is_skipped(element, tag):
                yield from block.opened(element, tag)
                continue
            skipped = element
            if tag == "table":
                yield from block.flushed()
                yield from table_lines(spread_cells(_rows(element), attempt), attempt)
        elif event == "end":
            if skipped is None:
                yield from block.closed(tag)
            if skipped is element:
                skipped = None
            if skipped is None and element is not root:
                block.add(element.tail)
    yield from block.flushed()


class _Block:
    """The words since the last line, and the level of the heading they stand in (0: none)."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._level = 0
        self._counters: dict = {}  # ordered list -> number of its next item

    def add(self, text: str | None) -> None:
        self._words.append(_WHITE.sub(" ", text or ""))

    def opened(self, element, tag: str) -> Iterator[Line]:
        """An element begins: the lines it ends, and its own first words."""
        if tag == "br":
            self._words.append("\n")
        if tag in _BLOCK:
            yield from self.flushed()
            self._level = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else self._level
        if tag == "li":
            self._words.append(_item_label(element, self._counters))
        self.add(element.text)

    def closed(self, tag: str) -> Iterator[Line]:
        """An element ends: the lines it ends."""
        if tag in _BLOCK:
            yield from self.flushed()
            self._level = 0 if len(tag) == 2 and tag[0] == "h" else self._level

    def flushed(self) -> Iterator[Line]:
        """The words so far as lines; none are left."""
        text = "".join(self._words)
        self._words.clear()
        for part in text.split("\n"):
            lead = len(part) - len(part.lstrip("\u3000\u00a0"))
            if cleaned := clean(part):
                yield Line(cleaned, level=self._level, indent=lead >= 2)


def _is_skipped(element, tag: str) -> bool:
    """No content, hidden, or a table of data, which is read as rows."""
    return tag in _SKIP or bool(_HIDDEN.search(element.get("style") or "")) or (tag == "table" and _is_data(element))


def _item_label(element, counters: dict) -> str:
    """The number a browser prints before an item of an ordered list."""
    parent = element.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    start = parent.get("start") or ""
    counters[parent] = counters.get(parent, int(start) - 1 if start.isascii() and start.isdigit() and len(start) < 5 else 0) + 1
    return f"{counters[parent]}. "


def _is_data(table) -> bool:
    """A table of data, not of layout: no table inside, and rows of more than one cell."""
    inner = any(other is not table for other in table.iter("table"))
    return not inner and any(sum(cell.tag in ("td", "th") for cell in row) > 1 for row in table.iter("tr"))


def _rows(table) -> list[list[tuple[str, int, int]]]:
    return [
        [(_cell_text(cell), _span(cell, "rowspan"), _span(cell, "colspan")) for cell in row if cell.tag in ("td", "th")]
        for row in table.iter("tr")
    ]


def _span(cell, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, min(int(value), 65_534)) if value.isascii() and value.isdigit() and len(value) < 7 else 1


def _cell_text(cell) -> str:
    parts: list[str] = []
    for element in cell.iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "br" or (tag in _BLOCK and element is not cell):
            parts.append("\n")
        if tag not in _SKIP:
            parts.append(_WHITE.sub(" ", element.text or ""))
        if element is not cell:
            parts.append(_WHITE.sub(" ", element.tail or ""))
    return "\n".join(filter(None, (clean(line) for line in "".join(parts).split("\n"))))


def _words(element) -> str:
    return _WHITE.sub(" ", "".join(element.itertext()))

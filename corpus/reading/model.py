"""What the reader hands out (nodes, provisions, the text as a whole) and the lines it works on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Node:
    """One part of a text. ``kind`` is, from the outside in:

    * law: the whole text, its heading the title; preamble: what stands before the first numbered part
    * part 编, subpart 分编, chapter 章, division 节; heading: an unnumbered one
    * article 条, paragraph 款 (it carries a number only inside an article)
    * section 一、 or 第一部分; point （一）; item 1. or 第1项 and the rows of a list; subitem (1); detail ①; letter (a)
    * notes: the explanatory notes before a list, each a note; annex 附件; closing: signature, date, list of attachments

    ``label`` is what the text itself prints (``第六条之一``), ``number`` the same in digits (``6-1``; empty when unnumbered).
    ``text`` is the node's own words without label, heading and children, one paragraph a line.
    An article keeps all its words in its paragraphs: its own ``text`` is empty.
    """

    kind: str
    label: str = ""
    number: str = ""
    heading: str = ""
    text: str = ""
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class OfficialProvision:
    """A part that can be cited, word for word. ``id`` follows :mod:`corpus.locator` (``article-6-1``, ``item-12``), with the
    parent's id in front where a number alone would not be unique (``section-2-point-3``, ``annex-1-item-4``)."""

    id: str
    heading_path: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class OfficialText:
    """A whole text. ``published`` is the first publication (else adoption, else signature) that it names of itself and
    ``effective`` the day from which it says it applies; both None when it does not say. Later revisions:
    :func:`corpus.reading.edition_evidence`. ``header`` are the lines about the text (title, number, history), in order.
    ``encoding`` is that of a .txt, .md or .html file, empty for .docx and .pdf."""

    title: str
    number: str
    published: date | None
    effective: date | None
    encoding: str
    provisions: tuple[OfficialProvision, ...]
    header: tuple[str, ...]
    tree: Node


@dataclass(frozen=True, slots=True)
class Marker:
    """A label at the start of a line: ``第六条`` is kind article, value (6, 0); ``rest`` is what follows it.
    ``firm`` is False where only the context tells it from a cross-reference (no space after the label)."""

    kind: str
    value: tuple[int, int]
    label: str
    rest: str
    firm: bool = True

    @property
    def number(self) -> str:
        n, sub = self.value
        return f"{n}-{sub}" if sub else str(n)


@dataclass(frozen=True, slots=True)
class Line:
    """What a format gives before structure is known: a paragraph, a printed line, or a table row.

    ``level`` is that of a markup heading (0: none). ``page`` counts from 1 (0: unknown). ``indent`` says whether the line is
    set in, as the first of a paragraph is, and ``full`` whether it reaches the right margin (None: the format does not tell). ``table`` lines are never healed by their width;
    ``continues`` marks a table row that goes on from the one above. ``marker`` is filled in once it is certain.
    """

    text: str
    level: int = 0
    page: int = 0
    indent: bool | None = None
    full: bool | None = None
    centred: bool = False
    blank_before: bool = False
    table: bool = False
    continues: bool = False
    marker: Marker | None = None

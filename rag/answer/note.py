"""The note under the verdict: paragraphs of sentences, each with the clauses it stands on; Markdown and HTML out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it import MarkdownIt

from corpus import Clause
from rag.language.languages import typography
from rag.language.quotation import labelled

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(["link", "image", "autolink"])
#: A citation mark while a note is rendered: characters no text has, so that "[1]" in a quotation stays text.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_BLOCK = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))")
_SPECIAL = re.compile(r"([\\`*_#<>\[\]|])")
_END = re.compile(r"([。．.！!？?；;]+)$")


@dataclass(frozen=True)
class Sentence:
    """One sentence and the clauses that bear it. Text, not Markdown. ``counted`` is how many things it names, where it says so: a number
    of its own, which no clause needs to support."""

    text: str
    clauses: tuple[Clause, ...] = ()
    counted: int | None = None


@dataclass(frozen=True)
class Paragraph:
    """Sentences under an optional bold lead; ``quoted`` sets them as a quotation, ``listed`` as a list."""

    sentences: tuple[Sentence, ...]
    lead: str | None = None
    quoted: bool = False
    listed: bool = False


class Sources:
    """The clauses cited, numbered from 1 in the order they are first cited."""

    def __init__(self) -> None:
        self.clauses: list[Clause] = []

    def number(self, clause: Clause) -> int:
        for n, known in enumerate(self.clauses, 1):
            if known.id == clause.id:
                return n
        self.clauses.append(clause)
        return len(self.clauses)

    def marks(self, clauses: Iterable[Clause]) -> str:
        numbers = sorted({self.number(c) for c in clauses})
        return "".join(f"{_OPEN}{n}{_CLOSE}" for n in numbers)


def render(paragraphs: Iterable[Paragraph], sources: Sources, language: str) -> tuple[str, str]:
    """A note as Markdown, citation marks [n] before each sentence's full stop, and as HTML that is safe to insert: raw HTML,
    links and lists in the words stay text, marks become links to the sources."""
    marked = labelled(_written(paragraphs, sources, language), language)
    html = _MARK.sub(r'<a class="cite" href="#source-\1" data-n="\1">[\1]</a>', _MARKDOWN.render(marked))
    return _MARK.sub(r"[\1]", marked), html


def _written(paragraphs: Iterable[Paragraph], sources: Sources, language: str) -> str:
    space, colon = typography(language).space, typography(language).colon
    out = []
    for paragraph in paragraphs:
        said = [_marked(s, sources, space) for s in paragraph.sentences]
        if paragraph.listed:
            lead = [f"**{escape(paragraph.lead)}**{colon.rstrip()}", ""] if paragraph.lead else []
            out.append("\n".join([*lead, *(f"- {s}" for s in said)]))
            continue
        body = space.join(said)
        text = f"**{escape(paragraph.lead)}**{colon}{body}" if paragraph.lead else body
        out.append(f"> {text}" if paragraph.quoted else text)
    return "\n\n".join(out)


def _marked(sentence: Sentence, sources: Sources, space: str) -> str:
    text, marks = escape(sentence.text), sources.marks(sentence.clauses)
    if not marks:
        return text
    end = _END.search(text)
    stop = end.group(1) if end else ""
    return f"{text[: len(text) - len(stop)]}{space}{marks}{stop}"


def escape(text: str) -> str:
    """Words as Markdown that reads as themselves, on one line."""
    plain = re.sub(f"[{_OPEN}{_CLOSE}]", "", " ".join(text.split("\n")))
    return _BLOCK.sub(r"\1\\\2" if plain.lstrip()[:1] in "-+" else r"\1\2\\", _SPECIAL.sub(r"\\\1", plain))

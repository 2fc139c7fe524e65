"""The note under the verdict: paragraphs of sentences, each with the clauses it stands on; Markdown and HTML out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it import MarkdownIt

from corpus import Clause

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(["link", "image", "autolink"])
_MARK = re.compile(r"\[(\d{1,3})\]")
_SPECIAL = re.compile(r"([\\`*_#<>\[\]|])")
_END = re.compile(r"([。．.！!？?；;]+)$")


@dataclass(frozen=True)
class Sentence:
    """One sentence and the clauses that bear it. Text, not Markdown."""

    text: str
    clauses: tuple[Clause, ...] = ()


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
        return "".join(f"[{n}]" for n in numbers)


def to_markdown(paragraphs: Iterable[Paragraph], sources: Sources, language: str) -> str:
    """Write paragraphs as Markdown, citation marks before each sentence's full stop."""
    space, colon = ("", "：") if language == "zh" else (" ", ": ")
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
    """Text as Markdown that reads as itself."""
    return _SPECIAL.sub(r"\\\1", text)


def to_html(markdown: str, cited: int) -> str:
    """Render a note as HTML: raw HTML and links in it stay text, marks [1]…[cited] become links to the sources."""

    def link(match: re.Match[str]) -> str:
        n = int(match.group(1))
        return f'<a class="cite" href="#source-{n}" data-n="{n}">{n}</a>' if 1 <= n <= cited else match.group(0)

    return _MARK.sub(link, _MARKDOWN.render(markdown))

"""Prose of a model as a note: paragraphs and lists under an optional bold lead, nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.prose.check.claims import MARK, Said, sentences

_LEAD = re.compile(r"^\*\*([^*\n]{1,80}?)[:：]?\*\*[ ]*[:：]?[ ]*")
_ITEM = re.compile(r"^(?:[-*•]|\d{1,2}[.)、])\s+")
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*|__([^_\n]+)__")
#: What stays of Markdown or HTML, and addresses: none of it is ever in the evidence.
_STRANGE = re.compile(
    r"^\s*#{1,6}\s|^\s*>|```|`|\*|^\s*\||<[a-zA-Z/!]|\]\(|!\[|\[(?!\d)|https?:|www\.|\b[\w.-]+@[\w.-]+\.\w|\b[\w-]+\.(?:com|cn|net|org|io)\b|[\ue000-\uf8ff]",
    re.MULTILINE | re.IGNORECASE,
)
_REASONING = re.compile(r"<think>.*?</think>", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A paragraph, or the lines of a list: ``lines`` are each the sentences of one of them."""

    lead: str | None
    lines: tuple[tuple[Said, ...], ...]
    listed: bool
    strange: bool


def without_reasoning(text: str) -> str:
    """What a model says, without what it thought aloud before; nothing while it is still thinking."""
    text = _REASONING.sub("", text)
    return text.split("<think>", 1)[0]


def split_blocks(text: str) -> list[str]:
    """The blocks of a text: what blank lines part, the items of a list kept together with a line that leads to them."""
    out: list[str] = []
    for part in (p.strip() for p in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))):
        if part and out and _ITEM.match(part) and (_ITEM.match(out[-1].splitlines()[-1]) or _leads(out[-1])):
            out[-1] += "\n" + part
        elif part:
            out.append(part)
    return out


def _leads(text: str) -> bool:
    return ("\n" not in text and text.rstrip("*").endswith((":", "："))) or bool(_LEAD.fullmatch(text))


def read_block(text: str) -> Block:
    """One block of a text."""
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    lines = [line.strip() for line in rest.split("\n") if line.strip()]
    items = [bool(_ITEM.match(line)) for line in lines]
    listed = any(items)
    if listed and not items[0] and not lead and _leads(lines[0]):
        title, lines, items = MARK.sub("", lines[0]).strip("*:： "), lines[1:], items[1:]
    else:
        title = lead[1] if lead else None
    if not listed:
        lines = [" ".join(lines)] if lines else []
    plain = [_BOLD.sub(r"\1\2", _ITEM.sub("", line)) for line in lines]
    strange = any(_STRANGE.search(MARK.sub("", line)) for line in (*plain, title or "")) or (listed and not all(items))
    return Block(title, tuple(tuple(sentences(line)) for line in plain), listed, strange)

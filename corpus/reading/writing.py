"""Writing a tree out as the Markdown that reads back as the same tree."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.reading.markers import DIVISIONS
from corpus.reading.model import Node

_LEVELS = {"part": 2, "subpart": 2, "chapter": 2, "division": 3, "heading": 4}
#: No blank after these; after ASCII ones only where Latin words follow.
_TIGHT, _TIGHT_BEFORE_HAN = "、）．：", ".):"


def write_law(tree: Node) -> str:
    """The whole text as Markdown: one paragraph a block, headings of parts and chapters marked."""
    blocks = [f"# {tree.heading}"] if tree.heading else []
    for child in tree.children:
        blocks.extend(_blocks(child))
    return "\n\n".join(blocks) + "\n"


def node_text(node: Node) -> str:
    """All words of a node and of those below it, without its own label and heading, one paragraph a line."""
    return "\n".join(_inside(node))


def caption(node: Node) -> str:
    """Label and heading as they are printed: 第二章 投资促进, 一、总体要求."""
    return _joined(node.label, node.heading)


def _blocks(node: Node) -> Iterator[str]:
    if node.kind in (*DIVISIONS, "heading"):
        yield f"{'#' * _LEVELS[node.kind]} {caption(node)}"
        yield from _inside(node)
    else:
        yield from _labelled(node)


def _labelled(node: Node) -> Iterator[str]:
    """A node with its label: heading on the label's line where it has one, else its first words."""
    if node.kind == "annex":
        yield node.label
        if node.heading:
            yield node.heading
        yield from _inside(node)
        return
    if node.heading:
        yield caption(node)
        yield from _inside(node)
        return
    first, *others = [*_inside(node), ""]
    if node.label:
        yield _joined(node.label, first)
    elif first:
        yield first
    yield from filter(None, others)


def _inside(node: Node) -> Iterator[str]:
    if node.text:
        yield from node.text.split("\n")
    for child in node.children:
        yield from _blocks(child)


def _joined(label: str, words: str) -> str:
    tight = not label or not words or label[-1] in _TIGHT or (label[-1] in _TIGHT_BEFORE_HAN and not words[0].isascii())
    return f"{label}{'' if tight else ' '}{words}"

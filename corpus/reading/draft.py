"""A node while it is being written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.reading.markers import OUTLINE, is_heading
from corpus.reading.model import Node

_GAPS = re.compile(r"\s+")


def without_gaps(text: str) -> str:
    """``text`` without any blanks, for comparing titles that are printed spread out."""
    return _GAPS.sub("", text)


@dataclass
class Draft:
    """As :class:`corpus.reading.Node`, but open; ``level`` is that of its markup heading (0: none)."""

    kind: str
    label: str = ""
    number: str = ""
    heading: str = ""
    level: int = 0
    text: list[str] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)

    @property
    def last_words(self) -> str:
        return self.text[-1] if self.text else ""

    def finish(self) -> Node:
        """The node. In an outline, words that have nothing below them are text, and words that only name what is below them are a
        heading; which of the two they are shows only now."""
        children = tuple(child.finish() for child in self.children)
        heading, text = self.heading, "\n".join(self.text)
        if self.kind in OUTLINE and heading and not children and not text:
            heading, text = "", heading
        elif self.kind in OUTLINE and not heading and len(self.text) == 1 and is_heading(text) and _names(children):
            heading, text = text, ""
        return Node(self.kind, self.label, self.number, heading, text, children)


def _names(children: tuple[Node, ...]) -> bool:
    return any(child.kind in OUTLINE or child.kind == "article" for child in children)

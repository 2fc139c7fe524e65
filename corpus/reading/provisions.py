"""The parts of a tree that can be cited, each with an id that is unique in its document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from corpus.reading.model import Node, OfficialProvision
from corpus.reading.writing import caption, node_text

#: Whole with everything below them, wherever they stand.
_WHOLE = {"article", "note", "preamble", "paragraph"}
_NOT_CITED = {"closing"}
#: Kinds whose number may begin anew under every heading.
_RESTARTING = {"section", "point", "item", "subitem", "detail", "letter", "note", "paragraph", "division", "heading"}
_Unit = tuple[Node, tuple[Node, ...], str]


def provisions(tree: Node) -> tuple[OfficialProvision, ...]:
    """Articles, list items, points and notes, whole; a section or chapter only for the words that stand under its own heading.

    ``heading_path`` names the headings above a provision, its own heading last. Ids restart in no attachment: they carry
    ``annex-N-`` in front.
    """
    units = list(_units(tree, ()))
    ids = _ids(units)
    return tuple(OfficialProvision(each, _path(node, above), text) for each, (node, above, text) in zip(ids, units, strict=True))


def _units(node: Node, above: tuple[Node, ...]) -> Iterator[_Unit]:
    for child in node.children:
        if child.kind in _NOT_CITED:
            continue
        if child.kind in _WHOLE or (not child.heading and (child.text or not child.children)):
            if text := node_text(child):
                yield child, above, text
            continue
        if child.text:
            yield child, above, child.text
        yield from _units(child, (*above, child))


def _path(node: Node, above: tuple[Node, ...]) -> tuple[str, ...]:
    return tuple(words for each in (*above, node) if each.heading and (words := caption(each)))


def _ids(units: list[_Unit]) -> list[str]:
    short = [_short(node) for node, _, _ in units]
    annexes = [next((_short(each) + "-" for each in above if each.kind == "annex"), "") for _, above, _ in units]
    met = Counter(zip(annexes, short, strict=True))
    restarting = {
        (annex, node.kind) for (node, _, _), annex, name in zip(units, annexes, short, strict=True) if met[annex, name] > 1
    }
    taken: Counter[str] = Counter()
    ids = []
    for (node, above, _), annex, name in zip(units, annexes, short, strict=True):
        inside = [each for each in above if each.number and each.kind != "annex"]
        if inside and (not node.number or ((annex, node.kind) in restarting and node.kind in _RESTARTING)):
            name = f"{_short(inside[-1])}-{name}"
        name = annex + name
        taken[name] += 1
        ids.append(name if taken[name] == 1 else f"{name}-repeat-{taken[name]}")
    return ids


def _short(node: Node) -> str:
    if node.kind == "preamble":
        return "preamble"
    return f"{node.kind}-{node.number}" if node.number else f"{node.kind}-unnumbered"

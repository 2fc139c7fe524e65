"""Editions: every day belongs to one edition of a lineage, and every edition has one before and one after it at most."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date

from corpus.check.draft import Draft, Entry
from corpus.check.finding import Finding, Severity
from corpus.model import Document

_DATES = {"published", "effective", "superseded_on"}


def editions(draft: Draft) -> Iterator[Finding]:
    by_id = {e.value.id: e for e in draft.documents}
    followed: dict[str, str] = {}
    for entry in draft.documents:
        document = entry.value
        if document.supersedes is None or draft.incomplete(f"{document.supersedes}.yaml"):
            continue
        before = by_id.get(document.supersedes)
        if before is None:
            near = difflib.get_close_matches(document.supersedes, by_id, 1)
            remedy = f"Did you mean `{near[0]}`?" if near else "Correct the id, or leave `supersedes` out."
            problem = f"no document `{document.supersedes}`"
            yield entry.report("dangling-document", ("supersedes",), problem, remedy)
            continue
        if document.supersedes in followed:
            problem = f"`{document.supersedes}` is already followed by `{followed[document.supersedes]}`"
            yield entry.report("two-successors", ("supersedes",), problem, "Name the edition that this one replaced.")
        followed.setdefault(document.supersedes, document.id)
        if not _DATES & (entry.damaged | before.damaged):
            yield from _seam(before, entry)
    parents = {e.value.id: tuple(filter(None, [e.value.supersedes])) for e in draft.documents}
    for ring in rings(parents):
        entry = by_id[ring[0]]
        yield entry.report("edition-cycle", ("supersedes",), f"the editions go in a circle: {_round(ring)}", "Break it: the oldest edition supersedes nothing.")  # fmt: skip


def _seam(before: Entry[Document], after: Entry[Document]) -> Iterator[Finding]:
    """The first day without the old edition is the first day of the new one."""
    start, end, name = _start(after.value), before.value.superseded_on, after.value.id
    if start is None or start == end:
        return
    remedy = f"Write superseded_on: {start}, the first day of `{name}`."
    if end is None:
        problem = f"`{name}` replaces this edition from {start}, and nothing ends it: both are in force"
        yield before.report("edition-overlap", (), problem, remedy)
    elif end > start:
        problem = f"both this edition and `{name}` are in force from {start} until {end}"
        yield before.report("edition-overlap", ("superseded_on",), problem, remedy)
    else:
        problem = f"between {end} and {start}, when `{name}` begins, no edition is in force"
        yield before.report("edition-gap", ("superseded_on",), problem, remedy)


def _start(document: Document) -> date | None:
    return document.effective or document.published


def days_nobody_knows(draft: Draft) -> Iterator[Finding]:
    """Without a first day a document is never in force, and its measures decide nothing."""
    for entry in draft.documents:
        if _start(entry.value) is None and not entry.value.undated and not _DATES & entry.damaged:
            problem = "neither `published` nor `effective` is known: the document is never in force"
            yield entry.report("no-date", (), problem, "Add the day, once a source gives it.", Severity.WARNING)


def circles(draft: Draft) -> Iterator[Finding]:
    """An activity above itself, a place within itself."""
    for kind, field, entries in (("activity", "parents", draft.activities), ("area", "within", draft.areas)):
        by_id = {e.value.id: e for e in entries}
        for ring in rings({e.value.id: getattr(e.value, field) for e in entries}):
            problem = f"`{ring[0]}` stands above itself: {_round(ring)}"
            yield by_id[ring[0]].report(f"{kind}-cycle", (field,), problem, "Take one of these steps out.")


def rings(above: dict[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The circles in a graph, each once, from its first id in order on."""
    done: set[str] = set()
    found: dict[frozenset[str], tuple[str, ...]] = {}

    for start in above:
        path: list[str] = []
        steps = [iter((start,))]
        while steps:
            node = next(steps[-1], None)
            if node is None:
                steps.pop()
                if path:
                    done.add(path.pop())
            elif node in path:
                ring = path[path.index(node) :]
                first = ring.index(min(ring))
                found.setdefault(frozenset(ring), (*ring[first:], *ring[:first]))
            elif node not in done and node in above:
                path.append(node)
                steps.append(iter(above[node]))
    return list(found.values())


def _round(ring: tuple[str, ...]) -> str:
    return " → ".join((*ring, ring[0]))

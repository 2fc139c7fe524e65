"""Ids: taken once, known where they are used, and the same as the name of the file and the place in the list."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from corpus.check.draft import Draft, Entry
from corpus.check.finding import Finding, Severity
from corpus.check.source import inside
from corpus.locator import locator_words
from corpus.numbers import read_chinese, read_english

_ITEM = re.compile(r"item-(\d+)")
_ONE = re.compile(r"\b(?:one|first|I)\b", re.IGNORECASE)  # too common a word to be read as a number elsewhere
#: A locator in the words that a plain id would give by itself.
_PLAIN = re.compile(r"(说明)?第[\d一二三四五六七八九十百]+[条项款]")


def ids_taken_twice(draft: Draft) -> Iterator[Finding]:
    kinds = (
        ("document", draft.documents),
        ("activity", draft.activities),
        ("area", draft.areas),
        ("origin", draft.origins),
    )
    for kind, entries in kinds:
        first: dict[str, Entry] = {}
        for entry in (e for e in entries if "id" not in e.damaged):
            if other := first.get(entry.value.id):
                where = f"{other.source.path.parent.name}/{other.source.path.name}, line {other.line(('id',))}"
                problem = f"the {kind} id `{entry.value.id}` is taken in {where}"
                yield entry.report(f"duplicate-{kind}", ("id",), problem, "Rename or merge one.")
            first.setdefault(entry.value.id, entry)


def ids_nobody_defines(draft: Draft) -> Iterator[Finding]:
    """An id that is used and that no file defines."""
    activities = None if draft.incomplete("activities") else {e.value.id for e in draft.activities}
    areas = None if draft.incomplete("areas.yaml") else {e.value.id for e in draft.areas}
    origins = None if draft.incomplete("origins.yaml") else {e.value.id for e in draft.origins}
    for entry, place, _, measure in draft.measures():
        yield from _unknown(entry, (*place, "activities"), measure.activities, activities, "activity")
        yield from _unknown(entry, (*place, "excepted"), measure.excepted, activities, "activity")
        yield from _unknown(entry, (*place, "areas"), measure.areas, areas, "area")
        yield from _unknown(entry, (*place, "origins"), measure.origins, origins, "origin")
    for activity in draft.activities:
        yield from _unknown(activity, ("parents",), activity.value.parents, activities, "activity")
        yield from _unknown(activity, ("may_be",), activity.value.may_be, activities, "activity")
    for area in draft.areas:
        yield from _unknown(area, ("within",), area.value.within, areas, "area")
    yield from _looked_up(draft)


def _looked_up(draft: Draft) -> Iterator[Finding]:
    """What was looked for is in the corpus, and has not been found since. What a part at fault defines is not known yet."""
    documents = {e.value.id: e.value for e in draft.documents}
    known = None if draft.faults else {*documents, *(f"{e.value.id}#{p.id}" for e, _, p in draft.provisions())}
    for entry in draft.lookups:
        for i, search in enumerate(entry.value.editions):
            yield from _unknown(entry, ("editions", i, "document"), (search.document,), known, "document")
            yield from _unknown(entry, ("editions", i, "announced"), search.announced, known, "provision")
        missing = entry.value.addresses.not_found if entry.value.addresses else ()
        yield from _unknown(entry, ("addresses", "not_found"), missing, known, "document")
        for i, one in enumerate(missing):
            if one in documents and documents[one].url:
                problem = f"`{one}` has an address"
                yield entry.report("found-address", ("addresses", "not_found", i), problem, "Take it out of the list.")


def _unknown(entry: Entry, place: tuple, ids: Iterable[str], known: set[str] | None, kind: str) -> Iterator[Finding]:
    for i, one in enumerate(ids):
        if known is not None and one not in known:
            near = difflib.get_close_matches(one, known, 1)
            remedy = f"Did you mean `{near[0]}`?" if near else f"Correct the id, or add the {kind}."
            yield entry.report(f"dangling-{kind}", (*place, i), f"no {kind} `{one}`", remedy)


def names_of_files(draft: Draft) -> Iterator[Finding]:
    """A document is found by its id: the file is called after it, and the folder after its regime."""
    for entry in draft.documents:
        path, document = entry.source.path, entry.value
        if "id" not in entry.damaged and path.stem != document.id:
            problem = f"the file is called {path.name}, the document `{document.id}`"
            yield entry.report("file-name", ("id",), problem, f"Rename the file to {document.id}.yaml, or correct the id.")
        if "regime" not in entry.damaged and path.parent.name != document.regime:
            problem = f"the document is of the regime {document.regime} and lies under {path.parent.name}"
            yield entry.report("folder", ("regime",), problem, f"Move the file to {document.regime}/, or correct the regime.")


def places_in_the_text(draft: Draft) -> Iterator[Finding]:
    """The id and the locator of a provision name the same place."""
    for entry, place, provision in draft.provisions():
        if provision.locator is None:
            continue
        numbers = re.findall(r"\d+", provision.id) if locator_words(provision.id) else []
        zh, en = read_chinese(provision.locator.zh).all, read_english(provision.locator.en).stated.keys()
        if _ONE.search(provision.locator.en):
            en = en | {"1"}
        for language, there in (("zh", zh), ("en", en)):
            missing = [n for n in numbers if n not in there]
            if missing and there:  # a locator without any number names the heading
                problem = f"the id says {provision.id}, the locator `{provision.locator[language]}` does not name {missing[0]}"
                yield entry.report("locator-mismatch", (*place, "locator", language), problem, "Correct the id or the locator.")
        if not locator_words(provision.id) and _PLAIN.fullmatch(provision.locator.zh):
            problem = f"`{provision.locator.zh}` is a place that an id can name, `{provision.id}` does not"
            remedy = "Use the form item-N, article-N, note-N …, and leave `locator` out."
            yield entry.report("locator-form", (*place, "id"), problem, remedy, Severity.WARNING)


def items_of_lists(draft: Draft) -> Iterator[Finding]:
    """Where the number of items is declared, every item is there: what is missing would pass for not listed."""
    for entry in draft.documents:
        if (items := entry.value.items) is None or "provisions" in entry.damaged:
            continue
        provisions = inside(entry.source.raw, ("provisions",))  # faulty ones too
        written = [p.get("id") for p in provisions if isinstance(p, dict)] if isinstance(provisions, list) else []
        there = {int(m[1]) for name in written if (m := _ITEM.fullmatch(str(name)))}
        for n in sorted(set(range(1, items + 1)) - there):
            problem = f"{items} items are declared, item-{n} is missing"
            yield entry.report("missing-item", ("items",), problem, f"Write item-{n} up, or leave `items` out: the list is then not complete.")  # fmt: skip
        for n in sorted(there - set(range(1, items + 1))):
            problem = f"{items} items are declared, and there is an item-{n}"
            yield entry.report("extra-item", ("items",), problem, "Correct `items`, or the id of the provision.")

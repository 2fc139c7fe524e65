"""Reading test sets: YAML, JSONL, CSV and XLSX in, items out; every fault of a set is told at once, with its place and remedy."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from corpus import Library, ZhunruError
from evals.sets.entries import Entry, Place, read_entries
from evals.sets.items import Item
from rag import UnknownName
from rag.language.lexicon import Lexicon

DATASETS = Path(__file__).parents[1] / "datasets"
_ENDINGS = (".yaml", ".yml", ".jsonl", ".csv", ".xlsx")
_MOST_SHOWN = 20
_FORM = "evals/datasets/README.md shows the form"
_REMEDIES = {
    "extra_forbidden": f"Remove it, or correct its spelling; {_FORM}.",
    "missing": f"Add it; {_FORM}.",
    "tuple_type": "Write a list, also of one: [ … ].",
    "bool_parsing": "Write true or false.",
    "float_parsing": "Write the number alone, in percent: 50.",
    "model_type": f"Write an item as a mapping; {_FORM}.",
}
_PATTERNS = {
    "#": "Write document#provision, such as cn-fi-negative-list-2024#item-12.",
    "": "Use lower-case letters and digits, with single hyphens between.",
}


class SetError(ZhunruError):
    """A test set with faults. ``faults`` has each in one line: where, which field, what is wrong, what to do."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        shown = "\n".join(faults[:_MOST_SHOWN])
        rest = f"\n… and {len(faults) - _MOST_SHOWN} more" if len(faults) > _MOST_SHOWN else ""
        count = f"{len(faults)} fault{'s' if len(faults) > 1 else ''} in the test set:"
        super().__init__(f"{count}\n{shown}{rest}", "Correct them; `zhunru eval check` reads the set again.")


def files_of(name: Path) -> list[Path]:
    """The files of a test set: a file, every file of a folder, or a set of ours by its bare name."""
    if name.is_dir():
        return sorted(p for p in name.iterdir() if p.suffix.lower() in _ENDINGS)
    if not name.exists() and name.name == str(name) and not name.suffix:
        return [next((p for p in sorted(DATASETS.glob(f"{name}.*")) if p.suffix in _ENDINGS), name)]
    return [name]


def read_set(path: Path, library: Library | None = None) -> list[Item]:
    """The items of a test set: a file, a folder of files, or the bare name of one in evals/datasets. Ids are checked
    against the library where one is given. Raises SetError with every fault, or ZhunruError where nothing can be read."""
    entries = [entry for file in files_of(path) for entry in read_entries(file)]
    if not entries:
        raise SetError([f"{path}: there is no item. Begin each with `- id:`."])
    faults: list[str] = []
    first: dict[str, Entry] = {}
    lexicon = Lexicon(library) if library else None
    items = []
    for entry in entries:
        item = _item(entry, faults)
        if item is None:
            continue
        if item.id in first:
            taken = first[item.id].where(("id",))
            faults.append(_fault(entry, ("id",), f"`{item.id}` is taken at {taken}", "Rename one."))
        first.setdefault(item.id, entry)
        if library and lexicon:
            faults += [_fault(entry, *fault) for fault in _strange(item, library, lexicon)]
        items.append(item)
    if faults:
        raise SetError(faults)
    return items


def set_hash(items: list[Item]) -> str:
    """What a set holds, whatever its format and order."""
    lines = sorted(item.model_dump_json() for item in items)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _item(entry: Entry, faults: list[str]) -> Item | None:
    try:
        return Item.model_validate(entry.raw)
    except ValidationError as error:
        for one in _first_hand(error):
            problem = one["msg"].removeprefix("Value error, ")
            remedy = _REMEDIES.get(one["type"], f"Correct the value; {_FORM}.")
            if one["type"] == "string_pattern_mismatch":
                problem = f"`{one['input']}` has not the form of an id"
                remedy = _PATTERNS["#" if "#" in one.get("ctx", {})["pattern"] else ""]
            faults.append(_fault(entry, one["loc"], problem, remedy))
        return None


def _first_hand(error: ValidationError) -> Iterator[ErrorDetails]:
    """The faults, without lists that are too short only because their entries are at fault."""
    found = error.errors(include_url=False)
    for one in found:
        place = one["loc"]
        if one["type"] != "too_short" or not any(f["loc"][: len(place)] == place != f["loc"] for f in found):
            yield one


def _fault(entry: Entry, place: Place, problem: str, remedy: str) -> str:
    field = entry.named(place)
    return f"{entry.where(place)}: {field + ': ' if field else ''}{problem}. {remedy}"


def _strange(item: Item, library: Library, lexicon: Lexicon) -> Iterator[tuple[Place, str, str]]:
    """What an item names that the library does not have, and verdicts that rest on what is not in force on their day."""
    for i, clause in enumerate(item.clauses):
        yield from _unknown(("clauses", i), "provision", clause, library.clauses)
    for i, expected in enumerate(item.verdicts):
        place: Place = ("verdicts", i)
        day = expected.as_of or item.as_of
        for j, clause in enumerate(expected.deciding):
            yield from _unknown((*place, "deciding", j), "provision", clause, library.clauses)
            if day and clause in library.clauses and not library.clauses[clause].document.in_force(day):
                yield (
                    (*place, "deciding", j),
                    f"`{clause}` is not in force on {day}",
                    "Name the provision that is, or correct the day.",
                )
        if expected.activity:
            yield from _unknown((*place, "activity"), "activity", expected.activity, library.activities)
        if expected.area:
            yield from _unknown((*place, "area"), "area", expected.area, library.areas)
    for field, kind, value in (("area", "area", item.area), ("investor_origin", "origin", item.investor_origin)):
        try:
            lexicon.resolve(kind, value)
        except UnknownName as error:
            yield (field,), error.what.rstrip("."), error.remedy


def _unknown(place: Place, kind: str, one: str, known: dict) -> Iterator[tuple[Place, str, str]]:
    if one not in known:
        near = get_close_matches(one, known, n=1)
        yield place, f"no {kind} `{one}`", f"Did you mean `{near[0]}`?" if near else f"Take the id of a known {kind}."

"""The corpus as far as it can be read: every object that is sound, with its place, and every fault of form on the way.

The loader stops at the first fault. Here a faulty part is reported and left out, and what is left is checked on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from corpus.check.finding import Finding, Severity
from corpus.check.form import original, sound
from corpus.check.source import Place, Source
from corpus.errors import CorpusFileError
from corpus.model import About, Activity, Area, Description, Document, Framing, Frozen, Lookups, Measure, Origin, Provision

Model = TypeVar("Model", bound=Frozen)


@dataclass(frozen=True)
class Entry(Generic[Model]):
    """A sound object and where it stands. ``at`` maps the places in the object to those in the file, where they differ
    because a faulty part was left out; ``damaged`` are the fields at the top that had to be left out or made up."""

    source: Source
    place: Place
    value: Model
    at: dict[Place, Place]
    damaged: frozenset[str]

    def report(self, name: str, place: Place, problem: str, remedy: str, severity: Severity = Severity.ERROR) -> Finding:
        return self.source.report(name, (*self.place, *original(place, self.at)), problem, remedy, severity)

    def line(self, place: Place = ()) -> int:
        return self.source.line((*self.place, *original(place, self.at)))


@dataclass
class Draft:
    """Everything that could be read, and the faults of form."""

    data: Path
    documents: list[Entry[Document]] = field(default_factory=list)
    activities: list[Entry[Activity]] = field(default_factory=list)
    areas: list[Entry[Area]] = field(default_factory=list)
    origins: list[Entry[Origin]] = field(default_factory=list)
    descriptions: list[Entry[Description]] = field(default_factory=list)
    lookups: list[Entry[Lookups]] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)
    #: Files that hold objects nobody could read: what refers to those objects is not at fault.
    unread: set[Path] = field(default_factory=set)

    def incomplete(self, folder: str) -> bool:
        """Whether a file of this name, or in this folder of the data, could not be read."""
        return any(folder in path.relative_to(self.data).parts for path in self.unread)

    def provisions(self) -> Iterator[tuple[Entry[Document], Place, Provision]]:
        for entry in self.documents:
            for i, provision in enumerate(entry.value.provisions):
                yield entry, ("provisions", i), provision

    def measures(self) -> Iterator[tuple[Entry[Document], Place, Provision, Measure]]:
        for entry, place, provision in self.provisions():
            for i, measure in enumerate(provision.measures):
                yield entry, (*place, "measures", i), provision, measure


def read_draft(data: Path) -> Draft:
    """Read every file under ``data``."""
    draft = Draft(data)
    for path in sorted(p for p in data.glob("*/*.yaml") if p.parent.name != "activities"):
        draft.documents += _entries(draft, path, Document)
    for path in sorted((data / "activities").glob("*.yaml")):
        draft.activities += _entries(draft, path, Activity, many=True)
    draft.areas += _entries(draft, data / "areas.yaml", Area, many=True)
    draft.origins += _entries(draft, data / "origins.yaml", Origin, many=True)
    list(_entries(draft, data / "corpus.yaml", About))
    if (described := data / "descriptions.yaml").is_file():
        draft.descriptions += _entries(draft, described, Description, many=True)
    if (framing := data / "framing.yaml").is_file():
        list(_entries(draft, framing, Framing, many=True))
    if (lookups := data / "lookups.yaml").is_file():
        draft.lookups += _entries(draft, lookups, Lookups)
    draft.faults += _unread(data)
    return draft


def _entries(draft: Draft, path: Path, model: type[Model], many: bool = False) -> Iterator[Entry[Model]]:
    try:
        source = Source(path)
    except CorpusFileError as error:
        draft.faults.append(Finding("yaml-syntax", path, error.line, "", error.problem, error.remedy))
        draft.unread.add(path)
        return
    except FileNotFoundError:
        draft.faults.append(Finding("missing-file", path, None, "", "the file is missing", "Restore it; corpus/README.md says what it holds."))  # fmt: skip
        draft.unread.add(path)
        return
    draft.faults += source.keys_taken_twice()
    objects: list[tuple[Place, object]] = [((), source.raw)]
    if many:
        if not isinstance(source.raw, list):
            draft.faults.append(source.report("bad-value", (), "expected a list of entries", "Begin each entry with `- id:`."))
            draft.unread.add(path)
            return
        objects = [((i,), raw) for i, raw in enumerate(source.raw)]
    for place, raw in objects:
        reading = sound(source, place, raw, model)
        draft.faults += reading.faults
        if reading.value is None:
            draft.unread.add(path)
        else:
            yield Entry(source, place, reading.value, reading.at, reading.damaged)


def _unread(data: Path) -> Iterator[Finding]:
    """Files that look like part of the corpus and that nobody reads."""
    top = {data / f"{name}.yaml" for name in ("areas", "origins", "corpus", "descriptions", "framing", "lookups")}
    for path in sorted(p for pattern in ("*.yaml", "*.yml") for p in data.rglob(pattern)):
        if path not in top and (path.parent.parent != data or path.suffix != ".yaml"):
            problem, remedy = "nothing reads this file", "Name it <regime>/<document id>.yaml, or remove it."
            yield Finding("stray-file", path, None, "", problem, remedy)

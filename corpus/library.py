"""The library: every document, activity, area and origin of the corpus, tied together and indexed for questions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from corpus.added import Added, added_hash, load_added
from corpus.errors import CorpusError, CorpusFileError
from corpus.files import read_many, read_one
from corpus.model import About, Activity, Area, Description, Document, Framing, Lookups, Measure, Origin, Provision, Regime
from corpus.sheets.sheet import with_sheets
from corpus.sheets.store import load_sheets, sheet_path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, eq=False)  # one object a clause: comparing whole documents would be slow
class Clause:
    """A provision in its document: what a citation points to. ``official`` is its official wording, where a user has added
    the file; else None."""

    document: Document
    provision: Provision
    official: str | None = None

    @property
    def id(self) -> str:
        return f"{self.document.id}#{self.provision.id}"


@dataclass(frozen=True, eq=False)
class Rule:
    """A measure in its clause, with the days on which it applies: from ``start`` until the day before ``end``."""

    clause: Clause
    measure: Measure
    start: date | None
    end: date | None

    def in_force(self, day: date) -> bool:
        return self.start is not None and self.start <= day and (self.end is None or day < self.end)


class Library:
    """The whole corpus in memory. Read-only; safe to share between threads."""

    def __init__(
        self,
        documents: list[Document],
        activities: list[Activity],
        areas: list[Area],
        origins: list[Origin],
        checked_through: date,
        fingerprint: str,
        official: Mapping[str, str] | None = None,
        descriptions: Iterable[Description] = (),
        framing: Iterable[Framing] = (),
        lookups: Lookups | None = None,
        brought: Mapping[str, Iterable[str]] | None = None,
        made_for: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """``brought`` are the documents that users added, with the places that each brings; ``made_for`` the places that each is made for,
        confirmed or not."""
        self.documents = {d.id: d for d in documents}
        self.activities = {a.id: a for a in activities}
        self.areas = {a.id: a for a in areas}
        self.origins = {o.id: o for o in origins}
        self.checked_through = checked_through
        self.fingerprint = fingerprint
        self.descriptions = tuple(descriptions)
        self.lookups = lookups or Lookups()
        self.brought = {document: frozenset(areas) for document, areas in (brought or {}).items()}
        self.made_for = {document: frozenset(areas) for document, areas in (made_for or {}).items()}
        self.framing = {f.language: f.questions for f in framing}
        wording = official or {}
        self.clauses = {f"{d.id}#{p.id}": Clause(d, p, wording.get(f"{d.id}#{p.id}")) for d in documents for p in d.provisions}
        self.successors = {d.supersedes: d.id for d in documents if d.supersedes}

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """The activities directly below each activity."""
        below: dict[str, list[str]] = {}
        for activity in self.activities.values():
            for parent in activity.parents:
                below.setdefault(parent, []).append(activity.id)
        return {parent: tuple(ids) for parent, ids in below.items()}

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every measure of the corpus, in document order."""
        return tuple(_rule(clause, m) for clause in self.clauses.values() for m in clause.provision.measures)

    @cached_property
    def horizontal(self) -> tuple[Rule, ...]:
        """The rules that hold for every investment, in document order."""
        return tuple(rule for rule in self.rules if rule.measure.horizontal)

    @cached_property
    def nationwide(self) -> dict[Regime, tuple[Document, ...]]:
        """Of each regime the documents that are not made for named places only."""
        lists: dict[Regime, tuple[Document, ...]] = {}
        for document in self.documents.values():
            measures = [m for p in document.provisions for m in p.measures]
            if not measures or not all(m.areas for m in measures):
                lists[document.regime] = (*lists.get(document.regime, ()), document)
        return lists

    @cached_property
    def _rules_by_activity(self) -> dict[str, list[Rule]]:
        by: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for activity in rule.measure.activities:
                by.setdefault(activity, []).append(rule)
        return by

    def above(self, activity: str) -> dict[str, int]:
        """The activity (0) and everything above it in the taxonomy, with the shortest distance in steps."""
        return _closure(activity, lambda a: self.activities[a].parents)

    def below(self, activity: str) -> dict[str, int]:
        """The activity (0) and everything below it, with the shortest distance in steps."""
        return _closure(activity, lambda a: self.children.get(a, ()))

    def ruled_below(self, activity: str) -> bool:
        """Whether a measure decides on something below the activity, so that the parts of a group may differ."""
        below = (a for a, distance in self.below(activity).items() if distance)
        return any(rule.measure.type.decides for a in below for rule in self._rules_by_activity.get(a, ()))

    def around(self, area: str) -> dict[str, int]:
        """The area (0) and every place that contains it."""
        return _closure(area, lambda a: self.areas[a].within)

    def reaching(self, activity: str) -> list[tuple[int, Rule]]:
        """The measures that reach an activity, by distance in the taxonomy: 0 when they name it, 1 when they name its
        parent. A measure that excepts the activity, or something between the two, does not reach it."""
        found = self._reaching_cache.get(activity)
        if found is None:
            found = self._reaching_cache[activity] = self._reach(activity)
        return found

    @cached_property
    def _reaching_cache(self) -> dict[str, list[tuple[int, Rule]]]:
        return {}

    def _reach(self, activity: str) -> list[tuple[int, Rule]]:
        above = self.above(activity)
        nearest: dict[int, tuple[int, Rule]] = {}
        for ancestor, distance in above.items():
            for rule in self._rules_by_activity.get(ancestor, ()):
                excepted = min((above[e] for e in rule.measure.excepted if e in above), default=None)
                if excepted is not None and excepted <= distance:
                    continue
                if id(rule) not in nearest or distance < nearest[id(rule)][0]:
                    nearest[id(rule)] = (distance, rule)
        # Of rules that tie the first is named: by regime and document, so that the order of files and folders decides nothing.
        return sorted(nearest.values(), key=lambda pair: (pair[0], pair[1].clause.document.regime, pair[1].clause.document.id))

    def editions(self, document_id: str) -> Iterator[Document]:
        """The lineage of a document, the oldest edition first."""
        first = document_id
        while (earlier := self.documents[first].supersedes) in self.documents:
            first = earlier
        while first:
            yield self.documents[first]
            first = self.successors.get(first, "")


def _closure(start: str, step) -> dict[str, int]:
    seen, frontier, distance = {start: 0}, [start], 0
    while frontier:
        distance += 1
        frontier = [n for f in frontier for n in step(f) if n not in seen and not seen.update({n: distance})]
    return seen


def _rule(clause: Clause, measure: Measure) -> Rule:
    document = clause.document
    starts = [d for d in (document.effective or document.published, measure.effective) if d]
    ends = [d for d in (document.superseded_on, measure.until) if d]
    return Rule(clause, measure, max(starts) if starts else None, min(ends) if ends else None)


def load_library(data: Path = DATA, added: Path | None = None, sheets: bool = True) -> Library:
    """Read every corpus file under ``data``, and what a user has added under ``added``: as its ``sheets`` say, or, to check these, as
    text alone. Raises CorpusFileError with file, line, field and remedy, or CorpusError."""
    if not data.is_dir():
        raise CorpusError(f"No corpus at {data}.", "Reinstall Zhunru: the corpus ships inside it.")
    activity_files = sorted((data / "activities").glob("*.yaml"))
    document_files = sorted(p for p in data.glob("*/*.yaml") if p.parent.name != "activities")
    activities = [(p, a) for p in activity_files for a in read_many(p, Activity)]
    areas = [(data / "areas.yaml", a) for a in read_many(data / "areas.yaml", Area)]
    origins = [(data / "origins.yaml", o) for o in read_many(data / "origins.yaml", Origin)]
    documents = [(p, read_one(p, Document)) for p in document_files]
    described, framing, lookups = data / "descriptions.yaml", data / "framing.yaml", data / "lookups.yaml"
    for kind, found in (("activity", activities), ("area", areas), ("origin", origins), ("document", documents)):
        _unique(kind, found)
    kept = load_added(added) if added else []
    own = {a.own.id for a in kept if a.own}
    read = [s for s in load_sheets(added) if s.document in own] if added and sheets else []
    areas += [(sheet_path(added, s.document), area) for s in read for area in s.areas] if added else []
    _unique("area", areas)
    library = Library(
        documents=with_sheets(_with_added([d for _, d in documents], kept), read),
        activities=[a for _, a in activities],
        areas=[a for _, a in areas],
        origins=[o for _, o in origins],
        checked_through=read_one(data / "corpus.yaml", About).checked_through,
        fingerprint=_fingerprint(data) + (added_hash(kept, read) if kept else ""),
        official={f"{a.document}#{provision}": wording for a in kept for provision, wording in a.official.items()},
        descriptions=read_many(described, Description) if described.is_file() else (),
        framing=read_many(framing, Framing) if framing.is_file() else (),
        lookups=read_one(lookups, Lookups) if lookups.is_file() else None,
        brought={one: [area.id for s in read if s.document == one for area in s.areas] for one in sorted(own)},
        made_for={s.document: [area for m in s.measures for area in m.areas] for s in read},
    )
    paths = {d.id: p for p, d in documents} | ({s.document: sheet_path(added, s.document) for s in read} if added else {})
    _connected(library, paths, data)
    return library


def _with_added(documents: list[Document], kept: list[Added]) -> list[Document]:
    """The documents, those whose official text was added with the provisions nobody has digested, and the user's own."""
    extra: dict[str, dict[str, Provision]] = {}
    for one in kept:
        extra.setdefault(one.document, {}).update({p.id: p for p in one.extra})
    whole = [
        d.model_copy(update={"provisions": (*d.provisions, *extra[d.id].values())}) if extra.get(d.id) else d for d in documents
    ]
    return whole + [a.own for a in kept if a.own]


def _unique(kind: str, found: list) -> None:
    first: dict[str, Path] = {}
    for path, entry in found:
        if entry.id in first:
            raise CorpusFileError(path, None, entry.id, f"this {kind} id is taken in {first[entry.id]}", "Rename or merge one.")
        first[entry.id] = path


def _connected(library: Library, paths: dict[str, Path], data: Path) -> None:
    """Every id that something refers to exists."""
    for activity in library.activities.values():
        linked = (*activity.parents, *activity.may_be)
        _known(linked, library.activities, data / "activities", f"{activity.id}.parents or may_be", "activity")
    for one in library.descriptions:
        if not one.outside:
            _known((one.id,), library.activities, data / "descriptions.yaml", one.id, "activity")
    _known(
        _looked_up(library.lookups), {**library.documents, **library.clauses}, data / "lookups.yaml", "", "document or provision"
    )
    brought = {area: paths[document] for document, areas in library.brought.items() for area in areas}
    for area in library.areas.values():
        _known(area.within, library.areas, brought.get(area.id, data / "areas.yaml"), f"{area.id}.within", "area")
    for rule in library.rules:
        path, where = paths[rule.clause.document.id], rule.clause.provision.id
        measure = rule.measure
        _known(measure.activities, library.activities, path, f"{where}.activities", "activity")
        _known(measure.excepted, library.activities, path, f"{where}.excepted", "activity")
        _known(measure.areas, library.areas, path, f"{where}.areas", "area")
        _known(measure.origins, library.origins, path, f"{where}.origins", "origin")


def _looked_up(lookups: Lookups) -> tuple[str, ...]:
    missing = lookups.addresses.not_found if lookups.addresses else ()
    return (*missing, *(one for e in lookups.editions for one in (e.document, *e.announced)))


def _known(ids: tuple[str, ...], known: dict, path: Path, field: str, kind: str) -> None:
    for one in ids:
        if one not in known:
            raise CorpusFileError(path, None, field, f"no {kind} `{one}`", f"Correct the id, or add the {kind}.")


def _fingerprint(data: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(data.rglob("*.yaml")):
        digest.update(path.relative_to(data).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()

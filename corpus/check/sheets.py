"""Faults of a sheet: what an added document is read as, checked like the files of the corpus."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from corpus.check.draft import sound
from corpus.check.finding import Finding, Severity
from corpus.check.source import Place, Source
from corpus.errors import CorpusFileError
from corpus.library import Library
from corpus.numbers import read_chinese, read_english, unmatched
from corpus.sheets.sheet import ReadMeasure, Sheet


def check_sheet(path: Path, library: Library, document: str) -> list[Finding]:
    """Every fault of the sheet of an added document, in the order of its lines."""
    try:
        source = Source(path)
    except CorpusFileError as error:
        return [Finding("yaml-syntax", path, error.line, "", error.problem, error.remedy)]
    reading = sound(source, (), source.raw, Sheet)
    found = [*source.keys_taken_twice(), *reading.faults]
    if reading.value is not None:
        at = reading.at
        for place, name, problem, remedy, severity in _faults(library, document, reading.value):
            found.append(source.report(name, at.get(place, place), problem, remedy, severity))
    return sorted(set(found), key=lambda finding: finding.order)


_Fault = tuple[Place, str, str, str, Severity]


def _faults(library: Library, document: str, sheet: Sheet) -> Iterator[_Fault]:
    if sheet.document != document:
        problem = f"this is the sheet of `{sheet.document}`, not of `{document}`"
        yield ("document",), "wrong-document", problem, "Hand it in under its own document.", Severity.ERROR
    yield from _lineage(library, document, sheet)
    bundled = library.areas.keys() - {a for one in library.brought.values() for a in one}
    for i, area in enumerate(sheet.areas):
        if area.id in bundled or area.id in [a.id for a in sheet.areas[:i]]:
            yield ("areas", i, "id"), "duplicate-area", f"the area id `{area.id}` is taken", "Rename it.", Severity.ERROR
        yield from _known(("areas", i, "within"), area.within, {*library.areas, *(a.id for a in sheet.areas)}, "area")
    for i, measure in enumerate(sheet.measures):
        yield from _measure(library, document, sheet, ("measures", i), measure)


def _lineage(library: Library, document: str, sheet: Sheet) -> Iterator[_Fault]:
    if sheet.supersedes is None:
        return
    before = library.documents.get(sheet.supersedes)
    if before is None or before.id == document:
        yield from _known(("supersedes",), (sheet.supersedes,), library.documents.keys() - {document}, "document")
        return
    start, earlier = sheet.effective or sheet.published, before.effective or before.published
    if start and earlier and start <= earlier:
        problem = f"it applies from {start}, no later than `{before.id}`, which it replaces ({earlier})"
        yield ("effective",), "edition-overlap", problem, "Correct the day, or leave `supersedes` out.", Severity.ERROR
    other = library.successors.get(before.id, document)
    if other != document:
        problem = f"`{before.id}` is already followed by `{other}`"
        yield ("supersedes",), "two-successors", problem, "Name the edition that this one replaced.", Severity.ERROR


def _measure(library: Library, document: str, sheet: Sheet, place: Place, measure: ReadMeasure) -> Iterator[_Fault]:
    provisions = {p.id: p for p in library.documents[document].provisions} if document in library.documents else {}
    yield from _known((*place, "provision"), (measure.provision,), provisions, "provision")
    yield from _known((*place, "activities"), measure.activities, library.activities, "activity")
    yield from _known((*place, "excepted"), measure.excepted, library.activities, "activity")
    yield from _known((*place, "areas"), measure.areas, {*library.areas, *(a.id for a in sheet.areas)}, "area")
    yield from _known((*place, "origins"), measure.origins, library.origins, "origin")
    if measure.says and any(unmatched(measure.says.zh, measure.says.en)):
        remedy = "Make both say the same number."
        yield (*place, "says"), "number-mismatch", "its Chinese and its English differ in a number", remedy, Severity.ERROR
    if measure.cap is not None and measure.provision in provisions:
        words = provisions[measure.provision].digest.zh
        named = read_chinese(words).all | read_english(words).all
        if not {f"{measure.cap:g}%", f"{100 - measure.cap:g}%"} & named:
            problem = f"the measure caps at {measure.cap:g}%, the text of {measure.provision} names no such share"
            yield (*place, "cap"), "cap-contradiction", problem, "Correct the cap, or the provision.", Severity.ERROR


def _known(place: Place, ids: Iterable[str], known: Collection[str], kind: str) -> Iterator[_Fault]:
    for i, one in enumerate(ids):
        if one not in known:
            near = difflib.get_close_matches(one, list(known), 1)
            remedy = f"Did you mean `{near[0]}`?" if near else f"Correct the id, or leave the {kind} out."
            at = place if place[-1] in ("supersedes", "provision") else (*place, i)
            yield at, f"dangling-{kind}", f"no {kind} `{one}`", remedy, Severity.ERROR

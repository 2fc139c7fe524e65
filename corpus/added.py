"""Official files a user has added: what was read from them, kept on the user's machine, one JSON file each.

A text that is a bundled edition gives its provisions their official wording; any other becomes a document of its own.
Files are named by the hash of their content, so adding the same file twice changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from corpus.errors import CorpusError
from corpus.locator import locator_words
from corpus.matching import Match, match
from corpus.model import Document, Frozen, Kind, Provision, Regime, Text
from corpus.reading import SUFFIXES, OfficialText, ReadingError, read_file

#: What the last word of a title makes of a text; 办法 ends in 法 and is none.
_KINDS = (
    (re.compile(r"清单$|Negative List", re.IGNORECASE), Kind.NEGATIVE_LIST),
    (re.compile(r"目录$|\bCatalogue", re.IGNORECASE), Kind.CATALOGUE),
    (re.compile(r"办法$|规定$|细则$|规则$|\b(?:Measures|Provisions|Rules)\b"), Kind.RULE),
    (re.compile(r"条例$|\bRegulations?\b"), Kind.REGULATION),
    (re.compile(r"法$|\bLaw\b"), Kind.LAW),
    (re.compile(r"意见$|\bOpinions?\b"), Kind.OPINION),
    (re.compile(r"方案$|规划$|\bPlan\b"), Kind.PLAN),
    (re.compile(r"决定$|\bDecision\b"), Kind.DECISION),
)
_EDITION = re.compile(r"(?:[（(][^（）()]{0,16}[）)])+$")
_LIST = re.compile(r"[（(](负面清单|negative list)[）)]", re.IGNORECASE)
_NOT_STATED = Text(zh="未载明", en="not stated")


class Added(Frozen):
    """One file read and kept. ``official`` maps provision ids to their wording; ``extra`` are provisions that the bundled
    document does not digest; ``own`` is the document a text became that matched none."""

    source: str
    sha256: str
    document: str
    found: str
    matched: bool
    official: dict[str, str]
    extra: tuple[Provision, ...] = ()
    own: Document | None = None


class Head(Frozen):
    """What a user says of a file that the text does not say, or not right: its title and the first day of its force."""

    title: str | None = None
    effective: date | None = None


class Outcome(Frozen):
    """What became of one file. ``status``: `added`, `unchanged`, `refused`; ``remedy`` only when refused. ``title``, ``kind`` and
    ``effective`` are what it was read as."""

    source: str
    status: str
    document: str | None
    provisions: int
    found: str
    remedy: str = ""
    title: str = ""
    kind: Kind | None = None
    effective: date | None = None


def load_added(folder: Path) -> list[Added]:
    """What has been added, in a stable order; nothing when the folder is missing. Raises CorpusError on a damaged file."""
    out = []
    for path in sorted(folder.glob("*.json")):
        try:
            out.append(Added.model_validate_json(path.read_text(encoding="utf-8")))
        except (ValidationError, UnicodeDecodeError) as error:
            raise CorpusError(
                f"{path} cannot be read: it was written by another version or damaged.", "Delete it and add the file again."
            ) from error
    return out


def add_files(
    paths: Sequence[Path],
    documents: Sequence[Document],
    folder: Path,
    edition: Document | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    head: Head | None = None,
) -> list[Outcome]:
    """Read files, and of folders the files of known formats, and keep them. A file that cannot be read is refused and the
    rest goes on. ``edition`` overrides the matching: the caller vouches that the files are that document. ``head`` overrides what
    the one file says of itself. Raises CorpusError where it is given for several."""
    files = [f for p in paths for f in (sorted(q for q in p.rglob("*") if q.suffix.lower() in SUFFIXES) if p.is_dir() else [p])]
    if head and len(files) != 1:
        raise CorpusError(f"A title or a day is given for {len(files)} files.", "Add the file that it belongs to alone.")
    outcomes = []
    for done, path in enumerate(files):
        progress(done, len(files))
        outcomes.append(_add(path, documents, folder, edition, head or Head()))
    progress(len(files), len(files))
    return outcomes


def _add(path: Path, documents: Sequence[Document], folder: Path, edition: Document | None, head: Head) -> Outcome:
    try:
        text = read_file(path)
        text = replace(text, title=head.title or text.title, effective=head.effective or text.effective)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except ReadingError as error:
        return Outcome(source=path.name, status="refused", document=None, provisions=0, found=error.what, remedy=error.remedy)
    found = Match(edition, "taken for this edition on the word of who added it") if edition else match(documents, text, path.stem)
    return keep_text(path.name, digest, text, found, folder)


def keep_text(source: str, digest: str, text: OfficialText, found: Match, folder: Path) -> Outcome:
    """Keep what was read from a file, by what it was found to be. ``digest`` is the sha256 of the file."""
    target = folder / f"{digest[:24]}.json"
    added = _keep(source, digest, text, found)
    body = added.model_dump_json(indent=1)
    same = target.is_file() and target.read_text(encoding="utf-8") == body
    if not same:
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".{uuid.uuid4().hex}.part"
        draft.write_text(body, encoding="utf-8")
        os.replace(draft, target)
    read_as = added.own or found.document
    return Outcome(
        source=source,
        status="unchanged" if same else "added",
        document=added.document,
        provisions=len(added.official),
        found=added.found,
        title=read_as.title.zh if read_as else "",
        kind=read_as.kind if read_as else None,
        effective=read_as.effective if read_as else None,
    )


def drop_replaced(folder: Path, document: str, sources: Sequence[str], digests: Sequence[str]) -> None:
    """Remove what was kept for a document from files of these names with another content: they have been replaced."""
    for path in sorted(folder.glob("*.json")):
        one = Added.model_validate_json(path.read_text(encoding="utf-8"))
        if one.matched and one.document == document and one.source in sources and one.sha256 not in digests:
            path.unlink()


def _keep(source: str, digest: str, text: OfficialText, found: Match) -> Added:
    official = {p.id: p.text for p in text.provisions}
    common = {"source": source, "sha256": digest, "found": found.found, "official": official}
    if found.document is None:
        own = _own_document(f"added-{digest[:10]}", source, text, found.newer)
        return Added(**common, document=own.id, matched=False, own=own)
    known = {p.id for p in found.document.provisions}
    extra = tuple(_provision(p.id, p.heading_path, p.text) for p in text.provisions if p.id not in known)
    return Added(**common, document=found.document.id, matched=True, extra=extra)


def _own_document(id_: str, source: str, text: OfficialText, newer: Document | None) -> Document:
    title = text.title or re.sub(r"\.\w+$", "", source)
    start = text.effective or text.published
    older = newer and newer.effective and (start is None or start < newer.effective)
    return Document(
        id=id_,
        title=Text(zh=title, en=title),
        number=Text(zh=text.number, en=text.number) if text.number else None,
        issuers=(_NOT_STATED,),
        kind=_kind(title),
        regime=Regime.SECTOR_LAW,
        published=text.published,
        effective=start,
        superseded_on=newer.effective if newer and older else None,
        undated=start is None and not older,
        provisions=tuple(_provision(p.id, p.heading_path, p.text) for p in text.provisions),
    )


def _kind(title: str) -> Kind:
    """What a text is by its title, its edition aside: （负面清单）（2027年版） is a list."""
    bare = _EDITION.sub("", _LIST.sub(r"\1", title))
    return next((kind for form, kind in _KINDS if form.search(bare)), Kind.NOTICE)


def _provision(id_: str, headings: tuple[str, ...], wording: str) -> Provision:
    locator = None if locator_words(id_) else Text(zh=" ".join(headings) or id_, en=id_.replace("-", " "))
    heading = Text(zh=headings[-1], en=headings[-1]) if headings else None
    return Provision(id=id_, locator=locator, heading=heading, digest=Text(zh=wording, en=wording))


def added_hash(added: Sequence[Added], sheets: Sequence[Frozen] = ()) -> str:
    """A hash of everything added and of how it is read, for the index."""
    return hashlib.sha256(json.dumps([a.model_dump_json() for a in (*added, *sheets)]).encode()).hexdigest()


def remove_added(folder: Path, document: str) -> list[str]:
    """Remove every file added as a document, or as the wording of a bundled one; the names of the files it was read from."""
    gone = []
    for path in sorted(folder.glob("*.json")):
        added = Added.model_validate_json(path.read_text(encoding="utf-8"))
        if added.document == document:
            path.unlink()
            gone.append(added.source)
    return gone

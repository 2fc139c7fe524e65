"""How far the way to the official words has been gone: what is quoted, how old it is, where it differs, and what to do about the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from corpus.library import Library
from corpus.model import Document
from corpus.official.differences import number_differences
from corpus.official.visits import Visit, read_visits

#: After so many days a page is worth asking for again.
OLD_DAYS = 90


class Kind(StrEnum):
    """What a concern is about, the most pressing first."""

    DIFFERS = "number-differs"
    UNREACHED = "not-delivered"
    UNMATCHED = "not-this-text"
    NEVER = "never-fetched"
    OLD = "old"
    NO_ADDRESS = "no-address"


@dataclass(frozen=True)
class Concern:
    """One thing to look at: a document, or a provision of it, what is the matter, and what to do."""

    kind: Kind
    subject: str
    what: str
    remedy: str


@dataclass(frozen=True)
class Health:
    """``quoted`` of the ``ruling`` documents in force that decide or condition have official text; ``addressed`` have an address.
    ``oldest`` is the day of the oldest visit to a page whose text is quoted."""

    as_of: date
    ruling: int
    addressed: int
    quoted: int
    oldest: date | None
    concerns: tuple[Concern, ...]


def examine(library: Library, folder: Path, today: date) -> Health:
    """Look at every document in force that decides or conditions. ``folder`` is where the pages were fetched into."""
    ruling = [d for d in library.documents.values() if d.rules and d.in_force(today) and not d.id.startswith("added-")]
    quoted = {c.document.id for c in library.clauses.values() if c.official}
    visits = read_visits(folder)
    oldest = min((v.day for v in visits.values() if v.reached and not v.reason and v.document in quoted), default=None)
    found = [*_differences(library), *(c for d in ruling for c in _concerns(library, d, d.id in quoted, visits.get(d.id), today))]
    return Health(
        as_of=today,
        ruling=len(ruling),
        addressed=sum(d.url is not None for d in ruling),
        quoted=sum(d.id in quoted for d in ruling),
        oldest=oldest,
        concerns=tuple(sorted(found, key=lambda c: list(Kind).index(c.kind))),
    )


def _differences(library: Library) -> Iterator[Concern]:
    for one in number_differences(library):
        what = f"the digest says {', '.join(one.numbers)}, which its official text has not"
        yield Concern(
            Kind.DIFFERS, one.clause, what, f"Compare the two (`zhunru corpus show {one.clause}`) and correct the digest."
        )


def _concerns(library: Library, document: Document, quoted: bool, visit: Visit | None, today: date) -> Iterator[Concern]:
    if visit is not None and not visit.reached:
        yield Concern(Kind.UNREACHED, document.id, f"{visit.url} on {visit.day}: {visit.reason}", visit.remedy)
    elif visit is not None and visit.reason and not quoted:
        yield Concern(Kind.UNMATCHED, document.id, f"{visit.url} on {visit.day}: {visit.reason}", visit.remedy)
    elif visit is not None and (today - visit.day).days > OLD_DAYS:
        yield Concern(Kind.OLD, document.id, f"last fetched on {visit.day}", "Run `zhunru corpus fetch`.")
    elif visit is None and document.url and not quoted:
        yield Concern(
            Kind.NEVER, document.id, f"its official text was never fetched from {document.url}", "Run `zhunru corpus fetch`."
        )
    elif document.url is None and not quoted:
        looked = library.lookups.addresses
        sought = f"looked for on {looked.day}" if looked and document.id in looked.not_found else "not yet looked for"
        remedy = f"Find the text on an official site, add it with `zhunru corpus add FILE --as {document.id}`, and send in its address."
        yield Concern(Kind.NO_ADDRESS, document.id, f"no official address is known ({sought})", remedy)

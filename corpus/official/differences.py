"""Where a digest states a number that the official text of its provision has not: one of the two is wrong, or not what it seems."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.library import Library
from corpus.model import Provision
from corpus.numbers import numbers_missing


@dataclass(frozen=True)
class NumberDifference:
    """A clause whose Chinese digest states ``numbers`` that its official text has in no form."""

    clause: str
    numbers: tuple[str, ...]


def number_differences(library: Library) -> list[NumberDifference]:
    """Every clause with official text whose digest states another number, in document order. What a user's file alone has is
    quoted, not digested, and cannot differ."""
    found = []
    for clause in library.clauses.values():
        if clause.official is None or clause.official == clause.provision.digest.zh:
            continue
        if numbers := numbers_missing(clause.provision.digest.zh, f"{_place(clause.provision)}；{clause.official}"):
            found.append(NumberDifference(clause.id, numbers))
    return found


def _place(provision: Provision) -> str:
    return f"{provision.where.zh}；{provision.heading.zh}" if provision.heading else provision.where.zh

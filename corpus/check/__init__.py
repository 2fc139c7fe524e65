"""Checking the corpus files: every fault in them, with file, line, field and remedy.

The loader stops at the first fault, because nothing may be answered from a faulty corpus; whoever edits it needs them all.

check()                     # the bundled corpus
check(Path("my/data"))      # a copy that is being edited
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.check import descriptions, evidence, identity, lineage, taxonomy, wording
from corpus.check.draft import Draft, read_draft
from corpus.check.finding import Finding, Severity
from corpus.errors import CorpusError
from corpus.library import DATA

__all__ = ["Finding", "Severity", "check"]

_RULES: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    identity.ids_taken_twice,
    identity.ids_nobody_defines,
    identity.names_of_files,
    identity.places_in_the_text,
    identity.items_of_lists,
    lineage.editions,
    lineage.days_nobody_knows,
    lineage.circles,
    taxonomy.names_taken_twice,
    taxonomy.names_of_activities,
    taxonomy.undecided_candidates,
    descriptions.owners,
    descriptions.told_twice,
    descriptions.names_told,
    descriptions.businesses_untold,
    wording.numbers_in_both_languages,
    wording.scripts,
    wording.punctuation,
    wording.copies,
    evidence.caps,
    evidence.subjects,
    evidence.exceptions,
    evidence.confidence,
    evidence.empty_documents,
)


def check(data: Path = DATA) -> list[Finding]:
    """Every fault of the corpus files under ``data``, in the order of file and line. Raises CorpusError when there is no such
    folder; nothing else in it makes the check stop."""
    if not data.is_dir():
        raise CorpusError(f"No corpus at {data}.", "Give the folder that holds areas.yaml.")
    draft = read_draft(data)
    found = [*draft.faults, *(finding for rule in _RULES for finding in rule(draft))]
    return sorted(set(found), key=lambda finding: finding.order)

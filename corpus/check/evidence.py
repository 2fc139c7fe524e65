"""Measures against what they rest on: the digest, the taxonomy, and how sure the document is."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.check.draft import Draft
from corpus.check.finding import Finding, Severity
from corpus.check.taxonomy import below
from corpus.kinds import Subject
from corpus.model import Basis, Confidence
from corpus.numbers import read_chinese


def caps(draft: Draft) -> Iterator[Finding]:
    """The digest names the cap, or the Chinese share that leaves it (51% Chinese: 49% foreign)."""
    for entry, place, provision, measure in draft.measures():
        if measure.cap is None:
            continue
        named = {f"{measure.cap:g}%", f"{100 - measure.cap:g}%"}
        if not named & read_chinese(provision.digest.zh).stated.keys():
            problem = f"the measure caps at {measure.cap:g}%, the digest names neither {' nor '.join(sorted(named))}"
            yield entry.report("cap-contradiction", (*place, "cap"), problem, "Correct the cap or the digest.")


def subjects(draft: Draft) -> Iterator[Finding]:
    """A measure that lays down an amount or a time says which."""
    for entry, place, provision, measure in draft.measures():
        numbered = {Subject.CAPITAL, Subject.TIME_LIMIT} & set(measure.lays_down)
        said = measure.says.zh if measure.says else provision.digest.zh
        if numbered and not any(c.isdigit() for c in said):
            what = ", ".join(sorted(numbered))
            yield entry.report(
                "subject-unsaid", (*place, "lays_down"), f"{what}, but no number is said", "Say it, or take it out."
            )


def exceptions(draft: Draft) -> Iterator[Finding]:
    """An exception takes a branch out of what the measure reaches: outside of that it does nothing."""
    tree = below({e.value.id: e.value.parents for e in draft.activities})
    for entry, place, _, measure in draft.measures():
        reached = {below for activity in measure.activities for below in tree.get(activity, ())} - set(measure.activities)
        for i, one in enumerate(measure.excepted):
            if one in tree and one not in reached:
                problem = f"`{one}` is not below {', '.join(measure.activities)}"
                yield entry.report("exception-outside", (*place, "excepted", i), problem, "Leave it out, or correct the id.")


def confidence(draft: Draft) -> Iterator[Finding]:
    """A document marked recalled although everything in it was read in the official text."""
    for entry in draft.documents:
        measures = [m for p in entry.value.provisions for m in p.measures]
        read = all(m.confidence == Confidence.VERIFIED and m.basis == Basis.OFFICIAL_TEXT for m in measures)
        if entry.value.confidence == Confidence.RECALLED and measures and read:
            problem = "recalled, while all its measures were read in the official text"
            yield entry.report("confidence", ("confidence",), problem, "Look whether the head was read too, and mark it verified.", Severity.WARNING)  # fmt: skip


def empty_documents(draft: Draft) -> Iterator[Finding]:
    for entry in draft.documents:
        if not entry.value.provisions and "provisions" not in entry.damaged:
            problem = "no provisions: nothing in it can be found or cited"
            yield entry.report("no-provisions", (), problem, "Write its provisions up.", Severity.WARNING)

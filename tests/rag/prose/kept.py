"""Lies and honest texts with the evidence that they were written over, as it was then: no change of the composer touches them."""

from __future__ import annotations

from functools import cache

import yaml

from corpus import Library
from rag.decision.decision import decide
from rag.language.languages import corpus_language
from rag.prose.check.blocks import Block, read_block, split_blocks
from rag.prose.check.check import Check, Fault
from rag.prose.check.claims import Said
from rag.prose.check.evidence import Evidence, draft_of
from tests.conftest import TODAY
from tests.rag.prose.prose import FOLDER


@cache
def entries(name: str) -> tuple[dict, ...]:
    return tuple(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def kept(library: Library, question: str) -> Evidence:
    """The evidence of a question: what it was taken to ask, the clauses and the note are kept, the decisions made anew."""
    entry = next(e for e in entries("kept_evidence") if e["question"] == question)
    clauses = tuple(library.clauses[c] for c in entry["clauses"])
    return Evidence(
        library=library,
        language=corpus_language(entry["language"]),
        activities=tuple(entry["activities"]),
        places=tuple(entry["places"]),
        origin=entry["origin"],
        day=entry["day"],
        today=TODAY,
        decisions=tuple(decide(library, d["activity"], d["day"], d["area"], entry["origin"]) for d in entry["decisions"]),
        clauses=clauses,
        headline=entry["headline"],
        draft=tuple(draft_of(entry["note"], clauses)),
    )


def faults(check: Check, text: str, evidence: Evidence) -> list[Fault]:
    """Every fault of a text."""
    blocks = [read_block(b) for b in split_blocks(text)]
    cited = {n for b in blocks for line in b.lines for s in line for n in s.cites}
    return [f for b in blocks for f in check.block(b, evidence)] + check.omissions(cited, evidence)


def mended(check: Check, text: str, evidence: Evidence) -> str:
    """The text as a model that obeys writes it again: without the sentences in which a fault was found."""
    space = "" if evidence.language == "zh" else " "
    out = []
    for block in map(read_block, split_blocks(text)):
        found = check.block(block, evidence)
        lines = [] if block.strange else [[s for s in line if not _wrong(s, found)] for line in block.lines]
        said = [space.join(map(_marked, line)) for line in lines if line]
        if said:
            out.append(_written(block, said, space))
    return "\n\n".join(out)


def _wrong(said: Said, found: list[Fault]) -> bool:
    return any(f.text.endswith(said.text) for f in found)


def _marked(said: Said) -> str:
    return f"{said.text[:-1]}{''.join(f'[{n}]' for n in said.cites)}{said.text[-1]}"


def _written(block: Block, said: list[str], space: str) -> str:
    if not block.listed:
        return f"**{block.lead}**: {space.join(said)}" if block.lead else space.join(said)
    items = "\n".join(f"- {line}" for line in said)
    return f"**{block.lead}**\n\n{items}" if block.lead else items

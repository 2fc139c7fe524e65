"""What a model may speak from: the decisions, the provisions numbered from 1, and the sentences already made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from corpus import Clause, Library, Measure, Mode
from rag.answer.contract import Answer
from rag.answer.excerpts import sentences_of
from rag.answer.note import Sentence
from rag.decision.decision import Decision, decide
from rag.language.languages import corpus_language
from rag.language.names import activity_name, area_name
from rag.prose.check.blocks import Block, read_block, split_blocks

#: More provisions than this help no model.
MOST_PROVISIONS = 24
_ESCAPED = re.compile(r"\\([\\`*_#<>\[\]|+.)-])")


@dataclass(frozen=True, eq=False)
class Evidence:
    """``activities``, ``places`` and ``origin`` are what was asked about, ``day`` the day asked about, ``today`` that of asking.
    ``draft`` are the sentences of the grounded note with the clauses that bear them, ``headline`` the one above them."""

    library: Library
    language: str
    activities: tuple[str, ...]
    places: tuple[str, ...]
    origin: str | None
    day: date
    today: date
    decisions: tuple[Decision, ...]
    clauses: tuple[Clause, ...]
    headline: str
    draft: tuple[Sentence, ...]

    def cited(self, numbers: Iterable[int]) -> tuple[Clause, ...]:
        """The clauses behind numbers, those left out that number nothing."""
        return tuple(self.clauses[n - 1] for n in numbers if 1 <= n <= len(self.clauses))

    def drafted(self, clauses: Iterable[Clause]) -> list[str]:
        """The sentences of the grounded note that stand on any of these clauses."""
        ids = {c.id for c in clauses}
        return [s.text for s in self.draft if ids.intersection(c.id for c in s.clauses)]

    def told(self, clause: Clause) -> list[str]:
        """What a clause says, and what the grounded note says on it."""
        return [*statements(clause, self.language), *self.drafted([clause])]

    def reaching(self, clauses: Iterable[Clause]) -> list[Measure]:
        """The measures of clauses that reach what was asked about, or every investment; what decides another mode of supply is none."""
        reached = {a for asked in self.asked for a in self.library.above(asked)}
        mode = self.decisions[0].mode if self.decisions else Mode.COMMERCIAL_PRESENCE
        measures = [m for c in clauses for m in c.provision.measures if m.holds_for(mode) or not m.type.decides]
        return [m for m in measures if m.horizontal or reached.intersection(m.activities)]

    def decides(self, clause: Clause) -> bool:
        """Whether a clause says by itself whether, or how far, what was asked about is open."""
        return any(m.type.decides for m in self.reaching((clause,)))

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The activities asked about and those decided for them."""
        return tuple(dict.fromkeys([*self.activities, *(d.activity for d in self.decisions)]))

    @cached_property
    def subjects(self) -> str:
        """What was asked about, by name, in both languages."""
        names = [activity_name(self.library, a, x) for a in self.asked for x in ("zh-Hans", "en")]
        places = [area_name(self.library, a, x) for a in self.places for x in ("zh-Hans", "en")]
        return "\n".join([*names, *places])


def evidence_of(library: Library, answer: Answer, today: date) -> Evidence:
    """What the grounded answer to a question stands on. ``today`` is the day of asking."""
    asked = answer.understanding
    origin, mode = asked.investor_origin.id if asked.investor_origin else None, Mode(asked.mode or Mode.COMMERCIAL_PRESENCE)
    decisions = tuple(
        decide(library, v.activities[0].id, v.as_of, v.area.id if v.area else None, origin, mode) for v in answer.verdicts
    )
    cited = [c.provision_id for c in answer.citations]
    named = dict.fromkeys([*cited, *(c for v in answer.verdicts for c in v.clauses)])
    clauses = tuple(library.clauses[c] for c in named)[: max(MOST_PROVISIONS, len(cited))]
    return Evidence(
        library=library,
        language=corpus_language(answer.language),
        activities=tuple(a.id for a in asked.activities),
        places=tuple(a.id for a in asked.areas),
        origin=origin,
        day=asked.as_of,
        today=today,
        decisions=decisions,
        clauses=clauses,
        headline=answer.answer.headline,
        draft=tuple(draft_of(answer.answer.markdown, clauses)),
    )


def blocks_of(note: str) -> Iterator[Block]:
    """The blocks of a note of ours, out of its Markdown."""
    for block in map(read_block, split_blocks(re.sub(r"^> ", "", note, flags=re.MULTILINE))):
        lines = tuple(tuple(replace(s, text=_plain(s.text)) for s in line) for line in block.lines)
        yield replace(block, lead=_plain(block.lead) if block.lead else None, lines=lines)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def draft_of(note: str, clauses: tuple[Clause, ...]) -> Iterator[Sentence]:
    """The sentences of a note that stand on clauses, each with the lead it stands under."""
    for block in blocks_of(note):
        for said in (s for line in block.lines for s in line if s.cites):
            yield Sentence(f"{block.lead}: {said.text}" if block.lead else said.text, tuple(clauses[n - 1] for n in said.cites))


@lru_cache(maxsize=4096)
def statements(clause: Clause, language: str) -> tuple[str, ...]:
    """What a clause says, sentence by sentence, in one language; its official wording is Chinese."""
    provision = clause.provision
    said = [*sentences_of(provision.digest[language]), *(m.says[language] for m in provision.measures if m.says)]
    if clause.official and language == "zh":
        said += sentences_of(clause.official)
    return tuple(dict.fromkeys(said))


@lru_cache(maxsize=4096)
def wording(clause: Clause) -> str:
    """Every word that stands for a clause, in both languages: titles, numbers, issuers, place, digest, conditions, official
    text."""
    document, provision = clause.document, clause.provision
    pairs = [document.title, document.name, document.number, provision.where, provision.heading, provision.digest]
    pairs += [*document.issuers, *(m.says for m in provision.measures)]
    return "\n".join([*(words for p in pairs if p for words in (p.zh, p.en)), clause.official or ""])

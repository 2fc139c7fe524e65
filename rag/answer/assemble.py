"""The answer as an object: the note checked and rendered, its sources numbered, with what the question was understood as."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Library
from index import Manifest
from index.references import References
from rag.answer.citations import citations
from rag.answer.contract import Answer, Prose, Verdict
from rag.answer.excerpts import Excerpts
from rag.answer.note import Paragraph, Sources, render
from rag.answer.number_check import faults
from rag.answer.stopwatch import Stopwatch
from rag.decision.decision import Decision
from rag.language.catalogues import say
from rag.language.languages import outward
from rag.language.named import Named
from rag.language.names import activity_asked, activity_name, area_name, origin_name
from rag.language.quotation import labelled
from rag.question.understand import Question
from rag.question.understanding import Understanding

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Materials:
    """What every answer is made from: the library with the excerpts of its digests, and the index that the answer names."""

    library: Library
    excerpts: Excerpts
    references: References
    manifest: Manifest


def assemble(
    materials: Materials,
    question: Question,
    headline: str,
    note: list[Paragraph],
    watch: Stopwatch,
    verdicts: tuple[Verdict, ...] = (),
    follow_ups: tuple[str, ...] = (),
    abstained: bool = False,
    clarification: str | None = None,
    choices: tuple[str, ...] = (),
) -> Answer:
    """The answer out of a headline and a note; a paragraph with a number that its clauses do not support is left out and logged.
    ``choices`` are ids of the businesses that a question back shows."""
    with watch.stage("verify"):
        sound = [paragraph for paragraph in note if _sound(paragraph, question)]
        sources = Sources()
        markdown, html = render(sound, sources, question.language)
    return Answer(
        id=uuid.uuid4().hex,
        conversation_id=None,
        language=outward(question.language),
        answer=Prose(headline=labelled(headline, question.language), markdown=markdown, html=html),
        verdict=verdicts[0] if verdicts else None,
        verdicts=verdicts,
        citations=citations(sources, question.language, question.days[-1]),
        understanding=understanding_of(materials.library, question, choices),
        resolved_question=question.text,
        abstained=abstained,
        clarification=clarification,
        follow_ups=follow_ups,
        composer="grounded",
        index_version=materials.manifest.fingerprint,
        corpus_checked_through=materials.library.checked_through,
        timings_ms=watch.read(),
    )


def _sound(paragraph: Paragraph, question: Question) -> bool:
    found = faults(paragraph, question)
    for fault in found:
        log.error("left out, a number that its clause does not support: %s", fault)
    return not found


def suggested_questions(library: Library, question: Question, decisions: Sequence[Decision]) -> tuple[str, ...]:
    """Follow-up questions on one decision: the same business elsewhere."""
    if len(decisions) != 1:
        return ()
    name = activity_asked(library, decisions[0].activity, question.language)
    keys = ("ask.national",) if question.areas else ("ask.hainan", "ask.ftz")
    return tuple(say(question.language, key, activity=name) for key in keys)


def understanding_of(library: Library, question: Question, choices: Sequence[str] = ()) -> Understanding:
    """What a question was taken to mean, named in the language of the answer."""
    language = question.language
    activities = tuple(Named(id=a, name=activity_name(library, a, language)) for a in question.activities)
    areas = tuple(Named(id=a, name=area_name(library, a, language)) for a in question.areas if a)
    origin = library.origins[question.origin] if question.origin else None
    return Understanding(
        language=outward(language),
        intent=question.intent,
        focus=question.focus,
        activities=activities,
        area=areas[0] if areas else None,
        areas=areas,
        investor_origin=Named(id=origin.id, name=origin_name(origin, language)) if origin else None,
        as_of=question.days[-1],
        mode=question.mode,
        rewritten=question.text,
        choices=tuple(Named(id=a, name=activity_name(library, a, language)) for a in choices),
    )

"""The answer as an object: the note checked and rendered, its sources numbered, with what the question was understood as."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence

from corpus import Library
from index import Manifest
from rag.answer.citations import citations
from rag.answer.contract import Answer, Named, Prose, Understanding, Verdict
from rag.answer.note import Paragraph, Sentence, Sources, render
from rag.answer.number_check import faults
from rag.answer.stopwatch import Stopwatch
from rag.decision.decision import Decision
from rag.language.catalogues import say
from rag.language.languages import outward
from rag.language.names import activity_name, activity_named, area_name, origin_name
from rag.question.understand import Question

log = logging.getLogger(__name__)


class Assembler:
    """Makes answers over one library, which say the index they rest on."""

    def __init__(self, library: Library, manifest: Manifest) -> None:
        self._library, self._manifest = library, manifest

    def answer(
        self,
        question: Question,
        headline: str,
        note: list[Paragraph],
        watch: Stopwatch,
        verdicts: tuple[Verdict, ...] = (),
        follow_ups: tuple[str, ...] = (),
        abstained: bool = False,
        clarification: str | None = None,
    ) -> Answer:
        """The answer out of a headline and a note; what a clause does not bear is left out and logged."""
        with watch.stage("verify"):
            sound = [p for p in note if not self._reported(faults(p, question))]
            sources = Sources()
            markdown, html = render(sound, sources, question.language)
        return Answer(
            id=uuid.uuid4().hex,
            conversation_id=None,
            language=outward(question.language),
            answer=Prose(headline=headline, markdown=markdown, html=html),
            verdict=verdicts[0] if verdicts else None,
            verdicts=verdicts,
            citations=citations(sources, question.language, question.days[-1]),
            understanding=self._understanding(question),
            abstained=abstained,
            clarification=clarification,
            follow_ups=follow_ups,
            composer="grounded",
            index_version=self._manifest.fingerprint,
            corpus_checked_through=self._library.checked_through,
            timings_ms=watch.read(),
        )

    def _reported(self, found: list[str]) -> list[str]:
        for fault in found:
            log.error("left out, a number that its clause does not bear: %s", fault)
        return found

    def follow_ups(self, question: Question, decisions: Sequence[Decision]) -> tuple[str, ...]:
        """The same business asked about elsewhere."""
        if len(decisions) != 1:
            return ()
        name = activity_named(self._library, decisions[0].activity, question.language)
        keys = ("ask.national",) if question.areas else ("ask.hainan", "ask.ftz")
        return tuple(say(question.language, key, activity=name) for key in keys)

    def _understanding(self, question: Question) -> Understanding:
        language = question.language
        activities = tuple(Named(id=a, name=activity_name(self._library, a, language)) for a in question.activities)
        areas = tuple(Named(id=a, name=area_name(self._library, a, language)) for a in question.areas if a)
        origin = self._library.origins[question.origin] if question.origin else None
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
        )

    def abstention(self, question: Question, why: str, watch: Stopwatch, suggested: tuple[str, ...] = ()) -> Answer:
        """No answer, and why: ``why`` is the phrase; ``suggested`` are businesses that may be meant."""
        names = [activity_named(self._library, a, question.language) for a in suggested]
        follow_ups = tuple(say(question.language, "ask.national", activity=n) for n in names)
        headline, note = say(question.language, f"{why}.head"), [Paragraph((Sentence(self.told(question, why)),))]
        return self.answer(question, headline, note, watch, abstained=True, follow_ups=follow_ups)

    def told(self, question: Question, why: str) -> str:
        """The phrase ``why``, which may say through when the corpus was checked."""
        return say(question.language, why, checked=f"{self._library.checked_through:%Y-%m}")

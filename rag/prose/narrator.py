"""Writing with a model: stream, check each paragraph as it is finished, show it when it is sound, mend once, or leave it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date

from corpus import Library
from index import Embedder, Index
from rag.answer.citations import citations
from rag.answer.contract import Answer, Citation, Flaw, Grounding, Prose
from rag.answer.note import Paragraph, Sentence, Sources, render
from rag.language.catalogues import say
from rag.language.languages import canonical, scripted
from rag.language.lexicon import Lexicon
from rag.language.named import View
from rag.llm.client import Message, Writer, WriterFailed
from rag.prose import prompt
from rag.prose.check.blocks import Block, read_block, split_blocks, without_reasoning
from rag.prose.check.check import Check, Fault
from rag.prose.check.claims import finished
from rag.prose.check.evidence import Evidence, blocks_of, evidence_of

log = logging.getLogger(__name__)

ROUNDS = 2
#: A text longer than this, without what was thought aloud, is no note: about 1,200 tokens, in English and in Chinese. The model is
#: asked for 250 words, and the longest honest note that we have has 1,152 bytes.
MOST_BYTES = 4_800
#: The languages in which what is written can be checked.
CHECKED = ("zh", "zh-Hant", "en")


class Delta(View):
    """A checked paragraph, the next of its ``round``; the first of a new round replaces what earlier rounds showed."""

    round: int
    markdown: str
    html: str


class Cited(View):
    """A citation that the prose uses for the first time."""

    round: int
    citation: Citation


Written = Delta | Cited | Answer


@dataclass(frozen=True)
class _Note:
    """What one round has brought so far. ``failed`` is why the model gave no whole text."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    faults: tuple[Fault, ...]
    failed: str | None = None


class Narrator:
    """Has a model write the note of answers that are already composed and decided. Safe to share between threads."""

    def __init__(self, writer: Writer, library: Library, lexicon: Lexicon, index: Index, embedder: Embedder) -> None:
        self.model, self._writer, self._library = writer.name, writer, library
        self._check = Check(library, lexicon, index, embedder)

    def suits(self, answer: Answer) -> bool:
        """Whether there is something to write, in a language in which it can be checked."""
        asked = not (answer.abstained or answer.clarification or answer.remark)
        return asked and bool(answer.citations) and answer.language in CHECKED

    def write(
        self, grounded: Answer, question: str, earlier: str | None, today: date, stop: threading.Event
    ) -> Iterator[Written]:
        """The sound paragraphs as they come, and last the whole answer: the model's where every word of it passed the check,
        else the grounded one, which says so. ``stop`` ends the generation (raises Stopped)."""
        evidence = evidence_of(self._library, grounded, today)
        messages = prompt.messages(grounded, evidence, question, earlier)
        for number in range(1, ROUNDS + 1):
            note = yield from self._round(number, messages, grounded, evidence, stop)
            if not note.faults and not note.failed:
                yield self._checked(grounded, evidence, note, number)
                return
            for fault in note.faults:
                log.info("%s, round %d: %s: %s: %s", self.model, number, fault.kind, fault.why, fault.text)
            if number == ROUNDS or (note.failed and note.failed != "empty"):
                yield self._fallback(grounded, note, number)
                return
            messages = prompt.repair(messages, note.text, note.faults)

    def _round(
        self, number: int, messages: list[Message], grounded: Answer, evidence: Evidence, stop: threading.Event
    ) -> Generator[Delta | Cited, None, _Note]:
        """One text of the model. Returns the note; nothing of it is shown before it is checked, and nothing from the first fault
        on. What follows a fault is still read and checked: the next round is told of every fault."""
        text, shown, paragraphs, faults = "", 0, [], []
        sources, cited, failed = Sources(), set(), None
        pieces = self._writer.write(messages, stop)
        try:
            while True:
                piece = next(pieces, None)
                text += piece or ""
                said = without_reasoning(text)
                blocks = split_blocks(said)
                ready = blocks if piece is None else blocks[:-1]
                for words in ready[shown:]:
                    block = read_block(words)
                    faults += self._check.block(block, evidence)
                    if piece is None and words is ready[-1] and not finished(words):
                        faults.append(Fault("cut-off", words[-80:], "the text breaks off"))
                    if faults:
                        continue
                    cited.update(n for line in block.lines for s in line for n in s.cites)
                    paragraphs.append(_paragraph(block, evidence, grounded.language))
                    yield from self._show(number, paragraphs[-1], sources, grounded)
                shown = len(ready)
                if piece is None:
                    break
                if len(said.encode()) > MOST_BYTES:
                    faults.append(Fault("cut-off", "", "the text is far too long"))
                    break
            if not faults:
                faults += self._check.omissions(cited, evidence)
        except WriterFailed as failure:
            log.warning("%s wrote no whole text: %s", self.model, failure)
            failed = failure.reason
        finally:
            pieces.close()
        if not (paragraphs or faults or failed):
            failed = "empty"
        return _Note(without_reasoning(text), tuple(paragraphs), tuple(faults), failed)

    def _show(self, number: int, paragraph: Paragraph, sources: Sources, grounded: Answer) -> Iterator[Delta | Cited]:
        known = len(sources.clauses)
        markdown, html = render([paragraph], sources, canonical(grounded.language))
        for citation in self._citations(sources, grounded)[known:]:
            yield Cited(round=number, citation=citation)
        yield Delta(round=number, markdown=markdown, html=html)

    def _citations(self, sources: Sources, grounded: Answer) -> tuple[Citation, ...]:
        return citations(sources, canonical(grounded.language), grounded.understanding.as_of)

    def _checked(self, grounded: Answer, evidence: Evidence, note: _Note, rounds: int) -> Answer:
        language, sources = canonical(grounded.language), Sources()
        markdown, html = render([*note.paragraphs, *_kept(grounded, evidence)], sources, language)
        return grounded.model_copy(
            update={
                "answer": Prose(headline=grounded.answer.headline, markdown=markdown, html=html),
                "citations": self._citations(sources, grounded),
                "composer": "llm",
                "grounding": Grounding(state="checked", model=self.model, rounds=rounds),
            }
        )

    def _fallback(self, grounded: Answer, note: _Note, rounds: int) -> Answer:
        """The grounded answer, which says that the model's words were not used. Of those none is told: they may be wrong."""
        language = canonical(grounded.language)
        markdown, html = render(
            [Paragraph((Sentence(say(language, "model.failed" if note.failed else "model.unsound")),))], Sources(), language
        )
        kinds = dict.fromkeys([*([note.failed] if note.failed else ()), *(f.kind for f in note.faults)])
        said = grounded.answer
        return grounded.model_copy(
            update={
                "answer": Prose(headline=said.headline, markdown=f"{said.markdown}\n\n{markdown}", html=said.html + html),
                "grounding": Grounding(
                    state="fallback", faults=tuple(Flaw(kind=k) for k in kinds), model=self.model, rounds=rounds
                ),
            }
        )


def _kept(grounded: Answer, evidence: Evidence) -> Iterator[Paragraph]:
    """What of the grounded note no model may leave out: what nobody has checked yet, and what cites nothing (the day of the
    rules, combinations left out)."""
    unchecked = say(canonical(grounded.language), "lead.unchecked")
    for block in blocks_of(grounded.answer.markdown):
        if block.lead == unchecked or not any(s.cites for line in block.lines for s in line):
            yield _paragraph(block, evidence, grounded.language)


def _paragraph(block: Block, evidence: Evidence, language: str) -> Paragraph:
    """A block as a paragraph of a note; a line of a list is one sentence of it."""
    code, space = canonical(language), "" if evidence.language == "zh" else " "
    if block.listed:
        lines = [(space.join(s.text for s in line), [n for s in line for n in s.cites]) for line in block.lines]
    else:
        lines = [(s.text, list(s.cites)) for line in block.lines for s in line]
    sentences = tuple(Sentence(scripted(text, code), evidence.cited(numbers)) for text, numbers in lines)
    return Paragraph(sentences, lead=scripted(block.lead, code) if block.lead else None, listed=block.listed)

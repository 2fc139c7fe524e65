"""What is told of an answer while it comes about, in the order in which it is told."""

from __future__ import annotations

from rag.answer.contract import Answer, Citation, Verdict
from rag.language.named import View
from rag.prose import Cited, Delta
from rag.question.understanding import Understanding


class Found(View):
    """The provisions that the grounded answer stands on; the prose of a model numbers those it cites anew."""

    citations: tuple[Citation, ...]


class Judged(View):
    """The verdict, before any word of prose."""

    headline: str
    verdict: Verdict | None
    verdicts: tuple[Verdict, ...]
    abstained: bool
    clarification: str | None


#: Understanding, Found and Judged come once each, then the prose of a model in checked paragraphs, and last the Answer.
Event = Understanding | Found | Judged | Delta | Cited | Answer

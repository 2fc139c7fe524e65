"""Answers next to the law: to remarks and questions about Zhunru, and to questions outside, with what can be asked instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus import Library
from rag.answer.assemble import Materials, assemble
from rag.answer.contract import Answer
from rag.answer.freshness import freshness
from rag.answer.note import Paragraph, Sentence
from rag.answer.stopwatch import Stopwatch
from rag.answer.wording.context import Wording
from rag.language.catalogues import phrases, say
from rag.language.languages import canonical
from rag.language.names import activity_asked, activity_named
from rag.question.conversation.resolved import business_question
from rag.question.understand import Question

#: What may be asked, for someone who does not know it yet: businesses, each with the place it is asked for.
_EXAMPLES = (("call-centre", "ask.national"), ("data-centre", "ask.hainan"), ("cinema", "ask.national"))
#: After these nobody is at a loss for what to ask.
_BETWEEN = frozenset({"thanks", "fine", "bye", "sorry"})


def remark_answer(materials: Materials, question: Question, topic: str, today: date, watch: Stopwatch) -> Answer:
    """A short answer to a courtesy, or to a question about Zhunru. ``topic`` is a key under `remark.`."""
    language, library = question.language, materials.library
    checked = library.checked_through.isoformat()
    headline, note = say(language, f"remark.{topic or 'chat'}", checked=checked), []
    if topic == "freshness":
        headline, note = freshness(Wording(library, materials.excerpts, canonical(language), today), question, checked)
    elif (more := f"remark.{topic}.more") in phrases(canonical(language)):
        note = [Paragraph((Sentence(say(language, more, checked=checked)),))]
    follow_ups = () if topic in _BETWEEN else _examples(library, language)
    answer = assemble(materials, question, headline, note, watch, follow_ups=follow_ups)
    return answer.model_copy(update={"remark": True})


def outside_answer(materials: Materials, question: Question, topic: str, today: date, watch: Stopwatch) -> Answer:
    """That a question is outside, by what it is about (``topic``: `law`, `matter`, `trade`, or nothing), and what can be asked."""
    language, library = question.language, materials.library
    reason = f"abstain.{topic or 'scope'}"
    follow_ups = _examples(library, language)
    if topic == "law" and question.activities:
        asked = [question] if question.foreign is None else [question, _of_investor(question)]
        follow_ups = tuple(business_question(library, q, today) for q in asked)
    note = [Paragraph((Sentence(say(language, reason)),))]
    return assemble(materials, question, say(language, f"{reason}.head"), note, watch, follow_ups=follow_ups, abstained=True)


def none_of_them(materials: Materials, question: Question, watch: Stopwatch) -> Answer:
    """That none of the businesses shown is meant, and that the business has to be put in other words."""
    library, language = materials.library, question.language
    names = [activity_named(library, a, language) for a in question.activities]
    headline = say(language, "abstain.none.head", choices=say(language, "list").join(names))
    note = [Paragraph((Sentence(say(language, "abstain.activity")),))]
    return assemble(materials, replace(question, activities=()), headline, note, watch, abstained=True)


def _examples(library: Library, language: str) -> tuple[str, ...]:
    known = ((a, key) for a, key in _EXAMPLES if a in library.activities)
    return tuple(say(language, key, activity=activity_asked(library, a, language)) for a, key in known)


def _of_investor(question: Question) -> Question:
    """A question about another country, asked about China by an investor from there."""
    return replace(question, origin=question.foreign)

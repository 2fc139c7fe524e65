"""Reading by a language model: what it finds takes the place of what the trained models found, wherever it is valid; the step that
follows is decided by the same costs."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from corpus import Library, Mode
from corpus.text import normalise
from rag.language.detect import language_of
from rag.language.lexicon import Lexicon
from rag.llm import Extractor, Unfilled
from rag.llm.material import fenced
from rag.question.ask import Ask
from rag.question.by_model.form import NONE, DayRead, ReadingForm, reading_form
from rag.question.by_model.prompt import reading_messages
from rag.question.by_rules import Stage
from rag.question.learned.reader import CHAT, Findings, LearnedReader
from rag.question.reading import Hypothesis, Reading
from rag.question.understand import Question

log = logging.getLogger(__name__)

#: So many businesses, the likeliest by the trained models, are put before the language model.
CANDIDATES = 8
#: What the word of a model is worth next to the trained probabilities, which make up the rest. Not measured of any one model, as it holds
#: for all: it is well below the .8 from which `costs.yaml` prefers a verdict to a question back (wrong-verdict 4, needless-question 1), so that a
#: model which contradicts sure trained models is not followed into a verdict, and above the half below which it would change nothing.
RELIABILITY = 0.7
#: The years that a question may ask about: as in what reads days by rules.
_YEARS = range(1900, 2100)


class InvalidReading(Exception):
    """A form that says what the question does not."""


class ModelReader:
    """Reads questions by a language model, and by the trained models where it fails. Safe to share between threads."""

    def __init__(self, library: Library, lexicon: Lexicon, learned: LearnedReader, extractor: Extractor) -> None:
        self._library, self._lexicon, self._learned, self._extractor = library, lexicon, learned, extractor

    def read(self, question: Question, ask: Ask, stage: Stage) -> Reading:
        """The reading of one question, ``fault`` saying why it is not the language model's: `timeout`, `error` or `invalid`."""
        ruled = self._learned.ruled(question, ask, stage)
        if ruled:
            return ruled
        # The candidates come from the one embedding; while the model works the reading that may stand in for its own is made.
        scores = self._learned.weighed(question, stage, CANDIDATES)
        candidates = [h.business for h in scores.hypotheses]
        places, origins = self._named(question, "area"), self._named(question, "origin")
        form = reading_form(self._learned.kinds, candidates, places, origins)
        filled = self._extractor.begin(reading_messages(self._library, question, candidates, places, origins, ask.today), form)
        found = self._learned.findings(question, ask, scores)
        trained = self._learned.settled(found, scores)
        try:
            with stage("model"):
                read = filled()
            return self._learned.settled(_by_model(read, question, found, ask), scores)
        except (Unfilled, InvalidReading) as failure:
            log.warning("%s read no question, the trained models do: %s", self._extractor.name, failure)
            return replace(trained, fault=failure.reason if isinstance(failure, Unfilled) else "invalid")

    def _named(self, question: Question, kind: str) -> tuple[str, ...]:
        """The ids of what a question names of a kind, and of what it takes over from the one before it."""
        taken = [a for a in question.areas if a] if kind == "area" else [question.origin] if question.origin else []
        named = (f.id for f in self._lexicon.find(question.text, language_of(question.text)) if f.kind == kind)
        return tuple(dict.fromkeys((*taken, *named)))


def _by_model(read: ReadingForm, question: Question, found: Findings, ask: Ask) -> Findings:
    """What the model read of a question, as findings; ``found`` is what the trained models did. What the asker has set stands. Raises
    InvalidReading."""
    businesses, asks = _businesses(read, question), _asks(read)
    hypotheses, none = _weighed_in(found.hypotheses, businesses, found.none)
    outside = (1 - RELIABILITY) * found.outside + RELIABILITY * (read.outside != "no")
    # A list is taken from the groups named, which are no businesses that somebody would do.
    question = replace(question, activities=businesses or (question.activities if "list" in asks else ()))
    if ask.as_of is None:
        question = _dated(question, read, found.question, ask.today)
    if ask.area is None:
        question = replace(question, areas=_areas(question, read))
    if ask.investor_origin is None:
        question = replace(question, origin=None if read.origin == NONE else read.origin)
    if ask.mode is None and read.mode == Mode.CROSS_BORDER:
        question = replace(question, mode=Mode.CROSS_BORDER, said=question.said | {"mode"})
    elif ask.mode is None and "mode" in question.said:  # one that a follow-up takes over is not said again
        question = replace(question, mode=Mode.COMMERCIAL_PRESENCE, said=question.said - {"mode"})
    return Findings(question, asks, outside, hypotheses, none, hypotheses, float, "llm")


def _asks(read: ReadingForm) -> tuple[str, ...]:
    """The kinds asked for, a verdict first; what is outside asks for nothing of ours."""
    asks = list(dict.fromkeys(read.asks)) or (["text"] if read.outside != "no" else [])
    if not asks:
        raise InvalidReading("nothing is asked for")
    serious = [kind for kind in asks if kind not in CHAT]
    return tuple(sorted(serious, key=lambda kind: kind != "verdict")) or (asks[0],)


def _businesses(read: ReadingForm, question: Question) -> tuple[str, ...]:
    chosen = [business for business in read.businesses if business.id != NONE]
    _occur([business.evidence for business in chosen], question)
    return tuple(dict.fromkeys(business.id for business in chosen))


def _occur(evidence: Iterable[str], question: Question) -> None:
    """Raises InvalidReading unless every evidence is words of the question, in any spelling of them."""
    said = _spelt(question.text)
    if not all(_spelt(words) and _spelt(words) in said for words in evidence):
        raise InvalidReading("evidence that the question does not hold")


def _spelt(text: str) -> str:
    """One form for text that differs in case, width, script or spaces alone."""
    return "".join(normalise(fenced(text)).split())


def _weighed_in(hypotheses: Sequence[Hypothesis], chosen: Sequence[str], none: float) -> tuple[tuple[Hypothesis, ...], float]:
    """The trained probabilities of businesses and of none, with the choice of the model weighed in: what it chose comes first."""
    rest = 1 - RELIABILITY
    weighed = [
        Hypothesis(h.business, rest * h.probability + (RELIABILITY if h.business in chosen[:1] else 0.0)) for h in hypotheses
    ]
    rank = {business: n for n, business in enumerate(chosen)}
    weighed.sort(key=lambda h: (rank.get(h.business, len(rank)), -h.probability))
    return tuple(weighed), rest * none + (0.0 if chosen else RELIABILITY)


def _dated(question: Question, read: ReadingForm, trained: Question, today: date) -> Question:
    """The question with the days whose rule is asked for; where the model names none, those that the trained models read, but for the
    years that it takes for a story."""
    _occur([day.evidence for day in read.days], question)
    days = [(_calendar_day(day), day.role) for day in read.days]
    asked = tuple(dict.fromkeys(day for day, role in days if role == "asked"))
    if asked:
        return replace(question, days=asked, said=question.said | {"day"})
    story = {day.year for day, _ in days}
    kept = tuple(day for day in trained.days if day.year not in story)
    if kept:
        return replace(question, days=kept, said=question.said - {"day"} | (trained.said & {"day"}))
    return replace(question, days=(today,), said=question.said - {"day"})


def _calendar_day(day: DayRead) -> date:
    try:
        read = date.fromisoformat(day.date)
    except ValueError as error:
        raise InvalidReading("a day that is no date") from error
    if read.year not in _YEARS:
        raise InvalidReading("a day that no rule here reaches")
    return read


def _areas(question: Question, read: ReadingForm) -> tuple[str | None, ...]:
    """The places that the model chose, next to the country where the question names it too."""
    chosen = tuple(dict.fromkeys(place for place in read.places if place != NONE))
    if set(chosen) == {area for area in question.areas if area}:
        return question.areas
    return (*((None,) if None in question.areas and chosen else ()), *chosen)

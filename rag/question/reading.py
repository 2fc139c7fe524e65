"""The reading of a question: what it asks, about which businesses, and which way of answering that comes to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto

import numpy as np

from corpus import Document, Library
from corpus.kinds import Kind
from rag.question.conversation.remarks import courtesy_language
from rag.question.focus import Focus, of_the_lists
from rag.question.lists import asks_for_the_rule, compares, counts, kinds_named, sectors_named
from rag.question.understand import Question


class Way(Enum):
    """The ways of answering."""

    OUTSIDE = auto()
    UNREADABLE_DAY = auto()
    FUTURE_EDITION = auto()
    LIST = auto()
    VERDICT = auto()
    VERDICT_AND_TEXT = auto()
    CHOICE = auto()
    UNKNOWN_BUSINESS = auto()
    TEXT = auto()
    REMARK = auto()


#: What is told first of a verdict, by the kind of thing asked.
_FOCUS: dict[str, Focus] = {
    "cap": "cap",
    "conditions": "terms",
    "capital": "terms",
    "authority": "terms",
    "procedure": "terms",
    "time-limit": "terms",
    "where": "where",
    "since": "changed",
    "penalty": "breach",
    "list": "list",
}
#: What a verdict answers by itself, and what it answers together with the texts.
_BY_VERDICT = frozenset({"verdict", "cap", "where", "since", "comparison", "conditions"})
#: A question that was taken for one outside is about two places where it has at most so many words besides their names.
_FEW_WORDS = 8
_LIKELY = 0.5
_SPECIFIC = frozenset({"capital", "authority", "procedure", "time-limit", "penalty", "definition"})
_AND_BY_TEXT = frozenset({"capital", "authority", "procedure", "time-limit", "penalty", "which-list"})


@dataclass(frozen=True)
class Hypothesis:
    """A business that may be meant, with its probability."""

    business: str
    probability: float


@dataclass(frozen=True)
class Reading:
    """A question read. ``way`` is how to answer it, ``question`` its slots with the businesses settled; ``vector`` (dimension,) is that
    of the question where the way searches; ``suggested`` are ids of businesses that may be meant where none is settled. ``asks`` are
    the kinds of thing asked for, in order, ``kinds`` their probabilities; ``hypotheses`` the businesses, the likeliest first, and
    ``none`` the probability that none of the corpus is meant. ``reader`` is who read: `rules`, `learned` or `llm`; ``fault`` is why a
    language model that was asked is not: `timeout`, `error` or `invalid`. ``topic`` is what is outside (`law` of another country, another
    `matter`, another `trade`), or what a remark is about. ``documents`` are added ones whose text is quoted first."""

    way: Way
    question: Question
    vector: np.ndarray | None = None
    suggested: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    kinds: Mapping[str, float] = field(default_factory=dict)
    hypotheses: tuple[Hypothesis, ...] = ()
    none: float = 0.0
    reader: str = "rules"
    topic: str = ""
    fault: str | None = None
    documents: tuple[str, ...] = ()


def wants_verdict(asks: Collection[str]) -> bool:
    """Whether a verdict answers any of the kinds asked for."""
    return not (_BY_VERDICT | _AND_BY_TEXT).isdisjoint(asks)


def way_of(asks: Collection[str], businesses: Collection[str]) -> Way:
    """The way of a question that asks for these kinds about these businesses, nothing of it being in doubt."""
    if set(asks) <= {"small-talk", "about"}:
        return Way.REMARK
    if set(asks) <= {"outside", "small-talk", "about"}:
        return Way.OUTSIDE
    if "list" in asks:
        return Way.LIST
    if not wants_verdict(asks):
        return Way.TEXT
    if not businesses:
        return Way.UNKNOWN_BUSINESS
    return Way.VERDICT_AND_TEXT if set(asks) - _BY_VERDICT else Way.VERDICT


def of_the_text(reading: Reading) -> Reading:
    """The reading of a question about an article, an item or the like that it names exactly: the text answers it, whatever its kind."""
    if reading.vector is None or reading.way is Way.REMARK:
        return reading
    asks = reading.asks if set(reading.asks) - {"outside", "verdict"} else ("document",)
    question = replace(reading.question, activities=(), intent=intent_of(Way.TEXT), elsewhere=False)
    return replace(reading, way=Way.TEXT, question=question, asks=asks)


def of_editions(reading: Reading, editions: Collection[Document], today: date, businesses: tuple[str, ...]) -> Reading:
    """The reading of a question that sets two editions side by side: as such, or, of lists, on their days for the ``businesses`` that it
    names. Where it asks for one thing in them, a sanction or a sum, that stays the question."""
    lists = all(d.kind == Kind.NEGATIVE_LIST for d in editions)
    if reading.vector is None or reading.way is Way.REMARK or _SPECIFIC & set(reading.asks) or (businesses and not lists):
        return reading
    days = tuple(today if d.in_force(today) else d.effective or today for d in editions)
    way, compared = (Way.VERDICT, reading.question.activities or businesses) if businesses else (Way.TEXT, ())
    question = replace(reading.question, activities=compared, days=days, spans=(), intent=intent_of(way), elsewhere=False)
    return replace(reading, way=way, question=question if businesses else replace(question, days=days[-1:]), asks=("comparison",))


def of_the_rule(reading: Reading) -> Reading:
    """The reading of a question by which rule a business is open, limited or closed: the verdict has it."""
    asks = tuple(dict.fromkeys((*(a for a in reading.asks if a in _BY_VERDICT), "document")))
    question = replace(reading.question, intent=intent_of(Way.VERDICT), focus=focus_of_asks(asks))
    return replace(reading, way=Way.VERDICT, question=question, asks=asks)


def seeks_the_rule(question: Question, reading: Reading) -> bool:
    """Whether a question names a business and asks which item or article decides on it."""
    verdict = reading.way in (Way.TEXT, Way.VERDICT, Way.VERDICT_AND_TEXT)
    return verdict and bool(question.activities and reading.question.activities) and asks_for_the_rule(question.text)


def breaches_a_list(question: Question, reading: Reading) -> bool:
    """Whether a question without a business asks what follows where the lists are broken, whatever it was read as."""
    return reading.way in (Way.OUTSIDE, Way.UNKNOWN_BUSINESS) and question.focus == "breach" and of_the_lists(question.text)


def of_the_breach(reading: Reading) -> Reading:
    """The reading of a question about breaking the lists as such."""
    told = of_the_text(reading)
    return replace(told, question=replace(told.question, focus="breach"), asks=("penalty",))


def counts_businesses(question: Question, reading: Reading) -> bool:
    """Whether a question asks how many businesses of a sector are closed, limited or open, whatever it was read as."""
    way = reading.way in (Way.TEXT, Way.LIST, Way.OUTSIDE, Way.UNKNOWN_BUSINESS) and "count" in (*reading.asks, *_likely(reading))
    return (
        way
        and not question.elsewhere
        and counts(question.text)
        and bool(sectors_named(question.text) and kinds_named(question.text))
    )


def _likely(reading: Reading) -> list[str]:
    """The kinds of ask that are likely, whether or not they were settled on."""
    return [kind for kind, probability in reading.kinds.items() if probability > _LIKELY]


def of_a_list(reading: Reading) -> Reading:
    """The reading of a question that a whole list answers."""
    question = replace(reading.question, intent=intent_of(Way.LIST), focus="list", elsewhere=False, activities=())
    return replace(reading, way=Way.LIST, question=question, asks=tuple(dict.fromkeys((*reading.asks, "count"))))


def sets_places_apart(library: Library, question: Question, reading: Reading) -> bool:
    """Whether a question sets two places side by side for businesses at large, or for a whole group of them. ``question`` is what its own
    words say, ``reading`` how it was read."""
    if len(question.areas) != 2 or question.elsewhere or not compares(question.text):
        return False
    if reading.way is Way.OUTSIDE:
        return question.length <= _FEW_WORDS
    ruled = any(r.measure.type.decides for a in reading.question.activities for _, r in library.reaching(a))
    return not ruled and reading.way in (Way.UNKNOWN_BUSINESS, Way.VERDICT, Way.VERDICT_AND_TEXT, Way.LIST, Way.TEXT)


def of_places(reading: Reading) -> Reading:
    """The reading of a question that sets two places side by side and names no one business."""
    question = replace(reading.question, intent=intent_of(Way.LIST), focus="list", elsewhere=False)
    return replace(reading, way=Way.LIST, question=question, asks=("comparison",))


def focus_of_asks(asks: Collection[str]) -> Focus:
    """What is told first: by the first kind asked for that is more than a verdict."""
    told: list[Focus] = [_FOCUS[kind] for kind in asks if kind in _FOCUS]
    return told[0] if told else "decide"


#: What remarks ask for, by their topics; any other is small talk.
_REMARKS = {"about": "about", "advice": "about", "machine": "about", "freshness": "freshness"}


def remark(question: Question, topic: str) -> Reading:
    """A remark read: a courtesy, or a question about Zhunru."""
    language = (courtesy_language(question.text) if question.language == "en" else None) or question.language
    told = replace(question, language=language, activities=(), intent="remark", focus="decide", elsewhere=False, turn="first")
    return Reading(Way.REMARK, told, asks=(_REMARKS.get(topic, "small-talk"),), topic=topic)


def intent_of(way: Way) -> str:
    """The intent that goes with a way: `decide`, `both`, `may` or `open`."""
    return {
        Way.VERDICT: "decide",
        Way.CHOICE: "decide",
        Way.LIST: "decide",
        Way.VERDICT_AND_TEXT: "both",
        Way.UNKNOWN_BUSINESS: "may",
    }.get(way, "open")

"""The reading of a question: what it asks, about which businesses, and which way of answering that comes to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto

import numpy as np

from rag.question.conversation.remarks import courtesy_language
from rag.question.focus import Focus
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

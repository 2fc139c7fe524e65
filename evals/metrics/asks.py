"""The kind of thing a question asks for: what an item expects, against what the answer says it understood.

An answer that lists its `asks` is read by them. One that does not has the coarser `intent` and `focus` of its understanding, of
which each may stand for several kinds: `terms` for conditions, capital, the authority or the procedure."""

from __future__ import annotations

from collections.abc import Iterable

from evals.metrics.case import Case
from evals.sets.items import Item
from rag import Answer

Kinds = frozenset[str]

_TERMS: Kinds = frozenset({"conditions", "capital", "authority", "procedure", "time-limit"})
#: What an open question may ask for: none of these has an intent or a focus of its own.
_TEXT: Kinds = frozenset(
    {"text", "capital", "authority", "procedure", "time-limit", "definition", "document", "count", "comparison", "which-list",
     "freshness"}
)  # fmt: skip
_FOCUS: dict[str, Kinds] = {
    "decide": frozenset({"verdict"}),
    "cap": frozenset({"cap"}),
    "terms": _TERMS,
    "where": frozenset({"where"}),
    "changed": frozenset({"since", "comparison"}),
    "breach": frozenset({"penalty"}),
    "list": frozenset({"list"}),
}
#: What a tag says of an item without `asks`. It names the subject of the law as often as the wording of the question, so that
#: a verdict is accepted too wherever the item expects one.
_TAGS: dict[str, Kinds] = {
    "intent-decide": frozenset({"verdict", "cap"}),
    "intent-cap": frozenset({"cap"}),
    "intent-terms": _TERMS,
    "intent-procedure": _TERMS,
    "intent-where": frozenset({"where"}),
    "intent-changed": frozenset({"since", "comparison", "freshness", "document"}),
    "intent-compare": frozenset({"comparison", "count"}),
    "intent-list": frozenset({"list"}),
    "intent-define": frozenset({"definition"}),
    "intent-open-question": _TEXT | {"penalty", "conditions", "since"},
}
#: What may be understood next to what was asked: a verdict with its reasons is no wrong reading of a question of when.
_TOLERATED: Kinds = frozenset({"verdict", "text"})


def ask_kind(case: Case) -> float | None:
    """1 when every kind of thing that the question asks for was understood, and nothing else but a verdict or what the texts say.
    Eligible: `asks`, or else a tag that says the intent, and no refusal expected."""
    expected = expected_asks(case.item)
    if not expected:
        return None
    if case.answer is None:
        return 0.0
    given = understood_asks(case.answer)
    met = all(any(kinds & one for one in given) for kinds in expected)
    return float(met and all(one & _TOLERATED or any(kinds & one for kinds in expected) for one in given))


def expected_asks(item: Item) -> tuple[Kinds, ...]:
    """What the question of an item asks for, one set of acceptable kinds for each ask; empty where nothing says so."""
    if item.asks:
        return tuple(frozenset(ask.split("|")) for ask in item.asks)
    tagged = [_TAGS[tag] for tag in item.tags if tag in _TAGS]
    if item.abstain or not tagged:
        return ()
    return (frozenset().union(*tagged, {"verdict"} if item.verdicts else ()),)


def understood_asks(answer: Answer) -> tuple[Kinds, ...]:
    """What an answer took the question to ask for, one set of kinds that it may stand for each ask."""
    asks: Iterable[object] = getattr(answer, "asks", ())
    if listed := tuple(frozenset({_kind(ask)}) for ask in asks):
        return listed
    intent, focus = answer.understanding.intent, _FOCUS.get(answer.understanding.focus, frozenset())
    if (
        answer.abstained and intent != "may"
    ):  # `may` declines because the business is not known: it took the question for a verdict
        return (frozenset({"outside", "small-talk"}),)
    if intent == "open":
        return (_TEXT if answer.understanding.focus == "decide" else _TEXT | focus,)
    return (focus, _TEXT) if intent == "both" else (focus,)


def _kind(ask: object) -> str:
    """The kind of one entry of `asks`: a word, or an object with a `kind`."""
    return str(getattr(ask, "kind", ask)).replace("_", "-")

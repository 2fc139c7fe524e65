"""The step of the least expected cost: a verdict, a question back among the likeliest businesses, what the texts say, or declining; and
the mode of supply, or both where either may be meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from corpus import Mode
from rag.question.reading import Hypothesis, Way
from rag.question.understand import Question

CHOICES = 3
#: Between these probabilities a question may be about a company in China and about supply without one.
_MAYBE_ABROAD, _SURELY_ABROAD = 0.15, 0.65


@cache
def step_costs() -> Mapping[str, float]:
    """What each wrong step costs."""
    return yaml.safe_load((Path(__file__).parents[1] / "costs.yaml").read_text(encoding="utf-8"))


def settle_verdict(hypotheses: Sequence[Hypothesis], alike: float, outside: float, costs: Mapping[str, float]) -> Way:
    """The step for a question that wants a verdict. ``alike`` is the probability of the businesses that come to the same as the first,
    itself among them; ``outside`` that the question is about something else altogether."""
    first = hypotheses[0].probability if hypotheses else 0.0
    three = sum(h.probability for h in hypotheses[:CHOICES])
    inside = 1 - outside
    expected = {
        Way.VERDICT: costs["wrong-verdict"] * (1 - inside * alike),
        Way.CHOICE: outside * costs["question-outside"]
        + inside * (first * costs["needless-question"] + (1 - three) * costs["missed-question"]),
        Way.OUTSIDE: inside * three * costs["wrong-decline"],
    }
    return min(expected, key=lambda way: expected[way])


def settle_text(outside: float, costs: Mapping[str, float]) -> Way:
    """The step for a question that the texts answer."""
    return Way.OUTSIDE if (1 - outside) * costs["wrong-decline"] < outside * costs["text-outside"] else Way.TEXT


def settle_mode(question: Question, abroad: float, least: float) -> Question:
    """The question with its mode of supply; with the other one too where ``abroad``, the probability that it is about supply without a
    company in China, leaves both open. From ``least`` on it is taken to be about that."""
    told = question.mode is Mode.CROSS_BORDER
    if told or abroad >= least:
        company = Mode.COMMERCIAL_PRESENCE if not told and abroad < _SURELY_ABROAD else None
        return replace(question, mode=Mode.CROSS_BORDER, said=question.said | {"mode"}, or_mode=company)
    either = abroad >= _MAYBE_ABROAD and "mode" not in question.said and question.turn == "first"
    return replace(question, or_mode=Mode.CROSS_BORDER) if either else question

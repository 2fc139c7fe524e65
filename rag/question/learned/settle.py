"""The step of the least expected cost: a verdict, a question back among the likeliest businesses, what the texts say, or declining."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from rag.question.reading import Hypothesis, Way

CHOICES = 3


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

"""What a metric looks at: one item, the response to it, and the library it is judged by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from corpus import Library
from evals.runs.record import Response
from evals.sets.items import Expected, Item
from rag import Answer, Verdict


@dataclass(frozen=True)
class Case:
    """One item with its response."""

    item: Item
    response: Response
    library: Library

    @property
    def answer(self) -> Answer | None:
        return self.response.answer

    @property
    def answer_given(self) -> Answer:
        """The answer, for what looks at answered items alone. Raises ValueError where there is none."""
        if self.answer is None:
            raise ValueError(f"item {self.item.id} has no answer")
        return self.answer

    @property
    def days(self) -> tuple[date, ...]:
        """The days asked about: the one the item fixes; else those that its verdicts name, and for a verdict that names none
        the day as which the system understood the question."""
        if self.item.as_of:
            return (self.item.as_of,)
        understood = self.answer.understanding.as_of if self.answer else None
        named = [e.as_of or understood for e in self.item.verdicts] or [understood]
        return tuple(dict.fromkeys(day for day in named if day))

    @property
    def cited(self) -> tuple[str, ...]:
        """The provisions that the answer cites, each once."""
        return tuple(dict.fromkeys(c.provision_id for c in self.answer.citations)) if self.answer else ()


#: None where the case is not eligible.
Metric = Callable[[Case], float | None]


def verdict_for(expected: Expected, answer: Answer) -> Verdict | None:
    """The first verdict of an answer on the activity, the area and the day that an expectation names; None where there is
    none. What the expectation leaves open fits every verdict."""
    return next((verdict for verdict in answer.verdicts if verdict_fits(expected, verdict)), None)


def verdict_fits(expected: Expected, verdict: Verdict) -> bool:
    """Whether a verdict is on the activity, the area and the day that an expectation names."""
    activity = expected.activity is None or expected.activity in {a.id for a in verdict.activities}
    area = expected.area is None or (verdict.area is not None and verdict.area.id == expected.area)
    return activity and area and expected.as_of in (None, verdict.as_of)


def share_of_true(parts: list[bool]) -> float | None:
    """The share of what holds; None of nothing."""
    return sum(parts) / len(parts) if parts else None

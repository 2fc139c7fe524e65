"""The items that lost points, each with its evidence: what was asked, expected and answered, what was found and cited, and why."""

from __future__ import annotations

from dataclasses import dataclass

from evals.metrics.case import verdict_for
from evals.metrics.verdicts import status_given
from evals.runs.record import Response
from evals.scoring.compare import EVIDENCE
from evals.scoring.score import METRICS, ItemScores
from evals.scoring.scored import Scored
from evals.sets.items import Expected, Item
from rag import Verdict


@dataclass(frozen=True)
class Decision:
    """One expectation beside what came: a status, or what the system did instead of giving one."""

    expected: Expected
    status: str
    verdict: Verdict | None
    right: bool


@dataclass(frozen=True)
class Found:
    """A provision that bears on the question: its rank among what was found, and its number among the citations."""

    provision: str
    rank: int | None
    cited: int | None


@dataclass(frozen=True)
class Failure:
    """One item that lost points. ``faults`` are pairs of a metric and what it says."""

    item: Item
    response: Response
    faults: tuple[tuple[str, str], ...]
    decisions: tuple[Decision, ...]
    clauses: tuple[Found, ...]

    @property
    def wrong(self) -> bool:
        """Whether the answer is wrong, not merely thin in its evidence."""
        return any(metric in METRICS and metric not in EVIDENCE for metric, _ in self.faults)

    @property
    def lost(self) -> list[str]:
        """The metrics that lost points, in the order of METRICS."""
        metrics = {metric for metric, _ in self.faults}
        return [name for name in METRICS if name in metrics]


def failures(scored: Scored) -> list[Failure]:
    """Every item with a fault: wrong verdicts first, thin evidence last, else in the order of the set."""
    found = [_failure(scored, one) for one in scored.scores if one.faults]
    order = [*(m for m in METRICS if m not in EVIDENCE), *(m for m in METRICS if m in EVIDENCE)]
    return sorted(found, key=lambda f: min((order.index(metric) for metric in f.lost), default=len(order)))


def _failure(scored: Scored, one: ItemScores) -> Failure:
    item, response = scored.items[one.item], scored.responses[one.item]
    parts = [fault.partition(": ") for fault in one.faults]
    return Failure(
        item, response, tuple((metric, why) for metric, _, why in parts), _decisions(item, response), _clauses(item, response)
    )


def _decisions(item: Item, response: Response) -> tuple[Decision, ...]:
    rows = []
    for expected in item.verdicts:
        status = str(status_given(response.answer, expected))
        verdict = verdict_for(expected, response.answer) if response.answer else None
        rows.append(Decision(expected, status, verdict, status in expected.status))
    return tuple(rows)


def _clauses(item: Item, response: Response) -> tuple[Found, ...]:
    ranks = {p: rank for rank, p in reversed(list(enumerate(response.retrieved, 1)))}
    cited = {c.provision_id: c.n for c in response.answer.citations} if response.answer else {}
    expected = dict.fromkeys((*item.clauses, *(p for e in item.verdicts for p in e.deciding)))
    return tuple(Found(p, ranks.get(p), cited.get(p)) for p in expected)

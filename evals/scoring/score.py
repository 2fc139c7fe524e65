"""From a test set and its responses to scores: per item, then per group with n and a 95% interval.

    scores = score(items, responses, library)      # one ItemScores an item, in the order of the items
    rows = summarise(scores)                       # one Summary a metric and group: all, each language, each tag, frozen or not
    table = confusion(items, responses)            # {("restricted", "open"): 3, …}
    times = latency(scores)                        # one Times a stage

A metric is a pure function of one case and gives a float from 0 to 1, or None where the case is not eligible for it: every
mean is over the eligible cases alone, and ``n`` is their number. All metrics with what they mean are in ``METRICS``.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus import Library, ZhunruError
from evals.metrics import BY_NAME
from evals.metrics.case import Case
from evals.metrics.length import answer_length, length_unit
from evals.metrics.verdicts import status_given
from evals.runs.record import Response
from evals.scoring.explain import lost_points
from evals.scoring.intervals import interval
from evals.sets.items import Item


@dataclass(frozen=True)
class Measured:
    """What a metric is. ``area`` groups metrics in a report. ``gated`` is False where a fall is no fault in itself: an answer that no
    longer misleads may be incomplete."""

    name: str
    area: str
    title: str
    higher_is_better: bool = True
    gated: bool = True


@dataclass(frozen=True)
class ItemScores:
    """The scores of one item. ``scores`` has every name in ``METRICS``, None where the item is not eligible. ``ms`` holds the
    milliseconds by stage as the system told them, and under ``seen`` the time that the caller waited. ``faults`` says in words
    what cost the item its points, each led by the metric's name: "verdict_accuracy: expected restricted, got open". ``length`` is
    that of the answer in the unit of the language, None where there is none. ``wording_of`` is the item that this one words
    otherwise."""

    item: str
    language: str
    tags: tuple[str, ...]
    frozen: bool
    scores: Mapping[str, float | None]
    ms: Mapping[str, float]
    faults: tuple[str, ...]
    length: int | None = None
    wording_of: str | None = None

    @property
    def base(self) -> str:
        """The item whose question this is a wording of; itself for most."""
        return self.wording_of or self.item


#: The scores of each item, by metric.
Sheet = Mapping[str, Mapping[str, float | None]]


@dataclass(frozen=True)
class Summary:
    """The mean of one metric over the ``n`` eligible items of one group; an item that was asked in several wordings counts once, with
    the mean over them. ``by`` is `all`, `language`, `tag` or `frozen`, and
    ``group`` its value (`all`, `ja`, `games`, `yes`). ``low`` and ``high`` bound the 95% interval: Wilson's where every score
    is 0 or 1 or scores are few, else a percentile bootstrap over items (seeded); see evals/scoring/intervals.py."""

    metric: str
    by: str
    group: str
    n: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Times:
    """Milliseconds of one stage over ``n`` responses. `seen` is the whole time as the caller saw it, `total` as the system did."""

    stage: str
    n: int
    p50: float
    p95: float
    max: float


@dataclass(frozen=True)
class Lengths:
    """How long the ``n`` answers in one language are, in ``unit``: `characters` or `words`."""

    language: str
    unit: str
    n: int
    mean: float
    median: float
    p95: float


#: The metrics that every item is one of, so that their shares add up to all items.
OUTCOMES = ("right", "incomplete", "misleading")
_METRICS = (
    Measured("right", "outcome", "All that the item expects of the answer is met"),
    Measured("incomplete", "outcome", "Neither right nor misleading", False, gated=False),
    Measured(
        "misleading", "outcome", "A firm verdict or cap that is not the expected one, or a verdict where none is due", False
    ),
    Measured("answered", "run", "The system gave an answer object, no error"),
    Measured("ask_kind", "reading", "What the question asks for is understood: a verdict, a cap, a date, …"),
    Measured("business_first", "reading", "The first business understood is an expected one"),
    Measured("business_in_three", "reading", "Every expected business is among the first three"),
    Measured("resolved_question", "reading", "A follow-up is resolved to a question that names its business, place and day"),
    Measured("recall_at_5", "retrieval", "Relevant provisions among the first 5 found"),
    Measured("recall_at_10", "retrieval", "Relevant provisions among the first 10 found"),
    Measured("recall_at_100", "retrieval", "Relevant provisions among the first 100 found"),
    Measured("ndcg_at_10", "retrieval", "Order of the first 10 provisions found (nDCG)"),
    Measured("mrr", "retrieval", "One over the rank of the first relevant provision (to 100)"),
    Measured("verdict_accuracy", "verdict", "Every verdict expected is given, with an acceptable status"),
    Measured("cap_accuracy", "verdict", "Every foreign cap expected is given"),
    Measured("deciding_accuracy", "verdict", "Every verdict rests on an acceptable deciding provision"),
    Measured("deciding_cited", "citations", "The deciding provision is among the citations"),
    Measured("citation_precision", "citations", "Citations that bear on the question"),
    Measured("citation_recall", "citations", "Provisions bearing on the question that are cited"),
    Measured("quote_validity", "citations", "Quotes that stand in the provision they are cited from"),
    Measured("number_faithfulness", "citations", "Numbers, shares and dates that stand in a cited provision or the question"),
    Measured(
        "wrong_edition", "citations", "Provisions presented as in force, or deciding, that are not in force that day", False
    ),
    Measured("refusal_precision", "refusal", "Of the questions declined, those that should be"),
    Measured("refusal_recall", "refusal", "Of the questions to decline, those that were"),
    Measured("clarification_precision", "refusal", "Of the questions asked back, those that should be"),
    Measured("clarification_recall", "refusal", "Of the questions to ask back on, those that were"),
    Measured("needless_question", "refusal", "Of the questions to answer, those asked back on", False),
    Measured("answer_language", "wording", "The answer is in the language of the question"),
    Measured("followup_consistency", "verdict", "A follow-up gets the verdict that its resolved question gets alone"),
    Measured("first_sentence", "wording", "The headline holds what was asked"),
    Measured("must_say", "wording", "What the answer must say is said"),
    Measured("must_not_say", "wording", "What the answer must not say is not said"),
)
METRICS: dict[str, Measured] = {m.name: m for m in _METRICS}


#: The stages in the order in which they run.
_STAGES = ("understand", "embed", "retrieve", "decide", "compose", "verify", "total", "seen")


def score(items: Sequence[Item], responses: Iterable[Response], library: Library) -> list[ItemScores]:
    """The scores of every item that has a response, in the order of ``items``. Raises ZhunruError for a response to no item."""
    return [_scored(case) for case in _cases(items, responses, library)]


def _cases(items: Sequence[Item], responses: Iterable[Response], library: Library) -> list[Case]:
    by_item = {r.item: r for r in responses}
    if strangers := by_item.keys() - {i.id for i in items}:
        raise ZhunruError(
            f"The responses answer items that the test set does not hold: {', '.join(sorted(strangers)[:5])}.",
            "Score them with the test set they were made from, or run this set anew under another name.",
        )
    return [Case(item, by_item[item.id], library) for item in items if item.id in by_item]


def _scored(case: Case) -> ItemScores:
    item, scores = case.item, {name: BY_NAME[name](case) for name in METRICS}
    told = case.answer.timings_ms if case.answer else {}
    return ItemScores(
        item=item.id,
        language=item.language,
        tags=item.tags,
        frozen=item.frozen,
        scores=scores,
        ms={**told, "seen": case.response.ms},
        faults=lost_points(case, scores),
        length=answer_length(case.answer, item.language) if case.answer else None,
        wording_of=item.wording_of,
    )


def summarise(scores: Sequence[ItemScores]) -> list[Summary]:
    """A row for each metric and group in which at least one item is eligible: `all` first, in the order of ``METRICS``."""
    groups: dict[tuple[str, str], list[ItemScores]] = {("all", "all"): list(scores)}
    for by, of in (("frozen", _frozen), ("language", lambda s: (s.language,)), ("tag", lambda s: s.tags)):
        for group in sorted({g for s in scores for g in of(s)}):
            groups[by, group] = [s for s in scores if group in of(s)]
    rows = []
    for (by, group), members in groups.items():
        for metric in METRICS:
            values = [v for row in by_item(members).values() if (v := row[metric]) is not None]
            if values:
                rows.append(Summary(metric, by, group, len(values), statistics.fmean(values), *interval(values)))
    return rows


def by_item(scores: Iterable[ItemScores]) -> dict[str, dict[str, float | None]]:
    """The scores of each item by metric. Where an item was asked in several wordings, the mean over those that are eligible."""
    wordings: dict[str, list[ItemScores]] = {}
    for one in scores:
        wordings.setdefault(one.base, []).append(one)
    return {item: means(rows) for item, rows in wordings.items()}


def _frozen(scores: ItemScores) -> tuple[str]:
    return ("yes" if scores.frozen else "no",)


def confusion(items: Sequence[Item], responses: Iterable[Response]) -> dict[tuple[str, str], int]:
    """How often each expected status (the first acceptable one) met each status given. Where the answer's is acceptable it
    counts as the one expected. Instead of a status the answer may have `abstained`, given `no-verdict`, or ended in an `error`."""
    by_item = {r.item: r for r in responses}
    met: Counter[tuple[str, str]] = Counter()
    for item in items:
        for expected in item.verdicts if item.id in by_item else ():
            got = status_given(by_item[item.id].answer, expected)
            met[str(expected.status[0]), str(expected.status[0] if got in expected.status else got)] += 1
    return dict(met)


def latency(scores: Sequence[ItemScores]) -> list[Times]:
    """Milliseconds by stage, in the order in which the stages run, `total` and `seen` last."""
    told = {stage for s in scores for stage in s.ms}
    known = [s for s in _STAGES if s in told]
    stages = [*sorted(told.difference(_STAGES)), *known]
    rows = []
    for stage in stages:
        spent = np.array([s.ms[stage] for s in scores if stage in s.ms])
        rows.append(Times(stage, len(spent), *(float(v) for v in (*np.percentile(spent, (50, 95)), spent.max()))))
    return rows


def answer_lengths(scores: Sequence[ItemScores]) -> list[Lengths]:
    """How long the answers are, by the language of the item, that of most answers first."""
    found: dict[str, list[int]] = {}
    for one in scores:
        if one.length is not None:
            found.setdefault(one.language, []).append(one.length)
    rows = [
        Lengths(
            language, length_unit(language), len(values), statistics.fmean(values), *map(float, np.percentile(values, (50, 95)))
        )
        for language, values in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.n, row.language))


def means(scores: Sequence[ItemScores]) -> dict[str, float | None]:
    """The mean of each metric over its eligible items; None where there are none."""
    eligible = {name: [v for s in scores if (v := s.scores[name]) is not None] for name in METRICS}
    return {name: statistics.fmean(values) if values else None for name, values in eligible.items()}

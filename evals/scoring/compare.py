"""Two sets of scores on the same items: how far apart they are, how sure that is, and which items turned.

    compare_sheets(before, after)                  # one Change a metric, in the order of METRICS
    mcnemar(worse=3, better=0)                     # 0.25

Both are scores by item and metric, None where an item is not eligible. The two systems answered the same questions, so the
interval of the difference is that of a paired bootstrap: the items are drawn anew, each with both its scores."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from corpus import ZhunruError
from evals.scoring.intervals import interval
from evals.scoring.score import METRICS, OUTCOMES, Sheet
from evals.scoring.scored import Scored
from evals.sets.items import Item

#: What an answer may lose and still be right: its evidence is thinner than it should be, or the question was read otherwise, or
#: what was asked comes after the first sentence.
EVIDENCE = frozenset({"deciding_cited", "citation_recall", "citation_precision", "recall_at_5", "recall_at_10", "recall_at_100",
                      "ndcg_at_10", "mrr", "ask_kind", "business_first", "business_in_three", "resolved_question",
                      "first_sentence"})  # fmt: skip
_DRAWS = 10_000


@dataclass(frozen=True)
class Change:
    """How one metric changed over the ``n`` items eligible for it before or after. ``low`` and ``high`` bound the 95%
    interval of ``after - before``. ``p`` is McNemar's, exact and two-sided; None where a score is neither 0 nor 1. ``better`` and
    ``worse`` are the items that turned, among those eligible both times."""

    metric: str
    n: int
    before: float
    after: float
    low: float
    high: float
    p: float | None
    better: tuple[str, ...]
    worse: tuple[str, ...]

    @property
    def difference(self) -> float:
        return self.after - self.before

    @property
    def direction(self) -> str:
        """`better` or `worse` where the whole interval lies on one side of zero, `same` where no item turned, else `unclear`."""
        if self.low > 0 or self.high < 0:
            return "better" if (self.low > 0) == METRICS[self.metric].higher_is_better else "worse"
        return "unclear" if self.better or self.worse or self.difference else "same"


@dataclass(frozen=True)
class Shift:
    """One of the three outcomes on the same items before and after, each with the 95% interval of its own mean."""

    change: Change
    before: tuple[float, float]
    after: tuple[float, float]


@dataclass(frozen=True)
class Move:
    """One metric of one item, before and after."""

    metric: str
    before: float
    after: float

    @property
    def step(self) -> tuple[float, float, bool]:
        return self.before, self.after, self.better

    @property
    def better(self) -> bool:
        return (self.after > self.before) == METRICS[self.metric].higher_is_better


@dataclass(frozen=True)
class Turned:
    """An item that turned, with its moves: ``answer`` those of the answer itself, ``evidence`` those of what was found and cited."""

    item: str
    answer: tuple[Move, ...]
    evidence: tuple[Move, ...]

    @property
    def better(self) -> bool:
        """Whether it got worse in nothing; where the answer turned, its evidence does not count."""
        return all(move.better for move in self.answer or self.evidence)


@dataclass(frozen=True)
class Comparison:
    """What changed from one run to another on the ``items`` that both answered; ``left_out`` are those of one run alone."""

    before: Scored
    after: Scored
    items: tuple[str, ...]
    left_out: tuple[str, ...]
    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]

    def turned(self) -> list[Turned]:
        """The items that turned on any metric, those that got worse first, else in the order of the set."""
        before, after = self.before.sheet, self.after.sheet
        rows: dict[str, list[Move]] = {item: [] for item in self.items}
        for change in self.changes:
            for item in (*change.worse, *change.better):
                was, now = before[item][change.metric], after[item][change.metric]
                if was is not None and now is not None:  # always: an item that turned is eligible both times
                    rows[item].append(Move(change.metric, was, now))
        found = [
            Turned(item, tuple(m for m in moves if m.metric not in EVIDENCE), tuple(m for m in moves if m.metric in EVIDENCE))
            for item, moves in rows.items()
            if moves
        ]
        return sorted(found, key=lambda t: t.better)


def compare_runs(before: Scored, after: Scored) -> Comparison:
    """Compares two runs on the items that both answered and that ask and expect the same."""
    old, new = before.sheet, after.sheet
    common = [i for i in old if i in new and _asked(before.items[i]) == _asked(after.items[i])]
    if not common:
        raise ZhunruError(
            f"The runs {before.run.name} ({before.run.set}) and {after.run.name} ({after.run.set}) have no item in common.",
            "Compare runs over the same test set: zhunru eval run --help shows how to run one again.",
        )
    kept = set(common)
    left_out = tuple(i for i in dict.fromkeys((*old, *new)) if i not in kept)
    old, new = {i: old[i] for i in common}, {i: new[i] for i in common}
    changes = compare_sheets(old, new)
    return Comparison(before, after, tuple(common), left_out, tuple(changes), tuple(outcome_shifts(changes, old, new)))


def _asked(item: Item) -> Item:
    """An item without its paraphrases: they are asked as items of their own, or not at all."""
    return item.model_copy(update={"paraphrases": ()})


def compare_sheets(before: Sheet, after: Sheet) -> list[Change]:
    """One Change for each metric that some item is eligible for both before and after; items of one sheet alone are passed over."""
    changes = [
        _change(metric, {i: (before[i].get(metric), after[i].get(metric)) for i in before if i in after}) for metric in METRICS
    ]
    return [c for c in changes if c]


def outcome_shifts(changes: Iterable[Change], before: Sheet, after: Sheet) -> list[Shift]:
    """The changes of the three outcomes with the interval of each side, over the items of both sheets."""
    common = [i for i in before if i in after]
    return [
        Shift(c, *(interval([v for i in common if (v := side[i].get(c.metric)) is not None]) for side in (before, after)))
        for c in changes
        if c.metric in OUTCOMES
    ]


def mcnemar(worse: int, better: int) -> float:
    """The exact two-sided p of so many items turning each way by chance: a fair coin thrown ``worse + better`` times."""
    thrown = worse + better
    tail = sum(math.comb(thrown, k) for k in range(min(worse, better) + 1)) / 2**thrown
    return min(1.0, 2 * tail)


def _change(metric: str, pairs: Mapping[str, tuple[float | None, float | None]]) -> Change | None:
    eligible = {i: pair for i, pair in pairs.items() if pair != (None, None)}
    old = [a for a, _ in eligible.values() if a is not None]
    new = [b for _, b in eligible.values() if b is not None]
    if not old or not new:
        return None
    both = {i: (a, b) for i, (a, b) in eligible.items() if a is not None and b is not None}
    sign = 1 if METRICS[metric].higher_is_better else -1
    better = tuple(i for i, (a, b) in both.items() if sign * (b - a) > 0)
    worse = tuple(i for i, (a, b) in both.items() if sign * (b - a) < 0)
    binary = all(score in (0, 1) for score in (*old, *new))
    p = mcnemar(len(worse), len(better)) if binary else None
    low, high = _interval(list(eligible.values()))
    return Change(metric, len(eligible), sum(old) / len(old), sum(new) / len(new), low, high, p, better, worse)


def _interval(pairs: list[tuple[float | None, float | None]]) -> tuple[float, float]:
    """The 95% percentile interval of the difference of the means over items drawn anew. Equal pairs are drawn together, as
    one count: the same draw, and cheap. An item that only one side is eligible for moves that side's mean alone."""
    counted = Counter(pairs)
    draws = np.random.default_rng(0).multinomial(len(pairs), [c / len(pairs) for c in counted.values()], size=_DRAWS)
    means = []
    for side in (0, 1):
        scores = np.array([pair[side] or 0.0 for pair in counted])
        eligible = np.array([pair[side] is not None for pair in counted])
        weight = draws @ eligible
        means.append(np.divide(draws @ scores, weight, out=np.full(_DRAWS, np.nan), where=weight > 0))
    low, high = np.nanpercentile(means[1] - means[0], [2.5, 97.5])
    return float(low), float(high)

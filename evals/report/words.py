"""The words and figures that the page and the Markdown share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.scoring.compare import Change, Comparison
from evals.scoring.score import METRICS, OUTCOMES, Summary

#: The word of a status, in English and Chinese, as the answer page writes it.
STATUSES = {
    "prohibited": ("Closed", "禁止"),
    "restricted": ("Limited", "限制"),
    "conditional": ("Open with approval", "须许可"),
    "open": ("Open", "开放"),
    "not-covered": ("Not covered", "未收录"),
    "unclear": ("Unclear", "不确定"),
    "abstained": ("Declined", "未作答"),
    "no-verdict": ("No verdict", "无结论"),
    "error": ("Error", "出错"),
}
GROUPS = {"all": "All items", "frozen": "Frozen", "language": "Language", "tag": "Tag"}
#: The groups that are not named by what they hold.
NAMES = {("all", "all"): "All items", ("frozen", "yes"): "frozen", ("frozen", "no"): "not frozen"}
#: How a change is told: a sign and a word, never a colour alone.
EFFECTS = {"better": ("▲", "better"), "worse": ("▼", "worse"), "unclear": ("◇", "not clear"), "same": ("=", "same")}


def lead(summaries: Sequence[Summary]) -> str:
    """The first sentences of a report: how many answers are right, incomplete and misleading; how often the verdict was right, or
    else how often there was an answer."""
    found = {s.metric: s for s in summaries if s.by == "all"}
    outcomes = [found[name] for name in OUTCOMES if name in found]
    shares = ", ".join(f"{s.metric} {percent(s.mean)} (95% interval {span(s.low, s.high)}%)" for s in outcomes)
    return f"{_capital(shares)}; n {outcomes[0].n}. {_decided(found)}" if outcomes else _decided(found)


def worsened(change: Change) -> str:
    """The verb of a change for the worse."""
    return "fell" if METRICS[change.metric].higher_is_better else "rose"


def mcnemar_text(change: Change) -> str:
    """McNemar's p to three places; nothing where no item turned, or where scores lie between right and wrong."""
    return f"{change.p:.3f}" if change.p is not None and (change.better or change.worse) else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _decided(found: Mapping[str, Summary]) -> str:
    one = found.get("verdict_accuracy") or found["answered"]
    what = "every expected verdict was given" if one.metric == "verdict_accuracy" else "the system answered"
    return f"In {round(one.mean * one.n)} of {one.n} questions {what}: {percent(one.mean)} (95% interval {span(one.low, one.high)}%)."


def comparison_sentence(comparison: Comparison) -> str:
    """What a comparison comes to, in a sentence; another where the runs were asked as on different days."""
    before, after = comparison.before.run, comparison.after.run
    counts = {d: sum(c.direction == d for c in comparison.changes) for d in ("better", "worse")}
    told = " and ".join(f"{n or 'none'} {direction}" for direction, n in counts.items())
    days = f" It was asked as on {before.asked_on}, this one as on {after.asked_on}." if before.asked_on != after.asked_on else ""
    return f"Of {len(comparison.changes)} metrics, since {before.name}: {told}.{days}"


def percent(value: float) -> str:
    """A whole percentage; one place more near all and nothing, so that neither is pretended."""
    whole = round(value, 9) in (0, 1) or 0.01 <= value <= 0.99  # the bounds of an interval reach 1 but for the last bit
    return f"{value:.0%}" if whole else f"{value:.1%}"


def span(low: float, high: float) -> str:
    """An interval in percent, without the sign."""
    return f"{percent(low)}–{percent(high)}".replace("%", "")


def signed(points: float) -> str:
    """A difference in percentage points, with its sign."""
    text = f"{points * 100:+.1f}".replace("-", "−")
    return "0" if text[1:] == "0.0" else text

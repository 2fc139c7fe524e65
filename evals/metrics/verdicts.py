"""The decision: status, cap and deciding provision. An item with several expected verdicts is right when all of them are."""

from __future__ import annotations

from evals.metrics.case import Case, verdict_for
from evals.sets.items import Expected
from rag import Answer, Verdict


def verdict_accuracy(case: Case) -> float | None:
    """1 when every expected verdict is given with an acceptable status."""
    if not case.item.verdicts:
        return None
    return float(all(status_given(case.answer, e) in e.status for e in case.item.verdicts))


def cap_accuracy(case: Case) -> float | None:
    """1 when every expected cap is given, in percent; a cap of None (Chinese control) is never one."""
    capped = [e for e in case.item.verdicts if e.cap is not None]
    return float(all(_cap(case, e) == e.cap for e in capped)) if capped else None


def deciding_accuracy(case: Case) -> float | None:
    """1 when every expected verdict rests on an acceptable provision."""
    decided = [e for e in case.item.verdicts if e.deciding]
    return float(all((v := given(case, e)) and v.deciding_provision in e.deciding for e in decided)) if decided else None


def followup_consistency(case: Case) -> float | None:
    """1 when a follow-up is resolved to what the item expects (activity, area, day), and the question as the system rewrote
    it, put alone with the same parameters and no earlier turns, gets the same decision: status, cap and deciding provision.
    Not eligible where the turns could not be sent: what the system would have made of them is unknown."""
    if not case.item.turns or not case.item.verdicts or not case.response.turns_sent:
        return None
    if case.answer is None or case.response.alone is None:
        return 0.0
    pairs = [(verdict_for(e, case.answer), verdict_for(e, case.response.alone)) for e in case.item.verdicts]
    return float(all(a is not None and b is not None and _decision(a) == _decision(b) for a, b in pairs))


def given(case: Case, expected: Expected) -> Verdict | None:
    """The answer's verdict that an expectation is about."""
    return verdict_for(expected, case.answer) if case.answer else None


def status_given(answer: Answer | None, expected: Expected) -> str:
    """The status given where one was expected; else what came instead: `abstained`, `no-verdict`, `error`."""
    if answer is None:
        return "error"
    verdict = verdict_for(expected, answer)
    if verdict:
        return verdict.status
    return "abstained" if answer.abstained else "no-verdict"


def _cap(case: Case, expected: Expected) -> float | None:
    verdict = given(case, expected)
    return verdict.foreign_cap_pct if verdict else None


def _decision(verdict: Verdict) -> tuple:
    return verdict.status, verdict.foreign_cap_pct, verdict.chinese_control, verdict.deciding_provision

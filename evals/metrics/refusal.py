"""Declining and asking back. Precision is over what the system declined (or asked back on), recall over what it should have.
`needless_question` is over every item that expects an answer, so that n does not depend on the system."""

from __future__ import annotations

from evals.metrics.case import Case


def refusal_precision(case: Case) -> float | None:
    """Of an answer that declined: 1 when it should have."""
    return float(case.item.abstain) if declined(case) else None


def refusal_recall(case: Case) -> float | None:
    """Of an item to decline: 1 when it was. A failure declines nothing."""
    return float(declined(case)) if case.item.abstain else None


def clarification_precision(case: Case) -> float | None:
    """Of an answer that asked back: 1 when it should have."""
    return float(case.item.clarify) if asked_back(case) else None


def clarification_recall(case: Case) -> float | None:
    """Of an item to ask back on: 1 when the system did."""
    return float(asked_back(case)) if case.item.clarify else None


def needless_question(case: Case) -> float | None:
    """Of an item that expects an answer: 1 when the system asked back. A failure asks nothing."""
    return None if case.item.clarify or case.item.abstain else float(asked_back(case))


def declined(case: Case) -> bool:
    return case.answer is not None and case.answer.abstained


def asked_back(case: Case) -> bool:
    return case.answer is not None and bool(case.answer.clarification)

"""The business a question is about: what the verdicts of an item expect, against what the answer understood or offers to choose."""

from __future__ import annotations

from evals.metrics.case import Case
from evals.metrics.refusal import asked_back

_FEW = 3


def business_first(case: Case) -> float | None:
    """1 when the first business understood is an expected one. Eligible: a verdict that names its activity."""
    expected = expected_businesses(case)
    return float(bool(set(business_candidates(case)[:1]) & set(expected))) if expected else None


def business_in_three(case: Case) -> float | None:
    """1 when every expected business is among the first three understood (among as many as are expected where those are more)."""
    expected = expected_businesses(case)
    return float(set(expected) <= set(business_candidates(case)[: max(_FEW, len(expected))])) if expected else None


def expected_businesses(case: Case) -> tuple[str, ...]:
    """The activities that the verdicts of an item name, each once."""
    return tuple(dict.fromkeys(e.activity for e in case.item.verdicts if e.activity))


def business_candidates(case: Case) -> tuple[str, ...]:
    """The businesses of an answer by id, best first: those understood, then those decided; for a question back the choices that it
    offers come first."""
    if case.answer is None:
        return ()
    understood = [a.id for a in case.answer.understanding.activities]
    decided = [a.id for v in case.answer.verdicts for a in v.activities]
    return tuple(dict.fromkeys([*decided, *understood] if asked_back(case) else [*understood, *decided]))

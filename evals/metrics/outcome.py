"""What an answer comes to as a whole: right, misleading, or neither. Every item is one of the three, so that their shares add up
to all of them.

Right: everything that the item expects of the answer is met. What its evidence may lack (every clause cited, in a good order) is
measured apart. Misleading: a firm verdict that is not an expected one, a cap other than expected, or any verdict where the answer
should decline. Incomplete: the rest, from a failure to an answer that leaves out what it must say."""

from __future__ import annotations

from collections.abc import Iterator

from evals.metrics import language, refusal, verdicts, wording
from evals.metrics.case import Case, Metric, verdict_fits, verdict_for
from evals.sets.items import Expected
from rag import Answer, Status, Verdict

#: The statuses that a reader would act on.
FIRM = frozenset({Status.PROHIBITED, Status.RESTRICTED, Status.CONDITIONAL, Status.OPEN})


def clauses_cited(case: Case) -> float | None:
    """1 when one of the item's `clauses` is cited. Eligible: items of no verdict, whose answer is the provision itself."""
    if case.item.verdicts or not case.item.clauses:
        return None
    return float(bool(set(case.item.clauses) & set(case.cited)))


def _answered_as_asked(case: Case) -> float | None:
    """1 when an item that expects an answer was neither declined nor asked back on."""
    if case.item.abstain or case.item.clarify:
        return None
    return float(not refusal.declined(case) and not refusal.asked_back(case))


#: What an item may expect. Each is 1 where it is met in full, and None where the item does not expect it.
_EXPECTATIONS: tuple[Metric, ...] = (
    verdicts.verdict_accuracy,
    verdicts.cap_accuracy,
    verdicts.deciding_accuracy,
    clauses_cited,
    wording.must_say,
    wording.must_not_say,
    refusal.refusal_recall,
    refusal.clarification_recall,
    _answered_as_asked,
    language.answer_language,
)


def right(case: Case) -> float:
    """1 when all that the item expects is met, and nothing misleads."""
    met = case.answer is not None and all(score in (None, 1.0) for score in (expects(case) for expects in _EXPECTATIONS))
    return float(met and not misleading(case))


def misleading(case: Case) -> float:
    """1 when the answer states what its reader would be wrong to act on; see ``misstated``."""
    return float(any(misstated(case)))


def incomplete(case: Case) -> float:
    """1 when the answer is neither right nor misleading. A failure is."""
    return float(not right(case) and not misleading(case))


def misstated(case: Case) -> Iterator[str]:
    """What misleads in an answer, in words. The verdicts that a question back offers to choose from are provisional, and mislead
    only where the question should have been declined. What an item leaves out is not judged: neither a verdict where it expects
    none, nor a further one where every expected verdict is given."""
    item, answer = case.item, case.answer
    if answer is None:
        return
    if item.abstain:
        yield from (f"should decline, but decides {_about(v)}: {v.status}" for v in answer.verdicts)
    elif item.clarify and not item.verdicts:
        firm = () if refusal.asked_back(case) else answer.verdicts
        yield from (f"should ask back, but decides {_about(v)}: {v.status}" for v in firm if v.status in FIRM)
    elif not refusal.asked_back(case):
        yield from _unexpected(item.verdicts, answer)


def _unexpected(expectations: tuple[Expected, ...], answer: Answer) -> Iterator[str]:
    given = [(expected, verdict_for(expected, answer)) for expected in expectations]
    for expected, verdict in given:
        if verdict is None or verdict.status not in FIRM:
            continue
        if verdict.status not in expected.status:
            yield f"decides {_about(verdict)}: {verdict.status}, expected {' or '.join(expected.status)}"
        elif None not in (expected.cap, verdict.foreign_cap_pct) and verdict.foreign_cap_pct != expected.cap:
            yield f"states a cap of {verdict.foreign_cap_pct:g}% for {_about(verdict)}, expected {expected.cap:g}%"
    if any(verdict is None for _, verdict in given):
        strangers = (v for v in answer.verdicts if v.status in FIRM and not any(verdict_fits(e, v) for e in expectations))
        yield from (f"decides {_about(v)}, which was not asked: {v.status}" for v in strangers)


def _about(verdict: Verdict) -> str:
    named = [*(a.id for a in verdict.activities), *([verdict.area.id] if verdict.area else ())]
    return f"{', '.join(named)} on {verdict.as_of}"

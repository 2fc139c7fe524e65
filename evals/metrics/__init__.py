"""The metrics: pure functions of one case, None where the case is not eligible."""

from __future__ import annotations

from functools import partial

from evals.metrics import businesses, citations, language, numbers, outcome, refusal, verdicts, wording
from evals.metrics.asks import ask_kind
from evals.metrics.case import Case, Metric
from evals.metrics.first_sentence import first_sentence
from evals.metrics.resolved import resolved_question
from evals.metrics.retrieval import MEASURES, retrieval


def answered(case: Case) -> float:
    """1 when the system gave an answer object, 0 when it failed."""
    return float(case.answer is not None)


#: Every metric by its name in evals.scoring.score.METRICS.
BY_NAME: dict[str, Metric] = {
    "right": outcome.right,
    "incomplete": outcome.incomplete,
    "misleading": outcome.misleading,
    "answered": answered,
    "ask_kind": ask_kind,
    "business_first": businesses.business_first,
    "business_in_three": businesses.business_in_three,
    "resolved_question": resolved_question,
    **{name: partial(retrieval, name) for name in MEASURES},
    "verdict_accuracy": verdicts.verdict_accuracy,
    "cap_accuracy": verdicts.cap_accuracy,
    "deciding_accuracy": verdicts.deciding_accuracy,
    "deciding_cited": citations.deciding_cited,
    "citation_precision": citations.citation_precision,
    "citation_recall": citations.citation_recall,
    "quote_validity": citations.quote_validity,
    "number_faithfulness": numbers.number_faithfulness,
    "wrong_edition": citations.wrong_edition,
    "refusal_precision": refusal.refusal_precision,
    "refusal_recall": refusal.refusal_recall,
    "clarification_precision": refusal.clarification_precision,
    "clarification_recall": refusal.clarification_recall,
    "needless_question": refusal.needless_question,
    "answer_language": language.answer_language,
    "followup_consistency": verdicts.followup_consistency,
    "first_sentence": first_sentence,
    "must_say": wording.must_say,
    "must_not_say": wording.must_not_say,
}

"""What was found for the question alone, against the provisions that bear on it. Follow-ups are not eligible: they mean
nothing alone. Nor are systems that do not tell what they found."""

from __future__ import annotations

from functools import lru_cache

from corpus import ZhunruError
from evals.metrics.case import Case

MEASURES = {
    "recall_at_5": "R@5",
    "recall_at_10": "R@10",
    "recall_at_100": "R@100",
    "ndcg_at_10": "nDCG@10",
    "mrr": "RR@100",
}


def retrieval(metric: str, case: Case) -> float | None:
    """One of ``MEASURES`` for a case."""
    if case.item.turns or not case.item.clauses or not case.response.retrieved:
        return None
    return measured(case.item.clauses, case.response.retrieved)[metric]


@lru_cache(maxsize=1024)
def measured(relevant: tuple[str, ...], retrieved: tuple[str, ...]) -> dict[str, float]:
    """Every measure of one ranking, best first, with equally relevant provisions. A provision found twice counts where it
    was first found."""
    try:
        import ir_measures
    except ImportError as error:
        raise ZhunruError("ir-measures is not installed.", "Run: pip install 'zhunru[evals]'") from error

    found = list(dict.fromkeys(retrieved))
    qrels = [ir_measures.Qrel("q", one, 1) for one in set(relevant)]
    ranking = [ir_measures.ScoredDoc("q", one, float(len(found) - rank)) for rank, one in enumerate(found)]
    wanted = {name: ir_measures.parse_measure(measure) for name, measure in MEASURES.items()}
    values = ir_measures.calc_aggregate(wanted.values(), qrels, ranking)
    return {name: float(values[measure]) for name, measure in wanted.items()}

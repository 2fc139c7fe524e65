"""What the answer stands on: which provisions it cites, whether their words are theirs, whether they are in force."""

from __future__ import annotations

from corpus import Clause
from corpus.text import normalise
from evals.metrics.case import Case, share_of_true
from rag import Citation


def deciding_cited(case: Case) -> float | None:
    """The share of the expected verdicts that have an acceptable deciding provision among the citations."""
    return share_of_true([bool(set(e.deciding) & set(case.cited)) for e in case.item.verdicts if e.deciding])


def citation_precision(case: Case) -> float | None:
    """The share of the cited provisions that bear on the question, by the item's `clauses` and `deciding`."""
    return share_of_true([c in bearing(case) for c in case.cited]) if case.item.clauses else None


def citation_recall(case: Case) -> float | None:
    """The share of the item's `clauses` that are cited."""
    return share_of_true([c in case.cited for c in case.item.clauses])


def quote_validity(case: Case) -> float | None:
    """The share of the citations whose quote stands in their provision."""
    return share_of_true([quote_stands(case, c) for c in case.answer.citations]) if case.answer else None


def wrong_edition(case: Case) -> float | None:
    """The share of the provisions presented as in force, or as deciding, that are not in force on the day asked about."""
    return share_of_true([not good for good in _presented(case).values()])


def out_of_force(case: Case) -> tuple[str, ...]:
    """The provisions that `wrong_edition` counts."""
    return tuple(p for p, good in _presented(case).items() if not good)


def _presented(case: Case) -> dict[str, bool]:
    """Each provision presented as in force or as deciding, and whether it is in force whenever it is so presented."""
    if case.answer is None:
        return {}
    presented = [(c.provision_id, case.days) for c in case.answer.citations if c.status == "in-force"]
    for verdict in case.answer.verdicts:
        if verdict.deciding_provision:
            days = (verdict.as_of,) if verdict.as_of in case.days else case.days
            presented.append((verdict.deciding_provision, days))
    good: dict[str, bool] = {}
    for provision, days in presented:
        good[provision] = good.get(provision, True) and _in_force(case, provision, days)
    return good


def bearing(case: Case) -> frozenset[str]:
    """The provisions that bear on the question."""
    return frozenset(case.item.clauses).union(*(e.deciding for e in case.item.verdicts))


def quote_stands(case: Case, citation: Citation) -> bool:
    """Whether the quote stands, spacing aside, in what it is said to be from: the official text or a digest."""
    clause, quote = case.library.clauses.get(citation.provision_id), _plain(citation.quote)
    return clause is not None and bool(quote) and any(quote in _plain(text) for text in _wording(clause, citation.quote_kind))


def _wording(clause: Clause, kind: str) -> tuple[str, ...]:
    if kind == "official":
        return (clause.official,) if clause.official else ()
    digest = clause.provision.digest
    return digest.zh, digest.en


def _plain(text: str) -> str:
    return "".join(normalise(text).split())


def _in_force(case: Case, provision: str, days: tuple) -> bool:
    clause = case.library.clauses.get(provision)
    return clause is not None and any(clause.document.in_force(day) for day in days)

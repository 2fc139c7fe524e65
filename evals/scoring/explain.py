"""Why an item lost points, in words that name what was expected and what came."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from evals.metrics import asks, businesses, citations, numbers, outcome, resolved, verdicts, wording
from evals.metrics.case import Case
from evals.metrics.language import languages, own_words
from evals.sets.items import Expected


def lost_points(case: Case, scores: Mapping[str, float | None]) -> tuple[str, ...]:
    """One sentence for each thing that cost the item points, led by the name of the metric."""
    if case.answer is None:
        return (f"answered: {case.response.error or 'no answer'}",)
    lost = [name for name in _WHY if scores[name] is not None and scores[name] != (0.0 if name in LOWER else 1.0)]
    found = [f"{name}: {why}" for name in lost for why in _WHY[name](case)]
    return tuple(found + ([f"note: {case.response.note}"] if case.response.note else []))


def _status(case: Case) -> Iterator[str]:
    for expected in case.item.verdicts:
        got = verdicts.status_given(case.answer, expected)
        if got not in expected.status:
            yield f"expected {' or '.join(expected.status)}{_about(expected)}, got {got}"


def _cap(case: Case) -> Iterator[str]:
    for expected in case.item.verdicts:
        verdict = verdicts.given(case, expected)
        got = verdict.foreign_cap_pct if verdict else None
        if expected.cap is not None and got != expected.cap:
            yield f"expected {expected.cap:g}%{_about(expected)}, got {'no cap' if got is None else f'{got:g}%'}"


def _deciding(case: Case) -> Iterator[str]:
    for expected in case.item.verdicts:
        verdict = verdicts.given(case, expected)
        got = verdict.deciding_provision if verdict else None
        if expected.deciding and got not in expected.deciding:
            yield f"expected {' or '.join(expected.deciding)}{_about(expected)}, got {got or 'none'}"


def _uncited(case: Case) -> Iterator[str]:
    for expected in case.item.verdicts:
        if expected.deciding and not set(expected.deciding) & set(case.cited):
            yield f"{' or '.join(expected.deciding)} is not cited"


def _missing(case: Case) -> Iterator[str]:
    yield from (f"{c} is not cited" for c in case.item.clauses if c not in case.cited)


def _beside(case: Case) -> Iterator[str]:
    beside = [c for c in case.cited if c not in citations.bearing(case)]
    yield f"{len(beside)} of {len(case.cited)} cited are not among the item's clauses: {', '.join(beside)}"


def _quotes(case: Case) -> Iterator[str]:
    for citation in case.answer_given.citations:
        if not citations.quote_stands(case, citation):
            yield f"the quote of [{citation.n}] does not stand in {citation.provision_id}"


def _numbers(case: Case) -> Iterator[str]:
    yield from (f"“{n}” stands in no cited provision and not in the question" for n in numbers.unsupported_numbers(case))


def _editions(case: Case) -> Iterator[str]:
    days = ", ".join(d.isoformat() for d in case.days)
    yield from (f"{p} is not in force on {days}" for p in citations.out_of_force(case))


def _declined(case: Case) -> Iterator[str]:
    yield (
        "should decline, but answered"
        if case.item.abstain
        else f"declined what it should answer: {case.answer_given.answer.headline}"
    )


def _asked(case: Case) -> Iterator[str]:
    yield "should ask back, but did not" if case.item.clarify else f"asked back without need: {case.answer_given.clarification}"


def _language(case: Case) -> Iterator[str]:
    got = " or ".join(sorted(languages(own_words(case.answer_given)))) or "no language that can be told"
    yield f"expected {case.item.language}, got {got}"


def _followup(case: Case) -> Iterator[str]:
    yield f"“{case.answer_given.understanding.rewritten}” put alone is decided otherwise, or is about something else than expected"


def _unsaid(case: Case) -> Iterator[str]:
    yield from (f"“{phrase}” is not said" for phrase in case.item.must_say if not wording.says(case.answer, phrase))


def _said(case: Case) -> Iterator[str]:
    yield from (f"“{phrase}” is said" for phrase in case.item.must_not_say if wording.says(case.answer, phrase))


def _found(case: Case) -> Iterator[str]:
    ranks = {p: rank for rank, p in enumerate(case.response.retrieved, 1)}
    for clause in case.item.clauses:
        rank = ranks.get(clause)
        if rank is None or rank > 10:
            yield f"{clause} is found {f'at rank {rank}' if rank else f'not among the {len(ranks)} retrieved'}"


def _about(expected: Expected) -> str:
    named = [str(part) for part in (expected.activity, expected.area, expected.as_of) if part]
    return f" for {', '.join(named)}" if named else ""


def _ask(case: Case) -> Iterator[str]:
    if case.answer:
        expected, got = asks.expected_asks(case.item), asks.understood_asks(case.answer)
        yield f"asks for {_kinds(expected)}, understood as {_kinds(got)}"


def _kinds(found: tuple[frozenset[str], ...]) -> str:
    return " and ".join("/".join(sorted(kinds)) for kinds in found)


def _business(case: Case) -> Iterator[str]:
    got = ", ".join(businesses.business_candidates(case)) or "none"
    yield f"expected {', '.join(businesses.expected_businesses(case))}, understood {got}"


def _resolved(case: Case) -> Iterator[str]:
    if case.answer:
        yield f"“{resolved.resolved_text(case.answer)}” does not name {', '.join(resolved.unnamed(case))}"


def _headline(case: Case) -> Iterator[str]:
    if case.answer:
        yield f"“{case.answer.answer.headline}” does not hold what was asked"


#: The metrics of which 0 is best.
LOWER = frozenset({"wrong_edition", "incomplete", "misleading", "needless_question"})
_WHY: dict[str, Callable[[Case], Iterator[str]]] = {
    "misleading": outcome.misstated,
    "ask_kind": _ask,
    "business_first": _business,
    "resolved_question": _resolved,
    "verdict_accuracy": _status,
    "cap_accuracy": _cap,
    "deciding_accuracy": _deciding,
    "deciding_cited": _uncited,
    "citation_recall": _missing,
    "citation_precision": _beside,
    "quote_validity": _quotes,
    "number_faithfulness": _numbers,
    "wrong_edition": _editions,
    "refusal_precision": _declined,
    "refusal_recall": _declined,
    "clarification_precision": _asked,
    "clarification_recall": _asked,
    "answer_language": _language,
    "followup_consistency": _followup,
    "first_sentence": _headline,
    "must_say": _unsaid,
    "must_not_say": _said,
    "recall_at_10": _found,
}

"""Number faithfulness: every number, share and date of the note stands in a provision it cites, or in the question."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus import Clause
from corpus.numbers import Numbers, read_chinese, read_english
from evals.metrics.case import Case
from evals.metrics.language import convert
from evals.metrics.wording import prose
from rag.answer.note import Sentence
from rag.answer.number_check import borne_by, numbers

_HAN = re.compile(r"[\u3400-\u9fff]")
_DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d){0,2}|--\d\d(?:-\d\d)?")
_LATIN = re.compile(r"[A-Za-z]+")


def number_faithfulness(case: Case) -> float | None:
    """The share of the distinct numbers of an answer that are borne out; None of an answer without numbers."""
    stated, wrong = _stated(case), unsupported_numbers(case)
    return 1 - len(wrong) / len(stated) if stated else None


def unsupported_numbers(case: Case) -> tuple[str, ...]:
    """The numbers of an answer that neither a cited provision nor the question bears, as the answer writes them. A part of
    a date is borne by the whole: 2024年 by 2024-11-01."""
    stated = _stated(case)
    if not stated:
        return ()
    allowed = _allowed(case)
    wholes = [_parts(form) for form in allowed]
    return tuple(words for form, words in stated.items() if form not in allowed and not any(_parts(form) < w for w in wholes))


def _stated(case: Case) -> dict[str, str]:
    """The numbers that an answer states: their one form, and the words."""
    if case.answer is None:
        return {}
    if not _read_closely(case):
        return {n: n for n in sorted(numbers(prose(case.answer)))}
    return {form: words for line in prose(case.answer).splitlines() for form, words in _read(line).stated.items()}


def _allowed(case: Case) -> frozenset[str]:
    """What may be said: the numbers of the cited provisions and of the question, the days that both speak of, and 0% and
    100%, which are ways of saying closed and open."""
    answer, item = case.answer_given, case.item
    clauses = tuple(case.library.clauses[p] for p in case.cited if p in case.library.clauses)
    days = [item.as_of, answer.understanding.as_of, *(v.as_of for v in answer.verdicts), case.library.checked_through]
    told = {d.isoformat() for d in days if d}
    asked = frozenset().union(*(_read(text).all | numbers(text) for text in (item.question, *item.turns)))
    if not _read_closely(case):
        return asked.union(borne_by(Sentence("", clauses)), *map(numbers, told))
    return asked.union({"0%", "100%"}, told, *map(_borne, clauses))


def _read_closely(case: Case) -> bool:
    """Whether numbers are read in their meaning (a share, a date, 1000万 as ten million): in Chinese and in English. In the
    other languages digits alone are compared, a date by its parts."""
    return case.answer_given.language.startswith(("zh", "en"))


@lru_cache(maxsize=4096)
def _borne(clause: Clause) -> frozenset[str]:
    document, provision = clause.document, clause.provision
    texts = [document.title, document.name, document.number, provision.where, provision.heading, provision.digest]
    texts += [m.says for m in provision.measures]
    forms = frozenset().union(*(read_chinese(t.zh).all | read_english(t.en).all for t in texts if t))
    caps = {f"{m.cap:g}%" for m in provision.measures if m.cap is not None}
    days = [document.published, document.effective, document.superseded_on]
    days += [day for m in provision.measures for day in (m.effective, m.until)]
    official = read_chinese(clause.official).all if clause.official else frozenset()
    return forms | caps | official | {d.isoformat() for d in days if d}


@lru_cache(maxsize=8192)
def _read(text: str) -> Numbers:
    """The numbers of a line, read as Chinese or as English, whichever it holds more of: a Latin word says about as much as
    two Han characters."""
    chinese = len(_HAN.findall(text)) > 2 * len(_LATIN.findall(text))
    return read_chinese(convert(text, "t2s")) if chinese else read_english(text)


def _parts(form: str) -> frozenset[tuple[str, str]]:
    """2024-11-01 → year, month, day; --11-01 → month, day; 2024 → year; nothing of a number that is no date."""
    if not _DATE.fullmatch(form):
        return frozenset({("number", form)})
    year, month, day = (*form.replace("--", "-", 1).split("-"), "", "")[:3]
    return frozenset((name, part) for name, part in (("y", year), ("m", month), ("d", day)) if part)

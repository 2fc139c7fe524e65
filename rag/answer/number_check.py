"""Verifying what is about to be said: every number in it stands in a clause it cites."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus import Clause
from corpus.text import normalise
from rag.answer.note import Paragraph, Sentence
from rag.question.understand import Question

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
#: The units that languages count sums in: 15,000 is 1.5만.
_UNITS = (10**4, 10**6, 10**8, 10**9)


def faults(paragraph: Paragraph, question: Question) -> list[str]:
    """The numbers of a paragraph that none of the clauses it cites bears, with the sentence they stand in. A sentence
    without a clause may name only the days of the question (and the day the corpus was checked, which is ours)."""
    allowed = {_canonical(n) for day in question.days for n in _NUMBER.findall(day.isoformat())}
    found = []
    for sentence in paragraph.sentences:
        if not sentence.clauses:
            continue
        counted = set() if sentence.counted is None else {str(sentence.counted)}
        unborne = numbers(sentence.text) - borne_by(sentence) - allowed - counted
        found += [f"{n}: {sentence.text}" for n in sorted(unborne)]
    return found


def numbers(text: str) -> set[str]:
    """The Arabic numbers of a text, thousands separators removed: "1,000" and "1 000" (parted by a space that does not break) → 1000,
    "07" → 7."""
    plain = normalise(re.sub(r"(?<=\d)[,\u00a0](?=\d{3}(?!\d))", "", text))
    return {_canonical(n) for n in _NUMBER.findall(plain)}


def borne_by(sentence: Sentence) -> set[str]:
    """The numbers that the clauses of a sentence bear: in digest, conditions, caps, locator, titles, number,
    dates, and how many items their documents have."""
    return {"0", "100"}.union(*(_borne(c) for c in sentence.clauses))


@lru_cache(maxsize=4096)
def _borne(clause: Clause) -> frozenset[str]:
    document, provision = clause.document, clause.provision
    texts = [document.title, document.name, document.number, provision.where, provision.digest, provision.heading]
    texts += [m.says for m in provision.measures]
    out = {n for text in texts if text for n in numbers(text.zh) | numbers(text.en)}
    out |= {f"{m.cap:g}" for m in provision.measures if m.cap is not None}
    out |= {str(document.items)} if document.items else set()
    out |= {_canonical(f"{float(n) / unit:f}") for n in out for unit in _UNITS if float(n) >= unit}
    days = [document.published, document.effective, document.superseded_on]
    days += [d for m in provision.measures for d in (m.effective, m.until)]
    return frozenset(out | {_canonical(n) for d in days if d for n in _NUMBER.findall(d.isoformat())})


def _canonical(number: str) -> str:
    return f"{float(number):g}" if float(number) < 1e6 else number.lstrip("0")

"""The day that a named edition of a list stands for."""

from __future__ import annotations

import re
from datetime import date, timedelta

from corpus import Document, Library, Regime
from corpus.text import normalise
from rag.question.dates.relative import says_now
from rag.question.dates.roles import Around

_EDITION = re.compile(r"((?:19|20)\d\d)\s*(?:年版|年?版|(?:national |negative |access )*(?:list|edition)|年?(?:负面)?清单)")


def edition_day(text: str, library: Library, today: date) -> date | None:
    """The last day of the national edition a text names ("the 2021 list", 2021年版), today when it is still in force, and the
    day before it took effect for "before the 2024 list". None where the text asks about now."""
    text = normalise(text)
    match = _EDITION.search(text)
    edition = _edition(library, match[1]) if match and not says_now(text) else None
    if match is None or edition is None or edition.effective is None:
        return None
    if Around.of(text, *match.span()).before:
        return edition.effective - timedelta(days=1)
    if edition.superseded_on and edition.superseded_on <= today:
        return edition.superseded_on - timedelta(days=1)
    return max(today, edition.effective)


def _edition(library: Library, year: str) -> Document | None:
    lists = (d for d in library.documents.values() if d.regime == Regime.NATIONAL and (d.id.endswith(year) or year in d.title.zh))
    return next(lists, None)

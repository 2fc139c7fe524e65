"""Deciding without a question: verdicts with every clause they name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus import Library, Mode
from rag.answer.citations import citations
from rag.answer.contract import Decided, Verdict
from rag.answer.excerpts import Excerpts
from rag.answer.note import Sources
from rag.answer.verdicts import verdict_view
from rag.answer.wording.context import Wording
from rag.answer.wording.decisions import verdict_headline
from rag.decision.decision import Decision, decide
from rag.decision.regimes import places
from rag.decision.related import parts_to_decide
from rag.language.languages import canonical, outward
from rag.language.lexicon import Lexicon


@dataclass(frozen=True)
class Decide:
    """What to decide, by ids. ``today`` is the day it is asked on."""

    activities: tuple[str, ...]
    today: date
    as_of: date | None = None
    area: str | None = None
    investor_origin: str | None = None
    mode: Mode = Mode.COMMERCIAL_PRESENCE
    language: str = "en"


def decided(library: Library, lexicon: Lexicon, ask: Decide) -> Decided:
    """One verdict for each activity, a group whose parts differ being decided part by part."""
    day = ask.as_of or ask.today
    decisions = [
        decide(library, a, day, ask.area, ask.investor_origin, ask.mode) for a in parts_to_decide(library, ask.activities)
    ]
    views = verdict_views(Wording(library, Excerpts(library, lexicon), canonical(ask.language), ask.today), decisions)
    sources = Sources()
    for clause in dict.fromkeys(c for v in views for c in v.clauses):
        sources.number(library.clauses[clause])
    return Decided(
        language=outward(canonical(ask.language)),
        verdict=views[0],
        verdicts=views,
        citations=citations(sources, ask.language, day),
        corpus_checked_through=library.checked_through,
    )


def verdict_views(w: Wording, decisions: Iterable[Decision]) -> tuple[Verdict, ...]:
    """The decisions as the contract shows them, in the language of the wording."""
    return tuple(verdict_view(w.library, d, places(w.library, d), verdict_headline(w, d), w.language) for d in decisions)

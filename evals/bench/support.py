"""How far the measures of support tell a sentence's own provision from others: words shared, with all of it and with its nearest
part, and nearness in meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from rich.table import Table

from api.home import open_answerer
from api.http.app import china_today
from corpus import Clause, Library
from rag import Answerer, Ask
from rag.language.names import place_of
from rag.prose.check.contradiction import ALIKE, windows
from rag.prose.check.evidence import evidence_of
from rag.prose.check.support import NEAR, SHARED, SLACK
from rag.prose.check.words import Words

#: Of the provisions that a sentence does not stand on so many are tried: its neighbours, which are the likeliest to be confused.
_NEIGHBOURS = 5
OWN, OTHER = "own provision", "another"
#: Every so many activities are asked about for sentences of the composer.
_EVERY = 6


@dataclass(frozen=True)
class Pair:
    """A sentence in our words beside a provision, its own or another. ``source`` are the provision's words."""

    kind: str
    language: str
    text: str
    source: str
    clause: str
    side: str


def measure_support(n: int) -> Table:
    """A row for each measure, kind of sentence, language and side, with how many pass the threshold that parts the sides."""
    answerer = open_answerer()
    words = Words(answerer.library)
    table = Table(title="A sentence beside its own provision and beside others")
    for name in ("measure", "sentences", "language", "side", "n", "1 %", "5 %", "median", "95 %", "99 %", "passes"):
        table.add_column(name, justify="left" if name in ("measure", "sentences", "language", "side") else "right")
    pairs = [*_conditions(answerer.library), *_composed(answerer)]
    for kind, language, side in sorted({(p.kind, p.language, p.side) for p in pairs}):
        chosen = _spread([p for p in pairs if (p.kind, p.language, p.side) == (kind, language, side)], n)
        scores = [words.shared(p.text, p.source) for p in chosen]
        _row(table, ("words", kind, language, side), scores, SHARED[language][0])
        scores = [max((words.alike(p.text, w) for w in windows(p.source, 1)), default=0.0) for p in chosen]
        _row(table, ("words, of its nearest part", kind, language, side), scores, ALIKE)
    for language in ("zh", "en"):
        texts = _spread([p for p in pairs if (p.kind, p.language, p.side) == ("conditions", language, OWN)], n // 2)
        own, others, lead = [], [], []
        for pair in texts:
            clause = answerer.library.clauses[pair.clause]
            ids = [c.id for c in (clause, *_neighbours(clause, answerer.library))]
            first, *rest = (answerer.index.vectors(ids) @ answerer.embedder.query(pair.text)).tolist()
            own, others = [*own, first], [*others, *rest]
            lead += [first - max(rest)] if rest else []
        _row(table, ("meaning", "conditions", language, OWN), own, NEAR[language])
        _row(table, ("meaning", "conditions", language, OTHER), others, NEAR[language])
        _row(table, ("meaning, lead of its own", "conditions", language, ""), lead, -SLACK)
    return table


def _spread(pairs: list[Pair], n: int) -> list[Pair]:
    """At most ``n`` of them, spread evenly."""
    return pairs[:: max(1, len(pairs) // n)][:n]


def _row(table: Table, names: tuple[str, ...], scores: list[float], floor: float) -> None:
    passes = sum(s >= floor for s in scores)
    quantiles = (f"{q:.3f}" for q in np.quantile(scores, (0.01, 0.05, 0.5, 0.95, 0.99)))
    table.add_row(*names, str(len(scores)), *quantiles, f"{passes / len(scores):.1%} at {floor:g}")


def _conditions(library: Library) -> Iterator[Pair]:
    """The conditions of measures, which say in other words what the digest of their provision says."""
    for clause in library.clauses.values():
        for said in (m.says for m in clause.provision.measures if m.says):
            for language in ("zh", "en"):
                for other in (clause, *_neighbours(clause, library)):
                    source = f"{place_of(other, language)}\n{other.provision.digest[language]}"
                    yield Pair("conditions", language, said[language], source, other.id, OWN if other is clause else OTHER)


def _neighbours(clause: Clause, library: Library) -> Iterator[Clause]:
    others = (p for p in clause.document.provisions if p.id != clause.provision.id)
    return (library.clauses[f"{clause.document.id}#{p.id}"] for p in islice(others, _NEIGHBOURS))


def _composed(answerer: Answerer) -> Iterator[Pair]:
    """The sentences of composed answers, beside the provisions they cite and beside others of the same answer."""
    library, today = answerer.library, china_today()
    for i, activity in enumerate(a for a in library.activities.values() if not a.topic):
        if i % _EVERY:
            continue
        for question in (f"外资可以经营{activity.name.zh}吗？", f"Can a foreign company run {activity.name.en} in China?"):
            answer = answerer.answer(Ask(question, today, composer="grounded"))
            evidence = evidence_of(library, answer, today)
            for sentence in evidence.draft:
                others = (c for c in evidence.clauses if c not in sentence.clauses)
                for clause in (*sentence.clauses, *islice(others, _NEIGHBOURS)):
                    source = f"{place_of(clause, evidence.language)}\n{clause.provision.digest[evidence.language]}"
                    side = OWN if clause in sentence.clauses else OTHER
                    yield Pair("composed", evidence.language, sentence.text, source, clause.id, side)

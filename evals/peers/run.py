"""Every build asked every question of every task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from api.home import progress_bar
from evals.peers.builds import LARGE, PEERS, versions
from evals.peers.ours import ours
from evals.peers.scores import ask_all
from evals.peers.stard import stard
from evals.peers.table import Comparison, Section
from evals.peers.task import DEPTH, Ask, Query, Remembering, Retriever, Task
from evals.peers.zhunru_fusion import ZhunruFusion
from index import default_embedder


def compare_with_peers(sets: Path, stard_folder: Path | None, today: date) -> Comparison:
    """A section a task: our sets, then STARD where its folder is given. Raises ZhunruError."""
    used = versions()
    embedder = Remembering(default_embedder())
    public = stard(stard_folder, embedder) if stard_folder else None
    with ours(sets, embedder, today) as mine:
        sections = [_section(mine.task, mine.searches)]
    if public:
        sections.append(_section(public, {"Zhunru: its scoring": _asking(ZhunruFusion(public.corpus))}))
    return Comparison(tuple(sections), used, today)


def _section(task: Task, own: dict[str, Ask]) -> Section:
    with progress_bar(f"{task.name}: embedding the questions") as progress:
        for done, query in enumerate(task.queries, 1):
            task.corpus.embedder.query(query.text)
            progress(done, len(task.queries))
    rows = []
    for name, queries, ask in _asks(task, own):
        with progress_bar(f"{task.name}: {name}") as progress:
            rows.append(ask_all(name, queries, ask, progress))
    return Section(task.name, len(task.corpus.ids), tuple(rows))


def _asks(task: Task, own: dict[str, Ask]) -> Iterator[tuple[str, Sequence[Query], Ask]]:
    """One build after the other: some hold hundreds of megabytes."""
    for name, build in PEERS.items():
        peer = build.make(task.corpus)
        few = build.most if len(task.corpus.ids) >= LARGE else None
        yield name, sample_evenly(task.queries, few), _asking(peer)
    for name, ask in own.items():
        yield name, task.queries, ask


def sample_evenly(queries: Sequence[Query], most: int | None) -> Sequence[Query]:
    """At most ``most`` of the questions, from all over the set."""
    if most is None or len(queries) <= most:
        return queries
    return [queries[i * len(queries) // most] for i in range(most)]


def _asking(retriever: Retriever) -> Ask:
    return lambda query: retriever.search(query.text, DEPTH)

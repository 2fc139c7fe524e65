"""Every build asked every question of every task."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from api.home import progress_bar
from corpus import ZhunruError
from evals.peers.builds import PEERS
from evals.peers.ours import ours
from evals.peers.scores import DEPTH, Row, ask_all
from evals.peers.stard import stard
from evals.peers.table import Section
from evals.peers.task import Corpus, Query, Remembering, Retriever, Task
from evals.peers.zhunru_fusion import ZhunruFusion
from index import default_embedder

Ask = Callable[[Query], list[str]]


def compare(sets: Path, stard_folder: Path | None, today: date) -> list[Section]:
    """A section a task: our sets, then STARD where its folder is given. Raises ZhunruError."""
    embedder = Remembering(default_embedder())
    public = stard(stard_folder, embedder) if stard_folder else None
    with ours(sets, embedder, today) as mine:
        searches = {name: lambda query, search=search: search(query, DEPTH) for name, search in mine.searches.items()}
        sections = [_section(mine.task, searches)]
    if public:
        fused = ZhunruFusion(public.corpus)
        sections.append(_section(public, {"Zhunru, its two legs and their fusion": _asking(fused)}))
    return sections


def _section(task: Task, own: dict[str, Ask]) -> Section:
    with progress_bar(f"{task.name}: embedding the questions") as progress:
        for done, query in enumerate(task.queries, 1):
            task.corpus.embedder.query(query.text)
            progress(done, len(task.queries))
    rows = []
    for name, ask in _asks(task.corpus, own):
        with progress_bar(f"{task.name}: {name}") as progress:
            rows.append(ask_all(name, task.queries, ask, progress))
    return Section(task.name, len(task.queries), len(task.corpus.ids), tuple(rows))


def _asks(corpus: Corpus, own: dict[str, Ask]) -> Iterator[tuple[str, Ask]]:
    """One build at a time: some hold hundreds of megabytes."""
    for name, made in PEERS.items():
        try:
            peer = made(corpus)
        except ImportError as error:
            raise ZhunruError(f"A library that peers are built of is not installed: {error}.", "Run: pip install 'zhunru[peers]'") from error
        yield name, _asking(peer)
    yield from own.items()


def _asking(retriever: Retriever) -> Ask:
    return lambda query: retriever.search(query.text, DEPTH)

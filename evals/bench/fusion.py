"""What each part of the scoring is worth: measured on STARD, questions lay people asked and the articles that answer them.

The adapter that ships has learnt from these very questions. What is measured are five, each asked only of what it has not seen:
questions at random, and whole topics.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from rich.progress import track
from rich.table import Table

from evals.adapter.lessons import of_statutes
from evals.adapter.teach import by_question, by_topic, corpus_lesson, held_out
from evals.peers.scores import MEASURES, figures
from evals.peers.stard import stard
from evals.peers.table import mean_with_interval
from evals.peers.task import Remembering, Task
from evals.peers.zhunru_fusion import statutory_authority
from index import default_embedder
from index.bm25 import Lexical
from index.ranking.fusion import best, fuse

_DEPTH = 100


def compare_fusions(folder: Path, today: date) -> Table:
    """Each leg alone, reciprocal rank fusion, and the scoring with and without its parts, by every measure that peers are
    compared by. ``today`` is the day that the questions made of the corpus are for."""
    task = stard(folder, Remembering(default_embedder()))
    corpus = task.corpus
    lexical, authority = Lexical.build(list(track(corpus.texts, "Indexing words"))), statutory_authority(corpus)
    none = np.zeros(len(corpus.ids), dtype=np.float32)
    moved = dict(_moved(task, lexical, today))
    found: dict[str, dict[str, list[str]]] = {}
    for i, query in enumerate(track(task.queries, "Asking")):
        cosines, words = corpus.vectors @ corpus.embedder.query(query.text), lexical.scores(query.text)
        coverage = words / lexical.ceiling(query.text)
        scores = {
            "BM25 alone": words,
            "dense alone": cosines,
            "reciprocal rank, k 60": _reciprocal(best(cosines, _DEPTH), best(words, _DEPTH), len(none)),
            "cosine + coverage": fuse(cosines, coverage, none),
            "cosine + authority": fuse(cosines, none, authority),
            "cosine + coverage + authority": fuse(cosines, coverage, authority),
            **{name: fuse(corpus.vectors @ vectors[i], coverage, authority) for name, vectors in moved.items()},
        }
        for name, by_position in scores.items():
            found.setdefault(name, {})[query.id] = [corpus.ids[int(i)] for i in best(by_position, _DEPTH)]
    table = Table(title=f"{task.name}: {len(task.queries)} questions, {len(corpus.ids)} articles; 95% bootstrap intervals")
    for name in ("", *MEASURES):
        table.add_column(name, justify="right" if name else "left")
    for name, by_query in found.items():
        measured = figures(task.queries, by_query)
        table.add_row(name, *(mean_with_interval(measured[m]) for m in MEASURES))
    return table


def _moved(task: Task, lexical: Lexical, today: date) -> Iterator[tuple[str, np.ndarray]]:
    """The vectors of the questions, each moved by an adapter that has not learnt from it."""
    statutes, own = of_statutes(task, lexical), corpus_lesson(task.corpus.embedder, today)
    for name, fold in {"questions": by_question(task), "topics": by_topic(task)}.items():
        adapters = held_out(statutes, own, fold)
        vectors = [adapters[one].moved(asked) for one, asked in zip(fold, statutes.asked, strict=True)]
        yield f"the same, question moved (new {name}: Zhunru)", np.stack(vectors)


def _reciprocal(near: np.ndarray, found: np.ndarray, n: int) -> np.ndarray:
    scores = np.full(n, -np.inf)
    for ranking in (near, found):
        for rank, position in enumerate(ranking.tolist(), 1):
            scores[position] = max(scores[position], 0.0) + 1 / (60 + rank)
    return scores

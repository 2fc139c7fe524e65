"""Which way of fusing the legs retrieves best: measured on STARD, questions lay people asked and the articles that answer them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from rich.progress import track
from rich.table import Table

from evals.peers.scores import MEASURES, figures
from evals.peers.stard import stard
from evals.peers.table import written
from evals.peers.task import nearest
from index import default_embedder
from index.fusion import fuse
from index.lexical import Lexical

_DEPTH = 100
_WEIGHTS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def compare(folder: Path) -> Table:
    """Each leg alone, reciprocal rank fusion, and weighted sums, by every measure that peers are compared by."""
    task = stard(folder, default_embedder())
    corpus = task.corpus
    lexical = Lexical.build(list(track(corpus.texts, "Indexing words")))
    found: dict[str, dict[str, list[str]]] = {}
    for query in track(task.queries, "Asking"):
        dense = nearest(corpus.vectors, corpus.embedder.query(query.text), _DEPTH)
        words = lexical.scores(query.text)
        near, by_words = np.array(list(dense)), np.argsort(-words, kind="stable")[:_DEPTH]
        rankings = {"BM25 alone": by_words, "dense alone": near, "reciprocal rank, k 60": _reciprocal(near, by_words)}
        for weight in _WEIGHTS:
            rankings[f"weighted sum, dense {weight:.1f}"] = fuse(dense, words, _DEPTH, weight)[0]
        for name, ranking in rankings.items():
            found.setdefault(name, {})[query.id] = [corpus.ids[i] for i in ranking[:_DEPTH]]
    table = Table(title=f"{task.name}: {len(task.queries)} questions, {len(corpus.ids)} articles; 95% bootstrap intervals")
    for name in ("", *MEASURES):
        table.add_column(name, justify="right" if name else "left")
    for name, by_query in found.items():
        measured = figures(task.queries, by_query)
        table.add_row(name, *(written(measured[m]) for m in MEASURES))
    return table


def _reciprocal(near: np.ndarray, found: np.ndarray) -> np.ndarray:
    score: dict[int, float] = {}
    for ranking in (near, found):
        for rank, one in enumerate(ranking.tolist(), 1):
            score[one] = score.get(one, 0.0) + 1 / (60 + rank)
    return np.array(sorted(score, key=score.get, reverse=True))

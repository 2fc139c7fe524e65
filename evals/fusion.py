"""What each part of the scoring is worth: measured on STARD, questions lay people asked and the articles that answer them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from rich.progress import track
from rich.table import Table

from evals.peers.scores import MEASURES, figures
from evals.peers.stard import stard
from evals.peers.table import written
from evals.peers.zhunru_fusion import statutory_authority
from index import default_embedder
from index.fusion import best, fuse
from index.lexical import Lexical

_DEPTH = 100


def compare(folder: Path) -> Table:
    """Each leg alone, reciprocal rank fusion, and the scoring with and without its parts, by every measure that peers are
    compared by."""
    task = stard(folder, default_embedder())
    corpus = task.corpus
    lexical, authority = Lexical.build(list(track(corpus.texts, "Indexing words"))), statutory_authority(corpus)
    none = np.zeros(len(corpus.ids), dtype=np.float32)
    found: dict[str, dict[str, list[str]]] = {}
    for query in track(task.queries, "Asking"):
        cosines, words = corpus.vectors @ corpus.embedder.query(query.text), lexical.scores(query.text)
        coverage = words / lexical.ceiling(query.text)
        scores = {
            "BM25 alone": words,
            "dense alone": cosines,
            "reciprocal rank, k 60": _reciprocal(best(cosines, _DEPTH), best(words, _DEPTH), len(none)),
            "cosine + coverage": fuse(cosines, coverage, none),
            "cosine + authority": fuse(cosines, none, authority),
            "cosine + coverage + authority (Zhunru)": fuse(cosines, coverage, authority),
        }
        for name, by_position in scores.items():
            found.setdefault(name, {})[query.id] = [corpus.ids[i] for i in best(by_position, _DEPTH)]
    table = Table(title=f"{task.name}: {len(task.queries)} questions, {len(corpus.ids)} articles; 95% bootstrap intervals")
    for name in ("", *MEASURES):
        table.add_column(name, justify="right" if name else "left")
    for name, by_query in found.items():
        measured = figures(task.queries, by_query)
        table.add_row(name, *(written(measured[m]) for m in MEASURES))
    return table


def _reciprocal(near: np.ndarray, found: np.ndarray, n: int) -> np.ndarray:
    scores = np.full(n, -np.inf)
    for ranking in (near, found):
        for rank, position in enumerate(ranking.tolist(), 1):
            scores[position] = max(scores[position], 0.0) + 1 / (60 + rank)
    return scores

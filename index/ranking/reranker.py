"""Reranking: a cross-encoder reads the question beside each of the best passages, and puts them in a new order.

Only the order is its own. Whether anything found answers the question was told before, by the scores its thresholds are set
for; and what the question refers to exactly stays where it stands, however short the passage is.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import Path

from corpus import Library
from index.embedders import EmbedderError
from index.embedders.local import load_local
from index.hit import Hit
from index.passages import passage_of

SETTING = "ZHUNRU_RERANKER"
#: So many of the best are read, each at the price of running the model once. Of the provisions that bear the answers to our open
#: questions 94 % are among the first 10, 99 % among the first 20, and no more among the first 100.
DEPTH = 20


class Reranker:
    """A cross-encoder of sentence-transformers on this machine, by its name or the path of its folder. Safe to share between
    threads."""

    def __init__(self, model: str) -> None:
        path = Path(model).expanduser()
        self._model = load_local("CrossEncoder", str(path) if path.is_dir() else model)
        # A model that was made for something else is opened all the same, with a head of random weights.
        made_for = self._model.config.architectures or ()
        if self._model.num_labels != 1 or type(self._model[0].model).__name__ not in made_for:
            raise EmbedderError(
                f"{model} is no reranker: it has not learnt to give one score to a question and a passage.",
                f"Set {SETTING} to a cross-encoder, such as BAAI/bge-reranker-v2-m3.",
            )
        self._one_at_a_time = threading.Lock()  # its tokenizer cannot be used by two threads at once

    def order(self, text: str, hits: Sequence[Hit], library: Library) -> list[Hit]:
        """The first `DEPTH` of the hits in the order of the model, those before them that the question refers to, and the rest
        after them, as they were."""
        kept = len(list(takewhile(lambda hit: hit.referred, hits)))
        read = hits[kept:DEPTH]
        if not read:
            return list(hits)
        pairs = [(text, passage_of(library.clauses[hit.id]).text) for hit in read]
        with self._one_at_a_time:
            scores = self._model.predict(pairs, show_progress_bar=False).tolist()
        best = sorted(zip(scores, read, strict=True), key=lambda scored: -scored[0])
        return [*hits[:kept], *(hit for _, hit in best), *hits[kept + len(read) :]]


def open_reranker(environment: Mapping[str, str]) -> Reranker | None:
    """The reranker that $ZHUNRU_RERANKER names, None where it names none. Raises EmbedderError."""
    model = environment.get(SETTING, "").strip()
    return Reranker(model) if model else None

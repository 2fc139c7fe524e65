"""Models behind an HTTP endpoint that speaks OpenAI's embeddings protocol: OpenAI, Ollama, vLLM and many more."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedders.base import EmbedderError
from index.embedders.prompts import UNSAID, Asked, prompts_of

if TYPE_CHECKING:
    import openai

#: So much of what a server says of its fault is passed on.
_MOST_SAID = 200
#: Asked once when the embedder is opened: it tells the width, and that the server, the key and the model are right.
_PROBE = "外资准入 market access"


class ServerEmbedder:
    """A model of an embeddings server; safe to share between threads. The key is that of $OPENAI_API_KEY: it stands in no
    error, and errors of the client, which may repeat it, are not passed on as causes. Texts longer than the model takes are the
    server's to cut or to refuse. What fails for a moment (429, 5xx, a lost connection) is tried again twice."""

    def __init__(self, model: str, name: str, url: str | None = None, timeout: float = 60.0, prefixes: Asked = UNSAID) -> None:
        """``url`` is the base URL, OpenAI's own when left out; ``timeout`` the most seconds to wait for each reply."""
        if importlib.util.find_spec("openai") is None:
            raise EmbedderError(f"{name} needs the client of OpenAI, which is not installed.", "Run: pip install 'zhunru[llm]'")
        import openai

        self._key = os.environ.get("OPENAI_API_KEY", "")
        if not self._key and not url:
            raise EmbedderError(
                f"{name} needs a key.", "Set OPENAI_API_KEY, or ZHUNRU_EMBEDDER_URL to a server that asks for none."
            )
        # A server of one's own asks for no key, but the client insists on one.
        self._client = openai.OpenAI(base_url=url, api_key=self._key or "none", timeout=timeout)
        self.name, self._model, self._timeout = name, model, timeout
        self._prefixes = prompts_of(model, prefixes)
        self.dimension = 0
        self.dimension = self._embed([_PROBE]).shape[1]

    def query(self, text: str) -> np.ndarray:
        return self._embed([self._prefixes[0] + text])[0]

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        return self._embed([self._prefixes[1] + t for t in texts])

    def _embed(self, texts: list[str]) -> np.ndarray:
        import openai

        try:
            # As numbers: not every server knows the client's own base64.
            reply = self._client.embeddings.create(model=self._model, input=texts, encoding_format="float")
        except openai.APIResponseValidationError:
            raise self._malformed("is no JSON of that protocol") from None
        except openai.APIError as error:
            raise self._failed(error) from None
        except ValueError:
            raise self._malformed("is no JSON") from None
        return self._read(reply, len(texts))

    def _read(self, reply: object, count: int) -> np.ndarray:
        """The vectors of a reply in the order of their texts, brought to length 1; nothing of its form is taken on trust."""
        rows = getattr(reply, "data", None)
        if not isinstance(rows, list):
            raise self._malformed("is no JSON of that protocol")
        if len(rows) != count:
            raise self._malformed(f"holds {len(rows)} vectors for {count} texts")
        places: list[Any] = [getattr(row, "index", None) for row in rows]
        if not all(isinstance(p, int) for p in places) or sorted(places) != list(range(count)):
            raise self._malformed("does not say which vector is whose")
        try:
            vectors = np.array([row.embedding for row in sorted(rows, key=lambda row: row.index)], dtype=np.float32)
        except (AttributeError, TypeError, ValueError):
            raise self._malformed("holds vectors that are none, or not all of one width") from None
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True) if vectors.ndim == 2 else np.zeros(1)
        if not np.isfinite(lengths).all() or not (lengths > 0).all():
            raise self._malformed("holds vectors that are none, or not all of one width")
        if self.dimension and vectors.shape[1] != self.dimension:
            raise EmbedderError(
                f"{self.name} gave vectors {vectors.shape[1]} wide, and before that {self.dimension} wide.",
                "Another model stands behind that name now. Start again, and run: zhunru index build",
            )
        return vectors / lengths

    def _malformed(self, why: str) -> EmbedderError:
        return EmbedderError(
            f"What the embeddings server of {self.name} answers {why}.",
            "Set ZHUNRU_EMBEDDER_URL to the base URL of a server that speaks OpenAI's embeddings protocol; it often ends in /v1.",
        )

    def _failed(self, error: openai.APIError) -> EmbedderError:
        """What a failure means, with what to do."""
        import openai

        who = f"The embeddings server of {self.name}"
        if isinstance(error, openai.APITimeoutError):
            return EmbedderError(
                f"{who} did not answer within {self._timeout:g} s.", "Look after it, or set ZHUNRU_EMBEDDER_TIMEOUT higher."
            )
        if isinstance(error, openai.APIConnectionError):
            return EmbedderError(f"{who} cannot be reached.", "Start it, or set ZHUNRU_EMBEDDER_URL to where it listens.")
        if isinstance(error, (openai.AuthenticationError, openai.PermissionDeniedError)):
            return EmbedderError(f"{who} refuses the key.", "Set OPENAI_API_KEY to a key that it takes.")
        status = f" ({error.status_code})" if isinstance(error, openai.APIStatusError) else ""
        said = f"{who} refuses{status}: {self._said(error)}"
        if isinstance(error, openai.NotFoundError):
            return EmbedderError(
                said,
                "Set ZHUNRU_EMBEDDER to a model that it serves, and ZHUNRU_EMBEDDER_URL to its base URL; it often ends in /v1.",
            )
        return EmbedderError(said, "Look after the server, then try again.")

    def _said(self, error: openai.APIError) -> str:
        """What a server says of its fault, in one line, without the key that it may repeat."""
        words = " ".join(error.message.split())
        return (words.replace(self._key, "…") if self._key else words)[:_MOST_SAID]

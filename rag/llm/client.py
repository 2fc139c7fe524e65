"""The language model that writes: any chat model that LangChain opens, read piece by piece, stopped at once."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import re
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import aclosing
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, cast

from rag.llm.settings import ModelError, Settings

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

#: A message of the conversation with the model: its role (system, human, ai) and its words.
Message = tuple[str, str]
#: How soon a reader that has left is noticed, in seconds.
_TICK = 0.1
#: The text in pieces, a failure in its place, and None at its end.
_Pieces = SimpleQueue[str | Exception | None]
#: Of one round, what the model thinks included: a note has at most some 1,200 tokens (the longest honest one that we have, 400), and
#: models that think need more for that than for the note. With the prompt it fits a context of 8,192.
MOST_TOKENS = 4_096
#: What providers call that limit.
_LIMITS = ("max_tokens", "max_output_tokens", "num_predict")
_PACKAGE = re.compile(r"pip install ([\w-]+)")


class WriterFailed(Exception):
    """The model gave no whole text: ``reason`` is `timeout`, `error` (it failed, or its stream broke) or `empty`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


class Stopped(Exception):
    """Whoever the text was for has left."""


class Writer:
    """One model, safe to share between threads. Its streams run in one event loop of their own, so that one can be cut off
    in the middle of a word, which a blocking read cannot be."""

    def __init__(self, model: BaseChatModel, name: str, timeout: float) -> None:
        self.name, self._model, self._timeout = name, model, timeout
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="zhunru-model", daemon=True).start()

    def write(self, messages: Sequence[Message], stop: threading.Event) -> Generator[str, None, None]:
        """The text in pieces as they come, at most MOST_TOKENS of them. Closing the iterator ends the generation, as does ``stop``
        (raises Stopped). Raises WriterFailed."""
        pieces: _Pieces = SimpleQueue()
        deadline = time.monotonic() + self._timeout
        task = asyncio.run_coroutine_threadsafe(self._pump(list(messages), pieces), self._loop)
        try:
            anything = False
            while (piece := self._next(pieces, stop, deadline)) is not None:
                anything = anything or bool(piece.strip())
                yield piece
            if not anything:
                raise WriterFailed("empty")
        finally:
            task.cancel()

    def _next(self, pieces: _Pieces, stop: threading.Event, deadline: float) -> str | None:
        while True:
            if stop.is_set():
                raise Stopped
            left = deadline - time.monotonic()
            if left <= 0:
                raise WriterFailed("timeout", f"not done after {self._timeout:g} s")
            try:
                piece = pieces.get(timeout=min(_TICK, left))
            except Empty:
                continue
            if isinstance(piece, TimeoutError):  # the client's own, which is no later than ours
                raise WriterFailed("timeout", str(piece)) from piece
            if isinstance(piece, Exception):
                raise WriterFailed("error", f"{type(piece).__name__}: {piece}") from piece
            return piece

    async def _pump(self, messages: list[Message], pieces: _Pieces) -> None:
        try:
            async with aclosing(cast("AsyncGenerator[AIMessageChunk, None]", self._model.astream(messages))) as chunks:
                count = 0
                async for chunk in chunks:
                    if chunk.text:
                        pieces.put(str(chunk.text))
                    count += 1  # a chunk is a token at least, also one that was only thought
                    if count >= MOST_TOKENS:  # Ollama ignores the limit under the name that LangChain gives it
                        break
            pieces.put(None)
        except Exception as error:  # each provider and each transport has errors of its own; all of them mean the same here
            pieces.put(error)


def open_writer(settings: Settings) -> Writer:
    """The configured model as one that writes. Raises ModelError with the command that installs what is missing."""
    return Writer(open_chat_model(settings), settings.name, settings.timeout)


def open_chat_model(settings: Settings) -> BaseChatModel:
    """The configured model as LangChain opens it. Raises ModelError with the command that installs what is missing."""
    if importlib.util.find_spec("langchain") is None:
        raise ModelError(f"{settings.name} needs LangChain, which is not installed.", "Run: pip install 'zhunru[llm]'")
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"base_url": str(settings.url)} if settings.url else {}
    if settings.url and settings.provider == "openai" and not os.environ.get("OPENAI_API_KEY"):
        options["api_key"] = "none"  # a server of one's own asks for no key, but the client insists on one
    try:
        model = init_chat_model(settings.name, **options)
    except (ImportError, AttributeError) as error:  # the latter of a provider that an old community package only half has
        named = _PACKAGE.search(str(error))
        package = named[1] if named else f"langchain-{settings.provider}"
        raise ModelError(
            f"{settings.name} needs the package {package}, which is not installed.", f"Run: pip install {package}"
        ) from error
    except Exception as error:  # each provider has its own way of saying that a key or a name is wrong
        raise ModelError(
            f"The model {settings.name} cannot be opened: {str(error).splitlines()[0]}",
            "Set ZHUNRU_MODEL to provider:model, and the provider's own key (such as OPENAI_API_KEY).",
        ) from error
    _limit(model, settings.timeout)
    return model


def _limit(model: BaseChatModel, timeout: float) -> None:
    """Bound a round in time and length, as far as its provider has a setting for it: langchain-openai cuts a stream that says nothing
    for 120 seconds unless that is set."""
    for field, value in {"stream_chunk_timeout": timeout, **dict.fromkeys(_LIMITS, MOST_TOKENS)}.items():
        if field in type(model).model_fields:
            setattr(model, field, value)

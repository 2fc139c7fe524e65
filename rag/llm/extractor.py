"""The language model that fills in a form: any chat model that LangChain opens, held to a schema and to a time."""

from __future__ import annotations

import asyncio
import inspect
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from rag.llm.client import Message, open_chat_model
from rag.llm.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

#: The most seconds that reading a question may take, whatever ZHUNRU_MODEL_TIMEOUT allows for writing: nothing is shown until then.
READING_TIMEOUT = 8.0
_STRICT: dict[str, Any] = {"method": "json_schema", "strict": True}
Form = TypeVar("Form", bound=BaseModel)


class Unfilled(Exception):
    """The model gave no valid form: ``reason`` is `timeout`, `error` (it failed, or could not be reached) or `invalid`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


class Extractor:
    """One model, ``name``, that fills in forms; ``host`` is where the questions are sent. Safe to share between threads. It runs in an
    event loop of its own, so that a request can be cut off at its time limit."""

    def __init__(self, model: BaseChatModel, name: str, host: str, timeout: float = READING_TIMEOUT) -> None:
        self.name, self.host, self._model, self._timeout = name, host, model, timeout
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="zhunru-extractor", daemon=True).start()

    def begin(self, messages: Sequence[Message], form: type[Form]) -> Callable[[], Form]:
        """Start filling in a form. The function returned waits for it, and raises Unfilled."""
        deadline = time.monotonic() + self._timeout
        task = asyncio.run_coroutine_threadsafe(self._fill(list(messages), form), self._loop)

        def filled() -> Form:
            try:
                return task.result(max(0.0, deadline - time.monotonic()))
            except TimeoutError as error:
                raise Unfilled("timeout", f"not done after {self._timeout:g} s") from error
            except ValueError as error:  # what LangChain and pydantic raise of a reply that is no form; it may quote the question
                raise Unfilled("invalid", type(error).__name__) from error
            except Exception as error:  # each provider and each transport has errors of its own
                raise Unfilled("error", f"{type(error).__name__}: {error}") from error
            finally:
                task.cancel()

        return filled

    async def _fill(self, messages: list[Message], form: type[Form]) -> Form:
        known = inspect.signature(self._model.with_structured_output).parameters  # not every provider has a strict mode
        options = {option: value for option, value in _STRICT.items() if option in known}
        found = await self._model.with_structured_output(form, **options).ainvoke(messages)
        if not isinstance(found, form):
            raise ValueError("the reply holds no form")
        return found


def open_extractor(settings: Settings, timeout: float = READING_TIMEOUT) -> Extractor:
    """The configured model as one that fills in forms. Raises ModelError with the command that installs what is missing."""
    host = (settings.url.host if settings.url else None) or settings.provider
    return Extractor(open_chat_model(settings), settings.name, host, timeout)

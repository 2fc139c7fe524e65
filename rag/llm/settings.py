"""Which language model writes, read from the environment: ZHUNRU_MODEL, ZHUNRU_MODEL_URL, ZHUNRU_MODEL_TIMEOUT."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError

from corpus import ZhunruError

PREFIX = "ZHUNRU_MODEL"
#: What each setting is called in the environment, and what a right one looks like.
_VARIABLES = {
    "name": (PREFIX, "provider:model, such as openai:gpt-5-mini or ollama:qwen3"),
    "url": (f"{PREFIX}_URL", "the base URL of a server, such as http://localhost:11434/v1"),
    "timeout": (f"{PREFIX}_TIMEOUT", "seconds from 1 to 600"),
}
_NAME = re.compile(r"[a-z][a-z0-9_]*:\S+")


class ModelError(ZhunruError):
    """The configured language model cannot be used."""


class Settings(BaseModel):
    """``name`` is provider:model as LangChain's `init_chat_model` takes it, ``url`` the base URL of a server that is not
    the provider's own, ``timeout`` the most seconds that one round of writing may take."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str = Field(pattern=_NAME.pattern)
    url: HttpUrl | None = None
    timeout: float = Field(default=60.0, ge=1, le=600)

    @property
    def provider(self) -> str:
        return self.name.split(":", 1)[0]


def settings_from(environment: Mapping[str, str]) -> Settings | None:
    """The settings, or None where no model is set. Raises ModelError naming the variable at fault and what it should be."""
    known = {variable: field for field, (variable, _) in _VARIABLES.items()}
    given = {name: value for name, value in environment.items() if name == PREFIX or name.startswith(f"{PREFIX}_")}
    for name in given.keys() - known:
        raise ModelError(f"There is no setting {name}.", f"The settings are {', '.join(known)}.")
    given = {name: value for name, value in given.items() if value.strip()}
    if not given:
        return None
    if PREFIX not in given:
        raise ModelError(f"{next(iter(given))} is set, but {PREFIX} is not.", f"Set {PREFIX} to {_VARIABLES['name'][1]}.")
    try:
        return Settings.model_validate({known[name]: value for name, value in given.items()})
    except ValidationError as error:
        variable, example = _VARIABLES[str(error.errors()[0]["loc"][0])]
        raise ModelError(f"{variable} cannot be `{given[variable]}`.", f"Set it to {example}.") from error

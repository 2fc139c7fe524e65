"""Which embedder searches, read from the environment: ZHUNRU_EMBEDDER and what goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError

from index.embedders.base import Embedder, EmbedderError
from index.embedders.local import SentenceTransformersEmbedder
from index.embedders.server import ServerEmbedder

PREFIX = "ZHUNRU_EMBEDDER"
_EXAMPLES = "sentence-transformers:intfloat/multilingual-e5-base, sentence-transformers:/models/bge-m3 or openai:bge-m3"
#: What each setting is called in the environment, and what a right one looks like.
_VARIABLES = {
    "provider": (PREFIX, _EXAMPLES),
    "model": (PREFIX, _EXAMPLES),
    "url": (f"{PREFIX}_URL", "the base URL of a server, such as http://localhost:11434/v1"),
    "timeout": (f"{PREFIX}_TIMEOUT", "seconds from 1 to 600"),
    "query": (f"{PREFIX}_QUERY", "what is written before a question, such as `query: `"),
    "passage": (f"{PREFIX}_PASSAGE", "what is written before a passage, such as `passage: `"),
}


class EmbedderSettings(BaseModel):
    """``model`` is a name on the hub or the path of a folder, or the name that a server knows; ``url`` is its base URL and
    ``timeout`` the most seconds to wait for each reply; ``query`` and ``passage`` are set where they are not those of the model's
    family."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    provider: Literal["sentence-transformers", "openai"]
    model: str = Field(min_length=1)
    url: HttpUrl | None = None
    timeout: float = Field(default=60.0, ge=1, le=600)
    query: str | None = None
    passage: str | None = None

    @property
    def name(self) -> str:
        """The name of the vector space: that of the model, of a folder its last two parts, and the prompts the user set."""
        path = Path(self.model).expanduser()
        named = "/".join(path.resolve().parts[-2:]) if self.provider != "openai" and path.is_dir() else self.model
        asked = [f"{what}={said!r}" for what, said in (("query", self.query), ("passage", self.passage)) if said is not None]
        return " ".join([named, *asked])


def embedder_settings(environment: Mapping[str, str]) -> EmbedderSettings | None:
    """The settings, or None where no embedder is set. Raises EmbedderError naming the variable at fault and what it should be."""
    given = {name: value for name, value in environment.items() if name == PREFIX or name.startswith(f"{PREFIX}_")}
    known = {variable: field for field, (variable, _) in _VARIABLES.items()}
    for name in given.keys() - known:
        raise EmbedderError(f"There is no setting {name}.", f"The settings are {', '.join(known)}.")
    # An empty prompt is one: none. Elsewhere empty is not set.
    said = {name: v if known[name] in ("query", "passage") else v.strip() for name, v in given.items()}
    said = {name: value for name, value in said.items() if value or known[name] in ("query", "passage")}
    if not said:
        return None
    if PREFIX not in said:
        raise EmbedderError(f"{min(said)} is set, but {PREFIX} is not.", f"Set {PREFIX} to {_EXAMPLES}.")
    provider, _, model = said.pop(PREFIX).partition(":")
    try:
        fields = {known[name]: value for name, value in said.items()}
        settings = EmbedderSettings.model_validate({"provider": provider, "model": model.strip(), **fields})
    except ValidationError as error:
        variable, example = _VARIABLES[str(error.errors()[0]["loc"][0])]
        raise EmbedderError(f"{variable} cannot be `{given[variable]}`.", f"Set it to {example}.") from error
    if settings.provider != "openai" and (strange := {f"{PREFIX}_URL", f"{PREFIX}_TIMEOUT"} & said.keys()):
        raise EmbedderError(f"{min(strange)} is for a server, but {PREFIX} names a model on this machine.", "Leave it out.")
    return settings


def open_embedder(settings: EmbedderSettings) -> Embedder:
    """The configured embedder, loaded, or its server asked for the first time. Raises EmbedderError."""
    prefixes = (settings.query, settings.passage)
    if settings.provider == "openai":
        url = str(settings.url) if settings.url else None
        return ServerEmbedder(settings.model, settings.name, url, settings.timeout, prefixes)
    path = Path(settings.model).expanduser()
    return SentenceTransformersEmbedder(str(path) if path.is_dir() else settings.model, settings.name, prefixes)

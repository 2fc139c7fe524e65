"""Where Zhunru keeps what it makes on this machine, and how its parts are opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from sqlalchemy import URL

from api.conversations import ConversationStore, in_memory, retention_days
from corpus import Library, ZhunruError, load_library
from index import (
    Embedder,
    Index,
    Manifest,
    TokenEmbedder,
    build,
    bundle,
    current,
    default_embedder,
    embedder_settings,
    fingerprint,
    open_embedder,
    open_reranker,
    refuse_another,
    up_to_date,
)
from index.embedders import EARLIER_BUNDLED
from index.threads import limit_blas_threads
from rag import Answerer
from rag.llm import Extractor, ModelError, open_extractor, open_writer, settings_from

ROOT = Path(__file__).parents[1]


def home() -> Path:
    """`$ZHUNRU_HOME`; in a checkout its `var` folder, else the user's data folder."""
    if set_by_user := os.environ.get("ZHUNRU_HOME"):
        return Path(set_by_user).expanduser()
    return ROOT / "var" if (ROOT / "pyproject.toml").is_file() else user_data_path("zhunru")


def index_home() -> Path:
    return home() / "index"


def added_home() -> Path:
    """Where what was read from a user's official files is kept."""
    return home() / "corpus"


def official_home() -> Path:
    """Where the official pages are fetched into."""
    return home() / "official"


def open_answerer(build_missing: bool = True) -> Answerer:
    """Everything that answers a question, the index built first where it is missing or outdated, with the language model,
    the embedder and the reranker that $ZHUNRU_MODEL, $ZHUNRU_EMBEDDER and $ZHUNRU_RERANKER name, and the reader that $ZHUNRU_READER does. Shows progress.
    Without ``build_missing`` the published index is opened as it is, or refused (IndexUnavailable)."""
    limit_blas_threads()
    settings = settings_from(os.environ)
    writer, reader = open_writer(settings) if settings else None, reader_from(os.environ)
    reranker = open_reranker(os.environ)
    library, (embedder, chosen) = load_library(added=added_home()), open_embedders()
    if build_missing:
        update_index(library, embedder, chosen)
    index = Index.open(index_home(), library, embedder, chosen, reranker)
    return Answerer(library, index, embedder, writer, reader)


def published_index() -> str | None:
    """The fingerprint of the published index; None where there is none. Raises IndexUnavailable where it is damaged."""
    serving = current(index_home())
    return serving[1].fingerprint if serving else None


def reader_from(environment: Mapping[str, str]) -> Literal["learned", "rules"] | Extractor:
    """Who reads questions: $ZHUNRU_READER, else the trained models; never a language model unless it is asked for, as it is sent the questions.
    Raises ZhunruError for anything else, and ModelError where there is no such model."""
    match environment.get("ZHUNRU_READER") or "auto":
        case "learned" | "auto":
            return "learned"
        case "rules":
            return "rules"
        case "llm":
            if settings := settings_from(environment):
                return open_extractor(settings)
            raise ModelError(
                "ZHUNRU_READER is llm, but no language model is set up.",
                "Set ZHUNRU_MODEL to provider:model, or ZHUNRU_READER to auto or learned.",
            )
        case other:
            raise ZhunruError(f"ZHUNRU_READER is `{other}`, which is no reader.", "Use auto, learned, llm or rules.")


def open_embedders() -> tuple[TokenEmbedder, Embedder | None]:
    """The bundled embedder, and the one that $ZHUNRU_EMBEDDER chooses beside it to search with."""
    settings = embedder_settings(os.environ)
    return default_embedder(), open_embedder(settings) if settings else None


def open_conversations(now: Callable[[], datetime]) -> ConversationStore:
    """The store of conversations: `$ZHUNRU_DATABASE_URL`, else a file at home, for `$ZHUNRU_RETENTION_DAYS` (365). With 0 days
    what an earlier setting left is deleted, and conversations last as long as the process. ``now`` is the clock."""
    days = retention_days(os.environ.get("ZHUNRU_RETENTION_DAYS"))
    address = os.environ.get("ZHUNRU_DATABASE_URL") or URL.create("sqlite", database=str(home() / "conversations.db"))
    store = ConversationStore(address, now, days)
    if days:
        return store
    with closing(store):
        return in_memory(now)


def update_index(library: Library, embedder: Embedder, chosen: Embedder | None) -> Manifest:
    """Build the index where it is missing or does not fit the corpus. One that is searched with another embedder is refused: to
    embed the whole corpus again may cost hours or money, and is done by `zhunru index build` alone; only the embedder of an earlier
    version gives way to that of this one, whose vectors of the corpus ship. Raises IndexUnavailable."""
    if serving := current(index_home()):
        if chosen or serving[1].embedder not in EARLIER_BUNDLED:
            refuse_another(serving[1], embedder, chosen)
        if serving[1].fingerprint == fingerprint(library, embedder, chosen):
            return serving[1]
    return build_index(library, embedder, chosen)


def build_index(library: Library, embedder: Embedder, chosen: Embedder | None, fresh: bool = False) -> Manifest:
    """Build the index where it does not fit the corpus and the embedders, or is damaged, with a progress bar on the terminal."""
    ready = None if fresh else up_to_date(index_home(), library, embedder, chosen)
    if ready:
        return ready
    with progress_bar("Building the index") as progress:
        return build(library, embedder, index_home(), progress, fresh, chosen)


def bundle_vectors() -> int:
    """Write the vectors that ship with the package; how many there are."""
    with progress_bar("Embedding the corpus") as progress:
        return bundle(load_library(), default_embedder(), index_home(), progress)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error that is moved by calling ``progress(done, total)``."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)

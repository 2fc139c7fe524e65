"""The vectors of a snapshot in Chroma: written once, read whole when the snapshot is opened."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.types import Metadata
from chromadb.config import Settings
from chromadb.errors import ChromaError

from index.errors import HEAL, IndexUnavailable


def write_vectors(folder: Path, collections: dict[str, np.ndarray], ids: Sequence[str]) -> None:
    """Write collections of vectors, each of shape (len(ids), dimension), and close the files. Raises IndexUnavailable."""
    with _chroma_errors(f"Chroma could not write {folder}", "Free space on its disk, and try again."), _opened(folder) as client:
        step = client.get_max_batch_size()
        for name, vectors in collections.items():
            collection = client.create_collection(name, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None)
            for start in range(0, len(ids), step):
                stop = min(start + step, len(ids))
                places: list[Metadata] = [{"position": i} for i in range(start, stop)]
                collection.add(ids=list(ids[start:stop]), embeddings=vectors[start:stop], metadatas=places)


def read_vectors(folder: Path, names: Sequence[str], ids: Sequence[str]) -> list[np.ndarray]:
    """The vectors of each collection in the order of ``ids``, shape (len(ids), dimension). Raises IndexUnavailable.

    A library of law fits in memory, and there every cosine is known exactly, faster than Chroma looks up a hundred near ones."""
    with (
        _chroma_errors(f"The index is damaged: Chroma cannot read {folder}", HEAL),
        _copied(folder) as copy,
        _opened(copy) as client,
    ):
        return [_read(client, name, ids) for name in names]


def _read(client: Client, name: str, ids: Sequence[str]) -> np.ndarray:
    stored = client.get_collection(name, embedding_function=None).get(include=["embeddings"])
    if set(stored["ids"]) != set(ids):
        raise ValueError(f"{name} holds {len(stored['ids'])} vectors instead of {len(ids)}")
    position = {one: i for i, one in enumerate(ids)}
    found = np.asarray(stored["embeddings"], dtype=np.float32)
    vectors = np.empty_like(found)
    vectors[[position[one] for one in stored["ids"]]] = found
    return vectors


@contextmanager
def _opened(folder: Path) -> Iterator[Client]:
    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    with closing(cast(Client, client)) as opened:  # the declared type lacks what closes it
        yield opened


@contextmanager
def _copied(folder: Path) -> Iterator[Path]:
    """A copy of Chroma's files for as long as the block lasts. Chroma writes to the files that it opens even if it only reads them (a
    row of `acquire_write`), which a published snapshot and a folder that may not be written both forbid."""
    with ExitStack() as stack:
        try:
            copy = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zhunru-", ignore_cleanup_errors=True)))
            # File by file: `copytree` would copy permissions too, and a read-only folder could not be opened as a copy either.
            for path in folder.rglob("*"):
                if path.is_file():
                    target = copy / path.relative_to(folder)
                    target.parent.mkdir(exist_ok=True, parents=True)
                    shutil.copyfile(path, target)
        except OSError as error:
            raise IndexUnavailable(
                f"The vectors of the index cannot be copied to a temporary folder ({error}).",
                "Free space there, or set TMPDIR to a folder that may be written.",
            ) from error
        yield copy


@contextmanager
def _chroma_errors(what: str, remedy: str) -> Iterator[None]:
    """Raise IndexUnavailable for what Chroma raises."""
    try:
        yield
    except IndexUnavailable:
        raise
    except BaseException as error:
        # A panic in Chroma's Rust code comes as a bare BaseException, of a class that cannot be imported.
        if not isinstance(error, (ChromaError, ValueError, OSError)) and type(error).__name__ != "PanicException":
            raise
        raise IndexUnavailable(f"{what} ({error}).", remedy) from error

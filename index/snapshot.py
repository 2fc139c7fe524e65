"""Snapshots: one immutable built index each, published by swapping one pointer file.

    <home>/current                the name of the serving snapshot
    <home>/snapshots/<name>/      chroma/ bm25/ authority.npy hubs.npy vectors.npz meanings.npz described.npy anchors.npy
                                  manifest.json, and chosen.npz where an embedder is chosen next to the bundled one

A snapshot is built in its own folder and named in `current` only when its manifest is written: a build that is killed or runs out
of disk leaves the old one serving, and its remains are removed by the next build. A process that has a snapshot open holds a lease
on it (a lock that ends with the process): the next build removes what is neither serving nor leased.
"""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from corpus import Library
from index.bm25 import TOKENISER, Lexical
from index.businesses.anchors import anchor_passages
from index.businesses.descriptions import asked_passages
from index.embedders import Embedder, Meanings
from index.errors import HEAL, REBUILD, IndexUnavailable
from index.leases import leased
from index.manifest import FORMAT, Manifest, intact, read_manifest, verify, write_manifest
from index.passages import corpus_passages
from index.ranking.authority import corpus_authority
from index.ranking.hubs import corpus_hubness, hubs_digest
from index.vector_cache import BUNDLED, BUNDLED_MEANINGS, Progress, VectorCache
from index.vector_store import read_vectors, write_vectors

log = logging.getLogger(__name__)

COLLECTION, CHOSEN = "provisions", "provisions-chosen"
_NAME = re.compile(r"[0-9a-f]{16}-[0-9a-f]{8}")


def fingerprint(library: Library, embedder: Embedder, chosen: Embedder | None = None) -> str:
    """The fingerprint that an index of this library has, by the bundled embedder and the one chosen next to it."""
    spaces = [part for one in (embedder, Meanings(embedder), chosen) if one for part in (one.name, one.dimension)]
    parts = (FORMAT, *spaces, TOKENISER, hubs_digest(), library.fingerprint)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def current(home: Path) -> tuple[Path, Manifest] | None:
    """The serving snapshot and its manifest; None when nothing has been published. Raises IndexUnavailable where the pointer or the
    manifest is damaged."""
    name = _pointed(home)
    if name is None:
        return None
    folder = home / "snapshots" / name
    if not folder.is_dir():
        raise IndexUnavailable(f"The index is damaged: {home / 'current'} names {folder}, which is missing.", HEAL)
    return folder, read_manifest(folder)


def up_to_date(home: Path, library: Library, embedder: Embedder, chosen: Embedder | None = None) -> Manifest | None:
    """The manifest of the serving snapshot where it fits and is undamaged; None where one has to be built."""
    try:
        serving = current(home)
        if serving is None or serving[1].fingerprint != fingerprint(library, embedder, chosen):
            return None
        verify(*serving)
    except IndexUnavailable:
        return None
    return serving[1]


def refuse_another(manifest: Manifest, embedder: Embedder, chosen: Embedder | None = None) -> None:
    """Raise IndexUnavailable where an index was built to be searched with another embedder than the configured one."""
    now = chosen or embedder
    if (manifest.embedder, manifest.dimension) != (now.name, now.dimension):
        raise IndexUnavailable(
            f"The index was built with {manifest.embedder} ({manifest.dimension} wide), "
            f"but {now.name} ({now.dimension} wide) is configured.",
            f"{REBUILD}, or set ZHUNRU_EMBEDDER as it was.",
        )


def build(
    library: Library,
    embedder: Embedder,
    home: Path,
    progress: Progress = lambda done, total: None,
    fresh: bool = False,
    chosen: Embedder | None = None,
) -> Manifest:
    """Build and publish a snapshot of the library by the bundled embedder and, to search with, the one ``chosen`` next to it;
    the published one is returned unchanged when it already fits and is undamaged, unless ``fresh`` asks for a new one, which takes
    over no vector of the old one. Whatever goes wrong, the published one goes on being served.

    Raises IndexUnavailable when another process is building in the same folder, and where it cannot be written."""
    with _writing(home):
        (home / "snapshots").mkdir(parents=True, exist_ok=True)
        try:
            lock = FileLock(home / "build.lock").acquire(timeout=0)
        except Timeout as error:
            raise IndexUnavailable("Another process is building this index.", "Wait for it, then try again.") from error
    with lock:
        ready = None if fresh else up_to_date(home, library, embedder, chosen)
        return ready or _build(library, embedder, chosen, home, progress, fresh)


def _build(
    library: Library, embedder: Embedder, chosen: Embedder | None, home: Path, progress: Progress, fresh: bool
) -> Manifest:
    with _writing(home):
        _sweep(home)
    provisions, asked, meant = corpus_passages(library), asked_passages(library), anchor_passages(library)
    both = [*provisions, *asked]
    serving = None if fresh else _undamaged(home)
    cache = VectorCache(embedder, BUNDLED, *_known(serving, "vectors.npz"))
    meanings = VectorCache(Meanings(embedder), BUNDLED_MEANINGS, *_known(serving, "meanings.npz"))
    texts, whole = cache.texts(both), cache.texts(both) + meanings.texts(meant)
    vectors = cache.vectors(both, lambda done, _: progress(done, whole))
    anchors = meanings.vectors(meant, lambda done, _: progress(texts + done, whole))
    collections = {COLLECTION: vectors[: len(provisions)]}
    second = VectorCache(chosen, *_known(serving, "chosen.npz")) if chosen else None
    if second:
        collections[CHOSEN] = second.vectors(provisions, progress)

    ids = [p.id for p in provisions]
    manifest = Manifest(
        fingerprint=fingerprint(library, embedder, chosen),
        format=FORMAT,
        embedder=(chosen or embedder).name,
        dimension=(chosen or embedder).dimension,
        tokeniser=TOKENISER,
        corpus=library.fingerprint,
        passages=len(provisions),
        descriptions=len(asked),
    )
    with _writing(home), _draft(home, manifest) as folder:
        write_vectors(folder / "chroma", collections, ids)
        Lexical.build([p.words for p in provisions]).save(folder / "bm25")
        np.save(folder / "authority.npy", corpus_authority(library, provisions))
        np.save(folder / "hubs.npy", corpus_hubness(embedder.name, collections[COLLECTION]))
        np.save(folder / "described.npy", vectors[len(provisions) :])
        np.save(folder / "anchors.npy", anchors)
        cache.save(folder / "vectors.npz", both)
        meanings.save(folder / "meanings.npz", meant)
        if second:
            second.save(folder / "chosen.npz", provisions)
        _check_written(folder, collections, ids)
        manifest = write_manifest(folder, manifest)
        publish(home, folder.name)
    return manifest


def _undamaged(home: Path) -> tuple[Path, Manifest] | None:
    """The serving snapshot, for what can be taken over from it; None where there is none, or its manifest is damaged."""
    try:
        serving = current(home)
    except IndexUnavailable as damage:
        log.warning("%s It is replaced.", damage.what)
        return None
    return serving


def _known(serving: tuple[Path, Manifest] | None, name: str) -> list[Path]:
    """The file of vectors of the serving snapshot, where there is an undamaged one."""
    if serving is None or name not in serving[1].files:
        return []
    folder, manifest = serving
    if intact(folder, manifest, name):
        return [folder / name]
    log.warning("%s is damaged: its vectors are computed again.", folder / name)
    return []


@contextmanager
def _draft(home: Path, manifest: Manifest) -> Iterator[Path]:
    """A folder for a new snapshot, removed where it does not get published."""
    folder = home / "snapshots" / f"{manifest.fingerprint}-{uuid.uuid4().hex[:8]}"
    folder.mkdir()
    try:
        yield folder
    except BaseException:
        pointer = home / "current"
        if not pointer.is_file() or pointer.read_bytes() != folder.name.encode():  # it may be interrupted when it is published
            shutil.rmtree(folder, ignore_errors=True)  # what resists is swept by the next build
        raise


def _check_written(folder: Path, collections: dict[str, np.ndarray], ids: list[str]) -> None:
    """Chroma is asked for what it was given: a disk that filled up while it wrote need not have been an error to it. It may have
    brought vectors to unit length, so their directions are compared."""
    for name, stored in zip(collections, read_vectors(folder / "chroma", list(collections), ids), strict=True):
        if not np.allclose(_unit(stored), _unit(collections[name]), atol=1e-5):
            raise IndexUnavailable(f"Chroma did not store all vectors in {folder}.", "Free space on its disk, and try again.")


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def bundle(library: Library, embedder: Embedder, home: Path, progress: Progress, folder: Path = BUNDLED.parent) -> int:
    """Write the vectors of the library's passages, and the meanings of what questions are compared with, to the files that ship with the
    package, taking over those that an index in ``home`` or the files themselves already have; how many there are."""
    serving, count = _undamaged(home), 0
    passages = [*corpus_passages(library), *asked_passages(library)]
    parts = (
        (embedder, BUNDLED.name, "vectors.npz", passages),
        (Meanings(embedder), BUNDLED_MEANINGS.name, "meanings.npz", anchor_passages(library)),
    )
    for space, name, known, texts in parts:
        cache = VectorCache(space, folder / name, *_known(serving, known))
        cache.vectors(texts, progress)
        count += cache.save(folder / name, texts)
    return count


def publish(home: Path, name: str) -> None:
    """Make a finished snapshot the serving one, in one atomic step."""
    draft = home / f"current.{uuid.uuid4().hex[:8]}"
    with draft.open("w", encoding="utf-8") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, home / "current")


def _pointed(home: Path) -> str | None:
    """The name in the pointer file; None where there is no such file. Raises IndexUnavailable."""
    pointer = home / "current"
    try:
        name = pointer.read_bytes().decode("utf-8", "replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise IndexUnavailable(f"The index cannot be read: {pointer} ({error.strerror}).", HEAL) from error
    if not _NAME.fullmatch(name):
        raise IndexUnavailable(f"The index is damaged: {pointer} names no snapshot.", HEAL)
    return name


def _sweep(home: Path) -> None:
    """Remove what killed builds left, and snapshots that neither serve nor are open anywhere. Runs under the build lock."""
    for draft in home.glob("current.*"):
        draft.unlink()
    try:
        serving = _pointed(home)
    except IndexUnavailable:
        return  # which snapshot served is unknown: all are kept until one serves again
    for folder in (home / "snapshots").iterdir():
        if folder.name != serving and not leased(folder):
            shutil.rmtree(folder)


@contextmanager
def _writing(home: Path) -> Iterator[None]:
    """Raise IndexUnavailable for what the disk refuses, with what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, None):  # None: numpy, of a file that was not written whole
            remedy = "Free space on its disk, and try again."
        else:
            remedy = "Let the user who runs Zhunru write there, or set ZHUNRU_HOME to a folder that may be written."
        raise IndexUnavailable(f"The index in {home} cannot be written ({error.strerror or error}).", remedy) from error

"""Snapshots: one immutable built index each, published by swapping one pointer file.

    <home>/current                the name of the serving snapshot
    <home>/snapshots/<name>/      chroma/ bm25/ authority.npy vectors.npz described.npy manifest.json, and chosen.npz
                                  where an embedder is chosen beside the bundled one

A snapshot is built in its own folder and named in `current` only when its manifest is written: a build that is
killed leaves the old one serving, and its remains are removed by the next build. Whoever has a snapshot open holds a
lease on it (a lock that ends with the process): the next build removes what is neither serving nor leased.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from corpus import Library
from index.bm25 import TOKENISER, Lexical
from index.descriptions import asked_passages
from index.embedders import Embedder
from index.errors import HEAL, REBUILD, IndexUnavailable
from index.passages import corpus_passages
from index.ranking.authority import corpus_authority
from index.vector_cache import BUNDLED, Progress, VectorCache
from index.vector_store import write_vectors

FORMAT = 4
COLLECTION, CHOSEN = "provisions", "provisions-chosen"


@dataclass(frozen=True)
class Manifest:
    """What a snapshot was built from. ``fingerprint`` covers everything that could change a result; ``embedder`` is the one that
    searches, with the width of its vectors. Other formats may lack what has a default."""

    fingerprint: str
    format: int
    embedder: str
    dimension: int
    tokeniser: str = ""
    corpus: str = ""
    passages: int = 0
    descriptions: int = 0


def fingerprint(library: Library, embedder: Embedder, chosen: Embedder | None = None) -> str:
    """The fingerprint that an index of this library has, by the bundled embedder and the one chosen beside it."""
    spaces = [part for one in (embedder, chosen) if one for part in (one.name, one.dimension)]
    parts = (FORMAT, *spaces, TOKENISER, library.fingerprint)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def current(home: Path) -> tuple[Path, Manifest] | None:
    """The serving snapshot and its manifest; None when nothing has been published."""
    pointer = home / "current"
    if not pointer.is_file():
        return None
    folder = home / "snapshots" / pointer.read_text(encoding="utf-8").strip()
    try:
        raw = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return folder, Manifest(**{name: raw[name] for name in raw.keys() & {f.name for f in fields(Manifest)}})
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise IndexUnavailable(f"The index at {folder} cannot be read ({error}).", HEAL) from error


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
    """Build and publish a snapshot of the library by the bundled embedder and, to search with, the one ``chosen`` beside it;
    the published one is returned unchanged when it already fits, unless ``fresh`` asks for a new one.

    Raises IndexUnavailable when another process is building in the same folder."""
    (home / "snapshots").mkdir(parents=True, exist_ok=True)
    lock = FileLock(home / "build.lock")
    try:
        with lock.acquire(timeout=0):
            return _build(library, embedder, chosen, home, progress, fresh)
    except Timeout as error:
        raise IndexUnavailable("Another process is building this index.", "Wait for it, then try again.") from error


def _build(
    library: Library, embedder: Embedder, chosen: Embedder | None, home: Path, progress: Progress, fresh: bool
) -> Manifest:
    wanted = fingerprint(library, embedder, chosen)
    serving = None if fresh else current(home)
    if serving and serving[1].fingerprint == wanted:
        return serving[1]
    _sweep(home, serving[0].name if serving else None)
    provisions, asked = corpus_passages(library), asked_passages(library)
    both = [*provisions, *asked]
    cache = VectorCache(embedder, BUNDLED, *([serving[0] / "vectors.npz"] if serving else []))
    vectors = cache.vectors(both, progress)
    second = VectorCache(chosen, *([serving[0] / "chosen.npz"] if serving else [])) if chosen else None

    name = f"{wanted}-{uuid.uuid4().hex[:8]}"
    folder = home / "snapshots" / name
    folder.mkdir()
    ids = [p.id for p in provisions]
    collections = {COLLECTION: vectors[: len(provisions)]}
    if second:
        collections[CHOSEN] = second.vectors(provisions, progress)
        second.save(folder / "chosen.npz", provisions)
    write_vectors(folder / "chroma", collections, ids)
    Lexical.build([p.words for p in provisions]).save(folder / "bm25")
    np.save(folder / "authority.npy", corpus_authority(library, provisions))
    np.save(folder / "described.npy", vectors[len(provisions) :])
    cache.save(folder / "vectors.npz", both)
    manifest = Manifest(
        fingerprint=wanted,
        format=FORMAT,
        embedder=(chosen or embedder).name,
        dimension=(chosen or embedder).dimension,
        tokeniser=TOKENISER,
        corpus=library.fingerprint,
        passages=len(provisions),
        descriptions=len(asked),
    )
    (folder / "manifest.json").write_text(json.dumps(asdict(manifest), indent=2), encoding="utf-8")
    publish(home, name)
    return manifest


def bundle(library: Library, embedder: Embedder, home: Path, progress: Progress, path: Path = BUNDLED) -> int:
    """Write the vectors of the library's passages to the file that ships with the package, taking over those that an index
    in ``home`` or the file itself already has; how many there are."""
    passages = [*corpus_passages(library), *asked_passages(library)]
    serving = current(home)
    cache = VectorCache(embedder, path, *([serving[0] / "vectors.npz"] if serving else []))
    cache.vectors(passages, progress)
    cache.save(path, passages)
    return len(passages)


def publish(home: Path, name: str) -> None:
    """Make a finished snapshot the serving one, in one atomic step."""
    draft = home / f"current.{uuid.uuid4().hex[:8]}"
    draft.write_text(name, encoding="utf-8")
    os.replace(draft, home / "current")


def _sweep(home: Path, serving: str | None) -> None:
    """Remove what killed builds left, and snapshots that neither serve nor are open anywhere. Runs under the build lock."""
    for draft in home.glob("current.*"):
        draft.unlink()
    for folder in (home / "snapshots").iterdir():
        if folder.name != serving and not _leased(folder):
            shutil.rmtree(folder)


def lease(folder: Path) -> FileLock:
    """Hold a snapshot open: it is not removed while the returned lock is held, at the latest until the process ends."""
    held = FileLock(folder / f"lease-{uuid.uuid4().hex[:8]}.lock")
    held.acquire(timeout=0)
    return held


def _leased(folder: Path) -> bool:
    for path in folder.glob("lease-*.lock"):
        try:
            with FileLock(path).acquire(timeout=0):
                continue
        except Timeout:
            return True
    return False

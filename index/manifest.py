"""The manifest of a snapshot: what it was built from, and the checksum of every file in it and of the manifest itself.

A snapshot never changes once it is published, so every byte of it is checked when it is opened. A damaged file would otherwise end
in a crash of the library that reads it, or in wrong answers.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from index.errors import HEAL, IndexUnavailable

FORMAT = 8
_NAME = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What a snapshot was built from. ``fingerprint`` covers everything that could change a result; ``embedder`` is the one that
    searches, with the width of its vectors; ``files`` maps the path of each file to its SHA-256. Other formats may lack what has a
    default."""

    fingerprint: str
    format: int
    embedder: str
    dimension: int
    tokeniser: str = ""
    corpus: str = ""
    passages: int = 0
    descriptions: int = 0
    files: Mapping[str, str] = field(default_factory=dict)


def write_manifest(folder: Path, manifest: Manifest) -> Manifest:
    """Write the manifest of a finished snapshot, with the checksums of all files there are, and flush them to the disk: what is
    published survives a power cut."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = replace(manifest, files={path.relative_to(folder).as_posix(): _flushed(path) for path in paths})
    raw = asdict(manifest)
    path = folder / _NAME
    path.write_text(json.dumps(raw | {"checksum": _checksum(raw)}, indent=2), encoding="utf-8")
    _flushed(path)
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot. Raises IndexUnavailable where it is missing or damaged."""
    path = folder / _NAME
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        # Earlier formats had no checksum; they are refused for their format, in words of its own.
        if (raw["format"] == FORMAT or "checksum" in raw) and raw.pop("checksum", None) != _checksum(raw):
            raise ValueError("its checksum does not match")
        return Manifest(**{name: raw[name] for name in raw.keys() & {f.name for f in fields(Manifest)}})
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise _damaged(path, error) from error


def verify(folder: Path, manifest: Manifest) -> None:
    """Raise IndexUnavailable naming the first file of a snapshot that is not as it was written."""
    for name, checksum in manifest.files.items():
        path = folder / name
        try:
            if _file_checksum(path) != checksum:
                raise ValueError("its checksum does not match")
        except (OSError, ValueError) as error:
            raise _damaged(path, error) from error


def intact(folder: Path, manifest: Manifest, name: str) -> bool:
    """Whether one file of a snapshot is there, and as it was written."""
    try:
        return _file_checksum(folder / name) == manifest.files.get(name)
    except OSError:
        return False


def _damaged(path: Path, error: Exception) -> IndexUnavailable:
    if isinstance(error, PermissionError):
        return IndexUnavailable(f"The index cannot be read: {path} ({error.strerror}).", "Let the user who runs Zhunru read it.")
    if isinstance(error, FileNotFoundError):
        return IndexUnavailable(f"The index is damaged: {path} is missing.", HEAL)
    reason = error.strerror if isinstance(error, OSError) else error
    return IndexUnavailable(f"The index is damaged: {path} cannot be used ({reason}).", HEAL)


def _checksum(raw: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()


def _file_checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flushed(path: Path) -> str:
    """The checksum of a file that is on the disk for good."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()

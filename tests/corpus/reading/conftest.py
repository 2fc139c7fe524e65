"""Texts to read: synthetic ones written on the spot, and the official ones where they lie beside the project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.reading import OfficialText, read_file

OFFICIAL = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "official"


@pytest.fixture(scope="session")
def official() -> Path:
    """The folder of official texts. They are not part of the repository and are never copied into it."""
    if not OFFICIAL.is_dir():
        pytest.skip("the official texts (../shared/corpus/official) are not beside the project")
    return OFFICIAL


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., OfficialText]:
    """Reads ``content`` (text or bytes) as the file ``name``."""

    def reading(content: str | bytes, name: str = "text.md", encoding: str = "utf-8") -> OfficialText:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read_file(path)

    return reading


@pytest.fixture
def ids() -> Callable[[OfficialText], list[str]]:
    return lambda text: [provision.id for provision in text.provisions]

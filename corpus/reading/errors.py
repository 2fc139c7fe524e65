"""The one error of the reader.

ZhunruError
└── CorpusError
    └── ReadingError   a file that was to be read cannot be, or must not be
"""

from __future__ import annotations

from pathlib import Path

from corpus.errors import CorpusError


class ReadingError(CorpusError):
    """``path`` cannot be read. The message names the file, what is wrong (with the limit, where one was met) and the remedy."""

    def __init__(self, path: Path, what: str, remedy: str) -> None:
        self.path = path
        super().__init__(f"{path.name}: {what}.", remedy)

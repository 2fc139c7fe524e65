"""The errors of the corpus. Each message says what is wrong, where, and what to do.

ZhunruError
└── CorpusError          something in the corpus files, or in a file that was to be read
    └── CorpusFileError  one file, one place in it
"""

from __future__ import annotations

from pathlib import Path


class ZhunruError(Exception):
    """Anything Zhunru itself reports. ``remedy`` is the next thing to do, in one sentence."""

    def __init__(self, what: str, remedy: str = "") -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(f"{what} {remedy}".strip())


class CorpusError(ZhunruError):
    """The corpus does not hold together."""


class CorpusFileError(CorpusError):
    """A corpus file cannot be read or does not follow the model. ``line`` counts from 1."""

    def __init__(self, path: Path, line: int | None, field: str, problem: str, remedy: str) -> None:
        self.path, self.line, self.field, self.problem = path, line, field, problem
        where = f"{path}:{line}" if line else str(path)
        super().__init__(f"{where}: {field}: {problem}." if field else f"{where}: {problem}.", remedy)

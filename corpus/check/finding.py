"""What the check reports: one fault, where it stands, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """An error makes an answer wrong or the corpus unreadable; a warning is a place to look at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One fault. ``name`` is its kind (`dangling-activity`); ``line`` counts from 1; ``field`` is dotted, with ids for the
    parts that have one (`item-12.measures.1.cap`), and empty where the file as a whole is meant."""

    name: str
    file: Path
    line: int | None
    field: str
    problem: str
    remedy: str
    severity: Severity = Severity.ERROR

    @property
    def order(self) -> tuple[str, int, str, str]:
        return str(self.file), self.line or 0, self.field, self.name

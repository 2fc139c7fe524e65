"""The table of peers in Markdown, and its place in evals/README.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from corpus import ZhunruError
from evals.peers.builds import PACKAGES
from evals.peers.scores import MEASURES, Figure, Row

README = Path(__file__).parents[1] / "README.md"
_START, _END = "<!-- peers -->", "<!-- /peers -->"


@dataclass(frozen=True)
class Section:
    """The rows of one task."""

    task: str
    questions: int
    passages: int
    rows: tuple[Row, ...]


def markdown(sections: Sequence[Section], today: date) -> str:
    """One table over all tasks, with what it was made of."""
    lines = [
        f"| set | build | {' | '.join(MEASURES)} | ms a question |",
        f"|---|---|{'---|' * len(MEASURES)}---|",
    ]
    for section in sections:
        name = f"{section.task}: {section.questions} questions, {section.passages} passages"
        for row in section.rows:
            figures = " | ".join(written(row.figures[m]) for m in MEASURES)
            lines.append(f"| {name} | {row.name} | {figures} | {row.ms:.1f} |")
            name = ""
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    return "\n".join([*lines, "", f"Made on {today} with {versions}."])


def written(figure: Figure) -> str:
    """A mean with its interval: .512 (.487–.538)."""
    mean, low, high = (f"{value:.3f}".removeprefix("0") for value in (figure.mean, figure.low, figure.high))
    return f"{mean} ({low}–{high})"


def replaced(text: str, block: str, where: Path = README) -> str:
    """The text with ``block`` between its two markers. Raises ZhunruError where they are missing."""
    before, start, rest = text.partition(_START)
    _, end, after = rest.partition(_END)
    if not (start and end):
        raise ZhunruError(f"{where} has no place for the table.", f"Put the lines {_START} and {_END} where it should stand.")
    return f"{before}{start}\n\n{block}\n\n{end}{after}"


def rewrite(block: str, path: Path = README) -> None:
    """Put the block into the file. Raises ZhunruError."""
    if not path.is_file():
        raise ZhunruError(f"There is no {path}.", "Run the command in a checkout of the repository.")
    path.write_text(replaced(path.read_text(encoding="utf-8"), block, path), encoding="utf-8")

"""The table of peers in Markdown, and its place in evals/README.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus import ZhunruError
from evals.peers.scores import MEASURES, Figure, Row

README = Path(__file__).parents[1] / "README.md"
#: Stands under the table.
_NOTES = """\
- n: questions asked. In brackets: 95% bootstrap interval over questions. ms: median milliseconds a question, its embedding not counted.
- Every build searches the same passages with the same vectors (multilingual-e5-small at 4 bits). A passage is a whole provision headed
  by its title, which a build that cuts documents by length would not have. LangChain splits at 1,000 characters: most stay whole.
- Our sets were written by us, and Zhunru's weights were set on STARD and on our sets. Peers run with their defaults. On STARD Zhunru
  does not move questions: what it moves them by has learnt from these.
- Peers and "all editions" search every edition, in force or not. "The day meant" is the one given beside the question, or read from its words.
- "As it comes": BM25 with its default tokeniser, which does not cut Chinese into words and so finds next to nothing by it. rank-bm25
  returns passages even where no word meets, and the ensemble takes them for found.
- On a large corpus two builds take over a second a question: they are asked some of the questions, from all over the set."""
_START, _END = "<!-- peers -->", "<!-- /peers -->"


@dataclass(frozen=True)
class Section:
    """The rows of one task."""

    task: str
    passages: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Comparison:
    """Everything that the table says, with the versions of what the peers are built of."""

    sections: tuple[Section, ...]
    versions: dict[str, str]
    day: date


def peers_markdown(comparison: Comparison) -> str:
    """One table over all tasks, and what a reader has to know of it."""
    lines = [
        f"| set | build | n | {' | '.join(MEASURES)} | ms |",
        f"|---|---|---|{'---|' * len(MEASURES)}---|",
    ]
    for section in comparison.sections:
        name = f"{section.task} ({section.passages} passages)"
        for row in section.rows:
            figures = " | ".join(mean_with_interval(row.figures[m]) for m in MEASURES)
            lines.append(f"| {name} | {row.name} | {row.n} | {figures} | {row.ms:.1f} |")
            name = ""
    versions = ", ".join(f"{package} {version}" for package, version in comparison.versions.items())
    return "\n".join([*lines, "", _NOTES, f"- Made by `zhunru eval peers` on {comparison.day} with {versions}."])


def mean_with_interval(figure: Figure) -> str:
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

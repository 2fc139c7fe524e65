"""How much the reader takes on before it refuses. One number a danger; all of them are met by real official texts with room to spare
(the longest statute has some 1,300 articles; the longest catalogue some 400 pages)."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from corpus.reading.errors import ReadingError

MIB = 1024 * 1024

#: Size of the file itself, in bytes.
MAX_BYTES = 32 * MIB
#: The same for .md, .txt and .html, which grow a hundredfold in memory while they are read.
MAX_TEXT_BYTES = 12 * MIB
#: Sum of the sizes of all members of a docx, unpacked, in bytes.
MAX_UNPACKED_BYTES = 64 * MIB
#: Unpacked bytes for each packed byte; only asked above ``EXPANSION_FLOOR``, since small repetitive files pack very well.
MAX_EXPANSION = 150
EXPANSION_FLOOR = 8 * MIB
#: Members of a docx (paragraphs and tables are not members; pictures are).
MAX_MEMBERS = 4_000
#: Pages of a PDF.
MAX_PAGES = 800
#: Lines with words in them. A line is what the format gives: a paragraph, a table row, a printed line.
MAX_LINES = 100_000
#: Characters of one line. The Company Law in one line has 33,000.
MAX_LINE_CHARACTERS = 100_000
#: Cells of one table once its merged cells are spread out.
MAX_CELLS = 200_000
#: Tags of an HTML page.
MAX_TAGS = 400_000
#: Seconds for one file, all stages together.
TIME_LIMIT_SECONDS = 60.0
#: Address space of the process that parses a PDF, in bytes.
PDF_MEMORY_BYTES = 2048 * MIB
#: Below this many characters a page, a PDF whose pages are pictures counts as scanned.
MIN_CHARACTERS_PER_PAGE = 10


@dataclass
class Attempt:
    """One file being read: its path, its deadline, and the way to refuse it."""

    path: Path
    started: float = field(default_factory=time.monotonic)

    def refuse(self, what: str, remedy: str) -> ReadingError:
        """The error to raise. ``what`` is a clause without a full stop, ``remedy`` one sentence."""
        return ReadingError(self.path, what, remedy)

    @property
    def seconds_left(self) -> float:
        return TIME_LIMIT_SECONDS - (time.monotonic() - self.started)

    def check_time(self) -> None:
        """Raise once the time limit has passed. Called inside every loop whose length the file decides."""
        if self.seconds_left < 0:
            raise self.too_slow()

    def too_slow(self) -> ReadingError:
        return self.refuse(
            f"not read within the time limit of {TIME_LIMIT_SECONDS:g} seconds",
            "Split the file, or save its text as .txt and add that.",
        )

    def check_count(self, count: int, limit: int, noun: str) -> None:
        if count > limit:
            raise self.refuse(
                f"too long: more than the limit of {limit:,} {noun}", "Split the file into its parts and add each of them."
            )

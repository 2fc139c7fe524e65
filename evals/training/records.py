"""Questions with their labels, as evals/training/GUIDE.md describes them: what reading is trained and measured on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from corpus import Library, Mode, ZhunruError
from evals.sets.items import AskKind, Language, Slug, Strict, Words

Wording = Literal["named", "code", "described", "none"]
#: A shared run of so many Han characters, or of so many words, gives a described question away.
_HAN_RUN, _WORD_RUN = 8, 5
_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[^\W\d_]+")
#: A file stays below what a reviewer's tools open at once.
_MOST_BYTES = 1_400_000


class Labels(Strict):
    """What a question is labelled with. ``businesses``, ``places``, ``documents`` and ``origin`` are ids; ``day`` is a date, a month or
    a year; ``open`` where one business that may be either of the two named is meant."""

    asks: tuple[AskKind, ...]
    businesses: tuple[str, ...] = ()
    wording: Wording = "none"
    places: tuple[str, ...] = ()
    day: str | None = None
    origin: str | None = None
    mode: Mode = Mode.COMMERCIAL_PRESENCE
    jurisdiction: Literal["china", "other", "none"] = "china"
    documents: tuple[str, ...] = ()
    answer_language: str | None = None
    open: bool = False


class Record(Labels):
    """One question. ``earlier`` are the turns before it; ``cluster`` holds questions of one card together; ``scene`` is what its card
    was about; ``second`` where a second reader agreed or a third decided."""

    id: Slug
    card: str
    cluster: str
    writer: str
    language: Language
    scene: str
    question: Words
    earlier: tuple[Words, ...] = ()
    second: bool = False

    @property
    def labels(self) -> Labels:
        return Labels(**{name: getattr(self, name) for name in Labels.model_fields})


class UnreadableRecord(ZhunruError):
    """A line that is no record."""


def read_records(files: Iterable[Path]) -> Iterator[Record]:
    """The records of JSONL files, in order. Raises UnreadableRecord with file, line and field."""
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            try:
                yield Record.model_validate_json(line)
            except ValidationError as error:
                first = error.errors()[0]
                field = ".".join(map(str, first["loc"])) or "line"
                raise UnreadableRecord(
                    f"{file}:{number}: `{field}`: {first['msg']}.", "See evals/training/GUIDE.md for the fields of a record."
                ) from error


def write_records(records: Iterable[Record], folder: Path, name: str) -> list[Path]:
    """Write records to ``name-1.jsonl``, ``name-2.jsonl`` … of at most 1.4 MB each; what is at its default is left out."""
    files: list[list[str]] = [[]]
    size = 0
    for record in records:
        line = json.dumps(record.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
        length = len(line.encode()) + 1
        if size + length > _MOST_BYTES:
            files.append([])
            size = 0
        files[-1].append(line)
        size += length
    paths = [folder / f"{name}-{n}.jsonl" for n in range(1, len(files) + 1)]
    for path, lines in zip(paths, files, strict=True):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return paths


def unknown_ids(library: Library, labels: Labels) -> list[str]:
    """The ids among labels that the corpus does not have."""
    known: tuple[tuple[Iterable[str], Iterable[str]], ...] = (
        (labels.businesses, library.activities),
        (labels.places, library.areas),
        (labels.documents, library.documents),
        ([labels.origin] if labels.origin else [], library.origins),
    )
    return [one for ids, things in known for one in ids if one not in things]


def runs(text: str) -> set[str]:
    """Every run of 8 Han characters and of 5 words in a text."""
    han = {part[i : i + _HAN_RUN] for part in _HAN.findall(text) for i in range(len(part) - _HAN_RUN + 1)}
    words = [w.casefold() for w in _WORD.findall(_HAN.sub(" ", text))]
    return han | {" ".join(words[i : i + _WORD_RUN]) for i in range(len(words) - _WORD_RUN + 1)}


def known_runs(library: Library, questions: Iterable[str]) -> set[str]:
    """The runs of all aliases and descriptions, and of the questions of test sets."""
    aliases = (alias for a in library.activities.values() for group in a.aliases.values() for alias in group)
    lines = (line for d in library.descriptions for line in (*d.zh, *d.en))
    return {run for text in (*aliases, *lines, *questions) for run in runs(text)}

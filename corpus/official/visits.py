"""What came of the last visit to each official page, kept in `visits.json` beside the pages: a run that was stopped goes on there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.errors import CorpusError
from corpus.model import Frozen, Slug


class Visit(Frozen):
    """The last visit to the page of ``document``. ``reason`` is why its text is not quoted, empty where it is; ``remedy`` what to do.
    ``reached`` says whether the page was delivered."""

    document: Slug
    url: str
    day: date
    reached: bool
    reason: str = ""
    remedy: str = ""


_VISITS = TypeAdapter(list[Visit])


def read_visits(folder: Path) -> dict[str, Visit]:
    """The last visits by document; none where nothing was fetched into ``folder``. Raises CorpusError on a damaged file."""
    path = _path(folder)
    try:
        return {v.document: v for v in _VISITS.validate_json(path.read_bytes())} if path.is_file() else {}
    except ValidationError as error:
        raise CorpusError(
            f"{path} cannot be read: it was written by another version or damaged.", "Delete it and fetch again."
        ) from error


def write_visits(folder: Path, visits: Iterable[Visit]) -> None:
    """Replace what is known of the last visits."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".visits.{os.getpid()}.part"
    draft.write_bytes(_VISITS.dump_json(sorted(visits, key=lambda v: v.document), indent=1) + b"\n")
    os.replace(draft, _path(folder))


def _path(folder: Path) -> Path:
    return folder / "visits.json"

"""Sheets on the disk: one YAML file for each added document, written whole or not at all."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import yaml

from corpus.files import read_one
from corpus.sheets.sheet import Sheet

_HEAD = """\
# What Zhunru reads out of this document. Correct it, then: zhunru corpus measures {id} --file THIS-FILE --confirm
# Each measure has the provision and the sentence that it was read from; corpus/README.md lists types and fields.
# Until it is confirmed the text is quoted, and decides nothing.
"""


def sheet_path(folder: Path, document: str) -> Path:
    """Where the sheet of a document lies. ``folder`` is where added files are kept."""
    return folder / "sheets" / f"{document}.yaml"


def load_sheets(folder: Path) -> list[Sheet]:
    """Every sheet, in a stable order. Raises CorpusFileError."""
    return [read_sheet(path) for path in sorted((folder / "sheets").glob("*.yaml"))]


def read_sheet(path: Path) -> Sheet:
    """One sheet. Raises CorpusFileError with line, field and remedy."""
    return read_one(path, Sheet)


def save_sheet(folder: Path, sheet: Sheet) -> Path:
    """Keep a sheet in place of what was kept before, in one atomic step."""
    path = sheet_path(folder, sheet.document)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{uuid.uuid4().hex}.part")
    draft.write_text(sheet_written(sheet), encoding="utf-8")
    os.replace(draft, path)
    return path


def remove_sheet(folder: Path, document: str) -> None:
    """Remove the sheet of a document, where there is one."""
    sheet_path(folder, document).unlink(missing_ok=True)


def sheet_written(sheet: Sheet) -> str:
    """The sheet as YAML."""
    raw = {**sheet.model_dump(mode="json", exclude_defaults=True), "confirmed": sheet.confirmed}
    first = (
        "document",
        "confirmed",
        "title",
        "short",
        "known_as",
        "kind",
        "regime",
        "published",
        "effective",
        "supersedes",
        "items",
    )
    ordered = {name: raw[name] for name in (*first, "areas", "measures", "doubts") if name in raw}
    lead = ("provision", "read_from", "remark", "type", "activities")
    ordered["measures"] = [
        {**{name: m[name] for name in lead if name in m}, **{k: v for k, v in m.items() if k not in lead}}
        for m in ordered.get("measures", [])
    ]
    body = yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=4000)
    return _HEAD.format(id=sheet.document) + body

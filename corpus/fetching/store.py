"""The folder of fetched pages: for each, the file as it came and a record beside it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from pydantic import ValidationError

from corpus.fetching.errors import FailedError, FetchingError, RefusedError
from corpus.fetching.model import Format, Page, Record


class Store:
    """The folder is made with the first page that is kept, so that a run that keeps none leaves no trace."""

    def __init__(self, folder: Path) -> None:
        if folder.exists() and not folder.is_dir():
            raise FetchingError(f"{folder} is a file.", "Name a folder for the fetched pages.")
        self._folder = folder

    def path(self, page: Page, form: Format) -> Path:
        return self._folder / f"{page.id}.{form}"

    def known(self, page: Page) -> Record | None:
        """The record of ``page``, if the file beside it is the one it speaks of and came from the same address."""
        record = self._record(page)
        try:
            content = self.path(page, record.format).read_bytes() if record else b""
        except OSError:
            return None
        same = record and record.url == page.url and hashlib.sha256(content).hexdigest() == record.sha256
        return record if same else None

    def keep(self, page: Page, record: Record, body: bytes) -> Path:
        """Put ``body`` and ``record`` in place, and return where the body is. Raises RefusedError, FailedError.

        Both are on disk before either replaces anything. Should the machine stop between the two, the hash no longer fits
        and the next run fetches the page anew.
        """
        path, sidecar, old = self.path(page, record.format), self._sidecar(page), self._record(page)
        if path.exists() and (old is None or old.format != record.format):
            raise RefusedError(f"{path} was not put there by this command", "Move it away, then fetch again.")
        contents = {path: body, sidecar: record.model_dump_json(indent=2).encode() + b"\n"}
        # Body first where there is one, since it may be open elsewhere and then stays; else record first, so that
        # a body without a record is never ours.
        order = [path, sidecar] if path.exists() else [sidecar, path]
        parts = {target: target.with_name(f".{target.name}.{os.getpid()}.part") for target in order}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for target, part in parts.items():
                _write(part, contents[target])
            for target, part in parts.items():
                os.replace(part, target)
            if old is not None and old.format != record.format:
                self.path(page, old.format).unlink(missing_ok=True)
        except OSError as error:
            what = f"{path} cannot be written ({error.strerror})"
            raise FailedError(what, "Close it if it is open, make room, or choose another folder.") from error
        finally:
            for part in parts.values():
                part.unlink(missing_ok=True)
        return path

    def _record(self, page: Page) -> Record | None:
        try:
            return Record.model_validate_json(self._sidecar(page).read_bytes())
        except (OSError, ValidationError):
            return None

    def _sidecar(self, page: Page) -> Path:
        return self._folder / f"{page.id}.json"


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())

"""Leases: what keeps a snapshot from being removed while it is open anywhere."""

from __future__ import annotations

import errno
import uuid
import weakref
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT}


def lease(folder: Path) -> FileLock | None:
    """Hold a snapshot open: it is not removed while the returned lock is held, at the latest until the process ends. None where no
    lock file can be written: everything but that works on a read-only folder, where nobody removes a snapshot either."""
    path = folder / f"lease-{uuid.uuid4().hex[:8]}.lock"
    held = FileLock(path)
    try:
        held.acquire(timeout=0)
    except OSError as error:
        if error.errno not in _READ_ONLY:
            raise
        return None
    weakref.finalize(held, _remove, path)  # also when the process ends, or `zhunru ask` would leave a file each time
    return held


def leased(folder: Path) -> bool:
    """Whether any process has a snapshot open."""
    for path in folder.glob("lease-*.lock"):
        try:
            with FileLock(path).acquire(timeout=0):
                continue
        except Timeout:
            return True
    return False


def _remove(path: Path) -> None:
    with suppress(OSError):  # nobody is there to be told, and the next build removes what is left
        path.unlink()

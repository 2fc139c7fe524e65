"""What the index reports, and the command that puts it right."""

from __future__ import annotations

from corpus import ZhunruError

REBUILD = "Run: zhunru index build"
#: Builds a new snapshot next to the one that cannot be read, and takes nothing over from it.
HEAL = f"{REBUILD} --fresh"


class IndexUnavailable(ZhunruError):
    """There is no index that fits this corpus and embedder, it is damaged, or it cannot be written."""

"""What a running server answers with: one answerer, replaced by one over a newer index between two questions."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from corpus import ZhunruError
from rag import Answerer
from rag.decision.decision import decide

log = logging.getLogger(__name__)
#: How often a server looks whether another index has been published.
POLL_SECONDS = 2.0


class Serving:
    """The answerer in service. A request takes it once, and keeps it to its end. Safe to share between threads."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer

    @property
    def answerer(self) -> Answerer:
        return self._answerer

    def replace_by(self, answerer: Answerer) -> None:
        """Serve every later request with another answerer."""
        self._answerer = answerer
        # What has been decided over the earlier library would keep it in memory.
        decide.cache_clear()

    def follow(
        self, published: Callable[[], str | None], reopen: Callable[[], Answerer], every: float = POLL_SECONDS
    ) -> Follower:
        """Watch, in a thread of its own, which index is ``published``, and take up what ``reopen`` opens whenever it is another. One
        that cannot be opened is reported once, and the one in service goes on."""
        follower = Follower(self, published, reopen, every)
        follower.start()
        return follower


class Follower(threading.Thread):
    """The thread that watches. It ends with the process, or when it is stopped."""

    def __init__(
        self, serving: Serving, published: Callable[[], str | None], reopen: Callable[[], Answerer], every: float
    ) -> None:
        super().__init__(name="index follower", daemon=True)
        self._serving, self._published, self._reopen, self._every = serving, published, reopen, every
        self._ended = threading.Event()
        self._taken = serving.answerer.index.manifest.fingerprint
        self._refused: str | None = None

    def stop(self) -> None:
        """End the watching."""
        self._ended.set()

    def run(self) -> None:
        while not self._ended.wait(self._every):
            self.look()

    def look(self) -> None:
        """Take up the published index where it is another than the one in service."""
        try:
            now = self._published()
            if now in (None, self._taken):
                return
            answerer = self._reopen()
        except (ZhunruError, OSError) as error:
            # The next look tries again: files may still be on their way, or be removed while they are read.
            if str(error) != self._refused:
                log.warning("the new index is not taken up: %s", error)
            self._refused = str(error)
            return
        self._serving.replace_by(answerer)
        self._taken, self._refused = answerer.index.manifest.fingerprint, None
        log.info("index %s in service", self._taken)

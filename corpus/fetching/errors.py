"""The errors of fetching.

ZhunruError
└── CorpusError
    └── FetchingError             raised by ``fetch``: nothing can be fetched at all
        ├── OfflineError          no host of the manifest can be reached
        └── PageError             one page; inside the package only, ``fetch`` turns it into a result
            ├── RefusedError      we will not: a rule of ours, or of the host's robots.txt
            └── FailedError       they did not: the host or the network
                └── UnreachableError  the name does not resolve, or no route leads to its addresses
"""

from __future__ import annotations

from corpus.errors import CorpusError


class FetchingError(CorpusError):
    """Nothing can be fetched."""


class OfflineError(FetchingError):
    """None of ``hosts`` could be reached; nothing was written."""

    def __init__(self, hosts: list[str]) -> None:
        self.hosts = hosts
        super().__init__(
            f"This machine seems to be offline: {', '.join(hosts)} could not be reached. Nothing was changed.",
            "Connect it to the internet (directly: proxies are not used), then run the command again.",
        )


class PageError(FetchingError):
    """``what`` is a clause without a full stop; ``remedy`` one sentence."""


class RefusedError(PageError):
    """The page, or the way to it, is outside the rules."""


class FailedError(PageError):
    """The page was not delivered whole."""


class UnreachableError(FailedError):
    """No connection is possible: no name, or no route."""

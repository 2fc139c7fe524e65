"""Fetching the official pages of a manifest into a folder, politely, and from public addresses only.

report = fetch(pages_of(library.documents), Path("official"), today)
report.exit_status                   # 0 when every page is there
[str(p) for p in report.problems]    # page, address, reason and remedy of the others
"""

from corpus.fetching.addresses import IPAddress, is_public, resolve_name
from corpus.fetching.errors import FetchingError, OfflineError
from corpus.fetching.fetcher import fetch
from corpus.fetching.limits import LIMITS, Limits
from corpus.fetching.model import Failed, Fetched, FetchReport, Page, Record, Refused, Result, Unchanged, pages_of

__all__ = [
    "LIMITS",
    "Failed",
    "FetchReport",
    "Fetched",
    "FetchingError",
    "IPAddress",
    "Limits",
    "OfflineError",
    "Page",
    "Record",
    "Refused",
    "Result",
    "Unchanged",
    "fetch",
    "is_public",
    "pages_of",
    "resolve_name",
]

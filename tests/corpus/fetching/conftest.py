"""A folder, a site, and a way to fetch from it without waiting."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from corpus.fetching import FetchReport, IPAddress, Limits, Page, Result, fetch
from tests.corpus.fetching.site import Site

DAY = date(2026, 11, 22)
HOST = "www.gov.cn"
TRUST = ssl.create_default_context()  # made once: reading the system's authorities takes longer than a test


@dataclass
class Time:
    """A clock that only moves when somebody waits."""

    now: float = 0.0
    waits: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.waits.append(round(seconds, 6))
        self.now += seconds


@dataclass
class Rig:
    """Fetches from ``site`` into ``folder``. Every name resolves to this machine, but for those in ``names``."""

    site: Site
    folder: Path
    limits: Limits
    time: Time = field(default_factory=Time)
    names: dict[str, list[str] | OSError] = field(default_factory=dict)
    progress: list[Result] = field(default_factory=list)

    def page(self, page_id: str = "law", path: str = "/law.html", host: str = HOST, scheme: str = "http") -> Page:
        return Page(id=page_id, url=f"{scheme}://{host}:{self.site.port}{path}")

    def resolve(self, host: str) -> list[IPAddress]:
        answer = self.names.get(host, ["127.0.0.1"])
        if isinstance(answer, OSError):
            raise answer
        return [ipaddress.ip_address(text) for text in answer]

    def fetch(self, *pages: Page, today: date = DAY, **options: object) -> FetchReport:
        settings = {
            "resolve": self.resolve,
            "allowed": lambda address: address.is_loopback,
            "limits": self.limits,
            "tls": TRUST,
            "pause": self.time.pause,
            "clock": self.time.clock,
            "progress": self.progress.append,
        }
        return fetch(pages or (self.page(),), self.folder, today, **{**settings, **options})

    def with_limits(self, **changes: float) -> None:
        self.limits = replace(self.limits, **changes)

    def files(self) -> dict[str, tuple[bytes, int]]:
        """Everything in the folder: content and time of change."""
        if not self.folder.exists():
            return {}
        return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in self.folder.iterdir()}


@pytest.fixture
def make_site() -> Iterator[Callable[..., Site]]:
    sites: list[Site] = []

    def make(**options: object) -> Site:
        sites.append(Site(**options))
        return sites[-1]

    yield make
    for site in sites:
        site.close()


@pytest.fixture
def rig(make_site: Callable[..., Site], tmp_path: Path) -> Rig:
    site = make_site()
    limits = Limits(ports=frozenset({80, 443, site.port}), max_bytes=1_000_000, connect=2.0, read=2.0)
    return Rig(site, tmp_path / "official", limits)

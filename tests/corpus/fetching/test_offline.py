"""Without a network: said once, nothing changed. With a network and a dead host: that page failed, the rest goes on."""

from __future__ import annotations

import errno
import socket

import pytest

from corpus.fetching import Failed, Fetched, OfflineError
from tests.corpus.fetching.conftest import Rig
from tests.corpus.fetching.site import law, reply

HOSTS = ("www.gov.cn", "www.miit.gov.cn", "www.mct.gov.cn", "www.ndrc.gov.cn")


def pages(rig: Rig) -> list:
    return [rig.page(f"law-{n}", host=host) for n, host in enumerate(HOSTS)]


def no_name() -> OSError:
    return socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


@pytest.mark.parametrize("count", [1, 2, 4])
def test_without_names_it_is_offline_and_says_so_once(rig: Rig, count: int) -> None:
    """Three hosts are enough to know; forty timeouts in a row would tell nobody more."""
    rig.names = {host: no_name() for host in HOSTS}
    with pytest.raises(OfflineError) as caught:
        rig.fetch(*pages(rig)[:count])
    assert caught.value.hosts == list(HOSTS[: min(count, 3)]) and caught.value.remedy
    assert rig.progress == [] and not rig.folder.exists()


def test_without_a_route_it_is_offline(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_route(*_: object) -> None:
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", no_route)
    with pytest.raises(OfflineError):
        rig.fetch(*pages(rig))
    assert not rig.folder.exists()


def test_offline_leaves_what_was_fetched_before(rig: Rig) -> None:
    rig.site.routes["/law.html"] = reply(law())
    rig.fetch(*pages(rig))
    kept = rig.files()
    rig.names = {host: no_name() for host in HOSTS}
    with pytest.raises(OfflineError):
        rig.fetch(*pages(rig))
    assert rig.files() == kept and len(kept) == 8


def test_one_dead_host_among_living_ones_is_not_offline(rig: Rig) -> None:
    """And it is asked for once, however many of its pages are wanted."""
    rig.site.routes["/law.html"] = reply(law())
    asked = []

    def resolve(host: str) -> list:
        asked.append(host)
        return rig.resolve(host)

    rig.names["www.gov.cn"] = no_name()
    report = rig.fetch(*pages(rig), rig.page("another", "/law.html"), resolve=resolve)
    assert [type(result) for result in report.results] == [Failed, Fetched, Fetched, Fetched, Failed]
    assert "does not resolve" in report.problems[0].reason and asked.count("www.gov.cn") == 1


def test_an_address_that_does_not_answer_gives_way_to_the_next(rig: Rig) -> None:
    """Hosts with an IPv6 address are reached from machines without IPv6."""
    rig.site.routes["/law.html"] = reply(law())
    rig.names["www.gov.cn"] = ["::1", "127.0.0.1"]
    assert rig.fetch().exit_status == 0

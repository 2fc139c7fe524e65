"""The strict policy: which addresses count as public, and that no connection is made to any other."""

from __future__ import annotations

import socket
import threading
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetching import Refused, is_public, resolve_name
from tests.corpus.fetching.conftest import Rig
from tests.corpus.fetching.site import law, reply

NOT_PUBLIC = {
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "private": ["10.0.0.8", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
    "link-local": ["169.254.1.1", "fe80::1", "fe80::1%eth0"],
    "carrier-grade NAT": ["100.64.0.1", "100.127.255.254"],
    "unique local": ["fc00::1", "fd12:3456::1", "fec0::1"],
    "multicast": ["224.0.0.1", "239.255.255.250", "ff02::1", "ff0e::1"],
    "metadata": ["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "192.0.0.192", "168.63.129.16"],
    "mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.8", "::ffff:169.254.169.254", "::ffff:8.8.8.8"],
    "compatible": ["::127.0.0.1", "::10.0.0.8", "::8.8.8.8"],
    "NAT64": ["64:ff9b::127.0.0.1", "64:ff9b::10.0.0.8", "64:ff9b::169.254.169.254", "64:ff9b:1::808:808"],
    "6to4 and Teredo": ["2002:7f00:1::", "2002:808:808::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "192.88.99.1"],
    "unspecified": ["0.0.0.0", "0.1.2.3", "::"],
    "reserved": ["240.0.0.1", "255.255.255.255", "4000::1", "100::1", "5f00::1"],
    "documentation and benchmarks": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "2001:db8::1", "3fff::1"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in NOT_PUBLIC.items() for text in texts])
def test_an_address_that_is_not_public_is_never_connected_to(rig: Rig, kind: str, text: str) -> None:
    """A DNS answer, forged or misconfigured, must not turn the command into a way to reach machines behind a firewall."""
    assert not is_public(ip_address(text)), kind
    rig.site.routes["/law.html"] = reply(law())
    rig.names["www.gov.cn"] = [text]
    (result,) = rig.fetch(allowed=is_public).results
    assert isinstance(result, Refused) and "not a public address" in result.reason
    assert rig.site.asked == [] and rig.files() == {}


@pytest.mark.parametrize(
    "text", ["8.8.8.8", "61.135.169.125", "202.96.128.86", "2408:8000::1", "2606:4700::1111", "64:ff9b::808:808"]
)
def test_a_public_address_is_public(text: str) -> None:
    """The last one is how a network without IPv4 reaches a host that has nothing else."""
    assert is_public(ip_address(text))


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:0:0", "::", "64:ff9b::"]))
def test_an_address_inside_another_is_never_better_than_by_itself(inner: IPv4Address, prefix: str) -> None:
    """Otherwise every IPv4 rule could be passed by in IPv6 clothes."""
    outer = IPv6Address(int(IPv6Address(prefix)) | int(inner))
    assert is_public(inner) or not is_public(outer)


def test_one_private_address_among_public_ones_spoils_the_host(rig: Rig) -> None:
    """Which of them is taken would be up to chance, or to whoever gave the answer."""
    rig.names["www.gov.cn"] = ["8.8.8.8", "10.0.0.8"]
    (result,) = rig.fetch(allowed=is_public).results
    assert isinstance(result, Refused) and "10.0.0.8" in result.reason


def test_a_name_that_changes_its_address_is_checked_again_at_every_connection(rig: Rig) -> None:
    """DNS rebinding: harmless when robots.txt is asked for, private when the page is."""
    rig.site.routes["/law.html"] = reply(law())
    answers = iter([["127.0.0.1"], ["10.0.0.8"]])
    (result,) = rig.fetch(resolve=lambda host: [ip_address(text) for text in next(answers)]).results
    assert isinstance(result, Refused) and "10.0.0.8" in result.reason
    assert rig.site.paths() == ["/robots.txt"]


def test_the_connection_goes_to_the_checked_address_without_a_second_resolution(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between a check by name and a connection by name the answer may change; so the name is not looked up again."""
    looked_up = []
    original = socket.getaddrinfo

    def spy(host: str, *rest: object, **options: object) -> object:
        looked_up.append(host)
        return original(host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", spy)
    rig.site.routes["/law.html"] = reply(law())
    assert rig.fetch().exit_status == 0
    assert set(looked_up) == {"127.0.0.1"}
    assert rig.site.asked[-1].headers["host"] == f"www.gov.cn:{rig.site.port}"


def test_the_system_resolver_gives_every_address_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that it leaves out would not be checked."""
    entries = [(2, 1, 6, "", ("127.0.0.1", 0)), (10, 1, 6, "", ("::1", 0, 0, 0)), (2, 1, 6, "", ("127.0.0.1", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: entries)
    assert resolve_name("localhost") == [ip_address("127.0.0.1"), ip_address("::1")]


def test_a_resolver_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's resolver has no time limit of its own."""
    monkeypatch.setattr("corpus.fetching.addresses.RESOLVE_SECONDS", 0.05)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: threading.Event().wait(0.5))
    with pytest.raises(OSError, match="no answer within"):
        resolve_name("www.gov.cn")


def test_a_name_that_no_resolver_can_spell_is_an_ordinary_failure() -> None:
    with pytest.raises(OSError):
        resolve_name("a" * 100 + ".gov.cn")

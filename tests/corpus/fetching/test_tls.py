"""Over TLS the address is the checked one and the name is still what the certificate must be for."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import replace

import pytest
import trustme

from corpus.fetching import Failed, Fetched, Refused
from tests.corpus.fetching.conftest import Rig
from tests.corpus.fetching.site import law, redirect, reply


@pytest.fixture
def secure(rig: Rig, make_site: Callable) -> Callable[..., ssl.SSLContext]:
    """Puts a site with a certificate for ``name`` in place of the plain one; returns a context that trusts its issuer."""

    def install(name: str, seen: list[str] | None = None) -> ssl.SSLContext:
        authority, theirs, ours = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
        authority.issue_cert(name).configure_cert(theirs)
        theirs.sni_callback = lambda connection, server_name, context: seen.append(server_name) if seen is not None else None
        authority.configure_trust(ours)
        rig.site = make_site(tls=theirs)
        rig.limits = replace(rig.limits, ports=frozenset({443, rig.site.port}))
        return ours

    return install


def test_the_name_goes_into_sni_and_host_while_the_connection_goes_to_the_address(rig: Rig, secure: Callable) -> None:
    names: list[str] = []
    trust = secure("www.gov.cn", names)
    rig.site.routes["/law.html"] = reply(law())
    (result,) = rig.fetch(rig.page(scheme="https"), tls=trust).results
    assert isinstance(result, Fetched) and result.record.final_url.startswith("https://www.gov.cn")
    assert set(names) == {"www.gov.cn"}
    assert rig.site.asked[-1].headers["host"] == f"www.gov.cn:{rig.site.port}"


@pytest.mark.parametrize("name", ["www.miit.gov.cn", "127.0.0.1"])
def test_a_certificate_for_another_name_is_not_accepted(rig: Rig, secure: Callable, name: str) -> None:
    """Not even one for the very address that is connected to."""
    trust = secure(name)
    (result,) = rig.fetch(rig.page(scheme="https"), tls=trust).results
    assert isinstance(result, Failed) and "CERTIFICATE_VERIFY_FAILED" in result.reason
    assert rig.site.asked == []


def test_a_certificate_of_an_unknown_issuer_is_not_accepted(rig: Rig, secure: Callable) -> None:
    secure("www.gov.cn")
    (result,) = rig.fetch(rig.page(scheme="https")).results
    assert isinstance(result, Failed) and "CERTIFICATE_VERIFY_FAILED" in result.reason


def test_a_redirect_from_https_to_http_is_not_followed(rig: Rig, secure: Callable) -> None:
    """Anybody on the way could then change the text."""
    trust = secure("www.gov.cn")
    rig.site.routes["/law.html"] = redirect(f"http://www.gov.cn:{rig.site.port}/law.html")
    (result,) = rig.fetch(rig.page(scheme="https"), tls=trust).results
    assert isinstance(result, Refused) and "from https to http" in result.reason

"""How hosts are treated: who we say we are, what robots.txt says, how often we come, when we come again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.fetching import Failed, Fetched, Page, Refused
from corpus.fetching.limits import LIMITS, MIN_INTERVAL_SECONDS
from corpus.fetching.robots import Robots
from tests.corpus.fetching.conftest import Rig
from tests.corpus.fetching.site import Site, in_turn, law, lines, redirect, reply


def three_pages(rig: Rig) -> list:
    pages = [rig.page(f"law-{n}", f"/{n}.html") for n in range(3)]
    for n in range(3):
        rig.site.routes[f"/{n}.html"] = reply(law(str(n)))
    return pages


def test_two_requests_to_one_host_are_never_closer_than_the_interval(rig: Rig) -> None:
    """robots.txt counts as a request too."""
    assert rig.fetch(*three_pages(rig)).exit_status == 0
    assert rig.time.waits == [MIN_INTERVAL_SECONDS] * 3
    assert LIMITS.interval == MIN_INTERVAL_SECONDS >= 1


def test_the_interval_holds_between_a_page_and_where_it_redirects_to(rig: Rig) -> None:
    rig.site.routes |= {"/law.html": redirect("/new.html"), "/new.html": reply(law())}
    assert rig.fetch().exit_status == 0
    assert rig.time.waits == [MIN_INTERVAL_SECONDS] * 2


def test_another_host_need_not_wait(rig: Rig) -> None:
    rig.site.routes["/law.html"] = reply(law())
    pages = [rig.page("a", host="www.gov.cn"), rig.page("b", host="www.miit.gov.cn"), rig.page("c", host="www.mct.gov.cn")]
    assert rig.fetch(*pages).exit_status == 0
    assert rig.time.waits == [MIN_INTERVAL_SECONDS] * 3


@pytest.mark.parametrize(
    ("rule", "seconds"),
    [("Crawl-delay: 7", 7), ("Crawl-delay: 0.5", MIN_INTERVAL_SECONDS), ("Request-rate: 2/1m", 30), ("Crawl-delay: soon", 3)],
)
def test_the_delay_that_robots_txt_asks_for_is_kept(rig: Rig, rule: str, seconds: float) -> None:
    """But never less than our own."""
    rig.site.routes["/robots.txt"] = reply(f"User-agent: *\n{rule}\nDisallow: /private/".encode(), kind="text/plain")
    assert rig.fetch(*three_pages(rig)).exit_status == 0
    assert rig.time.waits == [seconds] * 3


def test_robots_txt_is_asked_for_once_and_first(rig: Rig) -> None:
    rig.fetch(*three_pages(rig))
    assert rig.site.paths() == ["/robots.txt", "/0.html", "/1.html", "/2.html"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_txt_is_open(rig: Rig, status: int) -> None:
    """RFC 9309, 2.3.1.3."""
    rig.site.routes |= {"/robots.txt": reply(status=status), "/law.html": reply(law())}
    assert rig.fetch().exit_status == 0


def test_a_robots_txt_behind_a_redirect_is_read(rig: Rig) -> None:
    rig.site.routes |= {
        "/robots.txt": redirect("/r.txt"),
        "/r.txt": reply(b"User-agent: *\nDisallow: /"),
        "/law.html": reply(law()),
    }
    assert isinstance(rig.fetch().results[0], Refused)


def test_the_target_of_a_redirect_asks_its_own_robots_txt(rig: Rig) -> None:
    """Otherwise a redirect would lead past it."""
    rig.site.routes |= {
        "www.gov.cn/law.html": redirect(f"http://www.miit.gov.cn:{rig.site.port}/closed.html"),
        "www.miit.gov.cn/robots.txt": reply(b"User-agent: *\nDisallow: /closed"),
        "/closed.html": reply(law()),
        "/open.html": reply(law()),
    }
    first, second = rig.fetch(rig.page(), rig.page("other", "/open.html", "www.miit.gov.cn")).results
    assert isinstance(first, Refused) and "www.miit.gov.cn" in first.reason and isinstance(second, Fetched)
    assert "/closed.html" not in rig.site.paths()


def test_the_last_line_of_a_huge_robots_txt_is_not_read_by_half(rig: Rig) -> None:
    """``Disallow: /law-of-the-sea`` cut in the middle would close ``/law.html``."""
    rules = b"User-agent: *\nDisallow: /law"
    rig.with_limits(robots_bytes=len(rules))
    rig.site.routes |= {"/robots.txt": reply(rules + b"-of-the-sea\n"), "/law.html": reply(law())}
    assert rig.fetch().exit_status == 0


def test_we_say_who_we_are_and_keep_no_connection(rig: Rig) -> None:
    rig.site.routes["/law.html"] = reply(law())
    rig.fetch()
    for request in rig.site.asked:
        assert request.headers["user-agent"].startswith("zhunru/") and "corpus fetch" in request.headers["user-agent"]
        assert request.headers["connection"] == "close" and "cookie" not in request.headers


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    "headers",
    [{"Retry_After": 30}, {"Retry_After": "Sun, 22 Nov 2026 08:00:30 GMT", "Date": "Sun, 22 Nov 2026 08:00:00 GMT"}],
    ids=["seconds", "date"],
)
def test_a_busy_host_is_asked_again_when_it_says_so(rig: Rig, status: int, headers: dict) -> None:
    """A date is counted from the host's own: this machine's clock may be wrong, and is not read."""
    rig.site.routes["/law.html"] = in_turn(reply(status=status, **headers), reply(law()))
    assert rig.fetch().exit_status == 0
    assert rig.time.waits == [MIN_INTERVAL_SECONDS, 30.0]


def test_a_host_that_stays_busy_is_asked_no_more(rig: Rig) -> None:
    """Two more tries, then none, not even for its other pages."""
    pages = three_pages(rig)
    rig.site.routes["/0.html"] = reply(status=429, Retry_After=10)
    results = rig.fetch(*pages).results
    assert all(isinstance(result, Failed) and "busy (status 429)" in result.reason for result in results)
    assert rig.site.paths() == ["/robots.txt", "/0.html", "/0.html", "/0.html"]


@pytest.mark.parametrize("text", ["86400", "Mon, 23 Nov 2026 08:00:00 GMT", "soon", "-5", "9" * 50])
def test_a_time_that_is_too_long_or_no_time_is_not_waited_for(rig: Rig, text: str) -> None:
    rig.site.routes["/law.html"] = reply(status=429, Retry_After=text, Date="Sun, 22 Nov 2026 08:00:00 GMT")
    assert isinstance(rig.fetch().results[0], Failed)
    assert rig.time.waits == [MIN_INTERVAL_SECONDS]


@pytest.mark.parametrize("status", [400, 404, 500, 502, 504])
def test_no_other_failure_is_tried_again(rig: Rig, status: int) -> None:
    rig.site.routes["/law.html"] = reply(status=status, Retry_After=1)
    rig.fetch()
    assert rig.site.paths() == ["/robots.txt", "/law.html"]


def test_waiting_for_a_host_does_not_use_up_the_time_for_the_page(rig: Rig) -> None:
    """Neither for its next turn, nor for when it is less busy, nor for the robots.txt of the host it redirects to."""
    rig.with_limits(page=1.0)
    rig.site.routes |= {
        "www.miit.gov.cn/robots.txt": redirect("/r.txt"),
        "/law.html": in_turn(reply(status=503, Retry_After=50), redirect(f"http://www.miit.gov.cn:{rig.site.port}/new.html")),
        "/new.html": reply(law()),
    }
    report = rig.fetch(rig.page(), rig.page("new", "/new.html", "www.miit.gov.cn"))
    assert report.exit_status == 0, report.problems


def test_a_delay_that_is_refused_on_one_port_is_not_waited_for_on_another(rig: Rig, make_site: Callable[..., Site]) -> None:
    """A robots.txt speaks for scheme, host and port; the pause is kept for the host as a whole."""
    second = make_site()
    rig.limits = replace(rig.limits, ports=frozenset({rig.site.port, second.port}))
    rig.site.routes["/robots.txt"] = reply(b"User-agent: *\nCrawl-delay: 86400")
    second.routes["/law.html"] = reply(law())
    results = rig.fetch(rig.page(), Page(id="second", url=f"http://www.gov.cn:{second.port}/law.html")).results
    assert [type(result) for result in results] == [Refused, Fetched]
    assert max(rig.time.waits) == LIMITS.crawl_delay


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /\nAllow: /zhengce/", "/zhengce/law.html", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/law.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/law.pdf?x", True),
        ("User-agent: other\nDisallow: /", "/law.html", True),
        ("User-agent: a\nUser-agent: ZHUNRU # us\nDisallow: /law", "/law.html", False),
        ("User-agent: **\nDisallow: /", "/law.html", False),
        ("User agent *\nDisallow /law", "/law.html", False),
        ("User-agent: other\nDisallow: /\n\nUser-agent: *\nAllow: /", "/law.html", True),
        ("\ufeff<html><body>404</body></html>", "/law.html", True),
        ("", "/law.html", True),
    ],
)
def test_robots_txt_means_what_rfc_9309_says(text: str, path: str, allowed: bool) -> None:
    assert Robots(text).allows(f"http://www.gov.cn{path}") is allowed


@pytest.mark.parametrize(
    "form", ["User-agent: r{}", "user agent r{}", "User-agent: r{} # *", "User-agent: {}*", "User-agent: {}**zhunru"]
)
def test_a_robots_txt_made_to_choke_the_parser_is_read_at_once(form: str) -> None:
    """Half a megabyte of names before half a megabyte of rules would otherwise be some hundred million rules."""
    names = lines(form.format(n) for n in range(15_000))
    rules = lines(f"Disallow: /{'*a' * 9}{n}$" for n in range(10_000))
    started = time.monotonic()
    assert Robots((names + b"\n" + rules).decode()).allows("http://www.gov.cn/" + "a" * 2_000)
    assert time.monotonic() - started < 3

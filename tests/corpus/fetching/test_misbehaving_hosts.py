"""Every way in which a host may misbehave: the page is reported, what was kept stays, the rest goes on."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable

import pytest

from corpus.fetching import Failed, Fetched, Refused, Unchanged
from tests.corpus.fetching.conftest import Rig
from tests.corpus.fetching.site import (
    Behaviour,
    endless,
    head,
    in_turn,
    law,
    packed,
    raw,
    redirect,
    reply,
    reset,
    silent,
)

HTML = "text/html"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00" + b"This program cannot be run in DOS mode.<html></html>" + b"\x00" * 64
ZIP = b"PK\x03\x04" + b"\x14\x00" * 20 + b"PK\x05\x06" + b"\x00" * 18
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
BIG = b"<p>" + b"a" * 70_000

#: What happens at /law.html, how it is reported, and a word of the reason.
PAGES: dict[str, tuple[Behaviour, type, str]] = {
    "redirect loop": (redirect("/law.html"), Failed, "in a circle"),
    "redirect to a private address": (redirect("http://intranet.gov.cn/"), Refused, "10.0.0.8, which is not a public"),
    "redirect to a literal private address": (redirect("http://10.0.0.8/"), Refused, "not an official host"),
    "redirect to a metadata service": (redirect("http://169.254.169.254/latest/meta-data/"), Refused, "not an official"),
    "redirect to a loopback address": (redirect("http://[::1]/"), Refused, "not an official host"),
    "redirect to a file": (redirect("file:///etc/passwd"), Refused, "file instead of http"),
    "redirect to ftp": (redirect("ftp://www.gov.cn/law.html"), Refused, "ftp instead of http"),
    "redirect with a password": (redirect("http://me:secret@www.gov.cn/"), Refused, "user name or password"),
    "redirect to another port": (redirect("http://www.gov.cn:6379/"), Refused, "port 6379"),
    "redirect to a host that is not official": (redirect("http://www.gov.cn.example.com/"), Refused, "not an official"),
    "redirect to an official host outside the manifest": (redirect("https://www.ndrc.gov.cn/"), Refused, "of the manifest"),
    "redirect with a backslash": (redirect("http://www.gov.cn\\@example.com/"), Refused, "backslashes"),
    "redirect to nowhere": (reply(status=302), Failed, "without saying where"),
    "redirect to nonsense": (redirect("http://[nonsense/"), Failed, "cannot be read"),
    "a Content-Length that promises more": (raw(head(Content_Type=HTML, Content_Length=9_000), law()), Failed, "broke"),
    "a Content-Length that promises less": (raw(head(Content_Type=HTML, Content_Length=60), law()), Failed, "too early"),
    "a Content-Length beyond the limit": (raw(head(Content_Type=HTML, Content_Length=10**12), law()), Refused, "1,000,000"),
    "a Content-Length that is no number": (raw(head(Content_Type=HTML, Content_Length="many"), law()), Failed, "broke"),
    "a body without end": (endless(BIG, first=head(Content_Type=HTML)), Refused, "larger than the limit"),
    "a body without end in chunks": (
        endless(b"%x\r\n%b\r\n" % (len(BIG), BIG), first=head(Content_Type=HTML, Transfer_Encoding="chunked")),
        Refused,
        "larger than the limit",
    ),
    "headers without end": (endless(b"X-Filler: " + b"a" * 8_000 + b"\r\n", first=b"HTTP/1.1 200 OK\r\n"), Failed, "broke"),
    "a gzip bomb": (packed(b" " * 50_000_000), Refused, "larger than the limit"),
    "a gzip bomb of empty members": (
        endless(gzip.compress(b"") * 4_000, first=head(Content_Type=HTML, Content_Encoding="gzip")),
        Refused,
        "larger than the limit",
    ),
    "gzip in gzip": (packed(gzip.compress(law()), "gzip, gzip"), Refused, "not asked for"),
    "a packing that was not asked for": (packed(law(), "br"), Refused, "not asked for"),
    "gzip that is none": (reply(law(), Content_Encoding="gzip"), Failed, "damaged"),
    "gzip that ends too early": (reply(gzip.compress(law())[:-12], Content_Encoding="gzip"), Failed, "too early"),
    "a truncated page": (reply(law()[:-20]), Failed, "the html ends too early"),
    "a truncated page in chunks": (
        raw(head(Content_Type=HTML, Transfer_Encoding="chunked"), b"ff\r\n" + law()),
        Failed,
        "broke",
    ),
    "a truncated pdf": (reply(PDF[:-8], kind="application/pdf"), Failed, "the pdf ends too early"),
    "an empty page": (reply(b" \n"), Failed, "empty"),
    "a program declared as html": (reply(EXE), Refused, "looks like none"),
    "a pdf declared as html": (reply(PDF), Refused, "looks like pdf"),
    "html declared as pdf": (reply(law(), kind="application/pdf"), Refused, "looks like html"),
    "html declared as plain text": (reply(law(), kind="text/plain"), Refused, "looks like html"),
    "html declared as an attachment": (reply(law(), kind="application/octet-stream"), Refused, "looks like html"),
    "a zip file declared as docx": (reply(ZIP, kind="application/msword"), Refused, "looks like none"),
    "a picture": (reply(b"\x89PNG\r\n\x1a\n\x00\x00", kind="image/png"), Refused, "image/png"),
    "404": (reply(law(), status=404), Failed, "status 404"),
    "500": (reply(law(), status=500), Failed, "status 500"),
    "503 without a time": (reply(law(), status=503), Failed, "status 503"),
    "204": (raw(head(204)), Failed, "status 204"),
    "206": (reply(law(), status=206), Failed, "status 206"),
    "429 for ever": (reply(status=429, Retry_After=5), Failed, "busy"),
    "429 for a day": (reply(status=429, Retry_After=86_400), Failed, "86400 seconds"),
    "a reset before the answer": (reset(), Failed, "broke"),
    "a reset inside the page": (reset(head(Content_Type=HTML, Content_Length=9_000), law()), Failed, "broke"),
    "an end before the answer": (raw(), Failed, "broke"),
    "no HTTP at all": (raw(b"SSH-2.0-OpenSSH_9.9\r\n"), Failed, "broke"),
    "a header name that is no ASCII": (raw(b"HTTP/1.1 200 OK\r\n\xff\xfe: x\r\n\r\n", law()), Failed, "broke"),
}

#: What happens at /robots.txt.
ROBOTS: dict[str, tuple[Behaviour, type, str]] = {
    "robots.txt that disallows the page": (reply(b"User-agent: *\nDisallow: /law"), Refused, "robots.txt does not allow"),
    "robots.txt that disallows us by name": (
        reply(b"User-agent: *\nAllow: /\n\nUser-agent: Zhunru\nDisallow: /"),
        Refused,
        "robots.txt does not allow",
    ),
    "robots.txt with status 500": (reply(status=500), Failed, "counts as closed: answered with status 500"),
    "robots.txt with status 429": (reply(status=429), Failed, "busy"),
    "robots.txt that redirects in a circle": (redirect("/robots.txt"), Failed, "in a circle"),
    "robots.txt that redirects to a private address": (redirect("http://intranet.gov.cn/robots.txt"), Refused, "10.0.0.8"),
    "robots.txt that redirects to a file": (redirect("file:///etc/passwd"), Refused, "file instead of http"),
    "robots.txt that breaks off": (reset(head(Content_Length=99), b"User-agent"), Failed, "counts as closed"),
    "a huge robots.txt that disallows the page": (
        endless(b"# nothing\n" * 9_000, first=head() + b"User-agent: *\nDisallow: /law\n"),
        Refused,
        "robots.txt does not allow",
    ),
    "robots.txt that wants a day between requests": (reply(b"User-agent: *\nCrawl-delay: 86400"), Refused, "86400 seconds"),
}


def misbehave(rig: Rig, path: str, behaviour: Behaviour, outcome: type, reason: str) -> None:
    """A page kept earlier now misbehaves, between two pages that do not."""
    rig.names["intranet.gov.cn"] = ["10.0.0.8"]
    rig.site.routes["/law.html"] = reply(law(), ETag='"1"')
    rig.site.routes["/other.html"] = reply(law("其他"))
    bad = rig.page("law")
    before, after, inside = (
        rig.page("before", "/other.html", "www.miit.gov.cn"),
        rig.page("after", "/other.html", "www.mct.gov.cn"),
        rig.page("inside", "/", "intranet.gov.cn"),
    )
    assert [type(result) for result in rig.fetch(bad, before).results] == [Fetched, Fetched]
    kept = rig.files()
    rig.site.routes[f"www.gov.cn{path}"] = behaviour
    rig.progress.clear()

    report = rig.fetch(before, bad, after, inside)

    assert [type(result) for result in report.results] == [Unchanged, outcome, Fetched, Refused]
    problem = report.problems[0]
    assert reason in problem.reason, problem
    assert problem.remedy.endswith(".") and bad.url in str(problem)
    assert report.exit_status == 1 and tuple(rig.progress) == report.results
    now = rig.files()
    assert {name: now[name] for name in kept} == kept
    assert now.keys() - kept.keys() == {"after.html", "after.json"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_misbehaves_is_reported_and_nothing_else_changes(rig: Rig, name: str) -> None:
    misbehave(rig, "/law.html", *PAGES[name])


@pytest.mark.parametrize("name", ROBOTS)
def test_a_robots_file_that_closes_the_site_or_misbehaves_keeps_us_out(rig: Rig, name: str) -> None:
    """RFC 9309: rules that cannot be read are taken as a no."""
    misbehave(rig, "/robots.txt", *ROBOTS[name])


@pytest.mark.parametrize(
    "behaviour",
    [
        endless(b"<p>", first=head(Content_Type=HTML), every=0.02),
        endless(b"X", first=b"HTTP/1.1 200 OK\r\n", every=0.02),
        endless(b"HTTP/1.1 103 Early Hints\r\n\r\n", every=0.02),
    ],
    ids=["body", "headers", "interim answers"],
)
def test_a_slow_drip_ends_at_the_time_limit(rig: Rig, behaviour: Behaviour) -> None:
    """Each single read is in time, so that only a limit for the whole page ever ends it."""
    rig.site.routes["/law.html"] = behaviour
    rig.with_limits(interval=0, page=0.4)
    started = time.monotonic()
    (result,) = rig.fetch(clock=time.monotonic).results
    assert isinstance(result, Failed) and "time limit of 0.4 seconds" in result.reason
    assert time.monotonic() - started < 1.5 and rig.files() == {}


def test_a_host_that_falls_silent_is_given_up(rig: Rig) -> None:
    rig.site.routes["/law.html"] = silent
    rig.with_limits(read=0.1)
    (result,) = rig.fetch().results
    assert isinstance(result, Failed) and "stopped answering" in result.reason


def test_a_closed_port_is_a_failure_of_that_page(rig: Rig, make_site: Callable) -> None:
    rig.site.close()
    (result,) = rig.fetch().results
    assert isinstance(result, Failed) and "broke" in result.reason


def test_more_redirects_than_the_limit_are_not_followed(rig: Rig) -> None:
    for n in range(10):
        rig.site.routes[f"/{n}.html"] = redirect(f"/{n + 1}.html")
    (result,) = rig.fetch(rig.page(path="/0.html")).results
    assert isinstance(result, Failed) and "more than 5 times" in result.reason
    assert rig.site.paths() == ["/robots.txt", *(f"/{n}.html" for n in range(6))]


def test_a_header_that_is_not_utf8_does_not_spoil_a_good_page(rig: Rig) -> None:
    """Old government servers answer in GBK. A tag that cannot be sent back as it came is not kept."""
    start = head(Content_Type=HTML, Content_Length=len(law())).removesuffix(b"\r\n")
    rig.site.routes["/law.html"] = raw(start, 'X-Title: 法律\r\nETag: "标"\r\n\r\n'.encode("gbk"), law())
    (result,) = rig.fetch().results
    assert isinstance(result, Fetched) and result.record.etag is None


@pytest.mark.parametrize(("encoding", "path"), [("utf-8", "/%E6%B3%95.html"), ("gbk", "/%B7%A8.html")])
def test_a_redirect_in_raw_chinese_is_followed_byte_for_byte(rig: Rig, encoding: str, path: str) -> None:
    rig.site.routes["/law.html"] = raw(
        b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\nLocation: /", "法.html".encode(encoding), b"\r\n\r\n"
    )
    rig.site.routes[path] = reply(law())
    (result,) = rig.fetch().results
    assert isinstance(result, Fetched) and result.record.final_url.endswith(path)


def test_a_page_behind_a_busy_answer_is_fetched_after_the_time_it_names(rig: Rig) -> None:
    rig.site.routes["/law.html"] = in_turn(reply(status=503, Retry_After=20), reply(law()))
    assert rig.fetch().exit_status == 0
    assert 20 in rig.time.waits

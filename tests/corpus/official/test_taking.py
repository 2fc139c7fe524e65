"""From an address to the official words: what a page must be to be quoted, and what is said of one that is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from corpus.added import load_added
from corpus.fetching import FetchReport, OfflineError, Page, Result, fetch
from corpus.model import Document
from corpus.official import Taken, read_visits, take_official
from tests.corpus.fetching.conftest import DAY, TRUST, Rig
from tests.corpus.fetching.site import in_turn, reply
from tests.corpus.official import pages

LATER = date(2026, 12, 1)
BOTH = {"zh": "文", "en": "text"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document(
    path: str = "/law.html", name: str = "cn-model-measures-2025", title: str = pages.TITLE, **fields: object
) -> Document:
    digest = {"zh": "外资至多50%，注册资本不低于1000万元。", "en": "At most 50 %; registered capital of RMB 10 million."}
    return Document.model_validate(
        {
            "id": name, "title": {"zh": title, "en": "Model Measures"}, "issuers": [BOTH], "kind": "rule", "regime": "sector-law",
            "published": "2025-05-06", "effective": "2025-07-01", "url": f"http://www.gov.cn{path}",
            "provisions": [{"id": "article-2", "digest": digest}], **fields,
        }
    )  # fmt: skip


class Way:
    """Takes official texts from the site of a rig. ``stop_after`` breaks a run off behind so many pages, as a user does."""

    def __init__(self, rig: Rig, kept: Path) -> None:
        self.rig, self.kept, self.pauses, self.told = rig, kept, [], []
        self.stop_after: int | None = None

    def __call__(self, *documents: Document, today: date = DAY) -> list[Taken]:
        def progress(done: int, total: int, taken: Taken) -> None:
            self.told.append((done, total, taken.document))
            if done == self.stop_after:
                raise KeyboardInterrupt

        chosen = documents or (document(),)
        return take_official(chosen, self.rig.folder, self.kept, today, progress, self._fetch, self.pauses.append)

    def _fetch(self, wanted: Sequence[Page], folder: Path, today: date, progress: Callable[[Result], None]) -> FetchReport:
        port = f"www.gov.cn:{self.rig.site.port}"
        moved = [Page(id=p.id, url=p.url if port in p.url else p.url.replace("www.gov.cn", port)) for p in wanted]
        rig = self.rig
        return fetch(moved, folder, today, resolve=rig.resolve, allowed=lambda a: a.is_loopback, limits=rig.limits, tls=TRUST,
                     pause=rig.time.pause, clock=rig.time.clock, progress=progress)  # fmt: skip


@pytest.fixture
def take(rig: Rig, tmp_path: Path) -> Way:
    return Way(rig, tmp_path / "kept")


def quoted(take: Way) -> dict[str, str]:
    return {provision: words for one in load_added(take.kept) for provision, words in one.official.items()}


@pytest.mark.parametrize("page", [pages.state_council, pages.ministry, pages.province], ids=lambda p: p.__name__)
def test_the_text_of_an_official_page_is_quoted_word_for_word(take: Way, page: Callable[[], bytes]) -> None:
    take.rig.site.routes["/law.html"] = reply(page(), kind="text/html")
    (one,) = take()
    assert (one.provisions, one.all, one.changed, one.reason) == (1, 1, True, "")
    assert quoted(take)["article-2"] == "外国投资者的出资比例不得超过百分之五十，注册资本不低于1000万元。"
    assert load_added(take.kept)[0].document == "cn-model-measures-2025"
    assert take.told == [(1, 1, "cn-model-measures-2025")]


@pytest.mark.parametrize(
    ("name", "body", "kind"), [("P020250506.docx", pages.word(), WORD), ("P020250506.pdf", pages.pdf(), "application/pdf")]
)
def test_a_text_in_a_file_below_the_page_is_found_there(take: Way, name: str, body: bytes, kind: str) -> None:
    take.rig.site.routes |= {
        "/law.html": reply(pages.wrapper(f"./files/{name}", "https://example.com/other.docx")),
        f"/files/{name}": reply(body, kind=kind),
    }
    (one,) = take()
    assert one.provisions == 1 and one.found.endswith("the text is in a file below the page")
    assert "百分之五十" in quoted(take)["article-2"]
    assert take.rig.site.paths() == ["/robots.txt", "/law.html", "/robots.txt", f"/files/{name}"]
    assert take.pauses == [3.0], "the files are asked for after a pause"


def test_a_notice_that_issues_the_text_has_it_and_an_interpretation_of_it_has_not(take: Way) -> None:
    take.rig.site.routes |= {
        "/law.html": reply(pages.state_council(f"示范部关于印发《{pages.TITLE}》的通知")),
        "/other.html": reply(pages.state_council(f"关于适用《{pages.TITLE}》若干问题的解释")),
    }
    outcomes = take(document(), document("/other.html", "cn-other-2025"))
    assert [bool(t.reason) for t in outcomes] == [False, True]


@pytest.mark.parametrize(
    ("path", "body", "kind", "said", "remedy"),
    [
        ("/law.html", pages.state_council("另一部办法"), "text/html", "headed “另一部办法", "Look whether the page has moved"),
        ("/law.html", pages.state_council(f"{pages.TITLE}实施细则"), "text/html", "not as this document", "Look whether the page has moved"),
        ("/law.html", pages.state_council(articles=(*pages.ARTICLES[:2], "第三条　本办法自2019年1月1日起施行。")).replace("2025年5月6日".encode(), "2018年5月6日".encode()), "text/html", "2018-05-06", "Look whether"),
        ("/law.html", pages.state_council(articles=("第一条　为了示范，制定本办法。",)), "text/html", "none of our provisions", "Open the page in a browser"),
        ("/law.html", pages.database(), "text/html", "a browser may have to build it", "Open the page in a browser"),
        ("/law.html", pages.wrapper("a.doc"), "text/html", "a file that is not read here (a.doc)", "save the text (Word, PDF or HTML)"),
        ("/moved.html", b"", "text/html", "status 404", "correct `url`"),
    ],
    ids=["another-text", "longer-title", "another-edition", "cut-down", "filled-by-a-script", "old-word", "moved"],
)  # fmt: skip
def test_a_page_that_is_not_the_text_is_not_quoted_and_named_with_its_remedy(
    take: Way, path: str, body: bytes, kind: str, said: str, remedy: str
) -> None:
    take.rig.site.routes["/law.html"] = reply(body, kind=kind)
    (one,) = take(document(path))
    assert said in one.reason and one.reason
    assert remedy in one.remedy
    assert quoted(take) == {}
    visit = read_visits(take.rig.folder)["cn-model-measures-2025"]
    assert (visit.reason, visit.reached) == (one.reason, path == "/law.html")


def test_one_page_that_fails_does_not_stop_the_others(take: Way) -> None:
    take.rig.site.routes["/law.html"] = reply(pages.state_council())
    outcomes = take(document("/gone.html", "cn-gone-2025"), document())
    assert [bool(t.reason) for t in outcomes] == [True, False]


def test_a_run_that_was_stopped_goes_on_where_it_was(take: Way) -> None:
    names = ("cn-a-2025", "cn-b-2025", "cn-c-2025")
    for name in names:
        take.rig.site.routes[f"/{name}.html"] = reply(pages.state_council())
    documents = [document(f"/{name}.html", name) for name in names]
    take.stop_after = 2
    with pytest.raises(KeyboardInterrupt):
        take(*documents)
    take.stop_after, before = None, len(take.rig.site.asked)
    assert [t.document for t in take(*documents)] == ["cn-c-2025"]
    assert take.rig.site.paths()[before:] == ["/robots.txt", "/cn-c-2025.html"]
    assert take(*documents) == [], "nothing is due twice on one day"
    assert len(take(*documents, today=LATER)) == 3


def test_a_page_that_was_not_delivered_is_asked_for_again_on_the_same_day(take: Way) -> None:
    take.rig.site.routes["/law.html"] = in_turn(reply(status=500), reply(pages.state_council()))
    assert take()[0].reason and not take()[0].reason


def test_a_text_that_has_changed_replaces_what_was_quoted(take: Way) -> None:
    changed = (pages.ARTICLES[0], pages.ARTICLES[1].replace("五十", "六十"), pages.ARTICLES[2])
    take.rig.site.routes["/law.html"] = in_turn(reply(pages.state_council()), reply(pages.state_council(articles=changed)))
    assert take()[0].changed and take(today=LATER)[0].changed
    assert len(load_added(take.kept)) == 1
    assert "百分之六十" in quoted(take)["article-2"]


def test_offline_nothing_is_changed(take: Way) -> None:
    take.rig.names["www.gov.cn"] = OSError("no network")
    with pytest.raises(OfflineError):
        take()
    assert not take.rig.folder.exists() and not take.kept.exists()


def test_a_document_without_an_address_is_left_out(take: Way) -> None:
    assert take(document(url=None)) == []

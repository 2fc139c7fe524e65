"""What the doctor finds: how much is quoted, how old it is, where a digest differs, and what to do about each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus import Document, Library
from corpus.model import AddressSearch, Lookups
from corpus.numbers import numbers_missing
from corpus.official import Concern, Visit, examine, number_differences
from corpus.official.visits import write_visits

DAY = date(2026, 11, 29)
BOTH = {"zh": "文", "en": "text"}


def document(name: str, digest: str = "外资至多50%。", **fields: object) -> Document:
    rule = {"id": "article-2", "digest": {"zh": digest, "en": "x"}, "measures": [{"type": "prohibited", "activities": ["x"]}]}
    head = {"id": name, "title": BOTH, "issuers": [BOTH], "kind": "rule", "regime": "sector-law", "effective": "2020-01-01"}
    return Document.model_validate({**head, "url": f"https://www.gov.cn/{name}.htm", "provisions": [rule], **fields})


def library(*documents: Document, official: dict[str, str] | None = None, not_found: tuple[str, ...] = ()) -> Library:
    searched = AddressSearch(day=date(2026, 11, 1), where=BOTH, not_found=not_found)
    lookups = Lookups(addresses=searched)
    return Library(list(documents), [], [], [], date(2026, 11, 22), "", official=official, lookups=lookups)


def visit(name: str, day: date = DAY, **fields: object) -> Visit:
    return Visit(document=name, url=f"https://www.gov.cn/{name}.htm", day=day, **{"reached": True, **fields})


def test_every_document_that_counts_is_counted_and_every_gap_has_a_remedy(tmp_path: Path) -> None:
    documents = [
        document("quoted"),
        document("gone"),
        document("other"),
        document("fresh"),
        document("old"),
        document("none", url=None),
        document("unsought", url=None),
    ]
    documents += [
        document("ended", superseded_on="2024-01-01"),
        document("policy", provisions=[{"id": "article-2", "digest": BOTH}]),
    ]
    words = {f"{name}#article-2": "外国投资者的出资比例不得超过百分之五十。" for name in ("quoted", "old")}
    write_visits(
        tmp_path,
        [
            visit("quoted", date(2026, 11, 20)), visit("old", date(2026, 3, 1)), visit("gone", reached=False, reason="answered with status 404", remedy="Correct `url`."),
            visit("other", reason="the page is headed “X”", remedy="Look whether the page has moved."),
        ],
    )  # fmt: skip
    health = examine(library(*documents, official=words, not_found=("none",)), tmp_path, DAY)
    assert (health.ruling, health.addressed, health.quoted, health.oldest) == (7, 5, 2, date(2026, 3, 1))
    assert {c.subject: str(c.kind) for c in health.concerns} == {
        "gone": "not-delivered", "other": "not-this-text", "fresh": "never-fetched", "old": "old", "none": "no-address", "unsought": "no-address",
    }  # fmt: skip
    assert all(c.remedy and c.what for c in health.concerns)
    told = {c.subject: c for c in health.concerns}
    assert told["gone"] == Concern(told["gone"].kind, "gone", "https://www.gov.cn/gone.htm on 2026-11-29: answered with status 404", "Correct `url`.")  # fmt: skip
    assert "looked for on 2026-11-01" in told["none"].what and "not yet looked for" in told["unsought"].what


def test_a_digest_with_another_number_than_its_official_text_comes_first(tmp_path: Path) -> None:
    wrong, right = document("wrong", "外资至多49%，2名高管。"), document("right")
    words = {f"{d.id}#article-2": "外国投资者的出资比例不得超过百分之五十，高级管理人员两人。" for d in (wrong, right)}
    found = library(wrong, right, official=words)
    assert [(d.clause, d.numbers) for d in number_differences(found)] == [("wrong#article-2", ("49%",))]
    first = examine(found, tmp_path, DAY).concerns[0]
    assert (str(first.kind), first.subject) == ("number-differs", "wrong#article-2")
    assert "49%" in first.what and "zhunru corpus show wrong#article-2" in first.remedy


@pytest.mark.parametrize(
    ("digest", "official", "missing"),
    [
        ("注册资本不低于1000万元", "注册资本最低限额为一千万元人民币", ()),
        ("外资至多三分之二", "出资比例不得超过三分之二", ()),
        ("自2024年11月1日起", "自2024年11月1日起施行", ()),
        ("30日内决定", "应当自受理之日起三十日内作出决定", ()),
        ("20日内决定", "应当自受理之日起三十日内作出决定", ("20",)),
        ("罚款1万元至10万元", "处1万元以上5万元以下的罚款", ("10万",)),
    ],
)
def test_numbers_are_the_same_whatever_they_are_written_in(digest: str, official: str, missing: tuple[str, ...]) -> None:
    assert numbers_missing(digest, official) == missing


def test_without_a_fetch_nothing_is_quoted_and_the_first_step_is_named(tmp_path: Path) -> None:
    health = examine(library(document("fresh")), tmp_path / "nothing", DAY)
    assert (health.quoted, health.oldest) == (0, None)
    assert [c.remedy for c in health.concerns] == ["Run `zhunru corpus fetch`."]

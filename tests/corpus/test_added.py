"""Official files a user adds: their wording beside our digest, the editions kept apart, nothing half-added."""

import json
from datetime import date
from pathlib import Path

import pytest

from corpus import CorpusError, Document, load_library
from corpus.added import add_files, load_added
from corpus.matching import title_key

BOTH = {"zh": "文", "en": "text"}
LAW = """中华人民共和国示范法

（2020年3月1日第一届会议通过　根据2022年5月6日第二次会议《关于修改示范法的决定》修订）

第一章　总则

第一条　为了示范，制定本法。

第二条　依照第一条的规定，外国投资者的出资比例不得超过百分之五十。

第三条　本法自2022年6月1日起施行。
"""


def edition(year: int, published: str, effective: str, superseded_on: str | None = None) -> Document:
    return Document.model_validate(
        {
            "id": f"cn-model-law-{year}", "title": {"zh": f"中华人民共和国示范法（{year}年修订）", "en": "Model Law"}, "issuers": [BOTH], "kind": "law",
            "regime": "sector-law", "published": published, "effective": effective, "superseded_on": superseded_on,
            "provisions": [{"id": "article-2", "digest": BOTH}],
        }
    )  # fmt: skip


OLD, NEW = edition(2020, "2020-03-01", "2020-04-01", "2022-06-01"), edition(2022, "2022-05-06", "2022-06-01")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kept"


@pytest.fixture
def write(tmp_path):
    def write_(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_


def test_a_text_is_matched_to_the_edition_whose_days_it_names(folder, write):
    (outcome,) = add_files([write("示范法.md", LAW)], [OLD, NEW], folder)
    assert (outcome.status, outcome.document, outcome.provisions) == ("added", "cn-model-law-2022", 3)


def test_the_wording_is_kept_word_for_word_and_what_nobody_digested_is_added(folder, write):
    add_files([write("示范法.txt", LAW.encode("gb18030"))], [OLD, NEW], folder)
    (added,) = load_added(folder)
    assert "依照第一条的规定，外国投资者的出资比例不得超过百分之五十。" in added.official["article-2"]
    assert [p.id for p in added.extra] == ["article-1", "article-3"]


def test_an_older_text_does_not_pass_for_the_newer_edition_its_name_claims(folder, write):
    """The trap: a file named after the 2022 revision that holds the text of 2020."""
    old = LAW.replace("　根据2022年5月6日第二次会议《关于修改示范法的决定》修订", "").replace("2022年6月1日起", "2019年1月1日起")
    (outcome,) = add_files([write("示范法(2022-05-06).md", old)], [NEW], folder)
    assert outcome.document.startswith("added-")
    assert "2020-03-01" in outcome.found
    assert "claims 2022-05-06" in outcome.found
    own = load_added(folder)[0].own
    assert own.superseded_on == date(2022, 6, 1)


def test_the_word_of_who_adds_it_outranks_the_matching(folder, write):
    (outcome,) = add_files([write("x.md", LAW)], [OLD, NEW], folder, edition=OLD)
    assert outcome.document == "cn-model-law-2020"


def test_a_text_that_matches_nothing_becomes_a_document_of_its_own(folder, write):
    (outcome,) = add_files([write("某市规定.md", LAW.replace("示范法", "某市数字贸易规定"))], [OLD, NEW], folder)
    own = load_added(folder)[0].own
    assert outcome.document == own.id
    assert own.kind == "rule"
    assert own.in_force(date(2023, 1, 1))
    assert not own.in_force(date(2022, 5, 31))


def test_adding_twice_changes_nothing(folder, write):
    path = write("示范法.md", LAW)
    add_files([path], [NEW], folder)
    before = {p: p.stat().st_mtime_ns for p in folder.iterdir()}
    (outcome,) = add_files([path], [NEW], folder)
    assert outcome.status == "unchanged"
    assert {p: p.stat().st_mtime_ns for p in folder.iterdir()} == before


def test_a_file_that_cannot_be_read_is_refused_and_the_rest_goes_on(folder, write):
    paths = [write("empty.md", b""), write("law.doc", b"x"), write("page.pdf", b"no pdf"), write("示范法.md", LAW)]
    outcomes = add_files(paths, [NEW], folder)
    assert [o.status for o in outcomes] == ["refused", "refused", "refused", "added"]
    for outcome in outcomes[:3]:
        assert outcome.source in outcome.found
        assert outcome.remedy
    assert len(list(folder.iterdir())) == 1


def test_a_damaged_file_is_named_with_a_remedy(folder):
    folder.mkdir()
    (folder / "x.json").write_text("{}", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"x\.json.*add the file again"):
        load_added(folder)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中华人民共和国外商投资法", "外商投资法(2019-03-15)"),
        ("外商投资准入特别管理措施（负面清单）（2024年版）", "外商投资准入特别管理措施(负面清单)"),
        ("中共中央办公厅 国务院办公厅关于数字贸易改革创新发展的意见", "关于数字贸易改革创新发展的意见(2024-11)"),
        ("外商投資電信企業管理規定（2022年修訂）", "外商投资电信企业管理规定"),
    ],
)
def test_titles_compare_without_edition_issuer_and_script(one, other):
    assert title_key(one) == title_key(other)


OFFICIAL = Path(__file__).parents[3] / "shared" / "corpus" / "official"


@pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official texts are not beside the project (../shared/corpus/official)")
def test_the_official_texts_take_their_places(library, folder):
    """The 2022 telecom-enterprise provisions are matched; the file named 2016 holds a text of 2008 and stays apart."""
    outcomes = {o.source: o for o in add_files([OFFICIAL], list(library.documents.values()), folder)}
    telecom = "外商投资电信企业管理规定"
    assert outcomes[f"{telecom}(2022-03-29).md"].document == "cn-telecom-enterprise-provisions-2022"
    assert outcomes[f"{telecom}(2016-02-06).md"].document.startswith("added-")
    assert "2008-09-10" in outcomes[f"{telecom}(2016-02-06).md"].found
    assert outcomes["关于数字贸易改革创新发展的意见(2024-11).txt"].document == "cn-digital-trade-opinion-2024"
    grown = load_library(added=folder)
    clause = grown.clauses["cn-foreign-investment-law-2019#article-28"]
    assert clause.official
    assert clause.provision.digest.zh != clause.official
    assert json.loads(next(folder.iterdir()).read_text(encoding="utf-8"))["sha256"]

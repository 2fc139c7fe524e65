"""The bundled corpus is what the first release promises, and a broken file is named with its remedy."""

import shutil
from datetime import date
from itertools import pairwise

import pytest
import yaml

from corpus import CorpusFileError, Document, Horizontal, load_library
from corpus.files import read_one
from corpus.library import DATA
from corpus.text import normalise

LISTS = {
    "cn-fi-negative-list-2024": 29,
    "cn-fi-negative-list-2021": 31,
    "cn-fi-ftz-negative-list-2021": 27,
}


@pytest.mark.parametrize(("document", "items"), LISTS.items())
def test_the_lists_are_there_with_every_item(library, document, items):
    ids = {p.id for p in library.documents[document].provisions}
    assert {f"item-{n}" for n in range(1, items + 1)} <= ids
    assert library.documents[document].complete


def test_the_digital_trade_opinion_has_its_general_part_and_18_points(library):
    ids = [p.id for p in library.documents["cn-digital-trade-opinion-2024"].provisions]
    assert ids == ["section-1", *(f"point-{n}" for n in range(1, 19))]


def test_the_taxonomy_has_at_least_sixty_activities_with_aliases_in_both_languages_and_catalogue_codes(library):
    named = [a for a in library.activities.values() if a.aliases.get("zh") and a.aliases.get("en")]
    assert len(named) >= 60
    codes = {code for a in library.activities.values() for code in a.codes}
    assert {"B11", "B12", "B13", "B14", "B21", "B22", "B23", "B24", "B25", "B26"} <= codes


def test_every_day_since_2018_has_one_national_list(library):
    """The boundary days of each edition: never two in force, never none."""
    editions = list(library.editions("cn-fi-negative-list-2024"))
    for before, after in pairwise(editions):
        assert before.superseded_on == after.effective, after.id
        last, first = date.fromordinal(after.effective.toordinal() - 1), after.effective
        assert [d.id for d in editions if d.in_force(last)] == [before.id]
        assert [d.id for d in editions if d.in_force(first)] == [after.id]


def test_no_alias_names_two_activities(library):
    owner: dict[str, str] = {}
    for activity in library.activities.values():
        names = [activity.name.zh, activity.name.en, *(a for group in activity.aliases.values() for a in group)]
        for name in {normalise(n).replace(" ", "").replace("-", "") for n in names}:
            assert owner.setdefault(name, activity.id) == activity.id, f"{name}: {owner[name]} and {activity.id}"


def test_links_go_to_official_hosts_only(library):
    assert all(
        d.url is None or ".gov." in d.url or "wto.org" in d.url or "asean.org" in d.url for d in library.documents.values()
    )


@pytest.fixture
def data(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def edit(data, old, new):
    path = data / "national" / "cn-fi-negative-list-2024.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("type: equity-cap", "type: equity-kap", "measures.0.type|measures.1.type"),
        ("kind: negative-list", "kind: negative-list\ncolour: red", "colour"),
        ("activities: [nuclear-power]", "activities: [nuclear-powder]", "no activity `nuclear-powder`"),
        ("provisions:", "provisions: [", "not valid YAML"),
        ("effective: 2024-11-01", "effective: 2024-13-01", "effective"),
    ],
)
def test_a_broken_file_is_named_with_its_field_and_a_remedy(data, old, new, says):
    edit(data, old, new)
    with pytest.raises(CorpusFileError, match=says) as caught:
        load_library(data)
    assert "cn-fi-negative-list-2024.yaml" in str(caught.value)
    assert caught.value.remedy


def test_an_error_names_the_line(data):
    edit(data, "kind: negative-list", "kind: negative-lust")
    with pytest.raises(CorpusFileError) as caught:
        load_library(data)
    line = (data / "national" / "cn-fi-negative-list-2024.yaml").read_text(encoding="utf-8").splitlines()[caught.value.line - 1]
    assert "negative-lust" in line


def test_an_id_taken_twice_names_both_files(data):
    shutil.copy(data / "national" / "cn-fi-negative-list-2024.yaml", data / "national" / "copy.yaml")
    with pytest.raises(CorpusFileError, match="taken in"):
        load_library(data)


def test_every_document_survives_being_written_and_read_again(library, tmp_path):
    """A tool may rewrite a file: nothing of the document is lost on the way through YAML."""
    for document in library.documents.values():
        path = tmp_path / f"{document.id}.yaml"
        path.write_text(
            yaml.safe_dump(document.model_dump(mode="json", exclude_defaults=True), allow_unicode=True), encoding="utf-8"
        )
        assert read_one(path, Document) == document, document.id


@pytest.mark.parametrize("document", ["cn-fi-negative-list-2021", "cn-fi-negative-list-2024"])
def test_the_notes_of_a_national_list_are_marked_with_what_they_are_about(library, document):
    """What holds for every investment is cited by these marks: a missing one drops the rule from every answer."""
    own = [r for r in library.horizontal if r.clause.document.id == document]
    assert {r.measure.horizontal for r in own} == set(Horizontal) - {Horizontal.SECURITY_REVIEW, Horizontal.INFORMATION_REPORT}
    assert all(r.clause.provision.id.startswith("note-") for r in own)


def test_every_kind_of_rule_for_every_investment_stands_in_the_corpus_today(library):
    today = [r for r in library.horizontal if r.in_force(date(2026, 11, 22))]
    assert {r.measure.horizontal for r in today} == set(Horizontal)
    assert {r.clause.id for r in today if r.measure.horizontal == Horizontal.SECURITY_REVIEW} >= {
        "cn-security-review-measures-2020#article-4",
        "cn-foreign-investment-law-2019#article-35",
    }


def test_what_holds_for_every_investment_is_no_rule_of_one_place_only(library):
    """The regulations of Shanghai say for Shanghai what the Foreign Investment Law says for the country: the law is cited."""
    local = ("cn-beijing-", "cn-shanghai-", "cn-shenzhen-", "cn-guangdong-")
    assert not [r.clause.id for r in library.horizontal if r.clause.document.id.startswith(local)]

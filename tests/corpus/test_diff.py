"""Two editions are compared by what their items are about, and the direction is computed from what they allow."""

import pytest

from corpus import CorpusError, Document, Library, Measure
from corpus.diff import Change, Comparison, Difference, Shift, compare_editions
from corpus.openness import openness_for, openness_of_measure

BOTH = {"zh": "文", "en": "text"}


@pytest.fixture(scope="module")
def national(library: Library) -> Comparison:
    return compare_editions(library, "cn-fi-negative-list-2021", "cn-fi-negative-list-2024")


def of(compared: Comparison, id: str) -> Difference:
    """The difference in which a provision of the earlier edition stands."""
    return next(d for d in compared.differences if d.before and d.before.id == id)


def test_printing_was_struck_from_the_2024_list_and_is_loosened(national: Comparison) -> None:
    printing = of(national, "item-6")
    assert (printing.change, printing.effect) == (Change.REMOVED, Change.LOOSENED)
    assert printing.shifts == (Shift("publication-printing", 49.5, 100.0),)


def test_chinese_medicine_was_struck_from_the_2024_list_and_is_loosened(national: Comparison) -> None:
    medicine = of(national, "item-7")
    assert (medicine.change, medicine.effect) == (Change.REMOVED, Change.LOOSENED)
    assert medicine.shifts == (Shift("tcm-processing", 0.0, 100.0),)


def test_nothing_else_was_removed_added_loosened_or_tightened_in_2024(national: Comparison) -> None:
    """31 items went to 29, and the rest only moved up: that is what the release says."""
    assert {d.before.id for d in national.of(Change.REMOVED)} == {"item-6", "item-7"}
    assert not any(national.of(c) for c in (Change.ADDED, Change.LOOSENED, Change.TIGHTENED, Change.MIXED))


def test_the_other_29_items_are_found_again_under_their_new_numbers(national: Comparison) -> None:
    moved = {d.before.id: d.after.id for d in national.differences if d.before and d.after and "item" in d.after.id}
    expected = {f"item-{n}": f"item-{n if n < 6 else n - 2}" for n in range(1, 32) if n not in (6, 7)}
    assert moved == expected
    assert {of(national, f"item-{n}").change for n in range(1, 6)} == {Change.UNCHANGED}
    later = [of(national, f"item-{n}").change for n in range(8, 32)]
    assert set(later) == {Change.RENUMBERED, Change.REWORDED}
    assert later.count(Change.REWORDED) <= 3  # our digests of three items add what happened beside the list in 2024


def test_the_2019_list_opens_three_value_added_services(library: Library) -> None:
    """An item that stays can still open a part of itself."""
    telecom = of(compare_editions(library, "cn-fi-negative-list-2018", "cn-fi-negative-list-2019"), "item-25")
    assert telecom.change == Change.LOOSENED
    assert {s.activity for s in telecom.shifts} == {"multi-party-communication", "store-and-forward", "call-centre"}
    assert {(s.before, s.after) for s in telecom.shifts} == {(50.0, 100.0)}


def test_backwards_the_same_change_is_tightened(library: Library) -> None:
    telecom = of(compare_editions(library, "cn-fi-negative-list-2019", "cn-fi-negative-list-2018"), "item-20")
    assert telecom.change == Change.TIGHTENED


def test_an_item_split_in_two_loosens_nothing(library: Library) -> None:
    """The free-trade-zone list of 2018 split news and publishing: both stay closed."""
    compared = compare_editions(library, "cn-fi-ftz-negative-list-2017", "cn-fi-ftz-negative-list-2018")
    assert of(compared, "news-publishing-item").shifts == ()


def test_what_an_incomplete_edition_lacks_is_unclear_and_not_removed(library: Library) -> None:
    """The 2018 list is written up in part: an item missing from it may well have been on it."""
    compared = compare_editions(library, "cn-fi-negative-list-2018", "cn-fi-negative-list-2019")
    assert not compared.before_whole
    aviation = next(d for d in compared.differences if d.after and d.after.id == "items-15-16")
    assert (aviation.change, aviation.effect, aviation.shifts) == (Change.UNCLEAR, None, ())


def test_a_law_that_says_where_an_article_stood_before_is_believed(library: Library) -> None:
    compared = compare_editions(library, "cn-cybersecurity-law-2016", "cn-cybersecurity-law-2025")
    assert of(compared, "article-31").after.id == "article-33"


def test_an_edition_compared_with_itself_is_an_error(library: Library) -> None:
    with pytest.raises(CorpusError, match="itself"):
        compare_editions(library, "cn-fi-negative-list-2024", "cn-fi-negative-list-2024")


def test_every_lineage_can_be_compared_and_no_provision_is_lost(library: Library) -> None:
    for document in library.documents.values():
        if document.supersedes:
            compared = compare_editions(library, document.supersedes, document.id)
            old, new = library.documents[document.supersedes], document
            assert sorted(d.before.id for d in compared.differences if d.before) == sorted(p.id for p in old.provisions)
            assert sorted(d.after.id for d in compared.differences if d.after) == sorted(p.id for p in new.provisions)


def edition(id: str, *items: dict, **fields: object) -> Document:
    head = {"id": id, "title": BOTH, "issuers": [BOTH], "kind": "negative-list", "regime": "national", "items": len(items)}
    return Document.model_validate({**head, "effective": "2024-01-01", **fields, "provisions": items})


def item(n: int, zh: str, *measures: dict) -> dict:
    return {"id": f"item-{n}", "digest": {"zh": zh, "en": "text"}, "measures": measures}


def compare_two(library: Library, before: Document, after: Document) -> Comparison:
    args = {name: list(getattr(library, name).values()) for name in ("activities", "areas", "origins")}
    return compare_editions(
        Library([before, after], **args, checked_through=library.checked_through, fingerprint=""), before.id, after.id
    )


def test_a_new_ban_is_added_and_tightens(library: Library) -> None:
    old = edition("a", item(1, "禁止投资电影院", {"type": "prohibited", "activities": ["cinema"]}))
    ban = item(2, "禁止投资数据中心", {"type": "prohibited", "activities": ["data-centre"]})
    new = edition("b", old.provisions[0].model_dump(), ban)
    added = compare_two(library, old, new).of(Change.ADDED)
    assert [(d.after.id, d.effect) for d in added] == [("item-2", Change.TIGHTENED)]


def test_looser_for_one_business_and_stricter_for_another_is_mixed(library: Library) -> None:
    def edition_of(id: str, cinema: int, film: int) -> Document:
        caps = [{"type": "equity-cap", "activities": [a], "cap": cap} for a, cap in (("cinema", cinema), ("film-import", film))]
        return edition(id, item(1, "电影", *caps))

    compared = compare_two(library, edition_of("a", 40, 60), edition_of("b", 50, 50))
    assert [d.change for d in compared.differences] == [Change.MIXED]


def test_a_cap_of_49_and_chinese_control_are_the_same(library: Library) -> None:
    """The lists turned the one into the other without changing what is allowed."""
    old = edition("a", item(1, "电影院", {"type": "equity-cap", "activities": ["cinema"], "cap": 49}))
    new = edition("b", item(1, "电影院", {"type": "chinese-control", "activities": ["cinema"]}))
    assert [d.change for d in compare_two(library, old, new).differences] == [Change.UNCHANGED]


def test_measures_with_days_of_their_own_are_read_on_the_day_of_the_change(library: Library) -> None:
    """What ended before the new edition came was not ended by it."""
    ban = {"type": "prohibited", "activities": ["cinema"]}
    old = edition("a", item(1, "电影院", {**ban, "until": "2023-01-01"}), effective="2022-01-01", superseded_on="2024-01-01")
    new = edition("b", item(1, "电影院", {"type": "open", "activities": ["cinema"]}))
    assert [d.change for d in compare_two(library, old, new).differences] == [Change.UNCHANGED]


@pytest.mark.parametrize(
    ("fields", "share"),
    [
        ({"type": "prohibited"}, 0.0),
        ({"type": "uncommitted"}, 0.0),
        ({"type": "equity-cap", "cap": 30}, 30.0),
        ({"type": "chinese-control"}, 49.5),
        ({"type": "equity-cap", "cap": 50}, 50.0),
        ({"type": "jv-only"}, 99.0),
        ({"type": "open"}, 100.0),
        ({"type": "rule"}, None),
        ({"type": "qualification", "cap": 25, "says": BOTH}, None),
    ],
)
def test_how_open_a_measure_is(fields: dict, share: float | None) -> None:
    assert openness_of_measure(Measure.model_validate({"activities": ["cinema"], **fields})) == share


def test_the_nearest_measure_decides_and_of_equally_near_ones_the_strictest(library: Library) -> None:
    def measure(**fields: object) -> Measure:
        return Measure.model_validate(fields)

    above = library.above("call-centre")
    capped = measure(type="equity-cap", activities=["value-added-telecom"], cap=50)
    opened = measure(type="open", activities=["call-centre"])
    assert openness_for(above, [capped]) == 50.0
    assert openness_for(above, [capped, opened]) == 100.0
    assert openness_for(above, [capped, opened, measure(type="jv-only", activities=["call-centre"])]) == 99.0
    assert openness_for(above, [capped.model_copy(update={"excepted": ("call-centre",)})]) is None

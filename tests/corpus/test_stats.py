"""The figures add up, and each day counts for itself."""

from datetime import date

import pytest

from corpus import Document, Library
from corpus.stats import Force, force_on, statistics

BOTH = {"zh": "文", "en": "text"}


def document(**fields: object) -> Document:
    head = {"id": "cn-x", "title": BOTH, "issuers": [BOTH], "kind": "law", "regime": "policy"}
    return Document.model_validate({**head, **fields})


@pytest.mark.parametrize(
    ("fields", "day", "force"),
    [
        ({"effective": "2024-11-01"}, date(2024, 10, 31), Force.COMING),
        ({"effective": "2024-11-01"}, date(2024, 11, 1), Force.IN_FORCE),
        ({"effective": "2022-01-01", "superseded_on": "2024-11-01"}, date(2024, 10, 31), Force.IN_FORCE),
        ({"effective": "2022-01-01", "superseded_on": "2024-11-01"}, date(2024, 11, 1), Force.ENDED),
        ({"published": "2024-09-08"}, date(2024, 9, 8), Force.IN_FORCE),
        ({}, date(2024, 11, 1), Force.UNDATED),
    ],
)
def test_where_a_document_stands_on_a_day(fields: dict, day: date, force: Force) -> None:
    assert force_on(document(**fields), day) == force


def test_every_document_and_every_measure_is_counted_once(library: Library) -> None:
    counted = statistics(library, library.checked_through)
    assert sum(sum(by.values()) for by in counted.documents.values()) == len(library.documents)
    assert sum(sum(by.values()) for by in counted.measures.values()) == len(library.rules) == sum(counted.bases.values())
    assert counted.provisions == len(library.clauses)
    assert sum(counted.activities.values()) == len(library.activities)
    assert counted.activities.keys() == counted.aliases.keys()


def test_the_day_decides_which_national_list_is_in_force(library: Library) -> None:
    before, after = (statistics(library, day).documents["national"] for day in (date(2024, 10, 31), date(2024, 11, 1)))
    assert before[Force.IN_FORCE] == after[Force.IN_FORCE] == 1
    assert after[Force.ENDED] == before[Force.ENDED] + 1


def test_the_share_of_what_nobody_has_read_is_a_share(library: Library) -> None:
    counted = statistics(library, library.checked_through)
    recalled = sum(by["recalled"] for by in counted.measures.values())
    assert counted.recalled_share == pytest.approx(recalled / len(library.rules))


def test_addresses_are_counted_among_the_documents_in_force_that_decide_or_condition() -> None:
    """A policy without rules needs no address to be relied on, and a list that has ended is not relied on."""
    rule = {"id": "article-1", "digest": BOTH, "measures": [{"type": "prohibited", "activities": ["x"]}]}
    documents = [
        document(id="cn-with", effective="2024-01-01", url="https://www.gov.cn/a.htm", provisions=[rule]),
        document(id="cn-without", effective="2024-01-01", provisions=[rule]),
        document(id="cn-ended", effective="2023-01-01", superseded_on="2024-01-01", provisions=[rule]),
        document(id="cn-policy", effective="2024-01-01", provisions=[{"id": "article-1", "digest": BOTH}]),
    ]
    counted = statistics(Library(documents, [], [], [], date(2026, 1, 1), ""), date(2026, 1, 1))
    assert (counted.addressed, counted.ruling) == (1, 2)


def test_every_document_that_counts_has_an_address_or_is_known_to_have_been_looked_for(library: Library) -> None:
    assert library.lookups.addresses
    looked_for = set(library.lookups.addresses.not_found)
    ruling = [d for d in library.documents.values() if d.rules and d.in_force(library.checked_through)]
    assert [d.id for d in ruling if not d.url and d.id not in looked_for] == []


def test_an_empty_corpus_counts_nothing() -> None:
    counted = statistics(Library([], [], [], [], date(2026, 1, 1), ""), date(2026, 1, 1))
    assert (counted.documents, counted.provisions, counted.recalled_share) == ({}, 0, 0.0)

"""The data model refuses what does not hold together, and says why."""

from datetime import date

import pytest
from pydantic import ValidationError

from corpus import Document, Measure, Provision

BOTH = {"zh": "文", "en": "text"}
DOCUMENT = {"id": "cn-x-2024", "title": BOTH, "issuers": [BOTH], "kind": "law", "regime": "sector-law", "effective": "2024-01-01"}


def measure(**fields):
    return {"type": "prohibited", "activities": ["cinema"], **fields}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"type": "equity-cap"}, "needs `cap`"),
        ({"type": "equity-cap", "cap": 100}, "type open"),
        ({"cap": 49}, "carries no `cap`"),
        ({"type": "chinese-control", "cap": 49}, "carries no `cap`"),
        ({"type": "equity-cap", "cap": 50, "modes": ["cross-border"]}, "name commercial-presence"),
        ({"type": "chinese-control", "modes": ["natural-persons"]}, "name commercial-presence"),
        ({"type": "licence"}, "needs `says`"),
        ({"effective": "2024-02-01", "until": "2024-01-01"}, "must follow"),
        ({"confidence": "recalled"}, "go together"),
        ({"activities": []}, "at least 1"),
        ({"cap_pct": 49}, "Extra inputs"),
        ({"type": "forbidden"}, "prohibited"),
        ({"horizontal": "exemption", "activities": ["foreign-investment"]}, "about one business"),
        ({"type": "rule", "horizontal": "exemption"}, "foreign-investment or cross-border-services"),
        ({"type": "rule", "horizontal": "overseas-listing", "activities": ["foreign-investment"]}, "overseas-listing"),
        ({"type": "rule", "horizontal": "everything"}, "national-treatment"),
    ],
)
def test_a_measure_that_contradicts_itself_is_refused(fields, says):
    with pytest.raises(ValidationError, match=says):
        Measure.model_validate(measure(**fields))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"url": "https://example.com/law"}, "official host"),
        ({"superseded_on": "2023-12-31"}, "must follow"),
        ({"provisions": [{"id": "item-1", "digest": BOTH}, {"id": "item-1", "digest": BOTH}]}, "stands twice"),
        ({"provisions": [{"id": "item-1", "digest": {"zh": "文"}}]}, "Field required"),
        ({"provisions": [{"id": "preamble", "digest": BOTH}]}, "add `locator`"),
        ({"title": {"zh": "", "en": "x"}}, "at least 1"),
    ],
)
def test_a_document_that_does_not_hold_together_is_refused(fields, says):
    with pytest.raises(ValidationError, match=says):
        Document.model_validate({**DOCUMENT, **fields})


def test_a_document_is_frozen():
    document = Document.model_validate(DOCUMENT)
    with pytest.raises(ValidationError):
        document.kind = "notice"


@pytest.mark.parametrize(
    ("day", "force"), [("2023-12-31", False), ("2024-01-01", True), ("2024-10-31", True), ("2024-11-01", False)]
)
def test_a_document_is_in_force_from_its_first_day_to_the_day_before_it_is_superseded(day, force):
    document = Document.model_validate({**DOCUMENT, "superseded_on": "2024-11-01"})
    assert document.in_force(date.fromisoformat(day)) is force


@pytest.mark.parametrize(
    ("id_", "zh", "en"),
    [
        ("item-12", "第12项", "item 12"),
        ("article-6", "第六条", "Article 6"),
        ("article-120", "第一百二十条", "Article 120"),
        ("article-105", "第一百零五条", "Article 105"),
        ("article-6-1", "第六条之一", "Article 6-1"),
        ("point-18", "（十八）", "point (18)"),
        ("note-4", "说明第四条", "note 4"),
    ],
)
def test_a_locator_is_read_from_the_id(id_, zh, en):
    where = Provision.model_validate({"id": id_, "digest": BOTH}).where
    assert (where.zh, where.en) == (zh, en)

"""Scenario cards: balanced, the same for the same seed, and never on what has to stay unseen."""

import json
from collections import Counter

import pytest
from typer.testing import CliRunner

from evals.training.cards import UNSEEN, WRITERS, app, draw_cards


@pytest.fixture(scope="module")
def cards(library):
    return [card for writer in WRITERS for card in draw_cards(library, writer, "en", 700, 1)]


def test_the_same_seed_draws_the_same_cards_and_another_writer_gets_others(library):
    first, again = (list(draw_cards(library, "lawyer", "zh-Hans", 50, 1)) for _ in range(2))
    assert first == again
    assert [c.businesses for c in draw_cards(library, "student", "zh-Hans", 50, 1)] != [c.businesses for c in first]


def test_unseen_businesses_exist_and_are_never_drawn(library, cards):
    assert len(UNSEEN) == 25 and set(library.activities) >= UNSEEN
    assert not UNSEEN & {one for card in cards for one in (*card.businesses, card.near, card.before)}


def test_every_other_business_is_asked_about_and_a_third_of_the_cards_are_on_rare_ones(library, cards):
    drawn = Counter(one for card in cards for one in card.businesses[:1])
    known = [a for a in library.activities.values() if a.id not in UNSEEN and not a.topic]
    assert min(drawn[a.id] for a in known) >= 4
    rare = sorted(known, key=lambda a: sum(map(len, a.aliases.values())))[: len(known) // 3]
    assert sum(drawn[a.id] for a in rare) > drawn.total() / 2.2


def test_a_card_is_told_to_its_writer_in_words_and_without_ids(library, cards):
    card = next(c for c in cards if "-" in "".join(c.businesses) and c.mode == "cross-border")
    brief = json.loads(card.brief(library))
    assert card.businesses[0] not in brief["business"] and "NOTHING in China" in brief["mode"]


def test_the_command_prints_briefs_or_labels_and_names_the_writers_it_knows():
    lines = CliRunner().invoke(app, ["officer", "--language", "ja", "--count", "3"]).output.splitlines()
    assert [json.loads(line)["language"] for line in lines] == ["ja"] * 3
    labels = CliRunner().invoke(app, ["officer", "--count", "2", "--labels"]).output.splitlines()
    assert all(json.loads(line)["asks"] or json.loads(line)["before"] for line in labels)
    refused = CliRunner().invoke(app, ["nobody"])
    assert refused.exit_code == 2 and "investor" in refused.output

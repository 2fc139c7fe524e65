"""The blind part: what its cards ask for, and that nobody changed it. No test prints a question."""

import hashlib
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

import evals.blind
from evals.blind.cards import WRITERS, app, draw_blind
from evals.sets.items import ASK_KINDS
from evals.training.agreement import SLOTS, read_pairs, slot_agreement
from evals.training.cards import UNSEEN
from evals.training.cards import WRITERS as TRAINING_WRITERS
from evals.training.records import read_records, unknown_ids

FOLDER = Path(evals.blind.__file__).parent


@pytest.fixture(scope="module")
def records():
    return list(read_records([FOLDER / "blind-1.jsonl"]))


@pytest.fixture(scope="module", params=[2, 3])
def later(request):
    return list(read_records([FOLDER / f"blind-{request.param}.jsonl"]))


def test_the_questions_are_those_of_the_first_commit():
    for line in (FOLDER / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, name


def test_every_kind_language_and_sort_is_there_often_enough_to_be_measured(records):
    kinds = Counter(kind for r in records for kind in r.asks)
    languages = Counter(r.language for r in records)
    assert set(kinds) == ASK_KINDS and min(kinds.values()) >= 50
    assert len(records) >= 1500 and languages["zh-Hans"] >= 300 and languages["en"] >= 300 and min(languages.values()) >= 110
    assert sum(r.wording == "described" for r in records) >= 250 and kinds["outside"] >= 250
    assert sum(r.mode == "cross-border" for r in records) >= 100 and sum(bool(r.earlier) for r in records) >= 100
    assert sum(not UNSEEN.isdisjoint(r.businesses) for r in records) >= 100


def test_labels_name_what_the_corpus_has_and_no_id_comes_twice(library, records):
    both = [*records, *read_records([FOLDER / "blind-2.jsonl", FOLDER / "blind-3.jsonl", FOLDER / "blind-4.jsonl"])]
    assert not [one for r in both for one in unknown_ids(library, r.labels)]
    assert len({r.id for r in both}) == len({r.question for r in both}) == len(both)


def test_later_parts_are_large_enough_and_have_every_language_and_kind(later):
    assert len(later) >= 300 and len({r.language for r in later}) == 9
    assert {kind for r in later for kind in r.asks} == ASK_KINDS


@pytest.mark.parametrize("name", ["labels.jsonl", "labels-2.jsonl", "labels-3.jsonl", "labels-4.jsonl"])
def test_two_readers_agree_beyond_chance_in_every_slot(name):
    pairs = read_pairs(FOLDER / name)
    assert min(slot_agreement(pairs, slot)[2] for slot in SLOTS) >= 0.8


def test_cards_are_drawn_alike_each_time_and_for_writers_of_their_own(library):
    first, again = list(draw_blind(library)), list(draw_blind(library))
    assert first == again and not set(WRITERS) & set(TRAINING_WRITERS)
    assert set(Counter(card.writer for card in first).values()) <= {251, 252}
    later = [*draw_blind(library, 2), *draw_blind(library, 3)]
    assert len(later) == 800 and len({card.id for card in [*first, *later]}) == len(first) + 800


def test_the_command_names_the_writers_it_knows():
    refused = CliRunner().invoke(app, ["nobody"])
    assert refused.exit_code == 2 and "counsel" in refused.output

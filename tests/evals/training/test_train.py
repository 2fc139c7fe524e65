"""Training: what is fitted with torch computes the same in numpy, and the questions it is fitted on are what they claim to be."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch

import evals.training
from evals.blind.score import blind_records
from evals.sets.read import read_set
from evals.training.cards import UNSEEN, WRITERS
from evals.training.network import ScorerNetwork, _as_arrays
from evals.training.records import UnreadableRecord, known_runs, read_records, runs, unknown_ids, write_records
from evals.training.train import data_hash, taught_records
from rag.question.learned.pairs import Pairs
from rag.question.learned.scorer import WIDTH
from rag.question.learned.weights import load_weights

FOLDER = Path(evals.training.__file__).parent
SETS = FOLDER.parent / "datasets"


@pytest.fixture(scope="module")
def records():
    return list(read_records(sorted(FOLDER.glob("train-*.jsonl"))))


def test_the_network_that_is_trained_and_the_scorer_that_reads_agree():
    torch.manual_seed(1)
    network = ScorerNetwork(np.zeros(WIDTH, dtype=np.float32), np.ones(WIDTH, dtype=np.float32), 9, known=12)
    features, question = torch.randn(3, 15, WIDTH), torch.randn(3, 9)
    expected = network(features, question).detach().numpy()
    scorer = _as_arrays(network, 1.0)
    got = np.stack([scorer.logits(Pairs(f.numpy(), q.numpy()), 12) for f, q in zip(features, question, strict=True)])
    assert np.allclose(got, expected, atol=1e-4)


def test_no_training_question_is_on_what_has_to_stay_unseen(records):
    assert not [r.id for r in records if not UNSEEN.isdisjoint(r.businesses) or r.language == "zh-Hant"]


def test_every_writer_language_and_kind_is_there(library, records):
    languages = Counter(r.language for r in records)
    assert {r.writer for r in records} <= set(WRITERS) and len({r.writer for r in records}) >= 6
    assert min(languages.values()) >= 200 and languages["zh-Hans"] > 1000 and languages["en"] > 1000
    assert len({kind for r in records for kind in r.asks}) == 21
    assert not [one for r in records for one in unknown_ids(library, r.labels)]


def test_a_described_question_shares_no_run_of_words_with_what_it_is_read_by(library, records):
    known = known_runs(library, [item.question for item in read_set(SETS, library)])
    assert not [r.id for r in records if r.wording == "described" and runs(r.question) & known]


def test_no_question_is_in_a_blind_part_or_a_test_set_too(library):
    held = {r.question for part in (1, 2, 3) for r in blind_records(part)} | {i.question for i in read_set(SETS, library)}
    assert not [r.id for r in taught_records(library) if r.question in held]


def test_records_survive_a_file_and_a_fault_in_one_is_named(tmp_path, records):
    (path,) = write_records(records[:5], tmp_path, "some")
    assert list(read_records([path])) == records[:5]
    path.write_text(path.read_text(encoding="utf-8").replace('"asks"', '"ask"', 1), encoding="utf-8")
    with pytest.raises(UnreadableRecord, match=r"some-1\.jsonl:1: `ask"):
        list(read_records([path]))


def test_the_weights_that_ship_were_trained_on_the_questions_that_ship(embedder, library):
    """Else run `python -m evals.training.train`."""
    assert load_weights(embedder.name, embedder.meanings).made_from["data"] == data_hash(taught_records(library))

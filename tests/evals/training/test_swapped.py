"""Names in frames: what surrounds a name says nothing of whether it is a business of the corpus."""

from collections import Counter, defaultdict

import pytest

from evals.training.cards import UNSEEN
from evals.training.swapped import FRAMES, SWAPPED, names_in, swapped_records
from rag.language.detect import language_of
from rag.language.lexicon import Lexicon


@pytest.fixture(scope="module")
def records(library):
    return swapped_records(library)


def test_every_frame_holds_as_many_businesses_as_trades(records):
    sides: dict[str, Counter] = defaultdict(Counter)
    for r in records:
        sides[r.id.rsplit("-", 2)[0]]["outside" in r.asks] += 1
    assert len(sides) == sum(len(some) for said in FRAMES.values() for some in said["frames"].values())
    assert all(side[True] == side[False] for side in sides.values())


def test_frames_have_one_place_for_a_name_and_every_language_of_training(records):
    frames = [f for said in FRAMES.values() for some in said["frames"].values() for f in some]
    assert all(f.count("{}") == 1 for f in frames) and len(set(frames)) == len(frames)
    assert {r.language for r in records} == {"zh-Hans", "en", "ja", "ko", "de", "fr", "es", "ru"}


def test_no_business_kept_from_training_is_named(library, records):
    assert not [r for r in records if not UNSEEN.isdisjoint(r.businesses)]
    assert {b for r in records for b in r.businesses} >= {a.id for a in library.activities.values() if a.id == "call-centre"}


def test_no_frame_and_no_trade_names_a_business(library):
    lexicon = Lexicon(library)
    for language, said in FRAMES.items():
        code = language_of("外资") if language == "zh-Hans" else language
        texts = [*said["trades"], *(f.replace("{}", " ") for some in said["frames"].values() for f in some)]
        assert not [t for t in texts if any(f.kind == "activity" for f in lexicon.find(t, code))], language


def test_one_name_is_never_learned_from_and_tested_on(records):
    """All fillings of one name are one cluster, and folds are drawn by cluster."""
    clusters = defaultdict(set)
    for r in records:
        clusters[r.businesses or r.cluster].add(r.cluster)
    assert all(len(found) == 1 for found in clusters.values())
    assert {r.writer for r in records} == {SWAPPED}


def test_a_business_is_called_by_its_name_or_an_alias(library):
    centre = library.activities["call-centre"]
    assert names_in(centre, "zh-Hans")[0] == centre.name.zh and "call center" in names_in(centre, "en")

"""The map that moves the vector of a question: what it does to it, and when it is left off."""

import numpy as np
import pytest

from index import About
from index.ranking.query_adapter import Adapter


def some_adapter(size: float) -> Adapter:
    draw = np.random.default_rng(0)
    return Adapter(*(size * draw.normal(size=shape).astype(np.float32) for shape in ((8, 2), (2, 8), (8,))))


def test_a_moved_vector_has_length_one_alone_and_among_others():
    vectors = np.eye(8, dtype=np.float32)
    moved = some_adapter(0.3).moved(vectors)
    assert np.linalg.norm(moved, axis=1) == pytest.approx(np.ones(8), abs=1e-6)
    assert some_adapter(0.3).moved(vectors[3]) == pytest.approx(moved[3], abs=1e-6)
    assert not np.allclose(moved, vectors, atol=0.01)


def test_an_adapter_of_nothing_leaves_a_question_where_it_is():
    vectors = np.eye(8, dtype=np.float32)
    assert some_adapter(0.0).moved(vectors) == pytest.approx(vectors)


def test_a_saved_adapter_is_there_for_the_vectors_it_was_learnt_for_and_for_no_others(tmp_path):
    path = tmp_path / "adapter.npz"
    some_adapter(0.3).save("a-model", path)
    assert Adapter.load("another-model", path) is None
    vectors = np.eye(8, dtype=np.float32)
    assert Adapter.load("a-model", path).moved(vectors) == pytest.approx(some_adapter(0.3).moved(vectors), abs=1e-3)


def test_the_adapter_that_ships_fits_the_bundled_embedder_and_leaves_a_question_near_itself(embedder):
    adapter = Adapter.load(embedder.name)
    asked = embedder.query("古董拍卖外资可以做吗")
    assert 0.5 < float(adapter.moved(asked) @ asked) < 0.9999


def test_a_hit_bears_the_cosine_of_the_question_as_it_was_embedded(answerer):
    """The thresholds of the answerer are set for it: what moves the order must not move them."""
    asked = answerer.embedder.query("外资可以做数据中心吗")
    hits = answerer.index.search(asked, "外资可以做数据中心吗", 10, about=About(("data-centre",)))
    assert [h.cosine for h in hits] == pytest.approx((answerer.index.vectors([h.id for h in hits]) @ asked).tolist(), abs=1e-5)

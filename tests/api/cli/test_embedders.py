"""The embedder and the reranker of the environment, as the command line takes them up."""

from functools import partial

import pytest

from index import Index, build, default_embedder
from tests.command_line import zhunru as in_process
from tests.index.embeddings_server import KEY, EmbeddingsServer, refuses

QUESTION = "How is the registered capital of a telecom company defined?"


@pytest.fixture
def zhunru(tmp_path):
    """Runs a command with a home of its own and what a test sets."""
    return partial(in_process, tmp_path, columns=200, OPENAI_API_KEY=KEY)


@pytest.fixture
def embeddings():
    server = EmbeddingsServer()
    yield server
    server.shutdown()
    server.server_close()


def test_an_index_is_built_for_a_server_searched_with_it_and_refused_without(zhunru, embeddings, tmp_path, library):
    setting = {"ZHUNRU_EMBEDDER": "openai:some-model", "ZHUNRU_EMBEDDER_URL": embeddings.url}
    built = zhunru("index", "build", **setting)
    assert built.returncode == 0, built.stderr
    assert f"{len(library.clauses)} provisions, some-model." in built.stdout
    assert "What is relevant" in built.stdout and "multilingual-e5-small" in built.stdout, "what the setting does not change"

    embeddings.requests.clear()
    asked = zhunru("ask", QUESTION, **setting)
    assert asked.returncode == 0, asked.stderr
    assert QUESTION in embeddings.texts
    assert "[1]" in asked.stdout

    refused = zhunru("ask", QUESTION)
    assert refused.returncode == 1
    assert "some-model (16 wide), but multilingual-e5-small/onnx (384 wide) is configured" in refused.stderr
    assert "zhunru index build" in refused.stderr
    assert "Traceback" not in refused.stderr

    assert zhunru("index", "build").returncode == 0
    embedder = default_embedder()
    assert Index.open(tmp_path / "index", library, embedder).manifest.embedder == embedder.name
    assert zhunru("ask", QUESTION).returncode == 0


def test_adding_a_file_does_not_embed_the_corpus_anew_for_another_embedder(zhunru, tmp_path, library, embeddings):
    """Hours, or money, are spent by the command that says so alone."""
    build(library, default_embedder(), tmp_path / "index")
    file = tmp_path / "办法.txt"
    file.write_text("测试办法\n第一条 为了测试，制定本办法。\n第二条 本办法自2024年1月1日起施行。\n", encoding="utf-8")
    setting = {"ZHUNRU_EMBEDDER": "openai:some-model", "ZHUNRU_EMBEDDER_URL": embeddings.url}
    added = zhunru("corpus", "add", str(file), **setting)
    assert "zhunru index build" in added.stderr
    assert len(embeddings.texts) == 1, "the server was asked for nothing but its width"


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"ZHUNRU_EMBEDDER": "openai:x", "ZHUNRU_EMBEDDER_URL": "http://127.0.0.1:9/v1"}, "cannot be reached"),
        ({"ZHUNRU_RERANKER": "nobody/nothing"}, "hf download nobody/nothing"),
    ],
)
def test_a_setting_that_cannot_be_used_is_said_with_its_remedy_and_no_stack_trace(zhunru, environment, message):
    out = zhunru("ask", "外资可以做数据中心吗？", **environment)
    assert out.returncode == 1
    assert message in " ".join(out.stderr.split())
    assert "Traceback" not in out.stderr


def test_a_key_that_is_refused_is_not_shown(zhunru, embeddings):
    embeddings.acts = [refuses(401, f"Incorrect API key provided: {KEY}")]
    out = zhunru("index", "build", ZHUNRU_EMBEDDER="openai:some-model", ZHUNRU_EMBEDDER_URL=embeddings.url)
    assert out.returncode == 1
    assert "refuses the key" in out.stderr
    assert KEY not in out.stdout + out.stderr

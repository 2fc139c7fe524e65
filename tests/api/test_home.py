"""The index at home, when the program under it is a newer version."""

import pytest

from api.home import index_home, update_index
from corpus import Library
from index import IndexUnavailable, build
from index.embedders import E5_SMALL


class Renamed:
    """An embedder under the name of another."""

    def __init__(self, embedder, name):
        self.name, self.dimension, self.query, self.passages = name, embedder.dimension, embedder.query, embedder.passages


@pytest.fixture
def small(library):
    """One document of the corpus, with nothing described."""
    document = library.documents["cn-telecom-enterprise-provisions-2022"]
    parts = (list(library.activities.values()), list(library.areas.values()), list(library.origins.values()))
    return Library([document], *parts, library.checked_through, "part")


def test_an_index_of_the_embedder_of_an_earlier_version_is_built_again_by_itself(tmp_path, monkeypatch, small, embedder):
    monkeypatch.setenv("ZHUNRU_HOME", str(tmp_path))
    build(small, Renamed(embedder, "multilingual-e5-small"), index_home())
    assert update_index(small, embedder, None).embedder == E5_SMALL


def test_one_of_an_embedder_that_the_user_had_chosen_is_not(tmp_path, monkeypatch, small, embedder):
    monkeypatch.setenv("ZHUNRU_HOME", str(tmp_path))
    build(small, embedder, index_home(), chosen=Renamed(embedder, "somebody/model"))
    with pytest.raises(IndexUnavailable, match="built with somebody/model"):
        update_index(small, embedder, None)

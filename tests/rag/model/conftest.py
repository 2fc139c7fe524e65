import pytest

from rag import Answerer
from rag.model import Settings, open_writer
from tests.rag.model.scripted import ScriptedModel


@pytest.fixture(scope="session")
def model():
    """A scripted model, listening for as long as the tests run."""
    server = ScriptedModel()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def narrated(answerer, model):
    """An answerer whose prose the scripted model writes."""
    writer = open_writer(Settings(name="openai:scripted", url=model.url, timeout=20))
    return Answerer(answerer.library, answerer.index, answerer.embedder, writer)


@pytest.fixture(scope="session")
def hasty(answerer, model):
    """The same with no patience."""
    writer = open_writer(Settings(name="openai:scripted", url=model.url, timeout=1))
    return Answerer(answerer.library, answerer.index, answerer.embedder, writer)

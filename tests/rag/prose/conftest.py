import pytest

from rag import Answerer
from rag.llm import Settings, open_writer


@pytest.fixture(scope="session")
def answerer(ruled):
    """What is written of an answer is tested here, not how its question is read."""
    return ruled


@pytest.fixture(scope="session")
def narrated(answerer, model):
    """An answerer whose prose the scripted model writes."""
    writer = open_writer(Settings(name="openai:scripted", url=model.url, timeout=20))
    return Answerer(answerer.library, answerer.index, answerer.embedder, writer, reader="rules")


@pytest.fixture(scope="session")
def hasty(answerer, model):
    """The same with no patience."""
    writer = open_writer(Settings(name="openai:scripted", url=model.url, timeout=1))
    return Answerer(answerer.library, answerer.index, answerer.embedder, writer, reader="rules")

import pytest

from rag import Answerer
from rag.llm import Settings, open_writer


@pytest.fixture(scope="session")
def hasty(answerer, model):
    """The same with no patience."""
    writer = open_writer(Settings(name="openai:scripted", url=model.url, timeout=1))
    return Answerer(answerer.library, answerer.index, answerer.embedder, writer)

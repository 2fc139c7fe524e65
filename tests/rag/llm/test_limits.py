"""A round of writing ends in time and in length, whatever the model and the library between would do."""

import threading

import pytest

from rag.llm import Settings, client, open_writer
from rag.llm.client import MOST_TOKENS, WriterFailed
from tests.rag.prose.scripted import hangs, says, thinks

ASKED = [("human", "Write.")]


@pytest.fixture
def impatient_library(monkeypatch):
    """What langchain-openai does after 120 seconds of silence, it does at once."""
    monkeypatch.setenv("LANGCHAIN_OPENAI_STREAM_CHUNK_TIMEOUT_S", "0.2")


def writer(model, timeout=30.0):
    return open_writer(Settings(name="openai:scripted", url=model.url, timeout=timeout))


def text_of(pieces):
    return "".join(pieces)


def test_a_model_may_be_silent_for_as_long_as_the_setting_says(model, impatient_library):
    """langchain-openai cut it off after 120 seconds, whatever ZHUNRU_MODEL_TIMEOUT said."""
    text = "A note that comes slowly, in three pieces with a pause after each."
    model.play(says(text, pause=0.6))
    assert text_of(writer(model).write(ASKED, threading.Event())) == text


def test_a_model_that_is_silent_for_longer_than_the_setting_says_is_cut_off(model):
    model.play(hangs("A word "))
    with pytest.raises(WriterFailed, match="timeout: not done after 1 s"):
        list(writer(model, timeout=1).write(ASKED, threading.Event()))
    assert model.left.wait(10)


def test_a_time_out_of_the_client_is_reported_as_one(model, monkeypatch):
    """Where it comes first for once, as on a machine under load."""
    model.play(hangs("A word "))
    patient = writer(model)
    monkeypatch.setattr(patient._model, "stream_chunk_timeout", 0.2)
    with pytest.raises(WriterFailed) as failed:
        list(patient.write(ASKED, threading.Event()))
    assert failed.value.reason == "timeout"


def test_the_model_is_asked_for_a_limited_number_of_tokens(model):
    model.play(says("Short."))
    list(writer(model).write(ASKED, threading.Event()))
    assert model.requests[0]["max_completion_tokens"] == MOST_TOKENS


def test_a_server_that_ignores_the_limit_is_left_at_it(model, monkeypatch):
    """Ollama knows it under another name only."""
    monkeypatch.setattr(client, "MOST_TOKENS", 20)
    model.play(says("word " * 2_000, pause=0.001))
    assert len(text_of(writer(model).write(ASKED, threading.Event()))) <= 20 * 24
    assert model.left.wait(10), "the generation goes on"


def test_endless_thinking_is_left_at_the_limit_too(model, monkeypatch):
    monkeypatch.setattr(client, "MOST_TOKENS", 20)
    model.play(thinks("At last."))
    with pytest.raises(WriterFailed, match="empty"):
        list(writer(model).write(ASKED, threading.Event()))
    assert model.left.wait(10), "the generation goes on"


def test_thinking_within_the_limit_is_not_part_of_the_text(model):
    model.play(thinks("At last."))
    assert text_of(writer(model).write(ASKED, threading.Event())) == "At last."

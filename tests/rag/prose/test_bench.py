"""The two commands that measure: what the check's thresholds part, and how a real model fares."""

import importlib.util
import io
import sys
import threading
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from rich.console import Console

from corpus import ZhunruError
from evals.bench import model_prose, support
from tests.rag.prose.scripted import says


def printed(table):
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(table)
    return console.export_text()


def test_the_bench_of_support_shows_both_sides_of_every_threshold(home, monkeypatch):
    monkeypatch.setenv("ZHUNRU_HOME", str(home))
    text = printed(support.measure_support(20))
    for words in ("words", "meaning", "own provision", "another", "zh", "en"):
        assert words in text


def test_the_bench_of_a_model_tells_how_each_question_went(narrated, model, monkeypatch):
    monkeypatch.setattr(model_prose, "QUESTIONS", model_prose.QUESTIONS[-2:])
    model.play(says("Film production is 100 % open [1]."))
    text = printed(model_prose.measure_model(narrated))
    assert text.count("fallback") == 2
    assert "0 of 2" in text


def test_without_a_model_the_bench_says_how_to_get_one(answerer, tmp_path):
    with pytest.raises(ZhunruError, match="ZHUNRU_MODEL"):
        model_prose.measure_model(answerer)
    with pytest.raises(ZhunruError, match="no file"), model_prose.local_model(tmp_path / "none.gguf", 10):
        pass


@pytest.mark.skipif(importlib.util.find_spec("xllamacpp") is not None, reason="xllamacpp is installed")
def test_a_missing_server_is_named_with_the_command_that_installs_it(tmp_path: Path):
    (tmp_path / "small.gguf").write_bytes(b"GGUF")
    with pytest.raises(ZhunruError, match="pip install xllamacpp"), model_prose.local_model(tmp_path / "small.gguf", 10):
        pass


@pytest.fixture
def xllamacpp(model, monkeypatch):
    """What is used of the package: parameters, and a server that listens as soon as it is made. The scripted model answers there."""
    module = ModuleType("xllamacpp")
    module.__spec__ = ModuleSpec("xllamacpp", None)
    module.CommonParams = lambda: SimpleNamespace(model=SimpleNamespace(path=""))
    module.Server = lambda parameters: SimpleNamespace(listening_address=model.url.removesuffix("/v1"), parameters=parameters)
    monkeypatch.setitem(sys.modules, "xllamacpp", module)
    return module


def test_a_gguf_file_is_served_for_as_long_as_the_block_lasts(xllamacpp, model, tmp_path):
    (tmp_path / "small.gguf").write_bytes(b"GGUF")
    model.play(says("A note."))
    with model_prose.local_model(tmp_path / "small.gguf", 10) as writer:
        assert "".join(writer.write([("human", "Write.")], threading.Event())) == "A note."
    assert model.requests[0]["model"] == "small"


def test_a_file_that_cannot_be_served_is_named(xllamacpp, tmp_path):
    def fails(parameters):
        raise RuntimeError("Failed to init server")

    xllamacpp.Server = fails
    (tmp_path / "small.gguf").write_bytes(b"GGUF")
    with pytest.raises(ZhunruError, match=r"small.gguf: Failed to init"), model_prose.local_model(tmp_path / "small.gguf", 10):
        pass

"""The two commands that measure: what the check's thresholds part, and how a real model fares."""

import importlib.util
import io
from pathlib import Path

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


@pytest.mark.skipif(importlib.util.find_spec("llama_cpp") is not None, reason="llama-cpp-python is installed")
def test_a_missing_server_is_named_with_the_command_that_installs_it(tmp_path: Path):
    (tmp_path / "small.gguf").write_bytes(b"GGUF")
    with pytest.raises(ZhunruError, match="pip install 'llama-cpp-python"), model_prose.local_model(tmp_path / "small.gguf", 10):
        pass

"""The reading benchmark against an endpoint."""

from typer.testing import CliRunner

from evals.bench.commands import bench
from evals.bench.reading import benchmark_items
from tests.rag.prose.scripted import replies


def test_no_frozen_question_is_sent_and_the_order_is_the_same_each_time():
    items = benchmark_items(100_000)
    assert len(items) > 200 and not any(item.frozen for item in items)
    assert [item.id for item in benchmark_items(20)] == [item.id for item in items[:20]]


def test_the_figures_of_both_readers_are_printed(home, model, monkeypatch):
    monkeypatch.setenv("ZHUNRU_HOME", str(home))
    monkeypatch.setenv("ZHUNRU_MODEL", "openai:scripted")
    monkeypatch.setenv("ZHUNRU_MODEL_URL", model.url)
    model.play(replies("?"))
    done = CliRunner().invoke(bench, ["reading", "--limit", "12", "--on", "2026-11-22"])
    assert done.exit_code == 0, done.output
    for words in (
        "openai:scripted at 127.0.0.1",
        "business first",
        "kinds of ask",
        "seconds, median",
        "invalid",
        "reads businesses better",
    ):
        assert words in " ".join(done.output.split())


def test_without_a_model_the_command_says_what_to_set(monkeypatch):
    monkeypatch.delenv("ZHUNRU_MODEL", raising=False)
    done = CliRunner().invoke(bench, ["reading"])
    assert done.exit_code == 1 and "ZHUNRU_MODEL" in done.output

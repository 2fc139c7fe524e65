"""The command line: zhunru ask, serve, index, and what other parts add to it."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from datetime import datetime
from importlib.metadata import entry_points
from typing import Annotated, Literal

import typer
from rich.console import Console

from api.cli import decisions, official  # noqa: F401
from api.cli.corpus import corpus_app
from api.cli.reporting import reporting
from corpus import ZhunruError

app = typer.Typer(name="zhunru", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False,
                  help="May a foreign investor do this business in China, on what terms, and where does it say so?")  # fmt: skip
index_app = typer.Typer(no_args_is_help=True, help="The search index.")
app.add_typer(index_app, name="index")
app.add_typer(corpus_app, name="corpus")
decisions.register_decisions(app)
console = Console()


@app.command()
def ask(
    question: str,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to decide for.")] = None,
    area: Annotated[str | None, typer.Option(help="A place: shanghai-lingang, 海南, Shenzhen.")] = None,
    language: Annotated[
        str | None,
        typer.Option(callback=decisions.spoken, help="Language of the answer: zh, zh-Hant, en, ja, ko, de, fr, es, ru."),
    ] = None,
    composer: Annotated[
        Literal["auto", "grounded", "llm"],
        typer.Option(
            help="Who writes the prose: a language model where $ZHUNRU_MODEL names one (auto), none, or one or an error."
        ),
    ] = "auto",
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole answer object.")] = False,
) -> None:
    """Answer one question."""
    from api.cli.show_answer import show_answer
    from api.home import open_answerer
    from api.http.app import china_today
    from rag import Ask

    with reporting():
        if not question.strip():
            raise ZhunruError("The question is empty.", 'Write it in quotes: zhunru ask "外资可以办电视台吗？"')
        answerer = open_answerer()
        day, place = as_of.date() if as_of else None, answerer.lexicon.resolve("area", area)
        asked = Ask(question, today=china_today(), language=language, as_of=day, area=place, composer=composer)
        answer = answerer.answer(asked)
    if as_json:
        sys.stdout.write(answer.model_dump_json(indent=2) + "\n")
    else:
        show_answer(console, answer)


@app.command()
def explain(question: str) -> None:
    """Print how a question is read, and what speaks for each business that it may mean."""
    from api.cli.show_reading import show_reading
    from api.home import open_answerer
    from api.http.app import china_today

    with reporting():
        show_reading(console, open_answerer(), question, china_today())


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8000,
) -> None:
    """Serve the API and the web page, building the index first where it is missing."""
    from api.home import home, open_answerer, open_conversations, published_index
    from api.http.app import china_today, create_app, utc_now
    from api.http.server import bind, listen, run, warm_up
    from api.serving import Serving
    from rag import Answerer

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    with reporting():
        # The port is taken first, so that one in use is reported at once; connections are refused until questions can be answered.
        bound = bind(host, port)
        conversations = open_conversations(utc_now)
        answerer = open_answerer()
        serving = Serving(answerer)
        application = create_app(serving, conversations=conversations, home=home())
        warm_up(answerer, china_today())
        listen(bound)

    def reopened() -> Answerer:
        newer = open_answerer(build_missing=False)
        warm_up(newer, china_today())
        return newer

    # What is published later (`zhunru corpus add`, `measures`, `remove`, `index build`) is taken up without a restart.
    follower = serving.follow(published_index, reopened)
    console.print(f"Zhunru 准入 on http://{host}:{bound.getsockname()[1]}", highlight=False)
    try:
        with suppress(KeyboardInterrupt):
            run(application, bound)
    finally:
        follower.stop()


@index_app.command("build")
def index_build(
    fresh: Annotated[bool, typer.Option(help="Build it again in any case, and take over nothing from the old one.")] = False,
) -> None:
    """Build the index of the corpus where it is missing, outdated or damaged. The old one is served until the new one is published."""
    from api.home import added_home, build_index, open_embedders
    from corpus import load_library

    with reporting():
        embedder, chosen = open_embedders()
        manifest = build_index(load_library(added=added_home()), embedder, chosen, fresh)
    console.print(f"Index {manifest.fingerprint}: {manifest.passages} provisions, {manifest.embedder}.", highlight=False)
    if chosen:
        console.print(
            f"{chosen.name} orders what is found. What is relevant, and which business a question describes, {embedder.name} "
            "tells as before: the thresholds are set for it.",
            highlight=False,
        )


@index_app.command("vectors")
def index_vectors() -> None:
    """Write the corpus vectors that ship with the package, after the corpus has been edited (for developers)."""
    from api.home import bundle_vectors

    with reporting():
        count = bundle_vectors()
    console.print(f"{count} vectors written.", highlight=False)


def _plug_in() -> None:
    """Commands of parts that this package must not import (evals) come in by entry point."""
    for entry in entry_points(group="zhunru.commands"):
        app.add_typer(entry.load(), name=entry.name)


def main() -> None:
    _plug_in()
    app()

"""`zhunru eval peers`: ordinary builds scored on our sets and on STARD."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.cli.reporting import reporting


def register_peers(app: typer.Typer) -> None:
    """Add `eval peers`."""
    app.command("peers")(eval_peers)


def eval_peers(
    stard: Annotated[
        Path | None, typer.Option(help="A folder with STARD: corpus.jsonl.gz, queries.dev.jsonl, vectors.npy.")
    ] = None,
    readme: Annotated[bool, typer.Option("--readme", help="Put the table into evals/README.md too.")] = False,
    sets: Annotated[
        Path, typer.Option(help="A test set of your own, or a folder of them, in place of ours.", show_default=False)
    ] = Path(__file__).parents[1] / "datasets",
) -> None:
    """Score ordinary builds (LangChain, Haystack, bm25s, dense) and Zhunru on the same questions: one table."""
    from api.http.app import china_today
    from corpus import ZhunruError
    from evals.peers.run import compare_with_peers
    from evals.peers.table import peers_markdown, rewrite

    with reporting():
        if readme and not stard:
            raise ZhunruError("The table in evals/README.md has STARD in it.", "Add --stard FOLDER.")
        block = peers_markdown(compare_with_peers(sets, stard, china_today()))
        if readme:
            rewrite(block)
    Console(width=240).print(block, highlight=False, markup=False, soft_wrap=True)

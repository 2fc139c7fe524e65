"""`zhunru eval`: a test set checked, run, scored; feedback made into candidates."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.cli.reporting import reporting
from evals.peers.command import register_peers
from evals.report.commands import register_reports

app = typer.Typer(no_args_is_help=True, help="How good the answers are: test sets, runs, scores, reports.")
console = Console(width=140)
SetArgument = Annotated[
    Path, typer.Argument(metavar="SET", help="A file (YAML, JSONL, CSV, XLSX), a folder of them, or the name of one of ours.")
]


@app.command("check")
def eval_check(path: SetArgument) -> None:
    """Read a test set and tell every fault with its place and remedy."""
    from api.home import added_home
    from corpus import load_library
    from evals.sets.read import read_set, set_hash

    with reporting():
        items = read_set(path, load_library(added=added_home()))
    verdicts = sum(len(i.verdicts) for i in items)
    frozen = sum(i.frozen for i in items)
    console.print(
        f"{len(items)} items ({frozen} frozen), {verdicts} verdicts expected, no fault; hash {set_hash(items)[:12]}.",
        highlight=False,
    )


@app.command("blind")
def eval_blind(
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to ask on; else today.")] = None,
    note: Annotated[str, typer.Option(help="What is measured, for the ledger.")] = "",
    part: Annotated[int, typer.Option(min=1, max=4, help="1 to 3, measured often, or 4, the newest.")] = 4,
) -> None:
    """Measure how a blind part is read, print aggregates alone, and append them to evals/blind/LEDGER.md."""
    from api.home import open_answerer, progress_bar
    from evals.blind.score import append_to_ledger, blind_figures, blind_records, figures_table
    from evals.training.reading_scores import read_all

    with reporting():
        answerer, records = open_answerer(), blind_records(part)
        day = (on or datetime.now()).date()
        reads = []
        with progress_bar("Reading") as progress:
            for read in read_all(answerer, records, day):
                reads.append(read)
                progress(len(reads), len(records))
        rows = blind_figures(reads)
        console.print(figures_table(rows, len(reads)))
        append_to_ledger(rows, part, day, note, answerer)


@app.command("run")
def eval_run(
    path: SetArgument,
    name: Annotated[
        str | None, typer.Option(help="Name of the run; one that was interrupted goes on. Default: the set and the time.")
    ] = None,
    composer: Annotated[str, typer.Option(help="Who writes the prose: auto, grounded, or what else the API offers.")] = "auto",
    url: Annotated[str | None, typer.Option("--against", metavar="URL", help="A running server; else in this process.")] = None,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to ask on, in this process; else today.")
    ] = None,
    parallel: Annotated[int, typer.Option(min=1, max=64, help="Questions asked at a time.")] = 2,
    record: Annotated[
        bool, typer.Option("--record", help="Keep the whole answer to every turn of every item, for `zhunru eval same`.")
    ] = False,
    paraphrase: Annotated[
        bool,
        typer.Option("--paraphrase", help="Ask the items that have `paraphrases`, in every wording: mean and worst over them."),
    ] = False,
) -> None:
    """Put every question of a test set, keep every response, and show the scores."""
    from evals.report.scores import show_scores
    from evals.runs.launch import launch

    with reporting():
        folder, scores = launch(path, name, composer, url, on.date() if on else None, parallel, record, paraphrase)
    show_scores(console, scores)
    console.print(f"Kept in {folder}", highlight=False, soft_wrap=True)


@app.command("candidates")
def eval_candidates(
    out: Annotated[Path, typer.Argument(help="The YAML file to write.")] = Path("candidates.yaml"),
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only feedback from this day on.")] = None,
) -> None:
    """Turn what users said of answers into candidate items for a person to complete."""
    from evals.sets.candidates import write_candidates

    with reporting():
        count = write_candidates(out, since.date() if since else None)
    console.print(
        f"{count} candidates in {out}. Complete `why` and the expectations, then: zhunru eval check {out}", highlight=False
    )


@app.command("judge")
def eval_judge(
    name: Annotated[str, typer.Argument(metavar="RUN", help="The name of a run.")],
    model: Annotated[
        str, typer.Option(help="provider:model, such as openai:gpt-5-mini; its keys come from its own environment variables.")
    ],
) -> None:
    """Let a model grade fluency and completeness, beside the scores, with its agreement with hand-graded answers."""
    from evals.runs.launch import runs_home
    from evals.scoring.judge import judge_run

    with reporting():
        found = judge_run(runs_home() / name, model)
    for criterion, agreement in found.agreement.items():
        counts = ", ".join(f"{n} {level}" for level, n in sorted(found.grades[criterion].items()))
        told = "cannot be told" if agreement is None else f"{agreement:.2f}"
        console.print(f"{criterion}: {counts}; kappa with {found.labels} hand-graded answers: {told}", highlight=False)
    if found.failed:
        console.print(f"{found.failed} answers could not be graded; judged.jsonl says why.", highlight=False)


register_reports(app)
register_peers(app)

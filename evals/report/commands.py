"""The commands of `zhunru eval` that look at runs: compare, same, report, gate, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from api.cli.reporting import reporting

console = Console(width=140, highlight=False)
RunArgument = Annotated[Path, typer.Argument(metavar="RUN", help="The name of a run, or its folder.")]
Against = Annotated[Path | None, typer.Option("--against", metavar="RUN", help="An earlier run to compare with.")]


def register_reports(app: typer.Typer) -> None:
    """Add the commands to `zhunru eval`."""
    app.command("compare")(eval_compare)
    app.command("same")(eval_same)
    app.command("report")(eval_report)
    app.command("gate")(eval_gate)
    app.command("export")(eval_export)


def eval_compare(
    before: Annotated[Path, typer.Argument(metavar="A", help="The earlier run.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The later run.")],
) -> None:
    """Tell what got better and worse from run A to run B: paired intervals, McNemar, item by item."""
    with reporting():
        from evals.report.terminal import show_run_comparison

        show_run_comparison(console, _compared(before, _open(after)))


def eval_same(
    before: Annotated[Path, typer.Argument(metavar="A", help="A run made with --record.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="Another, of the same items.")],
) -> None:
    """Compare every answer of two recorded runs byte for byte; fail when any differs."""
    with reporting():
        from evals.report.scores import show_differences
        from evals.runs.differences import differences
        from evals.scoring.scored import folder_of

        found = differences(folder_of(before), folder_of(after))
    show_differences(console, found)
    if found.answers:
        raise typer.Exit(1)


def eval_report(
    run: RunArgument,
    against: Against = None,
    out: Annotated[Path | None, typer.Option(help="Where to write the page; else report.html in the folder of the run.")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown for a pull request instead.")] = False,
    readme: Annotated[bool, typer.Option("--readme", help="Write the tables of evals/README.md instead.")] = False,
) -> None:
    """Write what a run came to: a page to open in a browser, Markdown, or the tables of the README."""
    with reporting():
        scored = _open(run)
        comparison = _compared(against, scored) if against else None
        if markdown:
            from evals.report.markdown import report_markdown

            typer.echo(report_markdown(scored, comparison), nl=False)
        elif readme:
            from evals.report.blocks import README, fill
            from evals.report.markdown import readme_tables

            changed = fill(README, "scores", readme_tables(scored))
            console.print(f"{escape(str(README))}: {'written' if changed else 'as it was'}.", soft_wrap=True)
        else:
            from evals.report.page import page
            from evals.scoring.scored import folder_of

            path = out or folder_of(run) / "report.html"
            _write(path, page(scored, comparison))


def eval_gate(
    run: RunArgument,
    baseline: Annotated[Path | None, typer.Option(help="The scores to hold; else evals/baseline.json.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Take this run as the baseline.")] = False,
) -> None:
    """Fail when the frozen items score worse than the baseline, beyond chance."""
    with reporting():
        from evals.report.terminal import show_judgement
        from evals.scoring.gate import BASELINE, judge, read_baseline, write_baseline

        scored, path = _open(run), baseline or BASELINE
        if write:
            count = write_baseline(scored, path)
            console.print(f"{escape(str(path))}: {count} frozen items.", soft_wrap=True)
            return
        held = read_baseline(path)
        judgement = judge(scored, held)
    show_judgement(console, scored, held, judgement)
    if not judgement.passed:
        raise typer.Exit(1)


def eval_export(
    run: RunArgument,
    to: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Where to; else `export` in the folder of the run.")] = None,
) -> None:
    """Write the scores as CSV and JSON, the retrieval as TREC run and qrels."""
    with reporting():
        from evals.report.exports import export
        from evals.scoring.scored import folder_of

        for path in export(_open(run), to or folder_of(run) / "export"):
            console.print(escape(str(path)), soft_wrap=True)


def _open(run: Path):
    from api.home import added_home
    from corpus import load_library
    from evals.scoring.scored import open_run

    return open_run(run, load_library(added=added_home()))


def _compared(before: Path, after):
    from evals.scoring.compare import compare_runs

    return compare_runs(_open(before), after)


def _write(path: Path, text: str) -> None:
    from corpus import ZhunruError

    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ZhunruError(f"Cannot write {path}: {error.strerror}.", "Give a path in a folder that exists: --out FILE") from error
    console.print(escape(str(path)), soft_wrap=True)

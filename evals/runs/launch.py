"""`zhunru eval run`: everything opened, the set run, the responses scored."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from api.home import added_home, home, open_answerer, progress_bar
from api.http.app import china_today
from corpus import Library, ZhunruError, load_library
from evals.runs.record import Run
from evals.runs.run import carry_out, read_run
from evals.runs.systems import System, in_process, system_at
from evals.scoring.score import ItemScores, score
from evals.sets.items import Item, Slug
from evals.sets.read import read_set, set_hash
from evals.sets.wordings import worded


def runs_home() -> Path:
    """Where runs are kept."""
    return home() / "runs"


def launch(
    path: Path,
    name: str | None,
    composer: str,
    url: str | None,
    on: date | None,
    parallel: int,
    record: bool = False,
    paraphrase: bool = False,
) -> tuple[Path, list[ItemScores]]:
    """Run a set under a name, going on with a run of that name; its folder and its scores. With ``record`` every answer is kept
    whole; with ``paraphrase`` every wording of the items that have several is asked, and nothing else. Raises ZhunruError."""
    if url and on:
        raise ZhunruError("A running server asks its own clock for the day.", "Leave out --on, or --against.")
    started = datetime.now().astimezone()
    folder = runs_home() / _name(name or f"{path.stem}-{started:%Y%m%d-%H%M%S}".lower())
    if url:
        library = load_library(added=added_home())
        opened, today = system_at(url, composer), china_today()
    else:
        answerer = open_answerer()
        library, today = answerer.library, on or _day_of(folder) or china_today()
        opened = in_process(answerer, today, composer)
    items = read_set(path, library)
    items = worded(items) if paraphrase else items
    _run(items, opened, folder, path.stem, today, started, parallel, record)
    return folder, _scores(folder, items, library)


def _run(
    items: list[Item],
    opened: AbstractContextManager[System],
    folder: Path,
    of: str,
    today: date,
    started: datetime,
    parallel: int,
    record: bool,
) -> None:
    with opened as system, progress_bar("Asking") as progress:
        about = system.about
        run = Run(
            name=folder.name,
            set=of,
            set_hash=set_hash(items),
            items=len(items),
            system=about.system,
            settings=about.settings | {"parallel": str(parallel)},
            asked_on=today,
            started=started,
            code_version=about.code_version,
            corpus_hash=about.corpus_hash,
            index_version=about.index_version,
            recorded=record,
        )
        try:
            carry_out(run, items, system, folder, parallel, progress)
        except KeyboardInterrupt as stop:
            raise ZhunruError("Stopped.", f"Go on with the same command and --name {folder.name}") from stop


def _scores(folder: Path, items: list[Item], library: Library) -> list[ItemScores]:
    return score(items, read_run(folder)[1], library)


def _day_of(folder: Path) -> date | None:
    """The day that a run which goes on was begun to be asked on."""
    return read_run(folder)[0].asked_on if (folder / "run.json").is_file() else None


def _name(name: str) -> str:
    try:
        return TypeAdapter(Slug).validate_python(name)
    except ValidationError as error:
        raise ZhunruError(
            f"`{name}` is no name for a run.", "Use lower-case letters and digits, with single hyphens between."
        ) from error

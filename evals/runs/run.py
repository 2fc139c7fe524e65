"""Running a test set, and keeping what came of it. A run is a folder that stands alone: run.json, items.jsonl (the set as it
was), responses.jsonl (a line a response, in the order they came; where an item was asked anew, the last one counts). A recorded
run also has answers.jsonl (a line an answer, the turns of an item together).

    run, responses = read_run(folder)
    items = read_items(folder)
    run, answers = read_answers(folder)  # of a recorded run
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError

from corpus import ZhunruError
from evals.runs.record import RecordedAnswer, Response, Run, recorded_answers
from evals.runs.systems import System
from evals.sets.items import Item

Model = TypeVar("Model", bound=BaseModel)
#: What two parts of one run must have in common.
_SAME = ("set_hash", "system", "settings", "asked_on", "code_version", "corpus_hash", "index_version", "recorded")
_ANSWERS = "answers.jsonl"


def carry_out(
    run: Run, items: Sequence[Item], system: System, folder: Path, parallel: int, progress: Callable[[int, int], None]
) -> int:
    """Ask every item that has no answer in ``folder`` yet, several at a time; how many were asked. What has come is kept
    whenever it is stopped. Raises ZhunruError where the folder holds another run, or is being written."""
    with _alone(folder):
        done = _begin(run, items, folder)
        left = [item for item in items if item.id not in done]
        progress(len(items) - len(left), len(items))
        with (
            (folder / "responses.jsonl").open("a", encoding="utf-8") as out,
            (folder / _ANSWERS).open("a", encoding="utf-8") if run.recorded else nullcontext() as answers,
            ThreadPoolExecutor(parallel) as pool,
        ):
            asked = [pool.submit(system.respond, item) for item in left]
            try:
                for n, future in enumerate(as_completed(asked), 1):
                    response = future.result()
                    if answers:
                        # Before the response: an item counts as asked only once its answers are safe.
                        answers.write("".join(a.model_dump_json() + "\n" for a in recorded_answers(response)))
                        answers.flush()
                    out.write(response.model_dump_json() + "\n")
                    out.flush()
                    progress(len(items) - len(left) + n, len(items))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    return len(left)


def read_run(folder: Path) -> tuple[Run, list[Response]]:
    """A run as it was recorded. Raises ZhunruError, with a remedy, where the folder holds none or holds damaged lines."""
    run = _record(folder)
    responses = {r.item: r for r in _lines(folder / "responses.jsonl", Response)}
    return run, list(responses.values())


def read_items(folder: Path) -> list[Item]:
    """The test set of a run as it was when the run began."""
    return _lines(folder / "items.jsonl", Item)


def read_answers(folder: Path) -> tuple[Run, dict[str, dict[int | str, RecordedAnswer]]]:
    """A recorded run, and its answers by item and turn. Raises ZhunruError where the run was not recorded."""
    run = _record(folder)  # without the responses, whose contract may have changed since
    if not run.recorded:
        raise ZhunruError(
            f"The run `{run.name}` was not recorded: it keeps no answer but the last of each item.",
            "Run the set under another --name with --record.",
        )
    answers: dict[str, dict[int | str, RecordedAnswer]] = {}
    for line in _lines(folder / _ANSWERS, RecordedAnswer):
        if line.turn == 1:
            # The item was asked again after a failure: nothing of the earlier attempt counts.
            answers[line.item] = {}
        answers.setdefault(line.item, {})[line.turn] = line
    return run, answers


def _record(folder: Path) -> Run:
    path = folder / "run.json"
    if not path.is_file():
        raise ZhunruError(f"There is no run in {folder}.", "Make one: zhunru eval run SET --name NAME")
    try:
        return Run.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise _damaged(path, None, error) from error


def _begin(run: Run, items: Sequence[Item], folder: Path) -> set[str]:
    """Write what is run, or make sure that it is what the folder holds; the items that have been answered."""
    if not (folder / "run.json").exists():
        (folder / "items.jsonl").write_text("".join(i.model_dump_json() + "\n" for i in items), encoding="utf-8")
        (folder / "responses.jsonl").touch()
        if run.recorded:
            (folder / _ANSWERS).touch()
        (folder / "run.json.new").write_text(run.model_dump_json(indent=2) + "\n", encoding="utf-8")
        os.replace(folder / "run.json.new", folder / "run.json")
        return set()
    _drop_cut_line(folder / "responses.jsonl")
    before, responses = read_run(folder)
    if before.recorded and (folder / _ANSWERS).exists():
        _drop_cut_line(folder / _ANSWERS)
    differing = [name for name in _SAME if getattr(before, name) != getattr(run, name)]
    if differing:
        told = "; ".join(f"{name} was {getattr(before, name)}, is {getattr(run, name)}" for name in differing)
        raise ZhunruError(
            f"The run `{run.name}` cannot be continued: {told}.",
            f"Run under another --name; or delete {folder} to begin it again.",
        )
    return {r.item for r in responses if r.error is None}


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "run.lock", timeout=0):
            yield
    except Timeout as error:
        raise ZhunruError(
            f"{folder} is being written by another process.", "Wait for it, or run under another --name."
        ) from error
    except OSError as error:
        raise ZhunruError(f"{folder} cannot be written: {error.strerror}.", "Make it writable, or set ZHUNRU_HOME.") from error


def _drop_cut_line(path: Path) -> None:
    """Cut off what a process that was killed had half written."""
    content = path.read_bytes()
    if content and not content.endswith(b"\n"):
        with path.open("r+b") as file:
            file.truncate(content.rfind(b"\n") + 1)


def _lines(path: Path, model: type[Model]) -> list[Model]:
    if not path.is_file():
        raise ZhunruError(f"{path} is missing.", "Run the set anew under another --name.")
    read = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line:
            continue
        try:
            read.append(model.model_validate_json(line))
        except ValidationError as error:
            raise _damaged(path, number, error) from error
    return read


def _damaged(path: Path, line: int | None, error: ValidationError) -> ZhunruError:
    first = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    where = f"{path}:{line}" if line else str(path)
    return ZhunruError(
        f"{where}: {field + ': ' if field else ''}{first['msg']}.",
        "It was written by another version or is damaged: run the set anew under another --name.",
    )

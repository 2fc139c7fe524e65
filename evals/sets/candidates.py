"""Feedback made into candidates: items that a person completes before they count."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

import yaml
from pydantic import ValidationError

from api.home import home
from api.http.feedback import Feedback, feedback_file
from corpus import ZhunruError
from evals.metrics.language import languages

_HEAD = """\
# Candidates out of what users said. For each: check the expectation against the provisions (what an answer said is no proof),
# complete `why`, take the item over into a test set, and delete it here. None passes `zhunru eval check` before `why` is given.
"""


def write_candidates(out: Path, since: date | None) -> int:
    """Write the candidates out of the feedback kept on this machine; how many. Raises ZhunruError."""
    if out.exists():
        raise ZhunruError(f"{out} exists, and may hold work.", "Name another file, or move it away.")
    kept = [f for f in read_feedback(feedback_file(home())) if since is None or f.at >= since]
    made = list(candidates(kept))
    out.write_text(_HEAD + "".join(f"\n{comments}{_yaml(item)}" for item, comments in made), encoding="utf-8")
    return len(made)


def read_feedback(path: Path) -> list[Feedback]:
    """Every line of the feedback file. Raises ZhunruError where there is none, or a line is damaged."""
    if not path.is_file():
        raise ZhunruError(f"There is no feedback at {path}.", "It comes from the thumbs of the web page and POST /v1/feedback.")
    lines = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line:
            continue
        try:
            lines.append(Feedback.model_validate_json(line))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            field = ".".join(str(part) for part in first["loc"])
            raise ZhunruError(f"{path}:{number}: {field}: {first['msg']}.", "Correct or remove the line.") from error
    return lines


def candidates(kept: Iterable[Feedback]) -> Iterator[tuple[dict, str]]:
    """An item for each question put in the same way, those with the most complaints first, with what was said as comments.
    Where everyone was content the verdict they were given is proposed; else none is."""
    ordered = sorted(kept, key=_asked)
    groups = [list(group) for _, group in groupby(ordered, key=_asked)]
    groups.sort(key=lambda group: (-sum(f.rating == "down" for f in group), group[0].at))
    for group in groups:
        yield _item(group), "".join(f"# {_said(f)}\n" for f in sorted(group, key=lambda f: f.at))


def _asked(feedback: Feedback) -> str:
    return feedback.model_dump_json(include={"question", "as_of", "area", "investor_origin", "mode"})


def _item(group: list[Feedback]) -> dict:
    first = group[0]
    item: dict = {
        "id": f"feedback-{hashlib.sha256(_asked(first).encode()).hexdigest()[:10]}",
        "question": first.question,
        "language": min(languages(first.question), default="en"),
    }
    fixed = first.model_dump(mode="json", include={"as_of", "area", "investor_origin", "mode"}, exclude_none=True)
    verdicts = {(f.verdict_status, f.deciding_provision) for f in group}
    if all(f.rating == "up" for f in group) and len(verdicts) == 1 and first.verdict_status:
        deciding = {"deciding": [first.deciding_provision]} if first.deciding_provision else {}
        fixed["verdicts"] = [{"status": [str(first.verdict_status)], **deciding}]
    return item | fixed | {"tags": ["feedback"], "why": ""}


def _said(feedback: Feedback) -> str:
    given = " ".join(str(part) for part in (feedback.verdict_status, feedback.deciding_provision) if part) or "no verdict"
    words = " ".join((feedback.comment or "").split())
    comment = f": {''.join(c for c in words if c.isprintable())}" if words else ""
    return f"{feedback.at} {feedback.rating} ({given}){comment}"


def _yaml(item: dict) -> str:
    return yaml.safe_dump([item], allow_unicode=True, sort_keys=False, width=120)

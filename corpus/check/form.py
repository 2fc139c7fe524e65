"""Faults of form in one object, all of them, and what is left of it without its faulty parts.

The model rejects an object as a whole. Here its errors are reported, the smallest part around each is left out, and the
rest is tried again: a measure with a misspelt type does not hide a dangling id in the next one. Where a required field of
a document's head is at fault, a stand-in takes its place, and ``damaged`` says so.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from corpus.check.complaint import SEE, fault
from corpus.check.finding import Finding
from corpus.check.source import Place, Source, inside
from corpus.model import Document, Frozen

Model = TypeVar("Model", bound=Frozen)

_ROUNDS = 12
_LEFT_OUT = object()
#: What a head at fault is read with, so that the rest of the file is checked all the same.
_STAND_INS: dict[str, Any] = {
    "title": {"zh": "无题", "en": "untitled"},
    "name": {"zh": "无名", "en": "unnamed"},
    "issuers": [{"zh": "无", "en": "none"}],
    "kind": "notice",
    "regime": "policy",
    "sector": "unknown",
}


@dataclass(frozen=True)
class Reading(Generic[Model]):
    """What came of one object. ``value`` is None when not even its id can be read."""

    value: Model | None
    faults: tuple[Finding, ...]
    at: dict[Place, Place]
    damaged: frozenset[str]


def sound(source: Source, place: Place, raw: object, model: type[Model]) -> Reading[Model]:
    """The sound part of ``raw`` as a ``model``, and its faults."""
    if not isinstance(raw, dict):
        unreadable = source.report("bad-value", place, "expected fields (`id: …`)", SEE)
        return Reading(None, (unreadable,), {}, frozenset())
    try:
        return Reading(model.model_validate(raw), (), {}, frozenset())
    except ValidationError:
        return _without_faults(source, place, copy.deepcopy(raw), model, is_document=model is Document)


def _without_faults(source: Source, place: Place, rest: dict, model: type[Model], *, is_document: bool) -> Reading[Model]:
    """Report, leave out, try again. ``rest`` is used up."""
    damaged: set[str] = set()
    faults = list(_provisions_twice(source, place, rest)) if is_document else []
    for attempt in range(_ROUNDS):
        at: dict[Place, Place] = {}
        try:
            return Reading(model.model_validate(_compact(rest, (), (), at)), tuple(faults), at, frozenset(damaged))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                loc = original(one["loc"], at)
                if attempt == 0 or _own(one, loc, damaged):
                    faults.append(fault(source, place, one, loc, rest))
                _leave_out(rest, loc, one["type"], damaged, source.path.stem if is_document else "no-id")
    return Reading(None, tuple(faults), {}, frozenset(damaged))


def _own(error: ErrorDetails, loc: Place, damaged: set[str]) -> bool:
    """Whether an error of a later round is a fault of the file, and not of what was left out before."""
    return error["type"] == "value_error" and not damaged.intersection(map(str, loc[:1]))


def _provisions_twice(source: Source, place: Place, raw: dict) -> Iterator[Finding]:
    provisions = raw.get("provisions")
    if not isinstance(provisions, list):
        return
    seen: dict[str, int] = {}
    for i, provision in enumerate(provisions):
        name = provision.get("id") if isinstance(provision, dict) else None
        if not isinstance(name, str):
            continue
        if name in seen:
            first = source.line((*place, "provisions", seen[name]))
            problem = f"provision `{name}` stands twice; the other is in line {first}"
            yield source.report("duplicate-provision", (*place, "provisions", i, "id"), problem, "Merge the two, or rename one.")
            provisions[i] = _LEFT_OUT
        seen.setdefault(name, i)


def _compact(raw: Any, old: Place, new: Place, at: dict[Place, Place]) -> Any:
    """``raw`` without the list entries left out; ``at`` learns where what moved stood before."""
    if old != new:
        at[new] = old
    if isinstance(raw, dict):
        return {k: _compact(v, (*old, k), (*new, k), at) for k, v in raw.items()}
    if isinstance(raw, list):
        kept = [(i, v) for i, v in enumerate(raw) if v is not _LEFT_OUT]
        return [_compact(v, (*old, i), (*new, j), at) for j, (i, v) in enumerate(kept)]
    return raw


def original(loc: Place, at: dict[Place, Place]) -> Place:
    """The place in the file of a place in what was left: the longest beginning of it that has moved decides."""
    for n in range(len(loc), 0, -1):
        if loc[:n] in at:
            return (*at[loc[:n]], *loc[n:])
    return loc


def _leave_out(raw: dict, loc: Place, kind: str, damaged: set[str], stem: str) -> None:
    """Take the smallest part around ``loc`` out that can be missing."""
    if kind == "extra_forbidden":
        around = inside(raw, loc[:-1])
        if isinstance(around, dict):
            around.pop(loc[-1], None)
        return
    for n in range(len(loc), 1, -1):
        position = loc[n - 1]
        if isinstance(position, int) and (loc[n - 2] in ("measures", "provisions") or loc[0] == "aliases"):
            around = inside(raw, loc[: n - 1])
            if isinstance(around, list):
                around[position] = _LEFT_OUT
            return
    field = str(loc[0]) if loc else "superseded_on"  # the model's only complaint about a document as a whole
    damaged.add(field)
    raw.pop(field, None)
    if field == "id":
        raw["id"] = stem if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", stem) else "no-id"
    elif field in _STAND_INS:
        raw[field] = copy.deepcopy(_STAND_INS[field])

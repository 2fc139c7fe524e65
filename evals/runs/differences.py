"""Two recorded runs compared answer by answer, byte for byte: what a change that should alter no answer is held to.

found = differences(folder_a, folder_b)
found.answers                           # the answers that differ; empty when none does
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import ZhunruError
from evals.runs.record import RecordedAnswer
from evals.runs.run import read_answers, read_items
from evals.sets.items import Item

#: What the differences are counted by. `other` is the rest of the answer, and whether there is one at all.
PARTS = ("verdicts", "citations", "headline", "text", "other")
#: Fields of the answer that differ between any two runs or that name what was run. A program version would be one of them.
LEFT_OUT = frozenset({"id", "conversation_id", "timings_ms", "index_version"})
#: What an item sends; its expectations are no part of the answer.
_SENT = ("question", "turns", "as_of", "area", "investor_origin", "mode")
_PART_OF = {
    "verdict": "verdicts",
    "verdicts": "verdicts",
    "citations": "citations",
    "answer.headline": "headline",
    "answer.markdown": "text",
    "answer.html": "text",
}
_WIDTH = 100


class _Missing:
    """A field, or an element of a list, that one side lacks: not the same as null."""


MISSING = _Missing()


@dataclass(frozen=True)
class FieldDifference:
    """One field with both its values, as JSON values; MISSING where a side lacks it. ``path`` is like `verdicts.0.status`."""

    path: str
    before: Any
    after: Any

    @property
    def part(self) -> str:
        """Which of PARTS the field belongs to."""
        names = self.path.split(".")
        return _PART_OF.get(names[0]) or _PART_OF.get(".".join(names[:2])) or "other"


@dataclass(frozen=True)
class AnswerDifference:
    """The fields in which the two answers to one question differ; at least one. ``turn`` is that of the record."""

    item: str
    turn: int | str
    fields: tuple[FieldDifference, ...]


@dataclass(frozen=True)
class Differences:
    """``before`` and ``after`` are the names of the runs, ``compared`` the number of answers compared, ``answers`` those that differ,
    in the order of the set."""

    before: str
    after: str
    items: int
    compared: int
    answers: tuple[AnswerDifference, ...]

    def count(self, part: str) -> int:
        """How many answers differ in one of PARTS."""
        return sum(any(f.part == part for f in a.fields) for a in self.answers)


def differences(before: Path, after: Path) -> Differences:
    """Compare the runs of two folders. Raises ZhunruError where one was not recorded, or where they did not ask the same."""
    (run_a, a), (run_b, b) = read_answers(before), read_answers(after)
    names = (run_a.name, run_b.name)
    items, others = ({i.id: i for i in read_items(folder)} for folder in (before, after))
    _same_items(tuple(dict.fromkeys((*items, *others))), ((run_a.name, a), (run_b.name, b)))
    _same_questions(names, items, others)
    answers, compared = [], 0
    for item in items:
        # A turn that one side lacks comes after those of the other, in the order they were put.
        for turn in dict.fromkeys((*a[item], *b[item])):
            compared += 1
            if fields := tuple(_between(a[item].get(turn), b[item].get(turn))):
                answers.append(AnswerDifference(item, turn, fields))
    return Differences(*names, items=len(a), compared=compared, answers=tuple(answers))


def excerpts(field: FieldDifference) -> tuple[str, str]:
    """Both values as text; long ones are cut to what surrounds the first character that differs."""
    a, b = _text(field.before), _text(field.after)
    first = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    start = max(0, first - _WIDTH // 2) if max(len(a), len(b)) > _WIDTH else 0
    return _cut(a, start), _cut(b, start)


def _same_items(items: Sequence[str], answered: Sequence[tuple[str, Container[str]]]) -> None:
    """Makes sure that every run has answered every item of either set."""
    lacking = [(name, [i for i in items if i not in of]) for name, of in answered]
    missing = [f"`{name}` has no answer to {_listed(some)}" for name, some in lacking if some]
    if missing:
        raise ZhunruError(
            f"The runs do not answer the same items: {'; '.join(missing)}.",
            "Run the same test set under both names, to its end.",
        )


def _same_questions(names: tuple[str, str], items: Mapping[str, Item], others: Mapping[str, Item]) -> None:
    changed = [i for i in items if any(getattr(items[i], name) != getattr(others[i], name) for name in _SENT)]
    if changed:
        raise ZhunruError(
            f"`{names[0]}` and `{names[1]}` do not ask the same in {_listed(changed)}.",
            "Run the same test set under both names.",
        )


def _between(before: RecordedAnswer | None, after: RecordedAnswer | None) -> Iterator[FieldDifference]:
    if before is None or after is None:
        yield FieldDifference("answer", _whole(before), _whole(after))
    elif before.answer is None or after.answer is None:
        yield from _leaves("error", before.error, after.error)
    else:
        yield from _leaves("", _compared(before.answer), _compared(after.answer))


def _whole(recorded: RecordedAnswer | None) -> Any:
    return MISSING if recorded is None else recorded.answer


def _compared(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name not in LEFT_OUT}


def _leaves(path: str, before: Any, after: Any) -> Iterator[FieldDifference]:
    """The innermost fields that differ."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*before, *after)):
            yield from _leaves(f"{path}.{name}".lstrip("."), before.get(name, MISSING), after.get(name, MISSING))
    elif isinstance(before, list) and isinstance(after, list):
        for n in range(max(len(before), len(after))):
            yield from _leaves(f"{path}.{n}", *(side[n] if n < len(side) else MISSING for side in (before, after)))
    elif _text(before) != _text(after):
        # As text, because Python takes 1, 1.0 and true for equal and JSON does not.
        yield FieldDifference(path, before, after)


def _text(value: Any) -> str:
    return "(missing)" if value is MISSING else json.dumps(value, ensure_ascii=False)


def _cut(text: str, start: int) -> str:
    end = start + _WIDTH
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _listed(items: list[str]) -> str:
    shown = ", ".join(items[:10])
    return shown + (f" and {len(items) - 10} more" if len(items) > 10 else "")

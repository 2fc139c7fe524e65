"""An error of the data model in the words of the check: its kind, the field it is about, and what to do."""

from __future__ import annotations

import difflib
import re

from pydantic_core import ErrorDetails

from corpus.check.finding import Finding
from corpus.check.source import Place, Source, inside
from corpus.model import About, Activity, Area, Document, Measure, Origin, Provision

_FIELDS = sorted({name for model in (About, Activity, Area, Document, Measure, Origin, Provision) for name in model.model_fields})
SEE = "corpus/README.md shows the form."


def fault(source: Source, place: Place, error: ErrorDetails, loc: Place, raw: dict) -> Finding:
    """The finding for one pydantic error at ``loc`` in ``raw``, which stands at ``place`` in the file."""
    problem = error["msg"].removeprefix("Value error, ")
    last, kind = (loc[-1] if loc else ""), error["type"]
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(str(last), _FIELDS, 1)
        name, problem = "unknown-field", f"nobody reads `{last}`"
        remedy = f"Did you mean `{near[0]}`?" if near else "Remove it; corpus/README.md lists the fields."
    elif last in ("zh", "en") and kind in ("missing", "string_too_short", "string_type"):
        name, problem = "missing-language", f"the {'Chinese' if last == 'zh' else 'English'} is missing"
        remedy = f"Write `{last}`: both languages say the same."
    elif kind == "missing":
        name, problem, remedy = "missing-field", f"`{last}` is missing", f"Add it; {SEE}"
    elif kind.startswith("date"):
        name, problem, remedy = "bad-date", f"no such day: {error['input']}", "Write a day of the calendar as YYYY-MM-DD."
    elif last == "url":
        name, remedy = "unofficial-url", "Give the address on an official host, or leave `url` out."
    elif kind == "value_error":
        loc = _named_in(problem, loc, raw)
        about = next((field for field in ("horizontal", "cap") if f"`{field}`" in problem), None)
        name = f"{about}-contradiction" if about else "contradiction"
        remedy = "Correct one of the two; corpus/README.md says what each type needs."
    elif kind == "string_pattern_mismatch":
        name, problem = "bad-value", f"`{error['input']}` has not the right form"
        remedy = "Write ids in lower case with single hyphens (data-centre), catalogue codes as B25 or A12-4."
    else:
        name, remedy = "bad-value", f"Correct the value; {SEE}"
    return source.report(name, (*place, *loc), problem, remedy)


def _named_in(problem: str, loc: Place, raw: dict) -> Place:
    """The field that the complaint of a whole object names in `backticks`, when the object has it."""
    around = inside(raw, loc)
    named = re.findall(r"`(\w+)", problem)
    return next(((*loc, n) for n in named if isinstance(around, dict) and n in around), loc)

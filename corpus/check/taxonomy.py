"""Names: each belongs to one activity (place, origin), and each activity has some in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.check.draft import Draft, Entry
from corpus.check.finding import Finding, Severity
from corpus.check.source import Place
from corpus.model import Activity, Area, Origin
from corpus.text import normalise

_ENOUGH = 3
#: The languages a question may come in beside Chinese and English.
_OTHERS = ("zh-Hant", "ja", "ko", "de", "fr", "es", "ru")


def names_taken_twice(draft: Draft) -> Iterator[Finding]:
    """A name of two activities would be understood as either. Compared as questions are: width, script, case, spacing."""
    for kind, entries in (("activity", draft.activities), ("area", draft.areas), ("origin", draft.origins)):
        owner: dict[str, Entry] = {}
        for entry in entries:
            for place, name in _names(entry.value):
                other = owner.setdefault(normalise(name).replace(" ", "").replace("-", ""), entry)
                if other.value.id != entry.value.id:
                    problem = f"`{name}` also names the {kind} `{other.value.id}` ({other.source.path.name}, line {other.line()})"
                    yield entry.report("alias-clash", place, problem, "Keep the name with the one that a person means by it.")


def _names(value: Activity | Area | Origin) -> Iterator[tuple[Place, str]]:
    yield ("name", "zh"), value.name.zh
    yield ("name", "en"), value.name.en
    for language, names in value.aliases.items():
        for i, name in enumerate(names):
            yield ("aliases", language, i), name


def names_of_activities(draft: Draft) -> Iterator[Finding]:
    """A question names an activity in the asker's words: without any, it is found by luck."""
    for entry in draft.activities:
        if "aliases" in entry.damaged:
            continue
        for language, called in (("zh", "Chinese"), ("en", "English")):
            count = len(entry.value.aliases.get(language, ()))
            if not count:
                problem, remedy = f"no {called} name beside the official one", f"Add `aliases.{language}`: the words people use."
                yield entry.report("alias-missing", ("aliases",), problem, remedy)
            elif count < _ENOUGH:
                problem, remedy = f"only {count} in {called}", f"Add the words people use, {_ENOUGH} or more."
                yield entry.report("alias-few", ("aliases", language), problem, remedy, Severity.WARNING)
        if missing := [language for language in _OTHERS if not entry.value.aliases.get(language)]:
            problem, remedy = f"no name in {', '.join(missing)}", f"Add `aliases.{missing[0]}`: the word people use."
            yield entry.report("alias-language", ("aliases",), problem, remedy, Severity.WARNING)


def undecided_candidates(draft: Draft) -> Iterator[Finding]:
    """What something may be in law is decided for each: a candidate that is itself no one regulated business decides nothing."""
    by_id = {e.value.id: e.value for e in draft.activities}
    for entry in draft.activities:
        for i, one in enumerate(entry.value.may_be):
            candidate = by_id.get(one)
            if candidate and (candidate.may_be or candidate.topic):
                problem = f"`{one}` is {'a topic' if candidate.topic else 'itself something that may be one of several'}"
                yield entry.report("candidate", ("may_be", i), problem, "Name the businesses that the law knows.")


def below(parents: dict[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """Each activity with everything below it, itself included. Ends on a circle too."""
    found: dict[str, set[str]] = {one: set() for one in parents}
    for one in parents:
        frontier, seen = [one], {one}
        while frontier:
            at = frontier.pop()
            found.get(at, set()).add(one)
            fresh = [p for p in parents.get(at, ()) if p not in seen]
            seen.update(fresh)
            frontier += fresh
    return found

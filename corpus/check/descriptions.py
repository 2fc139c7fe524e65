"""Descriptions: each of one business that exists, told once, without the name it stands in for."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.check.draft import Draft, Entry
from corpus.check.finding import Finding, Severity
from corpus.check.source import Place
from corpus.model import Activity, Description
from corpus.text import normalise


def owners(draft: Draft) -> Iterator[Finding]:
    """A description belongs to a business one can ask leave for, or says that it is of none here."""
    activities = {e.value.id: e.value for e in draft.activities}
    first: dict[str, Entry] = {}
    for entry in (e for e in draft.descriptions if "id" not in e.damaged):
        one, known = entry.value, activities.get(entry.value.id)
        if other := first.get(one.id):
            problem = f"`{one.id}` is described from line {other.line()} on"
            yield entry.report("description-twice", ("id",), problem, "Merge the two.")
        first.setdefault(one.id, entry)
        if one.outside and known:
            yield entry.report("description-owner", ("id",), f"`{one.id}` is an activity here", "Remove `outside`, or rename it.")
        elif not one.outside and known is None and not draft.incomplete("activities"):
            yield entry.report("dangling-activity", ("id",), f"no activity `{one.id}`", "Correct the id, or say `outside: true`.")
        elif known and known.topic:
            yield entry.report(
                "description-owner", ("id",), f"`{one.id}` is a topic", "Nobody asks leave for a topic: remove it."
            )


def told_twice(draft: Draft) -> Iterator[Finding]:
    """The same words for two businesses would tell neither from the other."""
    owner: dict[str, Entry] = {}
    for entry, place, words in _told(draft):
        other = owner.setdefault(normalise(words), entry)
        if other is not entry:
            problem = f"`{words}` also describes `{other.value.id}`"
            yield entry.report("description-clash", place, problem, "Say what sets the two apart.")


def names_told(draft: Draft) -> Iterator[Finding]:
    """A name alone describes nothing: it belongs with the aliases, where questions are searched for it."""
    activities = {e.value.id: e.value for e in draft.activities}
    for entry, place, words in _told(draft):
        known = activities.get(entry.value.id)
        if known and normalise(words) in {normalise(name) for name in _names(known)}:
            problem, remedy = f"`{words}` is only a name of `{known.id}`", "Say what is done."
            yield entry.report("description-name", place, problem, remedy, Severity.WARNING)


def businesses_untold(draft: Draft) -> Iterator[Finding]:
    """A business without a description is found by its names alone. Groups of others are described by their parts."""
    parents = {p for e in draft.activities for p in e.value.parents}
    told = {e.value.id for e in draft.descriptions}
    for entry in draft.activities if draft.descriptions else ():
        one = entry.value
        if not (one.topic or one.may_be or one.id in parents or one.id in told):
            problem = f"nothing in descriptions.yaml says what `{one.id}` does"
            yield entry.report("description-missing", (), problem, "Add a few descriptions.", Severity.WARNING)


def _told(draft: Draft) -> Iterator[tuple[Entry[Description], Place, str]]:
    for entry in draft.descriptions:
        for language in ("zh", "en"):
            for i, words in enumerate(getattr(entry.value, language)):
                yield entry, (language, i), words


def _names(activity: Activity) -> Iterator[str]:
    yield from (activity.name.zh, activity.name.en)
    for language in ("zh", "en"):
        yield from activity.aliases.get(language, ())

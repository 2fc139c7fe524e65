"""Whole lists: the businesses of a sector that are closed to foreign investors, open within limits, and open without."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import Clause, Library
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import brief, stands_on
from rag.answer.wording.context import Wording, capital
from rag.decision.decision import Decision, decide
from rag.decision.related import spared_by
from rag.decision.status import Status
from rag.question.lists import list_kinds, list_scope
from rag.question.understand import Question

_KINDS = {Status.PROHIBITED: "closed", Status.RESTRICTED: "limited", Status.CONDITIONAL: "open", Status.OPEN: "open"}
#: At most this many names in a line and in the headline; the others are counted.
_MOST_NAMES, _MOST_IN_HEADLINE = 20, 6


@dataclass(frozen=True)
class Listed:
    """Businesses that one clause treats alike: ``kind`` is `closed`, `limited` or `open`; ``decision`` is that on the first."""

    kind: str
    activities: tuple[str, ...]
    decision: Decision
    clause: Clause


def listed_businesses(library: Library, question: Question) -> list[Listed]:
    """The businesses that a question asks a list of, grouped by the clause they rest on, in the order of the kinds asked for.
    A business is left out where its group is listed under the same clause and terms."""
    area, day = (*question.areas, None)[0], question.days[-1]
    decisions = {a: decide(library, a, day, area, question.origin, question.mode) for a in list_scope(library, question)}
    kinds, groups = list_kinds(question.text), {}
    for activity, decision in decisions.items():
        kind, clause = _kind(decision), stands_on(decision)
        if kind not in kinds or clause is None or _listed_with_its_group(library, activity, decisions):
            continue
        groups.setdefault((kind, clause.id, decision.terms, decision.status), []).append(activity)
    found = [Listed(key[0], tuple(names), decisions[names[0]], library.clauses[key[1]]) for key, names in groups.items()]
    return sorted(found, key=lambda group: kinds.index(group.kind))


def list_headline(w: Wording, groups: list[Listed], counted: bool = False) -> str:
    """One line with the businesses of each kind, each with its number first where that is asked for (``counted``)."""
    kinds: dict[str, list[str]] = {}
    for group in groups:
        kinds.setdefault(group.kind, []).extend(group.activities)
    parts = []
    for kind, activities in kinds.items():
        lead = w.say(f"list.count-{kind}", count=len(activities)) if counted else w.say(f"list.{kind}")
        parts.append(f"{lead}{w.typography.colon}{w.activities(activities, _MOST_IN_HEADLINE)}")
    return w.say("and").join(parts) + w.typography.stop if parts else w.say("list.none")


def list_note(w: Wording, groups: list[Listed], question: Question) -> list[Paragraph]:
    """A paragraph for each kind, a line for each clause, and the day they hold for."""
    w = w.new_note()
    paragraphs = []
    for kind in dict.fromkeys(g.kind for g in groups):
        lines = tuple(_line(w, g) for g in groups if g.kind == kind)
        paragraphs.append(Paragraph(lines, lead=w.say(f"list.{kind}"), listed=True))
    return [*paragraphs, Paragraph((Sentence(w.closing(question.days[-1])),))]


def _kind(decision: Decision) -> str | None:
    return _KINDS.get(decision.status) if decision.settled else None


def _listed_with_its_group(library: Library, activity: str, decisions: dict[str, Decision]) -> bool:
    """Whether an activity that this one belongs to has the same verdict by the same clause."""
    own = decisions[activity]
    above = (decisions[a] for a, distance in library.above(activity).items() if distance and a in decisions)
    return any(_kind(d) and (stands_on(d), d.terms, d.status) == (stands_on(own), own.terms, own.status) for d in above)


def _line(w: Wording, group: Listed) -> Sentence:
    """The businesses of one group, their terms with what the clause exempts, and the clause."""
    terms, decision = brief(group.decision, w.language), group.decision
    exempt = [s for a in group.activities for s in spared_by(w.library, group.clause, a)]
    if exempt and group.kind != "open":
        terms = w.say("list.but", brief=terms, names=w.activities(exempt, _MOST_NAMES))
    text = w.say("list.line", names=w.activities(group.activities, _MOST_NAMES), brief=terms, place=w.place(group.clause))
    same_cap = (r.clause for r in decision.supporting if r.measure.cap is not None and r.measure.cap == decision.terms.cap)
    return Sentence(capital(text), tuple({c.id: c for c in (group.clause, *same_cap)}.values()), len(group.activities))

"""Whole lists: which businesses of a sector are closed to foreign investors, which are open within limits, which without."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus import Clause, Library
from rag.answer.contract import Status
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import brief, stands_on
from rag.answer.wording.context import Voice
from rag.decision.decision import Decision, decide
from rag.decision.related import spared_by
from rag.language.names import activity_name
from rag.question.lists import list_kinds, list_scope
from rag.question.understand import Question

#: So many names stand in a line, and so many in the headline, the others being counted.
_MOST_NAMES, _MOST_FIRST = 12, 6


@dataclass(frozen=True)
class Listed:
    """Businesses that one clause treats alike: ``kind`` is `closed`, `limited` or `open`."""

    kind: str
    activities: tuple[str, ...]
    decision: Decision
    clause: Clause


def listed(library: Library, question: Question) -> list[Listed]:
    """What is asked for, by the clause it stands on, the closed first. A business is left out where the group that it belongs to
    stands in the list on the same clause and terms."""
    area, day = (*question.areas, None)[0], question.days[-1]
    known = library.activities
    plain = (
        a for a in dict.fromkeys(list_scope(library, question)) if not (known[a].topic or known[a].may_be or known[a].project)
    )
    decisions = {a: decide(library, a, day, area, question.origin, question.mode) for a in plain}
    wanted, groups = list_kinds(question.text), {}
    for activity, decision in decisions.items():
        kind, clause = _kind(decision), stands_on(decision)
        if kind not in wanted or clause is None or _told_above(library, activity, decisions):
            continue
        groups.setdefault((kind, clause.id, decision.terms, decision.status), []).append(activity)
    found = [Listed(key[0], tuple(names), decisions[names[0]], library.clauses[key[1]]) for key, names in groups.items()]
    return sorted(found, key=lambda group: wanted.index(group.kind))


def _kind(decision: Decision) -> str | None:
    kinds = {Status.PROHIBITED: "closed", Status.RESTRICTED: "limited", Status.CONDITIONAL: "open", Status.OPEN: "open"}
    return kinds.get(decision.status) if decision.settled else None


def _told_above(library: Library, activity: str, decisions: dict[str, Decision]) -> bool:
    own = decisions[activity]
    above = (decisions[a] for a, distance in library.above(activity).items() if distance and a in decisions)
    return any(_kind(d) and (stands_on(d), d.terms, d.status) == (stands_on(own), own.terms, own.status) for d in above)


class Lists(Voice):
    """Writes a list in one language."""

    def list_headline(self, groups: list[Listed]) -> str:
        """One line: what there is of each kind."""
        kinds: dict[str, list[str]] = {}
        for group in groups:
            kinds.setdefault(group.kind, []).extend(group.activities)
        told = [
            f"{self._say(f'list.{kind}')}{self._type.colon}{self._named(names, _MOST_FIRST)}" for kind, names in kinds.items()
        ]
        return self._say("and").join(told) + self._type.stop if told else self._say("list.none")

    def list_note(self, groups: list[Listed], question: Question) -> list[Paragraph]:
        """A paragraph for each kind, a line for each clause."""
        paragraphs = []
        for kind in dict.fromkeys(g.kind for g in groups):
            lines = tuple(self._line(g) for g in groups if g.kind == kind)
            paragraphs.append(Paragraph(lines, lead=self._say(f"list.{kind}"), listed=True))
        closing = self._say("closing", day=question.days[-1], checked=f"{self.library.checked_through:%Y-%m}")
        return [*paragraphs, Paragraph((Sentence(closing),))]

    def _line(self, group: Listed) -> Sentence:
        terms, decision = brief(group.decision, self.language), group.decision
        spared = [s for a in group.activities for s in spared_by(self.library, group.clause, a)]
        if spared and group.kind != "open":
            terms = self._say("list.but", brief=terms, names=self._named(spared))
        text = self._say("list.line", names=self._named(group.activities), brief=terms, place=self._place(group.clause))
        also = (r.clause for r in decision.supporting if r.measure.cap is not None and r.measure.cap == decision.terms.cap)
        return Sentence(self._capital(text), tuple({c.id: c for c in (group.clause, *also)}.values()))

    def _named(self, activities: Iterable[str], most: int = _MOST_NAMES) -> str:
        names = [activity_name(self.library, a, self.language) for a in activities]
        shown = self._say("list").join(names[:most])
        return self._say("list.more", names=shown, count=len(names)) if len(names) > most else shown

"""What an answer needs beyond the decision itself: what its clause spares and closes, what can be done from abroad."""

from __future__ import annotations

from datetime import date

from corpus import Clause, Horizontal, Library, MeasureType, Mode, Regime, Rule
from corpus.kinds import Kind, Subject
from rag.decision.decision import Decision, decide


def parts_to_decide(library: Library, activities: tuple[str, ...]) -> list[str]:
    """The activities to decide; one that no rule reaches stands for what it may be in law, or for those it groups."""
    out: list[str] = []
    for activity in activities:
        ruled = any(r.measure.type.decides for _, r in library.reaching(activity))
        grouped = (a for a in library.children.get(activity, ()) if not library.activities[a].may_be)
        finer = library.activities[activity].may_be or tuple(grouped)
        out += [activity] if ruled or not finer else finer
    return list(dict.fromkeys(out))


def spared(library: Library, decision: Decision) -> tuple[str, ...]:
    """Activities inside the one asked about that the deciding clause itself opens (the four services of the telecom item)."""
    return _in_same_clause(library, decision, MeasureType.OPEN)


def closed_inside(library: Library, decision: Decision) -> tuple[str, ...]:
    """Activities inside the one asked about that the deciding clause leaves closed as uncommitted."""
    return _in_same_clause(library, decision, MeasureType.UNCOMMITTED)


def spared_by(library: Library, clause: Clause, activity: str) -> tuple[str, ...]:
    """Activities inside one that a clause opens, whatever it says of the rest (music, in internet cultural business)."""
    return _inside(library, clause, activity, MeasureType.OPEN)


def _in_same_clause(library: Library, decision: Decision, kind: MeasureType) -> tuple[str, ...]:
    return _inside(library, decision.decisive.clause, decision.activity, kind) if decision.decisive else ()


def _inside(library: Library, clause: Clause, activity: str, kind: MeasureType) -> tuple[str, ...]:
    below = library.below(activity)
    measures = [m for m in clause.provision.measures if m.type == kind]
    return tuple(dict.fromkeys(a for m in measures for a in m.activities if below.get(a)))


def from_abroad(library: Library, decision: Decision) -> tuple[Rule, ...]:
    """Permits by which a foreign party may take part in a closed activity without a company in China, those of the clauses that admit it
    before others."""
    permits = (MeasureType.APPROVAL, MeasureType.LICENCE)
    abroad = decide(library, decision.activity, decision.as_of, decision.area, decision.origin, Mode.CROSS_BORDER)
    admitting = {r.clause.id for r in (abroad.decisive, *abroad.supporting) if r}
    found = (
        rule
        for _, rule in library.reaching(decision.activity)
        if rule.measure.type in permits
        and Mode.CROSS_BORDER in rule.measure.modes
        and rule.in_force(decision.as_of)
        and not rule.measure.areas
        and not rule.measure.origins
    )
    return tuple(sorted(found, key=lambda rule: rule.clause.id not in admitting))


def enforcement(library: Library, day: date, mode: Mode) -> list[Rule]:
    """The rules on what follows where an investment breaks a list, on one day: laws before the lists' own notes."""
    rules = [r for r in library.horizontal if r.measure.horizontal == Horizontal.ENFORCEMENT and r.in_force(day)]
    rules = [r for r in rules if not r.measure.modes or mode in r.measure.modes]
    return sorted(rules, key=lambda r: (r.clause.document.regime != Regime.INVESTMENT_LAW, r.clause.document.kind != Kind.LAW))


#: The topic of the rules on every licence.
_LICENSING = "administrative-licensing"


def laying_down(library: Library, decision: Decision, subject: Subject) -> list[tuple[int, Rule]]:
    """The rules in force that lay down something of a kind for the business, place and investor of a decision, with their distance: the
    nearest first, of these laws before others and newer before older."""
    around = library.around(decision.area) if decision.area else {}
    found = [
        (distance, r)
        for distance, r in library.reaching(decision.activity)
        if subject in r.measure.lays_down
        and r.in_force(decision.as_of)
        and (not r.measure.areas or any(a in around for a in r.measure.areas))
        and (not r.measure.origins or decision.origin in r.measure.origins)
    ]
    newest = sorted(found, key=lambda one: one[1].clause.document.effective or date.min, reverse=True)
    return sorted(newest, key=lambda one: (one[0], one[1].clause.document.kind != Kind.LAW))


def licensing(library: Library, day: date, subject: Subject) -> list[Rule]:
    """The rules of the law on all licences that lay down something of a kind, in force on a day."""
    return [r for _, r in library.reaching(_LICENSING) if subject in r.measure.lays_down and r.in_force(day)]

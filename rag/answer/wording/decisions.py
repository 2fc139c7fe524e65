"""Composing without a language model: a headline and a short note out of decisions, each sentence with its clauses."""

from __future__ import annotations

from collections.abc import Callable, Collection

from corpus import Library
from rag.answer.contract import Status
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import brief, conditions_of, limits, stands_on
from rag.answer.wording.changes import Changes
from rag.answer.wording.conditions import Duties
from rag.answer.wording.documents import Lives
from rag.answer.wording.elsewhere import Further
from rag.answer.wording.lists import Lists
from rag.answer.wording.reasons import Reasons
from rag.decision import related, timeline
from rag.decision.decision import Decision
from rag.language.catalogues import share
from rag.language.names import activity_label, activity_name, activity_named, area_name
from rag.question.focus import Focus

#: So many conditions are told at most: all of them only to whoever asks for them.
_CONDITIONS: dict[Focus, int] = {"decide": 4, "cap": 4, "terms": 10, "where": 3, "changed": 2, "breach": 0, "list": 0}


class Composer(Reasons, Further, Changes, Duties, Lists, Lives):
    """Writes the note on decisions in one language. ``today`` is the day of asking, for what has changed since; ``focus`` is what
    the question wants first."""

    def headline(self, decisions: list[Decision], focus: Focus = "decide") -> str:
        """One line that answers: for several decisions each with its label."""
        if len(decisions) == 1:
            (decision,) = decisions
            first = {"where": self.where, "changed": self.since}.get(focus)
            if first and (told := first(decision)):
                return told
            change = timeline.change_until(self.library, decision, self.today) if decision.as_of < self.today else None
            if change:
                then, now = (brief(d, self.language) for d in (decision, timeline.at(self.library, decision, self.today)))
                named = activity_named(self.library, decision.activity, self.language, original=True)
                return self._capital(self._say("head.then-now", activity=named, day=decision.as_of, then=then, now=now))
            return self.verdict_line(decision)
        told: dict[str, list[str]] = {}
        for label, decision in zip(self.labels(decisions, activity_label), decisions, strict=True):
            told.setdefault(brief(decision, self.language), []).append(label)
        parts = [f"{self._say('list').join(labels)}{self._type.colon}{terms}" for terms, labels in told.items()]
        return self._capital(self._say("and").join(parts)) + self._type.stop

    def labels(self, decisions: list[Decision], name: Callable[[Library, str, str], str] = activity_name) -> list[str]:
        """What tells several decisions apart: the activity, the place, the day, as far as they differ. ``name`` names the
        activity."""
        differ = [len({getattr(d, slot) for d in decisions}) > 1 for slot in ("activity", "area", "as_of")]
        labels = []
        for d in decisions:
            area = area_name(self.library, d.area, self.language) if d.area else self._say("regime.national")
            parts = (name(self.library, d.activity, self.language), area, d.as_of.isoformat())
            labels.append(self._say("label.joint").join(p for p, shown in zip(parts, differ, strict=True) if shown))
        return labels

    def note(self, decisions: list[Decision], focus: Focus = "decide", left_out: int = 0) -> list[Paragraph]:
        """The paragraphs under the headline, for one decision or several. ``left_out`` decisions were asked for and not made."""
        self._introduced.clear()
        groups = self._alike(decisions)
        parts = self._one(decisions[0], focus) if len(groups) == 1 else self._several(groups, focus)
        paragraphs = [p for p in parts if p.sentences]
        unchecked = self._unchecked(decisions, {c.id for p in paragraphs for s in p.sentences for c in s.clauses})
        if left_out:
            unchecked.append(Paragraph((Sentence(self._say("left-out", count=left_out)),)))
        ahead = any(d.as_of > max(self.today, self.library.checked_through) for d in decisions)
        closing = self._say(
            "closing.ahead" if ahead else "closing", day=self._days(decisions), checked=f"{self.library.checked_through:%Y-%m}"
        )
        return [*paragraphs, *unchecked, Paragraph((Sentence(closing),))]

    def choices(self, decisions: list[Decision]) -> list[Paragraph]:
        """The provisional verdict on each of several businesses that a word may mean, a line each."""
        lines = []
        for d, name in zip(decisions, self.labels(decisions), strict=True):
            bearing = dict.fromkeys(r.clause for r in (d.decisive, *d.supporting) if r) or dict.fromkeys([stands_on(d)])
            text = f"{self._capital(name)}{self._type.colon}{brief(d, self.language)}{self._type.stop}"
            lines.append(Sentence(text, tuple(c for c in bearing if c)))
        return [Paragraph(tuple(lines), listed=True)]

    def _one(self, decision: Decision, focus: Focus) -> list[Paragraph]:
        """The parts of the note on one decision, what is asked for first."""
        conditions, why = self._conditions(decision, _CONDITIONS[focus]), self._why(decision)
        if focus == "terms":
            return [conditions, why, self._always(decision), self._from_abroad(decision)]
        further = [self._spared(decision), self._more(decision), self._closed_inside(decision)]
        if focus == "where":
            return [further[1], self._everywhere(decision), why, further[0], further[2], conditions]
        if focus == "changed":
            return [self._history(decision), why, *further, conditions]
        if focus == "breach":
            return [self._breach(decision), why, *further[:2]]
        return [why, *further, conditions, self._form(decision), self._from_abroad(decision), self._changes(decision)]

    def _several(self, groups: list[tuple[str, Decision]], focus: Focus) -> list[Paragraph]:
        """The parts of the note on several decisions, each under its label; the conditions they share are told once."""
        most, paragraphs = _CONDITIONS[focus], []
        shared = self._shared([d for _, d in groups], most)
        told = {c.id for s in shared.sentences for c in s.clauses}
        if focus == "breach":
            paragraphs.append(self._breach(groups[0][1]))
        for label, decision in groups:
            paragraphs.append(Paragraph(self._why(decision).sentences, lead=self._capital(label)))
            if focus in ("where", "changed"):
                paragraphs.append(self._more(decision) if focus == "where" else self._history(decision))
            paragraphs.append(self._conditions(decision, most, told))
        return [*paragraphs, shared]

    def _alike(self, decisions: list[Decision]) -> list[tuple[str, Decision]]:
        """Decisions of one clause on the same terms told once, under their labels together."""
        groups: dict[tuple, list[tuple[str, Decision]]] = {}
        for label, d in zip(self.labels(decisions), decisions, strict=True):
            deciding = d.decisive.clause.id if d.decisive else d.activity
            conditions = tuple(r.clause.id for r in conditions_of(d))
            groups.setdefault((deciding, d.basis == "uncommitted", d.terms, d.as_of, conditions), []).append((label, d))
        return [(self._say("list").join(label for label, _ in group), group[0][1]) for group in groups.values()]

    def verdict_line(self, decision: Decision) -> str:
        """The verdict on one decision in one sentence."""
        name = activity_named(self.library, decision.activity, self.language, original=True)
        key, values = decision.status.value, {}
        if decision.status == Status.RESTRICTED:
            terms, freed = decision.terms, related.spared(self.library, decision)
            values = {"cap": share(terms.cap or 0), "count": self._count(len(freed))}
            key = limits(terms)
            if key == "cap" and freed:
                key = "cap-except"
        elif decision.basis == "uncommitted":
            key = "uncommitted"
        elif decision.project and decision.status == Status.CONDITIONAL:
            key = "project"
        return self._capital(self._say(f"head.{key}", activity=name, **values))

    def _unchecked(self, decisions: list[Decision], told: Collection[str]) -> list[Paragraph]:
        """Which of the rules that decide, and of the conditions told, nobody has checked."""
        conditions = (r for d in decisions for r in conditions_of(d, max(_CONDITIONS.values())) if r.clause.id in told)
        rules = [r for d in decisions for r in (d.decisive, *d.supporting) if r] + list(conditions)
        rules = [r for r in rules if r.measure.confidence == "recalled"]
        clauses = {r.clause.id: r.clause for r in rules}
        if not clauses:
            return []
        places = self._capital(self._say("list").join(self._place(c) for c in clauses.values()))
        return [
            Paragraph(
                (Sentence(self._say("unchecked", places=places), tuple(clauses.values())),), lead=self._say("lead.unchecked")
            )
        ]

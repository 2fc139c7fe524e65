"""Composing without a language model: a headline and a short note out of decisions, each sentence with its clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from corpus import Clause, Horizontal, Library, Rule
from rag import facts, history, regimes
from rag.answer import Status
from rag.decide import Decision
from rag.languages import words
from rag.names import activity_label, activity_name, activity_named, area_name
from rag.note import Paragraph, Sentence
from rag.phrases import share
from rag.reasons import Reasons
from rag.verdicts import brief, conditions_of, limits, stands_on

_MOST_AREAS = 6
#: The rules for every investment that an answer tells; the rest stand among the reasons.
_TOLD = (Horizontal.PARTNERSHIP, Horizontal.INDIVIDUAL_BUSINESS, Horizontal.SECURITY_REVIEW)


class Composer(Reasons):
    """Writes the note on decisions in one language. ``today`` is the day of asking, for what has changed since."""

    def headline(self, decisions: list[Decision]) -> str:
        """One line that answers: for several decisions each with its label."""
        if len(decisions) == 1:
            (decision,) = decisions
            change = history.change_until(self.library, decision, self.today) if decision.as_of < self.today else None
            if change:
                then, now = (brief(d, self.language) for d in (decision, history.at(self.library, decision, self.today)))
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

    def note(self, decisions: list[Decision], left_out: int = 0) -> list[Paragraph]:
        """The paragraphs under the headline, for one decision or several. ``left_out`` decisions were asked for and not made."""
        paragraphs: list[Paragraph] = []
        self._introduced.clear()
        if len(decisions) == 1:
            (decision,) = decisions
            paragraphs += [p for p in self._one(decision, regimes.places(self.library, decision)) if p.sentences]
        else:
            for label, decision in self._alike(decisions):
                paragraphs.append(Paragraph(self._why(decision).sentences, lead=self._capital(label)))
                paragraphs += [p for p in (self._conditions(decision),) if p.sentences]
        unchecked = self._unchecked(decisions)
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

    def _alike(self, decisions: list[Decision]) -> list[tuple[str, Decision]]:
        """Decisions of one clause on the same terms told once, under their labels together."""
        groups: dict[tuple, list[tuple[str, Decision]]] = {}
        for label, d in zip(self.labels(decisions), decisions, strict=True):
            deciding = d.decisive.clause.id if d.decisive else d.activity
            conditions = tuple(r.clause.id for r in conditions_of(d))
            groups.setdefault((deciding, d.basis == "uncommitted", d.terms, d.as_of, conditions), []).append((label, d))
        return [(self._say("list").join(label for label, _ in group), group[0][1]) for group in groups.values()]

    def _one(self, decision: Decision, elsewhere: tuple[regimes.Elsewhere, ...]) -> list[Paragraph]:
        return [
            self._why(decision),
            self._spared(decision),
            self._more(decision, elsewhere),
            self._closed_inside(decision),
            self._conditions(decision),
            self._always(decision),
            self._from_abroad(decision),
            self._changes(decision),
        ]

    def verdict_line(self, decision: Decision) -> str:
        """The verdict on one decision in one sentence."""
        name = activity_named(self.library, decision.activity, self.language, original=True)
        key, values = decision.status.value, {}
        if decision.status == Status.RESTRICTED:
            terms, freed = decision.terms, facts.spared(self.library, decision)
            values = {"cap": share(terms.cap or 0), "count": self._count(len(freed))}
            key = limits(terms)
            if key == "cap" and freed:
                key = "cap-except"
        elif decision.basis == "uncommitted":
            key = "uncommitted"
        elif decision.project and decision.status == Status.CONDITIONAL:
            key = "project"
        return self._capital(self._say(f"head.{key}", activity=name, **values))

    def _spared(self, decision: Decision) -> Paragraph:
        if decision.status != Status.RESTRICTED or decision.decisive is None:
            return Paragraph(())
        return self._names("lead.except", facts.spared(self.library, decision), decision.decisive.clause)

    def _closed_inside(self, decision: Decision) -> Paragraph:
        if decision.decisive is None or decision.status == Status.PROHIBITED:
            return Paragraph(())
        names = facts.closed_inside(self.library, decision)
        return self._names("lead.closed-here", names, decision.decisive.clause, "closed-here")

    def _names(self, lead: str, activities: tuple[str, ...], clause: Clause, form: str | None = None) -> Paragraph:
        if not activities:
            return Paragraph(())
        names = self._say("list").join(activity_name(self.library, a, self.language) for a in activities)
        text = self._say(form, names=names) if form else names + self._type.stop
        return Paragraph((Sentence(self._capital(text), (clause,)),), lead=self._say(lead))

    def _conditions(self, decision: Decision) -> Paragraph:
        return self._listed("lead.conditions", conditions_of(decision))

    def _listed(self, lead: str, rules: Iterable[Rule]) -> Paragraph:
        """Conditions, each a sentence with its clause."""
        said = [(words(r.measure.says, self.language).rstrip("。."), r.clause) for r in rules if r.measure.says]
        sentences = tuple(Sentence(self._quoted(self._capital(text) + self._type.stop), (clause,)) for text, clause in said)
        return Paragraph(sentences, lead=self._say(lead), listed=len(sentences) > 2)

    def _always(self, decision: Decision) -> Paragraph:
        """What holds for every investment, where this one is possible."""
        rules = [r for r in decision.horizontal if r.measure.horizontal in _TOLD] if decision.settled else []
        sentences = [Sentence(self._say(f"always.{r.measure.horizontal}"), (r.clause,)) for r in rules]
        return Paragraph(tuple(sentences), lead=self._say("lead.always"))

    def _from_abroad(self, decision: Decision) -> Paragraph:
        if decision.status != Status.PROHIBITED:
            return Paragraph(())
        return self._listed("lead.possible", facts.from_abroad(self.library, decision)[:3])

    def _unchecked(self, decisions: list[Decision]) -> list[Paragraph]:
        rules = [
            r
            for d in decisions
            for r in (d.decisive, *d.supporting, *conditions_of(d))
            if r and r.measure.confidence == "recalled"
        ]
        clauses = {r.clause.id: r.clause for r in rules}
        if not clauses:
            return []
        places = self._capital(self._say("list").join(self._place(c) for c in clauses.values()))
        return [
            Paragraph(
                (Sentence(self._say("unchecked", places=places), tuple(clauses.values())),), lead=self._say("lead.unchecked")
            )
        ]

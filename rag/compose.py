"""Composing without a language model: a headline and a short note out of decisions, each sentence with its clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from corpus import Clause, Horizontal, Library, Regime, Rule
from corpus.locator import chinese_numeral
from rag import facts, history, regimes
from rag.answer import Status
from rag.decide import FURTHER, Decision, decide, national_list
from rag.excerpt import Excerpts
from rag.languages import Typography, canonical, corpus_language, typography, words
from rag.names import activity_label, activity_name, activity_named, area_name, document_name, place_of
from rag.note import Paragraph, Sentence
from rag.phrases import quotation, say, share
from rag.terms import terms_of
from rag.verdicts import brief, conditions_of, limits

_MOST_AREAS = 6
#: The rules for every investment that an answer tells; the rest stand among the reasons.
_TOLD = (Horizontal.PARTNERSHIP, Horizontal.INDIVIDUAL_BUSINESS, Horizontal.SECURITY_REVIEW)


class Composer:
    """Writes the note on decisions in one language. ``today`` is the day of asking, for what has changed since."""

    def __init__(self, library: Library, excerpts: Excerpts, language: str, today: date) -> None:
        self.excerpts = excerpts
        self.library, self.language, self.today = library, canonical(language), today
        self._introduced: set[str] = set()

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

    def correction(self, decisions: list[Decision]) -> list[Paragraph]:
        """What is in force, where a question takes for granted that a limit was lifted."""
        (first, *_) = decisions
        if first.decisive is None or not first.settled or first.terms.openness >= 100:
            return []
        text = self._say("correct", brief=brief(first, self.language))
        return [Paragraph((Sentence(self._capital(text), (first.decisive.clause,)),))]

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

    def _why(self, decision: Decision) -> Paragraph:
        name = activity_named(self.library, decision.activity, self.language)
        rule = decision.decisive
        if rule is None:
            return self._why_nothing(decision, name)
        if decision.basis == "conflict":
            return self._why_conflict(rule, decision.against[0])
        if decision.basis == "uncommitted":
            text = self._say("why.uncommitted", activity=name, place=self._place(rule.clause))
        else:
            text = self._say(
                "why.decides",
                place=self._place(rule.clause),
                digest=self._quoted(self.excerpts.about(rule.clause, decision.activity, corpus_language(self.language))),
            )
        sentences = [Sentence(self._capital(text), (rule.clause,))]
        named = {rule.clause.id}
        for other in decision.supporting:
            if other.clause.id not in named and len(sentences) < 3 and (said := self._supports(other, decision)):
                named.add(other.clause.id)
                sentences.append(Sentence(self._capital(said), (other.clause,)))
        if decision.gives_way:
            loser = decision.gives_way[0]
            losing = decide(self.library, decision.activity, decision.as_of)
            text = self._say("why.gives-way", place=self._place(loser.clause), brief=brief(losing, self.language))
            sentences.append(Sentence(self._capital(text), (loser.clause,)))
        return Paragraph(tuple(sentences))

    def _why_conflict(self, one: Rule, other: Rule) -> Paragraph:
        told = self._say("why.conflict", place=self._place(one.clause), other=self._place(other.clause))
        corpus = corpus_language(self.language)
        sides = [(self._place(r.clause), self._quoted(r.clause.provision.digest[corpus]), r.clause) for r in (one, other)]
        said = [Sentence(self._say("why.decides", place=p, digest=d), (c,)) for p, d, c in sides]
        return Paragraph((Sentence(self._capital(told), (one.clause, other.clause)), *said))

    def _supports(self, rule: Rule, decision: Decision) -> str:
        terms, place = terms_of(rule.measure), self._place(rule.clause)
        if terms.openness == 0:
            return self._say("why.same-closed", place=place)
        if terms.chinese_control:
            return self._say("why.same-control", place=place)
        if terms.joint_venture:
            return self._say("why.same-jv", place=place)
        if terms.cap is None:
            return self._say("why.same-open", place=place)
        first = terms_of(decision.decisive.measure).cap if decision.decisive else None
        if terms.cap != first:
            return self._say("why.own-cap", place=place, cap=share(terms.cap))
        return self._say("why.same-cap-yields" if rule.measure.yields else "why.same-cap", place=place, cap=share(terms.cap))

    def _why_nothing(self, decision: Decision, name: str) -> Paragraph:
        edition = national_list(self.library, decision.as_of, decision.mode)
        if edition is None:
            first = min(d.effective for d in self.library.documents.values() if d.regime == Regime.NATIONAL and d.effective)
            return Paragraph((Sentence(self._say("why.no-list", day=decision.as_of, first=first)),))
        said = {r.measure.horizontal: r.clause for r in decision.horizontal}
        alike = [c for kind, c in said.items() if kind == Horizontal.NATIONAL_TREATMENT]
        values = {"edition": document_name(edition, self.language), "activity": name}
        sentences = [Sentence(self._capital(self._say(f"why.{decision.basis}", **values)), tuple(alike))]
        kept = said.get(Horizontal.OTHER_RULES)
        if kept and decision.basis == "not-listed":
            sentences.append(Sentence(self._say("why.approvals-stay"), (kept,)))
        return Paragraph(tuple(sentences))

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

    def _more(self, decision: Decision, elsewhere: tuple[regimes.Elsewhere, ...]) -> Paragraph:
        """Other regimes that let a foreign investor go further than here."""
        here, sentences = regimes.openness(decision), []
        if decision.status in (Status.UNCLEAR, Status.NOT_COVERED) or here >= 100:
            return Paragraph(())
        for other in elsewhere:
            there = other.decision
            if there.decisive and not other.partial and regimes.openness(there) > here + FURTHER:
                name = self._areas(other.areas) or self._say(f"regime.{other.column}")
                text = self._say("more.place", name=name, brief=brief(there, self.language))
                sentences.append(Sentence(text, (there.decisive.clause,)))
        for opening in regimes.openings(self.library, decision):
            services = self._say("list").join(activity_name(self.library, a, self.language) for a in opening.activities)
            regime = opening.rule.clause.document.regime
            name = self._areas(opening.rule.measure.areas) or self._say(f"regime.{regime}")
            text = self._say("more.services", name=name, services=services, brief=brief(opening.decision, self.language))
            sentences.append(Sentence(text, (opening.rule.clause,)))
        if not sentences and here == 0:
            # Said only where the lists of both regimes speak of the activity: silence of the corpus is no rule.
            rules = (r for e in elsewhere for r in (e.decision.decisive, *e.decision.supporting) if r)
            special = {
                r.clause.document.regime: r.clause for r in rules if r.clause.document.regime in (Regime.FTZ, Regime.HAINAN)
            }
            return Paragraph((Sentence(self._say("more.none"), tuple(special.values())),) if len(special) == 2 else ())
        return Paragraph(tuple(sentences), lead=self._say("lead.more"), listed=len(sentences) > 2)

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

    def _changes(self, decision: Decision) -> Paragraph:
        """When the verdict became what it is and what it was before; and what became of it since, for a day gone by."""
        sentences = []
        change = history.last_change(self.library, decision)
        if change and history.turned_by(change) and brief(change.earlier, self.language) != brief(decision, self.language):
            values = {"day": change.day, "brief": brief(change.earlier, self.language)}
            sentences.append(Sentence(self._say("change.before", **values), self._turn(change)))
        change = history.change_until(self.library, decision, self.today) if decision.as_of < self.today else None
        if change:
            values = {"day": change.day, "brief": brief(history.at(self.library, decision, self.today), self.language)}
            sentences.append(Sentence(self._say("change.now", **values), self._turn(change)))
        return Paragraph(tuple(sentences), lead=self._say("lead.change"))

    def _turn(self, change: history.Change) -> tuple[Clause, ...]:
        """The clauses that make a change; where an item was struck out, also what its list says of that."""
        edition = national_list(self.library, change.day)
        release = self.library.clauses.get(f"{edition.id}#release") if edition and not change.later.decisive else None
        earlier = (change.earlier.decisive,) if change.earlier.decisive else ()
        clauses = {r.clause.id: r.clause for r in (*history.turned_by(change), *earlier)}
        return (*clauses.values(), release) if release else tuple(clauses.values())

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

    def _areas(self, areas: tuple[str, ...]) -> str:
        names = self._say("list").join(area_name(self.library, a, self.language) for a in areas[:_MOST_AREAS])
        return self._say("areas.more", names=names, count=len(areas)) if len(areas) > _MOST_AREAS else names

    def _count(self, n: int) -> str:
        return chinese_numeral(n) if self.language.startswith("zh") else str(n)

    def _days(self, decisions: list[Decision]) -> str:
        return self._say("list").join(dict.fromkeys(d.as_of.isoformat() for d in decisions))

    def _place(self, clause: Clause) -> str:
        """The clause in running text, its document by its Chinese name as well where it is named first."""
        first = clause.document.id not in self._introduced
        self._introduced.add(clause.document.id)
        return place_of(clause, self.language, original=first)

    def _quoted(self, text: str) -> str:
        return quotation(self.language, text)

    def _capital(self, text: str) -> str:
        return text[:1].upper() + text[1:]

    def _say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    @property
    def _type(self) -> Typography:
        return typography(self.language)

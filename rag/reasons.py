"""Why a decision is what it is, where more is possible, and what changed: paragraphs, each sentence with its clauses."""

from __future__ import annotations

from corpus import Clause, Horizontal, Regime, Rule
from rag import history, regimes
from rag.answer import Status
from rag.decide import FURTHER, Decision, decide, national_list
from rag.languages import corpus_language
from rag.names import activity_name, activity_named, document_name
from rag.note import Paragraph, Sentence
from rag.phrases import share
from rag.terms import terms_of
from rag.verdicts import brief
from rag.voice import Voice


class Reasons(Voice):
    """The paragraphs that explain decisions."""

    def correction(self, decisions: list[Decision]) -> list[Paragraph]:
        """What is in force, where a question takes for granted that a limit was lifted."""
        (first, *_) = decisions
        if first.decisive is None or not first.settled or first.terms.openness >= 100:
            return []
        text = self._say("correct", brief=brief(first, self.language))
        return [Paragraph((Sentence(self._capital(text), (first.decisive.clause,)),))]

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
        ahead = history.next_change(self.library, decision) if not change else None
        if ahead:
            values = {"day": ahead.day, "brief": brief(ahead.later, self.language)}
            sentences.append(Sentence(self._say("change.ahead", **values), self._turn(ahead)))
        return Paragraph(tuple(sentences), lead=self._say("lead.change"))

    def _turn(self, change: history.Change) -> tuple[Clause, ...]:
        """The clauses that make a change; where an item was struck out, also what its list says of that."""
        edition = national_list(self.library, change.day)
        release = self.library.clauses.get(f"{edition.id}#release") if edition and not change.later.decisive else None
        earlier = (change.earlier.decisive,) if change.earlier.decisive else ()
        clauses = {r.clause.id: r.clause for r in (*history.turned_by(change), *earlier)}
        return (*clauses.values(), release) if release else tuple(clauses.values())

"""Why a decision is what it is: paragraphs, each sentence with its clauses."""

from __future__ import annotations

from corpus import Horizontal, Regime, Rule
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import brief
from rag.answer.wording.context import Voice
from rag.decision.decision import Decision, decide, national_list
from rag.decision.terms import terms_of
from rag.language.catalogues import share
from rag.language.languages import corpus_language
from rag.language.names import activity_named, document_name


class Reasons(Voice):
    """The paragraphs that explain decisions."""

    def correction(self, decisions: list[Decision]) -> list[Paragraph]:
        """What is in force, where a question takes for granted that a limit was lifted."""
        (first, *_) = decisions
        if first.decisive is None or not first.settled or first.terms.openness >= 100:
            return []
        text = self._say("correct", brief=brief(first, self.language))
        clauses = {r.clause.id: r.clause for r in (first.decisive, *first.supporting)}
        return [Paragraph((Sentence(self._capital(text), tuple(clauses.values())),))]

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
        said = [Sentence(self._quoting(r.clause), (r.clause,)) for r in (one, other)]
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
            national = (
                d for d in self.library.documents.values() if d.regime == Regime.NATIONAL and d.effective and d.provisions
            )
            first = min(national, key=lambda d: d.effective or decision.as_of)
            clause = self.library.clauses[f"{first.id}#{first.provisions[0].id}"]
            return Paragraph((Sentence(self._say("why.no-list", day=decision.as_of, first=first.effective), (clause,)),))
        said = {r.measure.horizontal: r.clause for r in decision.horizontal}
        alike = [c for kind, c in said.items() if kind == Horizontal.NATIONAL_TREATMENT]
        values = {"edition": document_name(edition, self.language), "activity": name}
        sentences = [Sentence(self._capital(self._say(f"why.{decision.basis}", **values)), tuple(alike))]
        kept = said.get(Horizontal.OTHER_RULES)
        if kept and decision.basis == "not-listed":
            sentences.append(Sentence(self._say("why.approvals-stay"), (kept,)))
        return Paragraph(tuple(sentences))

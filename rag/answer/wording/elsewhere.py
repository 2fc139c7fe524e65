"""Where more is possible than here, and what is not, each sentence with its clause."""

from __future__ import annotations

from corpus import Clause, Regime
from rag.answer.contract import Status
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import brief, stands_on
from rag.answer.wording.context import Voice
from rag.decision import regimes, related
from rag.decision.decision import FURTHER, Decision
from rag.language.names import activity_name, activity_named, area_name


class Further(Voice):
    """The paragraphs on other places, on what the deciding clause spares, and on what it closes."""

    def where(self, decision: Decision) -> str | None:
        """One line that says where a foreign investor may go further than elsewhere; None where no place stands out."""
        freer = [o for o in self._freer(decision) if o.column not in regimes.INVESTORS]
        places: dict[str, dict[str, None]] = {}
        for other in freer:
            names = [area_name(self.library, a, self.language) for a in other.areas] or [self._place_of(other)]
            places.setdefault(brief(other.decision, self.language), {}).update(dict.fromkeys(names))
        if decision.area or not places:
            return None
        there = [f"{self._say('list').join(names)}{self._type.colon}{terms}" for terms, names in places.items()]
        named = activity_named(self.library, decision.activity, self.language, original=True)
        told = {"there": self._say("and").join(there), "here": brief(decision, self.language)}
        return self._capital(self._say("head.where", activity=named, **told))

    def _freer(self, decision: Decision) -> list[regimes.Elsewhere]:
        """The other regimes under which an investor may go further than here."""
        here = regimes.openness(decision)
        if decision.status in (Status.UNCLEAR, Status.NOT_COVERED) or here >= 100:
            return []
        others = (e for e in regimes.places(self.library, decision) if e.decision.decisive and not e.partial)
        return [e for e in others if regimes.openness(e.decision) > here + FURTHER]

    def _place_of(self, other: regimes.Elsewhere) -> str:
        return self._areas(other.areas) or self._say(f"regime.{other.column}")

    def _more(self, decision: Decision) -> Paragraph:
        """Other regimes that let a foreign investor go further than here."""
        here = regimes.openness(decision)
        if decision.status in (Status.UNCLEAR, Status.NOT_COVERED) or here >= 100:
            return Paragraph(())
        told: dict[str, dict[str, Clause]] = {}
        for other in self._freer(decision):
            text = self._say("more.place", name=self._place_of(other), brief=brief(other.decision, self.language))
            told.setdefault(text, {}).update({r.clause.id: r.clause for r in [other.decision.decisive] if r})
        for opening in regimes.openings(self.library, decision):
            services = self._say("list").join(activity_name(self.library, a, self.language) for a in opening.activities)
            regime, clause = opening.rule.clause.document.regime, opening.rule.clause
            name = self._areas(opening.rule.measure.areas) or self._say(f"regime.{regime}")
            text = self._say("more.services", name=name, services=services, brief=brief(opening.decision, self.language))
            told.setdefault(text, {})[clause.id] = clause
        sentences = [Sentence(text, tuple(clauses.values())) for text, clauses in told.items()]
        if not sentences and here == 0:
            # Said only where the lists of both regimes speak of the activity: silence of the corpus is no rule.
            elsewhere = regimes.places(self.library, decision)
            rules = (r for e in elsewhere for r in (e.decision.decisive, *e.decision.supporting) if r)
            special = {
                r.clause.document.regime: r.clause for r in rules if r.clause.document.regime in (Regime.FTZ, Regime.HAINAN)
            }
            return Paragraph((Sentence(self._say("more.none"), tuple(special.values())),) if len(special) == 2 else ())
        return Paragraph(tuple(sentences), lead=self._say("lead.more"), listed=len(sentences) > 2)

    def _everywhere(self, decision: Decision) -> Paragraph:
        """That no place has to be looked for, where the rule for the whole country goes as far as any."""
        clause = stands_on(decision)
        if decision.area or clause is None or regimes.openness(decision) < 100:
            return Paragraph(())
        return Paragraph((Sentence(self._say("more.everywhere"), (clause,)),))

    def _spared(self, decision: Decision) -> Paragraph:
        if decision.status != Status.RESTRICTED or decision.decisive is None:
            return Paragraph(())
        return self._names("lead.except", related.spared(self.library, decision), decision.decisive.clause)

    def _closed_inside(self, decision: Decision) -> Paragraph:
        if decision.decisive is None or decision.status == Status.PROHIBITED:
            return Paragraph(())
        names = related.closed_inside(self.library, decision)
        return self._names("lead.closed-here", names, decision.decisive.clause, "closed-here")

    def _names(self, lead: str, activities: tuple[str, ...], clause: Clause, form: str | None = None) -> Paragraph:
        if not activities:
            return Paragraph(())
        names = self._say("list").join(activity_name(self.library, a, self.language) for a in activities)
        text = self._say(form, names=names) if form else names + self._type.stop
        return Paragraph((Sentence(self._capital(text), (clause,)),), lead=self._say(lead))

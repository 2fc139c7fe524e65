"""What is asked of whoever may enter: permits, conditions, the rules for every investment; what can be done without a company."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from corpus import Horizontal, Rule
from rag.answer.contract import Status
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import conditions_of
from rag.answer.wording.context import Voice
from rag.decision import related
from rag.decision.decision import Decision
from rag.language.languages import words

#: The rules for every investment that an answer tells; the rest stand among the reasons.
_TOLD = (Horizontal.PARTNERSHIP, Horizontal.INDIVIDUAL_BUSINESS, Horizontal.SECURITY_REVIEW)
_MOST_FROM_ABROAD = 3
_MOST_FROM_LAW = 3


class Duties(Voice):
    """The paragraphs on conditions."""

    def _conditions(self, decision: Decision, most: int, but: Collection[str] = ()) -> Paragraph:
        """The first ``most`` conditions of a decision, without those of the clauses ``but``."""
        return self._listed("lead.conditions", [r for r in conditions_of(decision, most) if r.clause.id not in but])

    def _shared(self, decisions: Iterable[Decision], most: int) -> Paragraph:
        """The conditions that several decisions have in common."""
        first, *others = ({r.clause.id: r for r in conditions_of(d, most)} for d in decisions)
        return self._listed("lead.conditions-all", [r for c, r in first.items() if all(c in other for other in others)])

    def _listed(self, lead: str, rules: Iterable[Rule]) -> Paragraph:
        """Conditions, each a sentence with its clause."""
        said = [(words(r.measure.says, self.language).rstrip("。."), r.clause) for r in rules if r.measure.says]
        sentences = tuple(Sentence(self._quoted(self._capital(text) + self._type.stop), (clause,)) for text, clause in said)
        return Paragraph(sentences, lead=self._say(lead), listed=len(sentences) > 2)

    def _always(self, decision: Decision, kinds: Collection[Horizontal] = _TOLD) -> Paragraph:
        """What holds for every investment, where this one is possible."""
        rules = [r for r in decision.horizontal if r.measure.horizontal in kinds] if decision.settled else []
        sentences = [Sentence(self._say(f"always.{r.measure.horizontal}"), (r.clause,)) for r in rules]
        return Paragraph(tuple(sentences), lead=self._say("lead.always"))

    def _form(self, decision: Decision) -> Paragraph:
        """Of the rules for every investment those that a verdict alone has to tell: all where no list speaks of the business,
        else that a partnership is closed to it."""
        return self._always(decision, _TOLD if decision.basis == "not-listed" else (Horizontal.PARTNERSHIP,))

    def _breach(self, decision: Decision) -> Paragraph:
        """What follows where the rule is broken."""
        rules = related.enforcement(self.library, decision.as_of, decision.mode)[:_MOST_FROM_LAW]
        sentences = tuple(Sentence(self._quoting(r.clause), (r.clause,)) for r in rules)
        return Paragraph(sentences, lead=self._say("lead.breach"))

    def _from_abroad(self, decision: Decision) -> Paragraph:
        if decision.status != Status.PROHIBITED:
            return Paragraph(())
        return self._listed("lead.possible", related.from_abroad(self.library, decision)[:_MOST_FROM_ABROAD])

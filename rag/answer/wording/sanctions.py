"""What follows a breach: the sanction of the provision that punishes this act in this business, or that the corpus has none."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import Clause
from corpus.kinds import Kind, Subject
from rag.answer import passages
from rag.answer.subjects import lays_down, unlicensed_act
from rag.answer.wording.context import Told, Wording, capital
from rag.decision.decision import Decision
from rag.decision.related import enforcement, laying_down, licensing
from rag.decision.status import Status
from rag.language.languages import corpus_language
from rag.language.names import activity_named

#: What rules for every foreign investor are on.
_INVESTMENT = "foreign-investment"
#: Of the passages found so many are near enough to be meant, where they are on every investor.
_NEAREST = 3


def sanction_told(w: Wording, decision: Decision, question: str, found: Sequence[Clause]) -> Told:
    """What follows the breach that a question is about: doing the business without its licence, entering a closed one, or what the passages
    ``found`` punish."""
    closed, unlicensed = decision.status == Status.PROHIBITED, unlicensed_act(question)
    general = [r.clause for r in enforcement(w.library, decision.as_of, decision.mode)][:1] if closed else []
    if general and not unlicensed:
        return _told(w, question, general[0])
    rules = laying_down(w.library, decision, Subject.UNLICENSED)
    punishing = [r.clause for steps, r in rules if steps == rules[0][0]]
    near = {c.id: rank for rank, c in enumerate(found)}
    if not unlicensed:
        punishing += [r.clause for _, r in laying_down(w.library, decision, Subject.SANCTION) if r.clause.id in near]
        # What every foreign investor owes is punished in every business.
        punishing += [c for c in found[:_NEAREST] if lays_down(c, Subject.SANCTION) and _of_every_investor(c)]
    if punishing:
        worth, corpus = passages.answering(question), corpus_language(w.language)

        def order(clause: Clause) -> tuple[bool, int, int]:
            first = unlicensed and clause.document.kind == Kind.LAW
            return first, worth(clause.provision.digest[corpus]), -near.get(clause.id, len(near))

        return _told(w, question, max(punishing, key=order))
    name = activity_named(w.library, decision.activity, w.language)
    none = capital(w.say("asked.penalty-none", activity=name))
    if unlicensed:
        general = general or [r.clause for r in licensing(w.library, decision.as_of, Subject.UNLICENSED)][:1]
    further = [_told(w, question, c).text for c in general]
    return Told(w.typography.space.join([none, *further]), tuple(general), complete=True)


def _of_every_investor(clause: Clause) -> bool:
    return any(_INVESTMENT in m.activities for m in clause.provision.measures)


def _told(w: Wording, question: str, clause: Clause) -> Told:
    return Told(passages.headline(question, clause, w.language, whole=True), (clause,), complete=True)

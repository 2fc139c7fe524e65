"""Where a foreign investor may go further than here, and what the deciding clause exempts or leaves closed."""

from __future__ import annotations

from corpus import Clause, Regime
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import brief, stands_on
from rag.answer.wording.context import Wording, capital
from rag.decision import regimes, related
from rag.decision.decision import Decision
from rag.decision.precedence import FURTHER
from rag.decision.status import Status
from rag.language.names import activity_name, activity_named, area_name


def places_headline(w: Wording, decision: Decision) -> str | None:
    """One line on where a foreign investor may go further than elsewhere; None where no place stands out, or the question
    names one itself."""
    freer = [o for o in _freer_regimes(w, decision) if o.column not in regimes.INVESTORS]
    places: dict[str, dict[str, None]] = {}
    for other in freer:
        names = [area_name(w.library, a, w.language) for a in other.areas] or [_regime_name(w, other)]
        places.setdefault(brief(other.decision, w.language), {}).update(dict.fromkeys(names))
    if decision.area or not places:
        return None
    there = w.say("and").join(f"{w.joined(names)}{w.typography.colon}{terms}" for terms, names in places.items())
    name = activity_named(w.library, decision.activity, w.language, original=True)
    return capital(w.say("head.where", activity=name, there=there, here=brief(decision, w.language)))


def freer_places_paragraph(w: Wording, decision: Decision) -> Paragraph:
    """The other regimes that let a foreign investor go further than here, in the whole activity or in parts of it."""
    here = regimes.openness(decision)
    if not _may_be_freer(decision):
        return Paragraph(())
    lines: dict[str, dict[str, Clause]] = {}
    for other in _freer_regimes(w, decision):
        text = w.say("more.place", name=_regime_name(w, other), brief=brief(other.decision, w.language))
        lines.setdefault(text, {}).update({r.clause.id: r.clause for r in [other.decision.decisive] if r})
    for opening in regimes.openings(w.library, decision):
        services = w.joined(activity_name(w.library, a, w.language) for a in opening.activities)
        regime, clause = opening.rule.clause.document.regime, opening.rule.clause
        name = w.areas(opening.rule.measure.areas) or w.say(f"regime.{regime}")
        text = w.say("more.services", name=name, services=services, brief=brief(opening.decision, w.language))
        lines.setdefault(text, {})[clause.id] = clause
    sentences = [Sentence(text, tuple(clauses.values())) for text, clauses in lines.items()]
    if not sentences and here == 0:
        return _closed_everywhere(w, decision)
    return Paragraph(tuple(sentences), lead=w.say("lead.more"), listed=len(sentences) > 2)


def nationwide_paragraph(w: Wording, decision: Decision) -> Paragraph:
    """That no particular place is needed, where the rule for the whole country is as open as any."""
    clause = stands_on(decision)
    if decision.area or clause is None or regimes.openness(decision) < 100:
        return Paragraph(())
    return Paragraph((Sentence(w.say("more.everywhere"), (clause,)),))


def exemptions_paragraph(w: Wording, decision: Decision) -> Paragraph:
    """The activities that the deciding clause exempts from its limit."""
    if decision.status != Status.RESTRICTED or decision.decisive is None:
        return Paragraph(())
    activities = related.spared(w.library, decision)
    return _activities(w, "lead.except", activities, decision.decisive.clause)


def uncommitted_paragraph(w: Wording, decision: Decision) -> Paragraph:
    """The activities that the deciding clause leaves closed although it opens the rest."""
    if decision.decisive is None or decision.status == Status.PROHIBITED:
        return Paragraph(())
    activities = related.closed_inside(w.library, decision)
    return _activities(w, "lead.closed-here", activities, decision.decisive.clause, "closed-here")


def _may_be_freer(decision: Decision) -> bool:
    """Whether another regime can be more open: there is a verdict, and it sets a limit."""
    return decision.status not in (Status.UNCLEAR, Status.NOT_COVERED) and regimes.openness(decision) < 100


def _freer_regimes(w: Wording, decision: Decision) -> list[regimes.Elsewhere]:
    """The other regimes under which an investor may go further than here in the whole activity."""
    if not _may_be_freer(decision):
        return []
    others = (e for e in regimes.places(w.library, decision) if e.decision.decisive and not e.partial)
    return [e for e in others if regimes.openness(e.decision) > regimes.openness(decision) + FURTHER]


def _regime_name(w: Wording, other: regimes.Elsewhere) -> str:
    """A regime by the places it names, else by its own name."""
    return w.areas(other.areas) or w.say(f"regime.{other.column}")


def _closed_everywhere(w: Wording, decision: Decision) -> Paragraph:
    """That the special regimes do not open the activity either. Stated only where the lists of both regimes name the
    activity: silence of the corpus is no rule."""
    elsewhere = regimes.places(w.library, decision)
    rules = (r for e in elsewhere for r in (e.decision.decisive, *e.decision.supporting) if r)
    special = {r.clause.document.regime: r.clause for r in rules if r.clause.document.regime in (Regime.FTZ, Regime.HAINAN)}
    return Paragraph((Sentence(w.say("more.none"), tuple(special.values())),) if len(special) == 2 else ())


def _activities(w: Wording, lead: str, activities: tuple[str, ...], clause: Clause, phrase: str | None = None) -> Paragraph:
    """The names of activities as one sentence that rests on a clause: inside a phrase, else by themselves."""
    if not activities:
        return Paragraph(())
    names = w.joined(activity_name(w.library, a, w.language) for a in activities)
    text = w.say(phrase, names=names) if phrase else names + w.typography.stop
    return Paragraph((Sentence(capital(text), (clause,)),), lead=w.say(lead))

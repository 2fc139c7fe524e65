"""Decisions as views: the verdict of the contract, in the asker's language."""

from __future__ import annotations

from datetime import date

from corpus import Clause, Horizontal, Library, Mode, Regime, Rule
from rag.answer.contract import Condition, Place, Reason, Turn, Verdict
from rag.decision.decision import Decision
from rag.decision.precedence import added_by_user
from rag.decision.regimes import Elsewhere
from rag.decision.status import Status
from rag.decision.terms import Terms, terms_of
from rag.decision.timeline import Change, held_since, next_change
from rag.language.catalogues import say
from rag.language.formats import share
from rag.language.languages import canonical, corpus_language, words
from rag.language.named import Named
from rag.language.names import activity_name, area_name, place_of
from rag.language.quotation import labelled, quotation

_ORDER = ("licence", "approval", "qualification", "nationality", "obligation")
MOST_CONDITIONS = 6


def brief(decision: Decision, language: str) -> str:
    """The verdict in a few words: "foreign share up to 50 %"."""
    if key := abroad(decision):
        return say(language, f"brief.{key}")
    terms = decision.terms
    if decision.status == Status.RESTRICTED:
        return say(language, f"brief.{limits(terms)}", cap=share(terms.cap or 0, canonical(language)))
    if decision.status == Status.PROHIBITED and decision.basis == "uncommitted":
        return say(language, "brief.uncommitted")
    if decision.project and decision.status == Status.CONDITIONAL:
        return say(language, "brief.project")
    return say(language, f"brief.{decision.status}")


def abroad(decision: Decision) -> str | None:
    """What a verdict on supply without a company in China is keyed by, as shares say nothing there; None for any other."""
    if decision.mode == Mode.COMMERCIAL_PRESENCE or not decision.settled:
        return None
    return f"abroad-{decision.status}"


def limits(terms: Terms) -> str:
    """The limits that terms set, as phrases are keyed by them: `control-jv-cap`, `jv`, `cap`."""
    parts = (("control", terms.chinese_control), ("jv", terms.joint_venture), ("cap", terms.cap is not None))
    return "-".join(name for name, holds in parts if holds)


def stands_on(decision: Decision) -> Clause | None:
    """The clause a decision stands on: the deciding one, or for what no list names the one on national treatment."""
    alike = (r for r in decision.horizontal if r.measure.horizontal == Horizontal.NATIONAL_TREATMENT)
    rule = decision.decisive or next(alike, None)
    return rule.clause if rule else None


def conditions_of(decision: Decision, most: int = MOST_CONDITIONS) -> list[Rule]:
    """The conditions worth showing, none twice: those of a document that a user added and of the deciding one before others, permits
    before the rest, and last that the market-access list speaks of a permit."""
    seen: set[str] = set()
    deciding = decision.decisive.clause.document.id if decision.decisive else None

    def order(rule: Rule) -> tuple:
        document = rule.clause.document
        own = (not added_by_user(rule), document.id != deciding)
        return document.regime == Regime.MARKET_ACCESS, *own, _ORDER.index(rule.measure.type.value)

    rules = sorted(decision.conditions, key=order)
    return [r for r in rules if r.measure.says and not (r.measure.says.zh in seen or seen.add(r.measure.says.zh))][:most]


def verdict_view(library: Library, decision: Decision, elsewhere: tuple[Elsewhere, ...], headline: str, language: str) -> Verdict:
    """The decision as the contract shows it."""
    rules = ([decision.decisive] if decision.decisive else []) + list(decision.supporting)
    reasons = [_reason(r, "decides" if r is decision.decisive else "supports", language) for r in rules]
    reasons += [_reason(r, "contradicts", language) for r in decision.against]
    reasons += [_reason(r, "gives-way", language) for r in decision.gives_way]
    reasons += [_reason(r, "note", language) for r in decision.horizontal]
    unchecked = {r.clause.id for r in unchecked_of(decision)}
    began, later = held_since(library, decision), next_change(library, decision)
    earlier = began if isinstance(began, Change) else None
    return Verdict(
        status=decision.status,
        headline=headline,
        activities=(Named(id=decision.activity, name=activity_name(library, decision.activity, language)),),
        foreign_cap_pct=decision.cap,
        chinese_control=decision.terms.chinese_control,
        joint_venture=decision.terms.joint_venture,
        regime=decision.regime,
        area=Named(id=decision.area, name=area_name(library, decision.area, language)) if decision.area else None,
        as_of=decision.as_of,
        mode=decision.mode,
        since=decision.decisive.start if decision.decisive else None,
        held_since=earlier.day if earlier else began if isinstance(began, date) else None,
        held_longer=isinstance(began, date),
        basis=decision.basis,
        deciding_provision=decision.decisive.clause.id if decision.decisive else None,
        conditions=tuple(
            Condition(kind=r.measure.type, text=words(r.measure.says, language), provision_id=r.clause.id)
            for r in conditions_of(decision)
            if r.measure.says
        ),
        reasons=tuple({(r.effect, r.provision_id): r for r in reasons}.values()),
        elsewhere=tuple(_place(e, language) for e in elsewhere),
        before=_turn(earlier, earlier.earlier, language) if earlier else None,
        upcoming=_turn(later, later.later, language) if later else None,
        unchecked=tuple(sorted(unchecked)),
        firm=firm(decision),
    )


def unchecked_of(decision: Decision) -> list[Rule]:
    """The rules a decision rests on that nobody has checked against a source."""
    rules = (decision.decisive, *decision.supporting, *decision.against, *conditions_of(decision))
    return [r for r in rules if r and r.measure.confidence == "recalled"]


def added_of(decision: Decision) -> list[Rule]:
    """The rules a decision rests on that were read in documents which users added."""
    rules = (decision.decisive, *decision.supporting, *decision.against, *conditions_of(decision))
    return [r for r in rules if r and added_by_user(r)]


def firm(decision: Decision) -> bool:
    """Whether the verdict would stand on checked rules alone."""
    return all(r.measure.confidence != "recalled" for r in carrying(decision))


def carrying(decision: Decision) -> list[Rule]:
    """The rules that a verdict cannot do without: the deciding one, others as far as they limit further, and what contradicts it."""
    if decision.decisive is None:
        return []
    own = terms_of(decision.decisive.measure)
    needed = [r for r in decision.supporting if decision.terms != own and terms_of(r.measure) != own]
    return [decision.decisive, *needed, *decision.against]


def _turn(change: Change, then: Decision, language: str) -> Turn:
    clause = stands_on(then)
    return Turn(
        day=change.day,
        status=then.status,
        foreign_cap_pct=then.cap,
        text=brief(then, language),
        provision_id=clause.id if clause else None,
    )


def _reason(rule: Rule, effect: str, language: str) -> Reason:
    digest = quotation(language, rule.clause.provision.digest[corpus_language(language)])
    text = labelled(say(language, "why.decides", place=place_of(rule.clause, language), digest=digest), language)
    return Reason(effect=effect, text=text, provision_id=rule.clause.id, regime=rule.clause.document.regime)


def _place(elsewhere: Elsewhere, language: str) -> Place:
    decision, clause = elsewhere.decision, stands_on(elsewhere.decision)
    return Place(
        regime=elsewhere.column,
        name=say(language, f"regime.{elsewhere.column}") + (say(language, "regime.part") if elsewhere.partial else ""),
        status=decision.status,
        foreign_cap_pct=decision.cap,
        chinese_control=decision.terms.chinese_control,
        provision_id=clause.id if clause else None,
    )

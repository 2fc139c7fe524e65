"""The rules that hold for every investment, whatever the business, as far as they bear on one outcome."""

from __future__ import annotations

from datetime import date

from corpus import Horizontal, Library, Mode, Regime, Rule
from rag.decision.precedence import regime_of
from rag.decision.terms import Terms

#: Chinese control leaves the investor without the actual control that security review asks about, a half share does not.
_CONTROLLING = 50.0
#: Where the same thing is said more than once, this is cited: the list first, then the law.
_FIRST = {
    Regime.NATIONAL: 0,
    Regime.CROSS_BORDER: 0,
    Regime.MARKET_ACCESS: 1,
    Regime.SECURITY_REVIEW: 1,
    Regime.INVESTMENT_LAW: 2,
}


def horizontal_rules(library: Library, day: date, mode: Mode, terms: Terms, listed: bool, special: bool) -> tuple[Rule, ...]:
    """One rule of each kind that bears on an outcome, in the order in which a lawyer would read them. ``listed``: a rule
    decides it; ``special``: that rule prevails over the national one."""
    first: dict[Horizontal, Rule] = {}
    for rule in library.horizontal:
        if rule.in_force(day) and regime_of(rule) in _FIRST and (mode in rule.measure.modes or not rule.measure.modes):
            if (mode != Mode.COMMERCIAL_PRESENCE) != (regime_of(rule) == Regime.CROSS_BORDER):
                continue
            kind = rule.measure.horizontal
            if kind is None:
                continue
            if kind not in first or _FIRST[regime_of(rule)] < _FIRST[regime_of(first[kind])]:
                first[kind] = rule
    return tuple(first[kind] for kind in _bearing(terms, listed, special) if kind in first)


def _bearing(terms: Terms, listed: bool, special: bool) -> list[Horizontal]:
    kinds = [Horizontal.MORE_FAVOURABLE] if special else []
    if not listed:
        kinds += [Horizontal.NATIONAL_TREATMENT, Horizontal.MARKET_ACCESS, Horizontal.OTHER_RULES]
    if terms.openness == 0:
        return [*kinds, Horizontal.ENFORCEMENT, Horizontal.EXEMPTION, Horizontal.OVERSEAS_LISTING]
    if terms.openness < 100:
        kinds += [Horizontal.PARTNERSHIP, Horizontal.EXEMPTION]
    kinds.append(Horizontal.INDIVIDUAL_BUSINESS)
    if not terms.chinese_control and (terms.cap is None or terms.cap >= _CONTROLLING):
        kinds.append(Horizontal.SECURITY_REVIEW)
    return kinds

"""Why a decision is what it is: paragraphs, each sentence with its clauses."""

from __future__ import annotations

from corpus import Horizontal, Regime, Rule
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import brief
from rag.answer.wording.context import Wording, capital
from rag.decision.decision import Decision, decide, national_list
from rag.decision.terms import terms_of
from rag.language.formats import share
from rag.language.languages import corpus_language
from rag.language.names import activity_named, document_name

#: The deciding rule and those that agree with it take at most this many sentences.
_MOST_RULES = 3


def premise_correction(w: Wording, decisions: list[Decision]) -> list[Paragraph]:
    """What is in force, where a question takes for granted that a limit was lifted; empty where there is no limit."""
    (first, *_) = decisions
    if first.decisive is None or not first.settled or first.terms.openness >= 100:
        return []
    text = w.say("correct", brief=brief(first, w.language))
    clauses = {r.clause.id: r.clause for r in (first.decisive, *first.supporting)}
    return [Paragraph((Sentence(capital(text), tuple(clauses.values())),))]


def reasons_paragraph(w: Wording, decision: Decision) -> Paragraph:
    """The rule that decides, the rules that agree with it and the one that it displaces."""
    rule = decision.decisive
    if rule is None:
        return _no_rule(w, decision)
    if decision.basis == "conflict":
        return _conflict(w, rule, decision.against[0])
    if decision.basis == "uncommitted":
        name = activity_named(w.library, decision.activity, w.language)
        text = w.say("why.uncommitted", activity=name, place=w.place(rule.clause))
    else:
        excerpt = w.excerpts.about(rule.clause, decision.activity, corpus_language(w.language))
        text = w.say("why.decides", place=w.place(rule.clause), digest=w.quoted(excerpt))
    sentences = [Sentence(capital(text), (rule.clause,))]
    cited = {rule.clause.id}
    for other in decision.supporting:
        if other.clause.id not in cited and len(sentences) < _MOST_RULES:
            cited.add(other.clause.id)
            sentences.append(Sentence(capital(_agreement(w, other, decision)), (other.clause,)))
    if decision.gives_way:
        displaced = decision.gives_way[0]
        national = decide(w.library, decision.activity, decision.as_of)
        stricter = decision.terms.openness < national.terms.openness
        key = "why.gives-way-stricter" if stricter else "why.gives-way"
        text = w.say(key, place=w.place_in_brackets(displaced.clause), brief=brief(national, w.language))
        sentences.append(Sentence(capital(text), (displaced.clause,)))
    return Paragraph(tuple(sentences))


def _conflict(w: Wording, one: Rule, other: Rule) -> Paragraph:
    """That two rules contradict each other, and what each of them provides."""
    text = w.say("why.conflict", place=w.place(one.clause), other=w.place(other.clause))
    quoted = [Sentence(w.quoted_clause(r.clause), (r.clause,)) for r in (one, other)]
    return Paragraph((Sentence(capital(text), (one.clause, other.clause)), *quoted))


def _agreement(w: Wording, rule: Rule, decision: Decision) -> str:
    """How a supporting rule agrees with the one that decides."""
    terms, place = terms_of(rule.measure), w.place(rule.clause)
    if terms.openness == 0:
        return w.say("why.same-closed", place=place)
    if terms.chinese_control:
        return w.say("why.same-control", place=place)
    if terms.joint_venture:
        return w.say("why.same-jv", place=place)
    if terms.cap is None:
        return w.say("why.same-open", place=place)
    first = terms_of(decision.decisive.measure).cap if decision.decisive else None
    if terms.cap != first:
        return w.say("why.own-cap", place=place, cap=share(terms.cap, w.language))
    return w.say("why.same-cap-yields" if rule.measure.yields else "why.same-cap", place=place, cap=share(terms.cap, w.language))


def _no_rule(w: Wording, decision: Decision) -> Paragraph:
    """What follows where no rule names the activity, or no list was in force."""
    edition = national_list(w.library, decision.as_of, decision.mode)
    if edition is None:
        national = (d for d in w.library.documents.values() if d.regime == Regime.NATIONAL and d.effective and d.provisions)
        first = min(national, key=lambda d: d.effective or decision.as_of)
        clause = w.library.clauses[f"{first.id}#{first.provisions[0].id}"]
        return Paragraph((Sentence(w.say("why.no-list", day=decision.as_of, first=first.effective), (clause,)),))
    clauses = {r.measure.horizontal: r.clause for r in decision.horizontal}
    equal_treatment = [c for kind, c in clauses.items() if kind == Horizontal.NATIONAL_TREATMENT]
    name = activity_named(w.library, decision.activity, w.language)
    text = w.say(f"why.{decision.basis}", edition=document_name(edition, w.language), activity=name)
    sentences = [Sentence(capital(text), tuple(equal_treatment))]
    other_rules = clauses.get(Horizontal.OTHER_RULES)
    if other_rules and decision.basis == "not-listed":
        sentences.append(Sentence(w.say("why.approvals-stay"), (other_rules,)))
    return Paragraph(tuple(sentences))

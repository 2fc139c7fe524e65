"""What an investor has to meet: permits, conditions and the rules for every investment; what is possible without a company."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from corpus import Horizontal, Mode, Rule
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import brief, conditions_of, stands_on
from rag.answer.wording.context import Wording, capital
from rag.decision import related
from rag.decision.decision import Decision, decide
from rag.decision.status import Status
from rag.language.facts import kind_of_condition
from rag.language.languages import native, words

#: The rules for every investment that a note states; the others are only among the reasons of the verdict.
_STATED = (Horizontal.PARTNERSHIP, Horizontal.INDIVIDUAL_BUSINESS, Horizontal.SECURITY_REVIEW)
_MOST_CROSS_BORDER = 3
_MOST_ENFORCEMENT = 3


def conditions_paragraph(w: Wording, decision: Decision, most: int, without: Collection[str] = ()) -> Paragraph:
    """The first ``most`` conditions of a decision, except those of the clauses whose ids are in ``without``."""
    return _conditions(w, "lead.conditions", [r for r in conditions_of(decision, most) if r.clause.id not in without])


def shared_conditions_paragraph(w: Wording, decisions: Iterable[Decision], most: int) -> Paragraph:
    """The conditions that are among the first ``most`` of each of several decisions."""
    first, *others = ({r.clause.id: r for r in conditions_of(d, most)} for d in decisions)
    return _conditions(w, "lead.conditions-all", [r for c, r in first.items() if all(c in other for other in others)])


def horizontal_paragraph(w: Wording, decision: Decision, kinds: Collection[Horizontal] = _STATED) -> Paragraph:
    """The rules of these kinds that hold for every investment, where there is a verdict."""
    rules = [r for r in decision.horizontal if r.measure.horizontal in kinds] if decision.settled else []
    sentences = [Sentence(w.say(f"always.{r.measure.horizontal}"), (r.clause,)) for r in rules]
    return Paragraph(tuple(sentences), lead=w.say("lead.always"))


def horizontal_summary(w: Wording, decision: Decision) -> Paragraph:
    """The rules for every investment that a verdict has to mention unasked: all of them where no list names the activity, else
    that it is closed to a partnership."""
    return horizontal_paragraph(w, decision, _STATED if decision.basis == "not-listed" else (Horizontal.PARTNERSHIP,))


def enforcement_paragraph(w: Wording, decision: Decision) -> Paragraph:
    """What follows when an investment breaks the lists."""
    rules = related.enforcement(w.library, decision.as_of, decision.mode)[:_MOST_ENFORCEMENT]
    sentences = tuple(Sentence(w.quoted_clause(r.clause), (r.clause,)) for r in rules)
    return Paragraph(sentences, lead=w.say("lead.breach"))


def cross_border_paragraph(w: Wording, decision: Decision) -> Paragraph:
    """The permits by which a foreign party may take part in a closed activity from abroad."""
    if decision.status != Status.PROHIBITED or decision.mode != Mode.COMMERCIAL_PRESENCE:
        return Paragraph(())
    return _conditions(w, "lead.possible", related.from_abroad(w.library, decision)[:_MOST_CROSS_BORDER])


def company_paragraph(w: Wording, decision: Decision) -> Paragraph:
    """The verdict on a company in China, beside one on supply without one."""
    if decision.mode == Mode.COMMERCIAL_PRESENCE:
        return Paragraph(())
    company = decide(w.library, decision.activity, decision.as_of, decision.area, decision.origin)
    return _in_brief(w, company, "lead.company") if company.settled else Paragraph(())


def abroad_paragraph(w: Wording, decision: Decision) -> Paragraph:
    """The verdict on supply from abroad, beside one on a company in China."""
    return _in_brief(w, decision, "lead.abroad")


def _in_brief(w: Wording, decision: Decision, lead: str) -> Paragraph:
    """A verdict in a few words, with the clauses that it rests on."""
    clauses = dict.fromkeys(r.clause for r in (decision.decisive, *decision.supporting) if r) or {stands_on(decision): None}
    if None in clauses:
        return Paragraph(())
    text = capital(brief(decision, w.language)) + w.typography.stop
    return Paragraph((Sentence(text, tuple(c for c in clauses if c)),), lead=w.say(lead))


def _conditions(w: Wording, lead: str, rules: Iterable[Rule]) -> Paragraph:
    """Conditions, each a sentence with its clause."""
    sentences = tuple(Sentence(_condition(w, r), (r.clause,)) for r in rules if r.measure.says)
    return Paragraph(sentences, lead=w.say(lead), listed=len(sentences) > 2)


def _condition(w: Wording, rule: Rule) -> str:
    """What a condition says; where it is quoted in another language, with its kind in the reader's in front."""
    assert rule.measure.says is not None  # a condition says what it is (corpus/model.py)
    text = w.quoted(capital(words(rule.measure.says, w.language).rstrip("。.")) + w.typography.stop)
    return (
        text if native(w.language) else f"{capital(kind_of_condition(rule.measure.type, w.language))}{w.typography.colon}{text}"
    )

"""Composing without a language model: a headline and a short note from decisions, each sentence with its clauses."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from corpus import Mode
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import abroad, brief, carrying, conditions_of, limits, stands_on
from rag.answer.wording.added import added_paragraphs
from rag.answer.wording.asked import bearing_paragraph
from rag.answer.wording.changes import changes_paragraph, history_paragraph, then_and_now_headline, turned_headline
from rag.answer.wording.conditions import (
    company_paragraph,
    conditions_paragraph,
    cross_border_paragraph,
    enforcement_paragraph,
    horizontal_paragraph,
    horizontal_summary,
    shared_conditions_paragraph,
)
from rag.answer.wording.context import Told, Wording, capital, decision_labels
from rag.answer.wording.elsewhere import (
    exemptions_paragraph,
    freer_places_paragraph,
    nationwide_paragraph,
    uncommitted_paragraph,
)
from rag.answer.wording.premises import polar_headline, premise_sentence
from rag.answer.wording.reasons import reasons_paragraph
from rag.decision import related
from rag.decision.decision import Decision
from rag.decision.status import Status
from rag.language.formats import share
from rag.language.names import activity_label, activity_named
from rag.question.focus import Focus

#: At most this many conditions are stated: all of them only where the question asks for them.
_CONDITIONS: dict[Focus, int] = {"decide": 4, "cap": 4, "terms": 10, "where": 3, "changed": 2, "breach": 0, "list": 0}
#: So many where one of them was asked for, and is told first.
_BESIDE = 3


def decision_headline(
    w: Wording,
    decisions: list[Decision],
    told: Sequence[Told] = (),
    verdict_first: bool = True,
    asked: str = "",
    compared: bool = False,
    other: Sequence[Decision] = (),
) -> str:
    """One line that answers: for several decisions each with its label. ``told`` is what answers the other kinds of thing asked
    for; where no verdict is asked for, the verdict follows in a few words what is. ``asked`` is the question in its words; where it is a
    comparison (``compared``), whether there is a difference comes first. ``other`` is the decision by the other mode of supply, where
    either may be meant."""
    verdict = _modes_line(w, [*decisions, *other]) if other else _verdict_line(w, decisions, asked)
    others = [t.text for t in told]
    if compared and len(decisions) > 1:
        alike = len({brief(d, w.language) for d in decisions}) == 1
        verdict = w.typography.space.join([w.say("compare.same" if alike else "compare.differ"), verdict])
    if len(decisions) == 1:
        said = verdict.casefold() + brief(decisions[0], w.language).casefold() * verdict_first
        others = [t for t in others if t.rstrip("。.").casefold() not in said]
    if verdict_first or compared or not told:
        return w.typography.space.join([verdict, *others])
    if len(decisions) == 1 and (first := _to_the_question(w, decisions[0], asked)):
        return w.typography.space.join([first, *others])
    if all(t.complete for t in told):
        return w.typography.space.join(others)
    if len(decisions) == 1 and not other and not then_and_now_headline(w, decisions[0]):
        verdict = capital(brief(decisions[0], w.language)) + w.typography.stop
    return w.typography.space.join(dict.fromkeys([*others, verdict]))


def _verdict_line(w: Wording, decisions: list[Decision], asked: str) -> str:
    """The verdict in one line; of several decisions each with its label."""
    if len(decisions) == 1:
        (one,) = decisions
        return then_and_now_headline(w, one) or _to_the_question(w, one, asked) or verdict_headline(w, one)
    if turned := turned_headline(w, decisions):
        return turned
    labels: dict[str, list[str]] = {}
    for label, decision in zip(decision_labels(w, decisions, activity_label), decisions, strict=True):
        labels.setdefault(brief(decision, w.language), []).append(label)
    parts = [f"{w.joined(same)}{w.typography.colon}{terms}" for terms, same in labels.items()]
    return capital(w.say("and").join(parts)) + w.typography.stop


def _modes_line(w: Wording, decisions: list[Decision]) -> str:
    """The verdicts on one business with a company in China and from abroad, in one line."""
    company, away = sorted(decisions, key=lambda d: d.mode != Mode.COMMERCIAL_PRESENCE)
    without = brief(away, w.language) if away.settled else w.say("brief.abroad-unsettled")
    parts = [w.say("lead.company") + w.typography.colon + brief(company, w.language), without]
    return w.say("and").join(parts) + w.typography.stop


def _to_the_question(w: Wording, decision: Decision, asked: str) -> str | None:
    """The verdict as yes or no to what is ``asked``, or after what that takes for granted is put right; None where neither is due."""
    wrong = premise_sentence(w, decision, asked)
    if wrong and decision.status != Status.PROHIBITED:
        return w.typography.space.join([wrong, verdict_headline(w, decision)])
    return wrong or polar_headline(w, decision, asked)


def verdict_headline(w: Wording, decision: Decision) -> str:
    """The verdict on one decision in one sentence."""
    name = activity_named(w.library, decision.activity, w.language, original=True)
    if key := abroad(decision):
        return capital(w.say(f"head.{key}", activity=name))
    key, values = decision.status.value, {}
    if decision.status == Status.RESTRICTED:
        terms, exempt = decision.terms, related.spared(w.library, decision)
        values = {"cap": share(terms.cap or 0, w.language), "count": w.count(len(exempt))}
        key = limits(terms)
        if key == "cap" and exempt:
            key = "cap-except"
    elif decision.basis == "uncommitted":
        key = "uncommitted"
    elif decision.project and decision.status == Status.CONDITIONAL:
        key = "project"
    return capital(w.say(f"head.{key}", activity=name, **values))


def decision_note(
    w: Wording, decisions: list[Decision], focus: Focus = "decide", left_out: int = 0, told: Sequence[Told] = ()
) -> list[Paragraph]:
    """The paragraphs under the headline, for one decision or several; first the clauses of what is ``told`` in it. ``left_out``
    decisions were asked for and not made."""
    w = w.new_note()
    groups = _grouped(w, decisions)
    parts = [bearing_paragraph(w, decisions[0], told)]
    quoted = {c.id for t in told for c in t.clauses}
    parts += _single(w, decisions[0], focus, quoted) if len(groups) == 1 else _several(w, groups, focus)
    paragraphs = [p for p in parts if p.sentences]
    cited = {c.id for p in paragraphs for s in p.sentences for c in s.clauses}
    paragraphs += [*_unchecked(w, decisions), *added_paragraphs(w, decisions, cited)]
    if left_out:
        paragraphs.append(Paragraph((Sentence(w.say("left-out", count=left_out)),)))
    ahead = any(d.as_of > max(w.today, w.library.checked_through) for d in decisions)
    checked = f"{w.library.checked_through:%Y-%m}"
    closing = w.say("closing.ahead" if ahead else "closing", day=w.days(decisions), checked=checked)
    return [*paragraphs, Paragraph((Sentence(closing),))]


def choices_note(w: Wording, decisions: list[Decision]) -> list[Paragraph]:
    """The provisional verdict on each of several businesses that a word may mean, a line each."""
    lines = []
    for d, name in zip(decisions, decision_labels(w, decisions), strict=True):
        clauses = dict.fromkeys(r.clause for r in (d.decisive, *d.supporting) if r) or dict.fromkeys([stands_on(d)])
        text = f"{capital(name)}{w.typography.colon}{brief(d, w.language)}{w.typography.stop}"
        lines.append(Sentence(text, tuple(c for c in clauses if c)))
    return [Paragraph(tuple(lines), listed=True)]


def _single(w: Wording, decision: Decision, focus: Focus, quoted: Collection[str]) -> list[Paragraph]:
    """The parts of the note on one decision, what is asked for first, and without the conditions of clauses ``quoted`` before. The
    reasons are worded before all else, wherever they are placed: they introduce the documents."""
    reasons = reasons_paragraph(w, decision)
    conditions = conditions_paragraph(w, decision, _BESIDE if quoted else _CONDITIONS[focus], quoted)
    if focus == "terms" and quoted:
        return [reasons, conditions, horizontal_paragraph(w, decision), cross_border_paragraph(w, decision)]
    if focus == "terms":
        return [conditions, reasons, horizontal_paragraph(w, decision), cross_border_paragraph(w, decision)]
    exemptions, freer = exemptions_paragraph(w, decision), freer_places_paragraph(w, decision)
    if focus == "breach":
        return [enforcement_paragraph(w, decision), reasons, exemptions, freer]
    uncommitted = uncommitted_paragraph(w, decision)
    if focus == "where":
        return [freer, nationwide_paragraph(w, decision), reasons, exemptions, uncommitted, conditions]
    if focus == "changed":
        return [history_paragraph(w, decision), reasons, exemptions, freer, uncommitted, conditions]
    without = [cross_border_paragraph(w, decision), company_paragraph(w, decision)]
    closing = [horizontal_summary(w, decision), *without, changes_paragraph(w, decision)]
    return [reasons, exemptions, freer, uncommitted, conditions, *closing]


def _several(w: Wording, groups: list[tuple[str, Decision]], focus: Focus) -> list[Paragraph]:
    """The parts of the note on several decisions, each under its label; the conditions they share come once, at the end."""
    most, paragraphs = _CONDITIONS[focus], []
    shared = shared_conditions_paragraph(w, [d for _, d in groups], most)
    shared_clauses = {c.id for s in shared.sentences for c in s.clauses}
    if focus == "breach":
        paragraphs.append(enforcement_paragraph(w, groups[0][1]))
    for label, decision in groups:
        paragraphs.append(Paragraph(reasons_paragraph(w, decision).sentences, lead=capital(label)))
        if focus == "where":
            paragraphs.append(freer_places_paragraph(w, decision))
        if focus == "changed":
            paragraphs.append(history_paragraph(w, decision))
        paragraphs.append(conditions_paragraph(w, decision, most, shared_clauses))
    return [*paragraphs, shared]


def _grouped(w: Wording, decisions: list[Decision]) -> list[tuple[str, Decision]]:
    """Decisions that rest on one clause with the same terms, one of each group, under the labels of the group."""
    groups: dict[tuple, list[tuple[str, Decision]]] = {}
    for label, d in zip(decision_labels(w, decisions), decisions, strict=True):
        deciding = d.decisive.clause.id if d.decisive else d.activity
        conditions = tuple(r.clause.id for r in conditions_of(d))
        groups.setdefault((deciding, d.basis == "uncommitted", d.terms, d.as_of, conditions), []).append((label, d))
    return [(w.joined(label for label, _ in group), group[0][1]) for group in groups.values()]


def _unchecked(w: Wording, decisions: list[Decision]) -> list[Paragraph]:
    """Which of the rules that carry the verdicts nobody has checked against a source. That one which only agrees is unchecked is told with
    its citation."""
    rules = [r for d in decisions for r in carrying(d)]
    clauses = {r.clause.id: r.clause for r in rules if r.measure.confidence == "recalled"}
    if not clauses:
        return []
    places = capital(w.joined(w.place(c) for c in clauses.values()))
    return [Paragraph((Sentence(w.say("unchecked", places=places), tuple(clauses.values())),), lead=w.say("lead.unchecked"))]

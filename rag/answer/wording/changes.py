"""How a verdict changed over time: the last change, the next one, and all of them."""

from __future__ import annotations

from datetime import date, timedelta

from corpus import Clause
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import brief
from rag.answer.wording.context import Wording, capital
from rag.decision import timeline
from rag.decision.decision import Decision, national_list
from rag.language.names import activity_named

#: A history goes back this many changes.
_MOST_CHANGES = 6


def since_headline(w: Wording, decision: Decision) -> str | None:
    """One line on since when the verdict is what it is, and what it was before as far as that is known; None where no day is known."""
    began = timeline.held_since(w.library, decision)
    now = brief(decision, w.language)
    name = activity_named(w.library, decision.activity, w.language, original=True)
    if isinstance(began, timeline.Change) and _reportable(w, began):
        before = brief(began.earlier, w.language)
        return capital(w.say("head.since", activity=name, day=began.day, brief=now, before=before))
    named = isinstance(began, date) and decision.decisive
    return capital(w.say("head.known", activity=name, day=began, brief=now)) if named else None


def then_and_now_headline(w: Wording, decision: Decision) -> str | None:
    """One line that sets the verdict of a past reference date against today's; None where they are the same."""
    change = timeline.change_until(w.library, decision, w.today) if decision.as_of < w.today else None
    if not change:
        return None
    then, now = (brief(d, w.language) for d in (decision, timeline.at(w.library, decision, w.today)))
    name = activity_named(w.library, decision.activity, w.language, original=True)
    return capital(w.say("head.then-now", activity=name, day=decision.as_of, then=then, now=now))


def turned_headline(w: Wording, decisions: list[Decision]) -> str | None:
    """One line on both sides of a turn, where the second of two decisions is the first question on the day its verdict turned."""
    if len(decisions) != 2:
        return None
    earlier, later = decisions
    change = timeline.last_change(w.library, later)
    alike = timeline.at(w.library, earlier, later.as_of) == later and change and timeline.same(change.earlier, earlier)
    if not (alike and change and change.day == later.as_of):
        return None
    name = activity_named(w.library, later.activity, w.language, original=True)
    until, before, since = later.as_of - timedelta(days=1), brief(earlier, w.language), brief(later, w.language)
    return capital(w.say("head.turned", activity=name, until=until, before=before, day=later.as_of, brief=since))


def changes_paragraph(w: Wording, decision: Decision) -> Paragraph:
    """What the verdict was before its last change, and what has changed since the reference date or will change."""
    change, sentences = timeline.last_change(w.library, decision), []
    if change and _reportable(w, change):
        sentences.append(_verdict_at(w, "change.before", change, change.earlier))
    return Paragraph((*sentences, *_later_changes(w, decision)), lead=w.say("lead.change"))


def history_paragraph(w: Wording, decision: Decision) -> Paragraph:
    """Every change of the verdict up to the reference date, the earliest first, and what has changed since or will change."""
    past = [c for c in timeline.turns(w.library, decision) if _reportable(w, c)][-_MOST_CHANGES:]
    sentences = [_verdict_at(w, "change.before", past[0], past[0].earlier)] if past else []
    sentences += [_change_with_its_rules(w, c) for c in past]
    if not past and (known := _earliest_known(w, decision)):
        sentences = [known]
    later = _later_changes(w, decision)
    return Paragraph((*sentences, *later), lead=w.say("lead.change"), listed=len(sentences) + len(later) > 2)


def _later_changes(w: Wording, decision: Decision) -> list[Sentence]:
    """What today's verdict is where it has changed since the reference date; else the next change already published."""
    change = timeline.change_until(w.library, decision, w.today) if decision.as_of < w.today else None
    if change:
        return [_verdict_at(w, "change.now", change, timeline.at(w.library, decision, w.today))]
    ahead = timeline.next_change(w.library, decision)
    return [_verdict_at(w, "change.ahead", ahead, ahead.later)] if ahead else []


def _earliest_known(w: Wording, decision: Decision) -> Sentence | None:
    """The first day on which a verdict is known to hold, where the corpus knows no change of it."""
    first = timeline.first(w.library, decision)
    if first is None or first.decisive is None:
        return None
    values = {"day": first.as_of, "brief": brief(first, w.language), "places": w.place_in_brackets(first.decisive.clause)}
    return Sentence(w.say("change.known", **values), (first.decisive.clause,))


def _change_with_its_rules(w: Wording, change: timeline.Change) -> Sentence:
    """A change, naming the rules that began on its day."""
    clauses = _clauses_of(w, change)
    new = [c for c in clauses if change.day in (c.document.effective, *(m.effective for m in c.provision.measures))]
    places = w.joined(w.place_in_brackets(c) for c in new)
    values = {"day": change.day, "brief": brief(change.later, w.language)}
    return Sentence(w.say("change.by", places=places, **values) if new else w.say("change.now", **values), clauses)


def _verdict_at(w: Wording, key: str, change: timeline.Change, verdict: Decision) -> Sentence:
    """A verdict next to the day of a change."""
    return Sentence(w.say(key, day=change.day, brief=brief(verdict, w.language)), _clauses_of(w, change))


def _reportable(w: Wording, change: timeline.Change) -> bool:
    """Whether rules account for a change, and its two verdicts read differently."""
    return bool(timeline.turned_by(change)) and brief(change.earlier, w.language) != brief(change.later, w.language)


def _clauses_of(w: Wording, change: timeline.Change) -> tuple[Clause, ...]:
    """The clauses that make a change; where an item was struck out, also the release note of its list."""
    edition = national_list(w.library, change.day)
    release = w.library.clauses.get(f"{edition.id}#release") if edition and not change.later.decisive else None
    earlier = (change.earlier.decisive,) if change.earlier.decisive else ()
    clauses = {r.clause.id: r.clause for r in (*timeline.turned_by(change), *earlier)}
    return (*clauses.values(), release) if release else tuple(clauses.values())

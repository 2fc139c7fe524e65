"""What changed and when: the last turn of a verdict, the next one, and all of them."""

from __future__ import annotations

from corpus import Clause
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import brief
from rag.answer.wording.context import Voice
from rag.decision import timeline
from rag.decision.decision import Decision, national_list
from rag.language.names import activity_named

#: So many turns back a history goes.
_MOST_TURNS = 6


class Changes(Voice):
    """The paragraphs on the past and the future of a decision."""

    def since(self, decision: Decision) -> str | None:
        """One line that says since when the verdict is what it is and what it was before; None where neither is known."""
        change = timeline.last_change(self.library, decision)
        if not (change and decision.settled and self._told(change)):
            return None
        now, before = brief(decision, self.language), brief(change.earlier, self.language)
        named = activity_named(self.library, decision.activity, self.language, original=True)
        return self._capital(self._say("head.since", activity=named, day=change.day, brief=now, before=before))

    def _changes(self, decision: Decision) -> Paragraph:
        """When the verdict became what it is and what it was before; and what became of it since, for a day gone by."""
        change, sentences = timeline.last_change(self.library, decision), []
        if change and self._told(change):
            sentences.append(self._turned("change.before", change, change.earlier))
        return Paragraph((*sentences, *self._later(decision)), lead=self._say("lead.change"))

    def _history(self, decision: Decision) -> Paragraph:
        """Every turn of the verdict up to the day decided for, the earliest first, and what became of it since."""
        past = [c for c in timeline.turns(self.library, decision) if self._told(c)][-_MOST_TURNS:]
        sentences = [self._turned("change.before", past[0], past[0].earlier)] if past else []
        sentences += [self._began(c) for c in past]
        if not past and (known := self._standing(decision)):
            sentences = [known]
        later = self._later(decision)
        return Paragraph((*sentences, *later), lead=self._say("lead.change"), listed=len(sentences) + len(later) > 2)

    def _later(self, decision: Decision) -> list[Sentence]:
        change = timeline.change_until(self.library, decision, self.today) if decision.as_of < self.today else None
        if change:
            return [self._turned("change.now", change, timeline.at(self.library, decision, self.today))]
        ahead = timeline.next_change(self.library, decision)
        return [self._turned("change.ahead", ahead, ahead.later)] if ahead else []

    def _standing(self, decision: Decision) -> Sentence | None:
        """The first day from which a verdict is known to stand, where the corpus knows no turn of it."""
        first = timeline.first(self.library, decision)
        if first is None or first.decisive is None:
            return None
        values = {"day": first.as_of, "brief": brief(first, self.language), "places": self._place(first.decisive.clause)}
        return Sentence(self._say("change.known", **values), (first.decisive.clause,))

    def _began(self, change: timeline.Change) -> Sentence:
        """A turn, with what brought it."""
        clauses = self._turn(change)
        new = [c for c in clauses if change.day in (c.document.effective, *(m.effective for m in c.provision.measures))]
        places = self._say("list").join(self._place(c) for c in new)
        values = {"day": change.day, "brief": brief(change.later, self.language)}
        return Sentence(self._say("change.by", places=places, **values) if new else self._say("change.now", **values), clauses)

    def _told(self, change: timeline.Change) -> bool:
        """Whether rules account for a change, and it reads as one."""
        return bool(timeline.turned_by(change)) and brief(change.earlier, self.language) != brief(change.later, self.language)

    def _turned(self, key: str, change: timeline.Change, then: Decision) -> Sentence:
        return Sentence(self._say(key, day=change.day, brief=brief(then, self.language)), self._turn(change))

    def _turn(self, change: timeline.Change) -> tuple[Clause, ...]:
        """The clauses that make a change; where an item was struck out, also what its list says of that."""
        edition = national_list(self.library, change.day)
        release = self.library.clauses.get(f"{edition.id}#release") if edition and not change.later.decisive else None
        earlier = (change.earlier.decisive,) if change.earlier.decisive else ()
        clauses = {r.clause.id: r.clause for r in (*timeline.turned_by(change), *earlier)}
        return (*clauses.values(), release) if release else tuple(clauses.values())

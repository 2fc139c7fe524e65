"""Two things side by side: two editions of an instrument, and the businesses of two places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from corpus import Clause, Document, Library
from corpus.diff import Change, Comparison, Difference
from rag.answer import passages
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import brief, stands_on
from rag.answer.wording.context import Wording, capital
from rag.decision.comparison import Direction, Pair, Setting, compare
from rag.language.names import area_name, document_name
from rag.question.lists import list_scope
from rag.question.understand import Question

_MOST_NAMES, _MOST_LINES = 8, 12
#: What became of a provision, in the order of a note.
_LEADS = {
    Change.REMOVED: "removed",
    Change.ADDED: "added",
    Change.LOOSENED: "changed",
    Change.TIGHTENED: "changed",
    Change.MIXED: "changed",
    Change.REWORDED: "changed",
}
_FURTHER = {Direction.OPENED: 1, Direction.LOOSENED: 1, Direction.CLOSED: 0, Direction.TIGHTENED: 0}


def editions_headline(w: Wording, compared: Comparison) -> str:
    """What differs between two editions: how many items they have, and which businesses are more or less open."""
    before, after = (document_name(d, w.language) for d in (compared.before, compared.after))
    facts = []
    if compared.before.items and compared.after.items:
        facts.append(w.say("compare.items", before=compared.before.items, after=compared.after.items))
    shifts = [s for d in compared.differences for s in d.shifts if not s.scope]
    looser = _topmost(w, dict.fromkeys(s.activity for s in shifts if s.after > s.before))
    stricter = _topmost(w, dict.fromkeys(s.activity for s in shifts if s.after < s.before))
    for key, activities in (("looser", looser), ("stricter", stricter)):
        if activities:
            facts.append(w.say(f"compare.{key}", names=w.activities(activities, _MOST_NAMES)))
    counts = [(key, sum(_LEADS.get(d.change) == key for d in compared.differences)) for key in dict.fromkeys(_LEADS.values())]
    if not (looser or stricter):
        facts += [w.say(f"compare.{key}", count=n) for key, n in counts if n] or [w.say("compare.alike")]
    return capital(f"{before} → {after}{w.typography.colon}{w.say('and').join(facts)}{w.typography.stop}")


def editions_note(w: Wording, compared: Comparison, day: date) -> list[Paragraph]:
    """What the later edition says of itself, then every provision that is gone, new or changed, with its clause."""
    w, library = w.new_note(), w.library
    release = library.clauses.get(f"{compared.after.id}#release")
    paragraphs = passages.quotes([release], w.language) if release else []
    lines: dict[str, list[Sentence]] = {}
    for difference in compared.differences:
        if (key := _LEADS.get(difference.change)) and difference.provision.id != "release":
            lines.setdefault(key, []).append(_line_of(w, compared, difference))
    for key in dict.fromkeys(_LEADS.values()):
        if shown := lines.get(key, [])[:_MOST_LINES]:
            paragraphs.append(Paragraph(tuple(shown), lead=capital(w.say(f"compare.{key}", count=len(lines[key]))), listed=True))
    return [*paragraphs, Paragraph((Sentence(w.closing(day)),))]


def _line_of(w: Wording, compared: Comparison, difference: Difference) -> Sentence:
    edition: Document = compared.after if difference.after else compared.before
    clause = w.library.clauses[f"{edition.id}#{difference.provision.id}"]
    return Sentence(w.quoted_clause(clause), (clause,))


def compared_places(library: Library, question: Question) -> list[Pair]:
    """The businesses a question may mean in the two places that it names, where they differ; none below another one that differs alike."""
    left, right = (Setting(question.days[-1], area, question.origin, question.mode) for area in question.areas[:2])
    pairs = {p.activity: p for p in compare(library, list_scope(library, question), left, right) if p.direction in _FURTHER}

    def told_above(pair: Pair) -> bool:
        above = (pairs[a] for a, steps in library.above(pair.activity).items() if steps and a in pairs)
        return any((p.left.terms, p.right.terms) == (pair.left.terms, pair.right.terms) for p in above)

    return [p for p in pairs.values() if not told_above(p)]


def areas_headline(w: Wording, pairs: Sequence[Pair], areas: Sequence[str | None]) -> str:
    """In which businesses each of two places is more open to a foreign investor than the other, or that they are alike."""
    names = [_area(w, a) for a in areas]
    parts = []
    for side, name in enumerate(names):
        further = [p.activity for p in pairs if _FURTHER.get(p.direction) == side]
        if further:
            parts.append(w.say("compare.further", place=name, names=w.activities(further, _MOST_NAMES)))
    if not parts:
        return capital(w.say("compare.nowhere", places=w.joined(names)))
    return capital(w.say("and").join(parts)) + w.typography.stop


def areas_note(w: Wording, pairs: Sequence[Pair], areas: Sequence[str | None], day: date) -> list[Paragraph]:
    """A line for each way in which two places differ: the businesses, both verdicts and their clauses."""
    w = w.new_note()
    lines: dict[tuple[str, str], tuple[list[str], dict[str, Clause]]] = {}
    for pair in pairs:
        activities, clauses = lines.setdefault((brief(pair.left, w.language), brief(pair.right, w.language)), ([], {}))
        activities.append(pair.activity)
        clauses.update({c.id: c for c in map(stands_on, (pair.left, pair.right)) if c})
    sentences = []
    for (left, right), (activities, clauses) in lines.items():
        sides = [f"{_area(w, a)}{w.typography.colon}{said}" for a, said in zip(areas, (left, right), strict=True)]
        text = f"{w.activities(activities, _MOST_NAMES)}{w.typography.colon}{w.say('and').join(sides)}{w.typography.stop}"
        sentences.append(Sentence(capital(text), tuple(clauses.values()), len(activities)))
    return [Paragraph(tuple(sentences), listed=True), Paragraph((Sentence(w.closing(day)),))]


def _area(w: Wording, area: str | None) -> str:
    return area_name(w.library, area, w.language) if area else w.say("regime.national")


def _topmost(w: Wording, activities: Iterable[str]) -> list[str]:
    """Businesses without those that belong to another one of them."""
    known = list(activities)
    return [a for a in known if not any(b in w.library.above(a) for b in known if b != a)]

"""What was asked besides the verdict, each told in one sentence: the capital, the authority, how long it takes, the papers, the sanction,
the list that applies. Where no rule says it, that is the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus import Clause, Document, MeasureType, Mode, Rule
from corpus.kinds import Subject
from corpus.openness import OPEN
from rag.answer.note import Paragraph, Sentence
from rag.answer.subjects import subject_of_time
from rag.answer.verdicts import brief, conditions_of
from rag.answer.wording.changes import since_headline
from rag.answer.wording.context import Told, Wording, capital, decision_labels
from rag.answer.wording.documents import overview_clause
from rag.answer.wording.elsewhere import places_headline
from rag.answer.wording.sanctions import sanction_told
from rag.decision.decision import Decision
from rag.decision.precedence import added_by_user
from rag.decision.regimes import list_of
from rag.decision.related import laying_down, licensing
from rag.language.languages import corpus_language, words
from rag.language.names import activity_label, activity_named, document_name

_PERMITS = (MeasureType.LICENCE, MeasureType.APPROVAL)
#: What is told of a business only where a foreign investor may enter it.
_OF_ENTRY = {"capital": Subject.CAPITAL, "authority": Subject.AUTHORITY, "time-limit": Subject.TIME_LIMIT}
_PAPERS = ("conditions", "procedure")
#: What is told of each of several businesses where it differs; a cap and places stand in the verdicts.
_EACH = frozenset({*_OF_ENTRY, *_PAPERS, "penalty", "since", "document"})
_MOST_RULES = 2
#: A filing is due to an authority too, and within a time.
_FILING = "备案"


def told_of(w: Wording, decisions: Sequence[Decision], asks: Iterable[str], question: str, found: Sequence[Clause]) -> list[Told]:
    """The answers to the kinds of ``asks`` that have one of their own, in order: one where it is the same for every decision, else each
    with its label. ``found`` are the passages nearest to the question."""
    told: dict[Told, None] = {}
    for kind in asks:
        each = [_told(w, decision, kind, question, found) for decision in decisions]
        if each and each[0] and all(t == each[0] for t in each):
            told[each[0]] = None
        elif kind in _EACH and any(each):
            told[_labelled(w, decisions, each)] = None
    texts = [t.text.casefold() for t in told]
    # Of two that say the same, the longer one.
    return [t for t in told if not any(t.text.casefold() in other for other in texts if other != t.text.casefold())]


def _labelled(w: Wording, decisions: Sequence[Decision], each: Sequence[Told | None]) -> Told:
    """What is told of several decisions that differ in it, each with its label. The verdict stands for one of which nothing is, unless it
    follows for all of them."""
    complete = all(t.complete for t in each if t)
    labels: dict[str, list[str]] = {}
    for label, decision, told in zip(decision_labels(w, decisions, activity_label), decisions, each, strict=True):
        if told or complete:
            text = told.text if told else capital(brief(decision, w.language))
            labels.setdefault(text.rstrip("。."), []).append(label)
    lines = [f"{capital(w.joined(names))}{w.typography.colon}{text}" for text, names in labels.items()]
    clauses = tuple(dict.fromkeys(c for t in each if t for c in t.clauses))
    return Told(w.say("and").join(lines) + w.typography.stop, clauses, complete)


def _told(w: Wording, decision: Decision, kind: str, question: str, found: Sequence[Clause]) -> Told | None:
    """The answer to one kind of ask for one decision; None where the verdict is the answer."""
    if kind == "which-list":
        return _lists(w, decision)
    if kind == "document" and decision.decisive:
        return Told(capital(w.say("asked.document", place=w.new_note().place(decision.decisive.clause))))
    if kind == "penalty":
        return sanction_told(w, decision, question, found)
    if kind in ("since", "where"):
        line = since_headline(w, decision) if kind == "since" else places_headline(w, decision)
        return Told(line, complete=True) if line else None
    if kind == "time-limit" and subject_of_time(question) == Subject.VALIDITY:
        return _validity(w, decision)
    return _of_entry(w, decision, kind) if decision.settled and decision.terms.openness > 0 else None


def _of_entry(w: Wording, decision: Decision, kind: str) -> Told | None:
    """The answer to a kind of ask about a business that a foreign investor may enter."""
    if kind in _OF_ENTRY:
        return _condition(w, decision, kind)
    if kind in _PAPERS:
        return _papers(w, decision)
    if kind == "cap" and decision.terms.openness >= OPEN:
        # "Is it limited?" and "how much?" alike.
        return Told(capital(brief(decision, w.language)) + w.typography.stop, complete=True)
    return None


def _validity(w: Wording, decision: Decision) -> Told:
    """How long a licence of a business lasts and when it is renewed, whoever may hold it."""
    rules = [r for _, r in laying_down(w.library, decision, Subject.VALIDITY)]
    return _of_rules(w, rules[:1]) if rules else _unsaid(w, decision, Subject.VALIDITY)


def _unsaid(w: Wording, decision: Decision, subject: Subject) -> Told:
    """That the corpus does not say it of a business; of one that takes a licence, with what the law says of every licence."""
    none = capital(w.say(f"asked.{subject}-none", activity=activity_named(w.library, decision.activity, w.language)))
    general = (
        licensing(w.library, decision.as_of, subject)[:1] if any(r.measure.type in _PERMITS for r in decision.conditions) else []
    )
    if not general:
        return Told(none)
    every = _of_rules(w, general)
    return Told(w.typography.space.join([none, w.say("asked.every-licence", said=every.text)]), every.clauses)


def _condition(w: Wording, decision: Decision, kind: str) -> Told:
    """What the conditions of a business lay down of one kind; of capital every amount, of the others the first permit or filing that does:
    one made for the investor before others, and one on the business itself before one on what it imports."""
    subject = _OF_ENTRY[kind]
    rules = [r for r in conditions_of(decision, len(decision.conditions)) if r.measure.says]
    if subject != Subject.CAPITAL:
        rules = [r for r in rules if r.measure.type in _PERMITS or (r.measure.says and _FILING in r.measure.says.zh)]
        rules.sort(key=lambda r: (decision.origin not in r.measure.origins, bool(r.measure.modes)))
    fitting = [r for r in rules if subject in r.measure.lays_down]
    if not fitting and subject == Subject.TIME_LIMIT:
        fitting = [r for _, r in laying_down(w.library, decision, subject) if r.measure.type == MeasureType.RULE][:1]
    if not fitting:
        return _unsaid(w, decision, subject)
    first = fitting[0].clause.document
    # One document says it once: another one repeats it in its own words.
    most = _MOST_RULES if subject == Subject.CAPITAL else 1
    alike = [r for r in fitting if r.clause.document is first][:most]
    if added_by_user(fitting[0]):
        # What holds in the place of an added document is told beside what holds elsewhere.
        others = [r for r in fitting if not added_by_user(r)]
        alike += [r for r in others if r.clause.document is others[0].clause.document][:most]
    return _of_rules(w, alike)


def _papers(w: Wording, decision: Decision) -> Told | None:
    """The first permits that a business needs. Where none is prescribed that is told of a company alone: a supplier from abroad may be bound by
    what its Chinese partner has to hold."""
    rules = [r for r in conditions_of(decision, len(decision.conditions)) if r.measure.says]
    permits = [r for kind in _PERMITS for r in rules if r.measure.type == kind]
    if not permits:
        name = activity_named(w.library, decision.activity, w.language)
        return Told(capital(w.say("asked.papers-none", activity=name))) if decision.mode == Mode.COMMERCIAL_PRESENCE else None
    # Their clauses stand in the list of conditions, which follows at once.
    return replace(_of_rules(w, permits[:_MOST_RULES], "asked.papers"), clauses=())


def _of_rules(w: Wording, rules: Sequence[Rule], frame: str | None = None) -> Told:
    """What rules say, as one sentence; ``frame`` is the key of the phrase around it."""
    texts = [words(r.measure.says or r.clause.provision.digest, w.language).rstrip("。.") for r in rules]
    said = w.say("and").join(texts) + w.typography.stop
    text = w.say(frame, items=w.quoted(said)) if frame else w.quoted(capital(said))
    return Told(capital(text), tuple(dict.fromkeys(r.clause for r in rules)))


def _lists(w: Wording, decision: Decision) -> Told | None:
    """The lists that apply: to a company in the place asked about, and to supply from abroad."""
    company = list_of(w.library, decision.area, decision.as_of)
    abroad = list_of(w.library, decision.area, decision.as_of, Mode.CROSS_BORDER)
    if company is None:
        return None
    named = {key: document_name(d, w.language) for key, d in (("company", company), ("abroad", abroad)) if d}
    key = "asked.lists" if abroad else "asked.list"
    return Told(capital(w.say(key, **named)), tuple(c for d in (company, abroad) if d and (c := _whole(w, d))), complete=True)


def _whole(w: Wording, document: Document) -> Clause | None:
    """The clause of a list that says what it is for: its first note, else what describes it as a whole."""
    note = w.library.clauses.get(f"{document.id}#note-1")
    return note or overview_clause(w.library, document, "")


def bearing_paragraph(w: Wording, decision: Decision, told: Iterable[Told]) -> Paragraph:
    """The clauses that bear what is told in the headline, quoted as far as they speak of the business; the one that decides is quoted
    among the reasons."""
    sentences = []
    for clause in dict.fromkeys(c for t in told for c in t.clauses):
        if decision.decisive and clause is decision.decisive.clause:
            continue
        excerpt = w.excerpts.about(clause, decision.activity, corpus_language(w.language))
        text = w.say("why.decides", place=w.place(clause), digest=w.quoted(excerpt))
        sentences.append(Sentence(capital(text), (clause,)))
    return Paragraph(tuple(sentences))

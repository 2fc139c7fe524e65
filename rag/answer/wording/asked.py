"""What was asked besides the verdict, each told in one sentence: the capital, the authority, how long it takes, the papers, the sanction,
the list that applies. Where no rule says it, that is the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus import Clause, Document, MeasureType, Mode, Rule
from corpus.openness import OPEN
from rag.answer import passages
from rag.answer.note import Paragraph, Sentence
from rag.answer.subjects import Subject, lays_down
from rag.answer.verdicts import brief, conditions_of
from rag.answer.wording.changes import since_headline
from rag.answer.wording.context import Wording, capital
from rag.answer.wording.documents import overview_clause
from rag.answer.wording.elsewhere import places_headline
from rag.decision.decision import Decision
from rag.decision.precedence import added_by_user
from rag.decision.regimes import list_of
from rag.language.languages import corpus_language, words
from rag.language.names import activity_named, document_name

_PERMITS = (MeasureType.LICENCE, MeasureType.APPROVAL)
#: What is told of a business only where a foreign investor may enter it.
_OF_ENTRY = {"capital": Subject.CAPITAL, "authority": Subject.AUTHORITY, "time-limit": Subject.TIME_LIMIT}
_PAPERS = ("conditions", "procedure")
_MOST_RULES = 2
#: A filing is due to an authority too, and within a time.
_FILING = "备案"


@dataclass(frozen=True)
class Told:
    """What a kind of ask is answered with: a sentence, and the clauses that bear it, which are quoted under the headline."""

    text: str
    clauses: tuple[Clause, ...] = ()
    #: Whether it needs no verdict beside it: it states it, or asks about something else.
    complete: bool = False


def told_of(w: Wording, decisions: Sequence[Decision], asks: Iterable[str], question: str, found: Sequence[Clause]) -> list[Told]:
    """The answers to the kinds of ``asks`` that have one of their own, in order, where it is the same for every decision. ``found`` are
    the passages nearest to the question."""
    told: dict[Told, None] = {}
    for kind in asks:
        if kind == "penalty":
            each = [_sanction(w, decisions, question, found)]
        else:
            each = [_told(w, decision, kind) for decision in decisions]
        if each and each[0] and all(t == each[0] for t in each):
            told[each[0]] = None
    texts = [t.text.casefold() for t in told]
    # Of two that say the same, the longer one.
    return [t for t in told if not any(t.text.casefold() in other for other in texts if other != t.text.casefold())]


def _told(w: Wording, decision: Decision, kind: str) -> Told | None:
    """The answer to one kind of ask for one decision; None where the verdict is the answer."""
    enters = decision.settled and decision.terms.openness > 0
    if kind == "which-list":
        return _lists(w, decision)
    if kind in ("since", "where"):
        line = since_headline(w, decision) if kind == "since" else places_headline(w, decision)
        return Told(line, complete=True) if line else None
    if not enters:
        return None
    if kind in _OF_ENTRY:
        return _condition(w, decision, kind)
    if kind in _PAPERS:
        return _papers(w, decision)
    if kind == "cap" and decision.terms.openness >= OPEN:
        # "Is it limited?" and "how much?" alike.
        return Told(capital(brief(decision, w.language)) + w.typography.stop, complete=True)
    return None


def _condition(w: Wording, decision: Decision, kind: str) -> Told:
    """What the conditions of a business lay down of one kind; of capital every amount, of the others the first permit or filing that does:
    one made for the investor before others, and one on the business itself before one on what it imports."""
    subject = _OF_ENTRY[kind]
    rules = [r for r in conditions_of(decision, len(decision.conditions)) if r.measure.says]
    if subject != Subject.CAPITAL:
        rules = [r for r in rules if r.measure.type in _PERMITS or (r.measure.says and _FILING in r.measure.says.zh)]
        rules.sort(key=lambda r: (decision.origin not in r.measure.origins, bool(r.measure.modes)))
    fitting = [r for r in rules if r.measure.says and lays_down(subject, r.measure.says.zh)]
    if not fitting:
        name = activity_named(w.library, decision.activity, w.language)
        return Told(capital(w.say(f"asked.{kind}-none", activity=name)))
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
    said = w.say("and").join(words(r.measure.says, w.language).rstrip("。.") for r in rules if r.measure.says) + w.typography.stop
    text = w.say(frame, items=w.quoted(said)) if frame else w.quoted(capital(said))
    return Told(capital(text), tuple(dict.fromkeys(r.clause for r in rules)))


def _sanction(w: Wording, decisions: Iterable[Decision], question: str, found: Sequence[Clause]) -> Told | None:
    """The sanction of these businesses that answers most of the question, of the passages nearest to it."""
    own = {r.clause.id for d in decisions for _, r in w.library.reaching(d.activity) if r.in_force(d.as_of)}
    fitting = [c for c in found if c.id in own and lays_down(Subject.PENALTY, c.provision.digest.zh)]
    worth, corpus = passages.answering(question), corpus_language(w.language)
    clause = max(fitting, key=lambda c: worth(c.provision.digest[corpus]), default=None)
    return Told(passages.headline(question, clause, w.language, whole=True), (clause,), complete=True) if clause else None


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

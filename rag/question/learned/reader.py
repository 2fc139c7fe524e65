"""Reading by trained models: every business and every kind of ask gets a probability, and the step of the least expected cost is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from corpus import Library
from index import Anchors, Heard, Index, TokenEmbedder
from rag.language.catalogues import say
from rag.language.detect import language_of
from rag.language.languages import canonical
from rag.language.lexicon import Lexicon
from rag.question.ask import Ask
from rag.question.by_rules import MOST_SUGGESTIONS, RulesReader, Stage
from rag.question.conversation.remarks import remark_in
from rag.question.documents import future_edition
from rag.question.learned.cues import cues_of
from rag.question.learned.dated import dated
from rag.question.learned.heads import Heads
from rag.question.learned.likeness import Likeness, unit
from rag.question.learned.outside import MATTER, OTHER_LAW, TRADE, outside_evidence
from rag.question.learned.pairs import PairFeatures
from rag.question.learned.plain import plainly_named, with_named_first
from rag.question.learned.settle import CHOICES, settle_mode, settle_text, settle_verdict, step_costs
from rag.question.learned.vague import with_the_described
from rag.question.learned.weights import Weights, load_weights
from rag.question.reading import Hypothesis, Reading, Way, focus_of_asks, intent_of, remark, wants_verdict, way_of
from rag.question.understand import Question

Outcome = Callable[[Question, str], Hashable]
#: Heads that are no kinds of ask.
CROSS_BORDER, OUTSIDE = "cross-border", "outside"
_NO_KINDS = frozenset({CROSS_BORDER, OTHER_LAW, MATTER, TRADE, OUTSIDE})
#: Below this probability no business is taken to be meant where no verdict is asked for.
_LEAST = 0.2
_DOUBT = 0.5
#: What no phrase tells is taken for chat from this probability on.
_SURELY_CHAT = 0.6
#: From this probability on the likeliest reason to decline is told.
_SOME = 0.25
#: What makes a few words a topic and no part of its name: 新聞は, 신문은요, 报纸呢.
_TOPIC = re.compile(r"(?:呢|は|[은는]요?)?[\s?？。.!！]*$")
#: A longer question that names a country as a place tells a story, which is weighed.
_SHORT = 12
#: So many businesses are weighed against each other.
SHOWN = 5
CHAT = frozenset({"about", "small-talk"})


@dataclass(frozen=True, eq=False)
class Scores:
    """What the models say of one question: the probability of every head, of every business (`hypotheses`, the likeliest first), of
    none of them, and of its being outside; and the vector of the question."""

    kinds: Mapping[str, float]
    hypotheses: tuple[Hypothesis, ...]
    none: float
    outside: float
    vector: np.ndarray


@dataclass(frozen=True)
class Findings:
    """What was found in one question, from which its step follows: the ``question`` with its slots, the ``asks`` in order, the probability
    that it is ``outside``, its ``hypotheses`` and ``none``. ``given`` are the hypotheses given that any business is meant, and ``certainty``
    turns what some of them come to into how sure one may be of them. ``reader`` is who found it."""

    question: Question
    asks: tuple[str, ...]
    outside: float
    hypotheses: tuple[Hypothesis, ...]
    none: float
    given: tuple[Hypothesis, ...]
    certainty: Callable[[float], float]
    reader: str = "learned"


class LearnedReader:
    """Reads questions on one library, a follow-up as it would be put alone. Safe to share between threads."""

    def __init__(
        self, library: Library, lexicon: Lexicon, index: Index, embedder: TokenEmbedder, outcome: Outcome, rules: RulesReader
    ) -> None:
        """``outcome`` decides a business for a question. Raises ForeignWeights."""
        self._library, self._lexicon, self._embedder = library, lexicon, embedder
        self._outcome, self._rules = outcome, rules
        self.weights: Weights = load_weights(embedder.name, embedder.meanings)
        self._heads: Heads = self.weights.heads
        self._least = dict(zip(self._heads.names, self._heads.least.tolist(), strict=True))
        likeness = Likeness(index.anchors, self.weights.frames, self.weights.whitening, self.weights.examples)
        self._features = learned_features(library, lexicon, index.anchors, likeness)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of thing that a question may ask for."""
        return tuple(kind for kind in self._heads.names if kind not in _NO_KINDS)

    def read(self, question: Question, ask: Ask, stage: Stage) -> Reading:
        """The reading of one question."""
        ruled = self.ruled(question, ask, stage)
        if ruled:
            return ruled
        scores = self.weighed(question, stage)
        return self.settled(self.findings(question, ask, scores), scores)

    def weighed(self, question: Question, stage: Stage, most: int = SHOWN) -> Scores:
        """What the models say of a question, with its ``most`` likeliest businesses. It is embedded once."""
        with stage("embed"):
            heard = self._embedder.heard(question.text)
        with stage("recognise"):
            return self.scores(question, heard, most)

    def scores(self, question: Question, heard: Heard, most: int = SHOWN) -> Scores:
        """What the models say of a question of which the embedder has ``heard`` this."""
        pairs = self._features.of(question.text, language_of(question.text), heard.meaning)
        probabilities, none = self.weights.scorer.probabilities(pairs, self._features.known)
        if named := plainly_named(self._library, self._lexicon, question):
            probabilities = with_named_first(probabilities, self._features.businesses.index(named), none)
        order = np.argsort(-probabilities, kind="stable")[:most]
        hypotheses = tuple(Hypothesis(self._features.businesses[i], float(probabilities[i])) for i in order)
        kinds = self._heads.probabilities(question.text, heard.states, cues_of(question))
        outside = self.weights.outside.probability(outside_evidence(kinds, probabilities, none, pairs))
        return Scores(kinds, hypotheses, none, outside, unit(heard.states.mean(axis=0)))

    def ruled(self, question: Question, ask: Ask, stage: Stage) -> Reading | None:
        """What needs no model: a remark, a choice of none, a country named as the place, a day that no calendar has, an edition of a year to
        come."""
        if topic := remark_in(ask.question):
            return replace(remark(question, topic), reader="learned")
        if question.turn == "none":
            return Reading(Way.UNKNOWN_BUSINESS, question, asks=("verdict",), reader="learned")
        if question.foreign and question.length <= _SHORT:
            return Reading(Way.OUTSIDE, question, asks=(OUTSIDE,), reader="learned", topic="law")
        unreadable = question.unreadable and "day" not in question.said and ask.as_of is None
        if unreadable or not any(c.isalnum() for c in ask.question) or future_edition(self._library, question.text, ask.today):
            return self._rules.read(question, ask, stage)
        return None

    def findings(self, question: Question, ask: Ask, scores: Scores) -> Findings:
        """What the models find in a question of which they say this."""
        kinds = scores.kinds
        if ask.as_of is None and question.turn == "first":
            question = dated(self.weights.years, question, ask.today)
        if ask.mode is None:
            question = settle_mode(question, kinds[CROSS_BORDER], self._least[CROSS_BORDER])
        # Whether any business is meant is what the kinds say best; which one, what is left when some is.
        hypotheses = with_the_described(self._library, scores.hypotheses[:SHOWN])
        given = tuple(Hypothesis(h.business, h.probability / max(1e-6, 1 - scores.none)) for h in hypotheses)
        asks = self._asks(kinds, bool(question.activities) or question.turn != "first")
        return Findings(question, asks, scores.outside, hypotheses, scores.none, given, self.weights.scorer.certainty)

    def settled(self, findings: Findings, scores: Scores) -> Reading:
        """The reading that follows from what was found: the step of the least expected cost."""
        question, asks, outside, kinds = findings.question, findings.asks, findings.outside, scores.kinds
        if question.turn in ("businesses", "choices"):
            return self._continued(findings, scores)
        businesses: tuple[str, ...] = ()
        sure = findings.reader != "learned" or kinds[asks[0]] > _SURELY_CHAT
        if asks[0] in CHAT and sure and not self._elsewhere(kinds, question):
            spoken = remark(question, "about" if asks[0] == "about" else "chat")
            return replace(spoken, vector=scores.vector, kinds=kinds, none=findings.none, reader=findings.reader)
        if asks[0] in CHAT:
            way = Way.OUTSIDE
        elif "list" in asks:
            way = settle_text(outside, step_costs())
            way = Way.LIST if way is Way.TEXT else way
            businesses = self._groups(question)
        elif wants_verdict(asks):
            way, businesses = self._verdict(findings)
        else:
            way = settle_text(outside, step_costs())
            businesses = self._named(findings)
        if way is Way.OUTSIDE and asks[0] not in CHAT:
            asks = (OUTSIDE,)
        likeliest = tuple(h.business for h in findings.hypotheses[:MOST_SUGGESTIONS])
        suggested = likeliest if way is Way.UNKNOWN_BUSINESS else ()
        question = replace(
            question, activities=businesses, intent=intent_of(way), focus=focus_of_asks(asks), elsewhere=way is Way.OUTSIDE
        )
        topic = _outside_topic(kinds) if way is Way.OUTSIDE else ""
        return Reading(
            way, question, scores.vector, suggested, asks, kinds, findings.hypotheses, findings.none, findings.reader, topic
        )

    def _continued(self, findings: Findings, scores: Scores) -> Reading:
        """A follow-up whose businesses the conversation has settled."""
        question, asks = findings.question, tuple(a for a in findings.asks if a != "list") or ("verdict",)
        vague = all(self._library.activities[a].may_be for a in question.activities)
        if not wants_verdict(asks) and question.intent == "decide":
            asks = ("verdict",)
        asked_back = question.turn == "choices" or (vague and wants_verdict(asks))
        way = Way.CHOICE if asked_back else way_of(asks, question.activities)
        question = replace(question, intent=intent_of(way), focus=focus_of_asks(asks), elsewhere=False)
        return Reading(way, question, scores.vector, (), asks, scores.kinds, findings.hypotheses, findings.none, findings.reader)

    def _elsewhere(self, kinds: Mapping[str, float], question: Question) -> bool:
        """Whether what reads as chat is a request for something else: a joke, the weather."""
        return question.elsewhere or kinds[OUTSIDE] > _DOUBT or kinds[MATTER] > _DOUBT

    def renamed(self, question: Question) -> Question:
        """A follow-up with the business that its own words mean, where they surely mean one without naming it."""
        subject = _TOPIC.sub("", question.text).strip() or question.text
        asked = say(canonical(question.language), "ask.national", activity=subject)
        # Few words leave it open whether a business is meant at all; put into a question they leave open which.
        framed, alone = (self.scores(replace(question, text=t), self._embedder.heard(t)) for t in (asked, subject))
        if framed.none > _DOUBT:
            return question
        likely: dict[str, float] = {}
        for scores in (framed, alone):
            for h in scores.hypotheses:
                likely[h.business] = likely.get(h.business, 0.0) + h.probability / max(1e-6, 1 - scores.none) / 2
        first = max(likely, key=lambda business: likely[business])
        return replace(question.about((first,)), said=question.said | {"activity"}) if likely[first] > _DOUBT else question

    def dated(self, question: Question, today: date) -> Question:
        """A question with the days whose rule it asks for, without the years of a story."""
        return dated(self.weights.years, question, today)

    def _asks(self, kinds: Mapping[str, float], named: bool) -> tuple[str, ...]:
        """The kinds asked for: all that are likely enough, the likeliest where none is; a verdict first, then by probability. A question
        that names a business (``named``) is no small talk, however short."""
        left_out = _NO_KINDS | CHAT if named else _NO_KINDS
        ranked = sorted((k for k in kinds if k not in left_out), key=lambda k: -kinds[k])
        # Small talk only where it is likely enough.
        chosen = [k for k in ranked if kinds[k] >= self._least[k]] or [k for k in ranked if k not in CHAT][:1]
        if chosen[0] in CHAT:
            return (chosen[0],)
        chosen = [k for k in chosen if k not in CHAT]
        return tuple(sorted(chosen, key=lambda k: k != "verdict"))

    def _verdict(self, findings: Findings) -> tuple[Way, tuple[str, ...]]:
        question, given, outside = findings.question, findings.given, findings.outside
        first = given[0].business
        same = self._outcome(question, first)
        alike = sum(h.probability for h in given if h.business == first or self._outcome(question, h.business) == same)
        way = settle_verdict(given, findings.certainty(alike), outside, step_costs())
        if way is Way.VERDICT and self._library.activities[first].may_be:
            way = Way.CHOICE
            return way, (first,)
        if way is Way.VERDICT:
            return way_of(findings.asks, (first,)), self._named(findings)
        if way is Way.CHOICE:
            return way, tuple(h.business for h in given[:CHOICES])
        return Way.OUTSIDE if outside > _DOUBT else Way.UNKNOWN_BUSINESS, ()

    def _named(self, findings: Findings) -> tuple[str, ...]:
        """The likeliest business, with all that the question names where it is one of them."""
        first, named = findings.hypotheses[0], findings.question.activities
        if not wants_verdict(findings.asks) and first.probability < max(_LEAST, findings.none):
            return ()
        # Businesses compete for one probability: what the question names next to the first is asked about too.
        also = named if first.business in named else ()
        return tuple(dict.fromkeys((first.business, *also)))

    def _groups(self, question: Question) -> tuple[str, ...]:
        """What a list is taken from: what the question names, where it names groups."""
        return tuple(a for a in question.activities if self._library.children.get(a))


def _outside_topic(kinds: Mapping[str, float]) -> str:
    """What a question outside is about, where that is likely: another country's law, another matter, another trade."""
    likely = {"law": kinds[OTHER_LAW], "matter": kinds[MATTER], "trade": kinds[TRADE]}
    first = max(likely, key=lambda topic: likely[topic])
    return first if likely[first] > _SOME else ""


def learned_features(library: Library, lexicon: Lexicon, anchors: Anchors, likeness: Likeness) -> PairFeatures:
    """The features of questions for a library with these anchors."""
    lines = [text for d in library.descriptions for text in (*d.zh, *d.en, *(t for group in d.spoken.values() for t in group))]
    return PairFeatures(library, lexicon, anchors, likeness, lines)

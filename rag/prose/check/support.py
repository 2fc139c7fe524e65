"""Whether a provision supports a sentence: by the words they share, by what they say may, must or cannot be done, by meaning."""

from __future__ import annotations

from functools import lru_cache

from corpus import Clause, MeasureType
from index import Embedder, Index
from rag.language.names import place_of
from rag.prose.check.evidence import Evidence
from rag.prose.check.misplaced import PARTS, SEGMENTS
from rag.prose.check.senses import Sense, senses
from rag.prose.check.words import Words

#: A sentence of whose words less than the first part stands in what it cites is unsupported; from the second part on it is
#: supported; between the two its meaning tells. Set by `zhunru bench support`, which prints what lies on either side.
SHARED = {"zh": (0.3, 0.5), "en": (0.35, 0.55)}
#: Below this cosine a sentence means something else than its provision; and no other provision may be nearer by more than
#: the slack. E5 cosines are higher in Chinese.
NEAR, SLACK = {"zh": 0.8656, "en": 0.8113}, 0.01
#: Of a sentence that cites several provisions each has to bear so much of some part of it.
EACH = 0.3
#: Another provision that fits better by more than this is the one that should have been cited.
BETTER = 0.25
#: A part of a provision that shares so much with a sentence is on the same matter.
MATTER = 0.45
#: A sentence that shares so much with a statement, and the statement so much with it, says the same.
SAME, WHOLLY = 0.75, 0.5
#: … if so many of its words stand there in the same order.
ORDER = 0.5
#: What turns a statement into its contrary when it is added or left out.
_TURNING = frozenset(Sense) - {Sense.PERMIT, Sense.MUST, Sense.APPROVAL, Sense.LICENCE, Sense.FILING}
_BOUNDS = frozenset({Sense.VENTURE, Sense.CONTROL, Sense.PART})
#: What says that something is not free to everybody.
_BANNING = frozenset({Sense.CLOSED, Sense.OUTSIDE, Sense.CONTROL, Sense.VENTURE, Sense.PART, Sense.VOID})
#: What a measure says by being what it is.
_MEANT: dict[MeasureType, frozenset[Sense]] = {
    kind: frozenset({Sense.MUST} if kind.conditions else set()) for kind in MeasureType
} | {
    MeasureType.PROHIBITED: frozenset({Sense.CLOSED}),
    MeasureType.UNCOMMITTED: frozenset({Sense.CLOSED}),
    MeasureType.CHINESE_CONTROL: frozenset({Sense.CONTROL, Sense.MUST}),
    MeasureType.EQUITY_CAP: frozenset({Sense.PART, Sense.MUST}),
    MeasureType.JV_ONLY: frozenset({Sense.VENTURE, Sense.MUST}),
    MeasureType.OPEN: frozenset({Sense.WHOLE, Sense.PERMIT}),
}
#: What bears a sense beside itself: a duty also stands in a limit, leave in the lifting of one.
_BORNE_BY: dict[Sense, frozenset[Sense]] = {
    Sense.PART: frozenset({Sense.PART, Sense.CLOSED, Sense.CONTROL, Sense.VENTURE}),
    Sense.LEAD: frozenset({Sense.LEAD, Sense.WHOLE}),
    Sense.PERMIT: frozenset({Sense.PERMIT, Sense.WHOLE, Sense.LEAD}),
    Sense.MUST: frozenset({Sense.MUST, Sense.CLOSED, Sense.CONTROL, Sense.VENTURE, Sense.PART, Sense.FLOOR, Sense.CEILING}),
    Sense.OUTSIDE: frozenset({Sense.OUTSIDE, Sense.CLOSED, Sense.WHOLE}),
    Sense.CEILING: frozenset({Sense.CEILING, Sense.WHOLE, Sense.PART}),
}


class Support:
    """How far provisions support sentences, over one library."""

    def __init__(self, words: Words, index: Index, embedder: Embedder) -> None:
        self._words, self._index = words, index
        self._vector = lru_cache(maxsize=512)(embedder.query)  # a text that is mended repeats most of its sentences

    def lacking(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> list[str]:
        """What is wrong with the support that a sentence has from the clauses it cites, as far as words tell."""
        found = []
        sources = {c.id: _source(c, evidence) for c in cited}
        if self._together(text, cited, evidence) < SHARED[evidence.language][0]:
            found.append("too little of it stands in what it cites")
        each = [self._words.shared(text, s) for s in sources.values()]
        if any(max(self._words.shared(part, s) for part in SEGMENTS.split(text)) < EACH for s in sources.values()):
            found.append("a provision it cites speaks of something else")
        others = (c for c in evidence.clauses if c.id not in sources)
        if any(self._words.shared(text, _source(c, evidence)) > max(each) + BETTER for c in others):
            found.append("another provision bears it, not the one cited")
        if strange := self._senses_amiss(text, cited, evidence):
            found.append(f"not said there: {', '.join(sorted(strange))}")
        if any(self._drops_a_ban(text, evidence.told(c)) for c in cited):
            found.append("what the provision forbids is left out")
        return found

    def far(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> bool:
        """Whether a sentence that shares few words with what it cites is far from it in meaning too. Meaning is asked last: an
        embedding costs more than all the rest of the check."""
        if self._together(text, cited, evidence) >= SHARED[evidence.language][1]:
            return False
        cosines = self._index.vectors([c.id for c in evidence.clauses]) @ self._vector(text)
        own = max(float(x) for x, c in zip(cosines, evidence.clauses, strict=True) if c in cited)
        return own < NEAR[evidence.language] or own < float(max(cosines)) - SLACK

    def _together(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> float:
        return self._words.shared(text, "\n".join([*(_source(c, evidence) for c in cited), evidence.subjects]))

    def restates(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> bool:
        """Whether words say again what a clause says that decides nothing asked about, or the whole of what the grounded note
        says on one that does."""
        for clause in cited:
            whole = evidence.decides(clause)
            told = evidence.drafted([clause]) if whole else evidence.told(clause)
            for said in (part for s in told for part in (s, *PARTS.split(s))):
                alike = self._words.shared(text, said) >= SAME and (not whole or self._words.shared(said, text) >= WHOLLY)
                if alike and self._words.in_order(text, said) >= ORDER and not (senses(text) ^ senses(said)) & _TURNING:
                    return True
        return False

    def _senses_amiss(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> frozenset[Sense]:
        """What a sentence says may, must or cannot be done and the statements nearest to it do not say."""
        nearest = [s for c in cited for s in self._nearest(text, evidence.told(c))]
        known = frozenset().union(*map(senses, nearest), *(_MEANT[m.type] for m in evidence.reaching(cited)))
        said = senses(text)
        bounded = known & said & _BOUNDS  # "only through a joint venture" gives leave, and its provision a bound
        return frozenset(s for s in said if not (known & _BORNE_BY.get(s, frozenset({s})) or (s == Sense.PERMIT and bounded)))

    def _drops_a_ban(self, text: str, told: list[str]) -> bool:
        """Whether all the parts of a clause that speak most of a matter forbid, and the text on it does not."""
        said, parts = senses(text), [p for s in told for p in PARTS.split(s) if p]
        held = said & (_BANNING | ({Sense.MUST} if said & {Sense.APPROVAL, Sense.LICENCE} else set()))
        scores = [self._words.shared(text, p) for p in parts]
        nearest = [p for p, score in zip(parts, scores, strict=True) if score >= max(0.9 * max(scores), MATTER)]
        return bool(nearest) and not held and all(_forbids(senses(p)) for p in nearest)

    def _nearest(self, text: str, told: list[str]) -> list[str]:
        """The statements that share most with a text."""
        scores = [self._words.shared(text, s) for s in told]
        return [s for s, score in zip(told, scores, strict=True) if score >= 0.8 * max(scores)]


def _forbids(said: frozenset[Sense]) -> bool:
    return Sense.CLOSED in said and not said & {Sense.WHOLE, Sense.PERMIT}


def _source(clause: Clause, evidence: Evidence) -> str:
    """The words that a clause has in the language of an answer, and those that the grounded note has for it."""
    names = [place_of(clause, evidence.language), clause.document.title[evidence.language]]
    return "\n".join([*names, *evidence.told(clause)])

"""Whether a provision supports a sentence: by the words they share, weighed by how telling they are, and by their meaning."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache

from corpus import Clause, Library, Measure, MeasureType
from corpus.text import CJK
from index import Embedder, Index, tokens
from rag.model.claims import read
from rag.model.evidence import Evidence, statements
from rag.model.senses import Sense, plain, senses
from rag.names import place_of
from rag.stems import units

#: A sentence of whose words less than the first part stands in what it cites is unsupported; from the second part on it is
#: supported; between the two its meaning tells. Set by `zhunru bench support`, which prints what lies on either side.
SHARED = {"zh": (0.3, 0.5), "en": (0.35, 0.55)}
#: From this cosine on a sentence means what its provision says. E5 cosines are higher in Chinese.
NEAR = {"zh": 0.86, "en": 0.82}
#: Of a sentence that cites several provisions each has to bear so much by itself.
EACH = 0.2
#: Another provision that fits better by more than this is the one that should have been cited.
BETTER = 0.25
#: A number that stands so much better elsewhere is put in the wrong place.
MISFIT, HALF = 0.12, 0.45
#: A sentence that shares so much with a statement, and the statement so much with it, says the same.
SAME, WHOLLY = 0.75, 0.5
_CJK = re.compile(f"[{CJK}]")
_IDLE = (
    "a an the of to in on for by with at from as is are was were be been it its this that these those which who and or but not no any all "
    "such also so than then there here under into through over out up only more most may can must shall will would should could do does did "
    "has have had you your we our they their if when where while whereas what how"
)  # fmt: skip


@cache
def _idle() -> frozenset[str]:
    return frozenset(_IDLE.split())


@lru_cache(maxsize=8192)
def telling(text: str) -> frozenset[str]:
    """The words that tell what a text is about: pairs of Chinese characters, and Latin words without endings."""
    pairs = {t for t in tokens(text) if len(t) > 1 and _CJK.match(t)}
    return frozenset(pairs | {u for u in units(text) if not _CJK.match(u) and u not in _idle()})


@lru_cache(maxsize=8192)
def anchors(text: str) -> frozenset[tuple[str, str]]:
    """What a text pins down: its shares, its other numbers, the level of an authority."""
    forms = [f for f in read(text).stated if not _DAY.match(f) and f not in ("0%", "100%")]
    levels = {("level", m[0]) for m in _LEVEL.finditer(plain(text))}
    return frozenset({("share" if f.endswith("%") else "number", f) for f in forms} | levels)


class Support:
    """How far provisions support sentences, over one library."""

    def __init__(self, library: Library, index: Index, embedder: Embedder) -> None:
        self._library, self._index, self._embedder = library, index, embedder

    @cached_property
    def _weights(self) -> dict[str, float]:
        """How rare each word is among the digests; a word in none of them weighs most."""
        digests = [telling(p) for c in self._library.clauses.values() for p in (c.provision.digest.zh, c.provision.digest.en)]
        seen = Counter(word for words in digests for word in words)
        return {word: math.log(len(digests) / n) for word, n in seen.items()}

    def shared(self, text: str, source: str) -> float:
        """The part of the weight of a text's words that stands in a source, 0 to 1."""
        words, known, heaviest = telling(text), telling(source), math.log(2 * len(self._library.clauses))
        weigh = {w: self._weights.get(w, heaviest) for w in words}
        whole = sum(weigh.values())
        return sum(v for w, v in weigh.items() if w in known) / whole if whole else 0.0

    def near(self, text: str, clauses: Sequence[Clause]) -> float:
        """The cosine of a text to the nearest of some clauses."""
        return float(max(self._index.vectors([c.id for c in clauses]) @ self._embedder.query(text)))

    def lacking(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> list[str]:
        """What is wrong with the support that a sentence has from the clauses it cites; nothing when it is supported."""
        language, found = evidence.language, []
        sources = {c.id: self._source(c, evidence) for c in cited}
        together = self.shared(text, "\n".join([*sources.values(), evidence.subjects]))
        least, enough = SHARED[language]
        if together < least or (together < enough and self.near(text, cited) < NEAR[language]):
            found.append(f"too little of it stands in what it cites ({together:.2f})")
        each = [self.shared(text, s) for s in sources.values()]
        if min(each) < EACH:
            found.append("a provision it cites speaks of something else")
        others = (c for c in evidence.clauses if c.id not in sources)
        if any(self.shared(text, self._source(c, evidence)) > max(each) + BETTER for c in others):
            found.append("another provision bears it, not the one cited")
        if strange := self._senses_amiss(text, cited, evidence):
            found.append(f"not said there: {', '.join(sorted(strange))}")
        return found

    def restates(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> bool:
        """Whether words say again what a clause says that decides nothing asked about, or the whole of what the grounded note
        says on one that does."""
        for clause in cited:
            whole = self._decides(clause, evidence)
            told = evidence.drafted([clause]) if whole else self._told(clause, evidence)
            for said in (part for s in told for part in (s, *_PARTS.split(s))):
                alike = self.shared(text, said) >= SAME and (not whole or self.shared(said, text) >= WHOLLY)
                if alike and not (senses(text) ^ senses(said)) & _TURNING:
                    return True
        return False

    def misfits(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> list[str]:
        """Numbers and levels of authority that stand in what is cited, but in other company than here: another one stands
        where this one is put."""
        parts = [p for c in cited for s in self._told(c, evidence) for p in _PARTS.split(s) if p]
        held = [(p, anchors(p)) for p in parts]
        found, led = [], ""
        for segment in _SEGMENTS.split(text):
            here, led = anchors(segment), f"{led} {segment}"
            words = _FIGURE.sub(" ", _LEVEL.sub(" ", plain(led)))
            for kind, anchor in here:
                ours = max((self.shared(words, p) for p, a in held if (kind, anchor) in a), default=None)
                theirs = (self.shared(words, p) for p, a in held if (kind, anchor) not in a and any(k == kind for k, _ in a))
                if ours is not None and max(theirs, default=0.0) > max(ours + MISFIT, HALF):
                    found.append(anchor)
            led = "" if here else led
        return found

    def _decides(self, clause: Clause, evidence: Evidence) -> bool:
        return any(m.type.decides for m in self._reaching((clause,), evidence))

    def _reaching(self, clauses: Iterable[Clause], evidence: Evidence) -> list[Measure]:
        """The measures of clauses that reach what was asked about, or every investment."""
        reached = {a for asked in evidence.asked for a in self._library.above(asked)}
        return [m for c in clauses for m in c.provision.measures if m.horizontal or reached.intersection(m.activities)]

    def _told(self, clause: Clause, evidence: Evidence) -> list[str]:
        return [*statements(clause, evidence.language), *evidence.drafted([clause])]

    def _source(self, clause: Clause, evidence: Evidence) -> str:
        document = clause.document
        names = [place_of(clause, evidence.language), document.title[evidence.language]]
        return "\n".join([*names, *self._told(clause, evidence)])

    def _senses_amiss(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> frozenset[Sense]:
        """What a sentence says may, must or cannot be done and the statements nearest to it do not say."""
        told = [s for c in cited for s in self._told(c, evidence)]
        if not told:
            return frozenset()
        scores = [self.shared(text, s) for s in told]
        nearest = [s for s, score in zip(told, scores, strict=True) if score >= 0.8 * max(scores)]
        known = frozenset().union(*map(senses, nearest), *(_MEANT[m.type] for m in self._reaching(cited, evidence)))
        return frozenset(s for s in senses(text) if not known & _BORNE_BY.get(s, frozenset({s})))


#: What turns a statement into its contrary when it is added or left out.
_TURNING = frozenset(Sense) - {Sense.PERMIT, Sense.MUST}
_SEGMENTS = re.compile(r"[,，;；。:：](?!\d{3})|[.](?=\s|$)|\b(?:but|while)\b|但")
_LEVEL = re.compile(r"国务院|省级|市级|县级|乡级|\b(?:state council|provincial|municipal|county|local)\b")
_FIGURE = re.compile(r"\d[\d,.]*")
_DAY = re.compile(r"(?:19|20)\d\d(?:-|$)|--")
_PARTS = re.compile(r"[;；。]|\.(?=\s|$)")
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
    Sense.CEILING: frozenset({Sense.CEILING, Sense.WHOLE, Sense.PART}),
}

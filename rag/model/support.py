"""Whether a provision supports a sentence: by the words they share, weighed by how telling they are, and by their meaning."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache

import numpy as np

from corpus import Clause, Library
from corpus.text import CJK, normalise
from index import Embedder, tokens
from rag.model.evidence import Evidence, statements
from rag.model.senses import Sense, senses
from rag.names import place_of
from rag.stems import units

#: Of the weight of its words so much must stand in what a sentence cites, and so near in meaning must one statement of each
#: clause be. Set by `zhunru bench support`, which prints what lies on either side.
SHARED = {"zh": 0.45, "en": 0.5}
NEAR = {"zh": 0.86, "en": 0.82}
#: Another provision that fits better by more than this is the one that should have been cited.
BETTER = 0.25
#: A sentence that shares so much with a statement, and it with the sentence, says the same.
SAME = (0.75, 0.5)
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


class Support:
    """How far provisions support sentences, over one library."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self._library, self._embedder = library, embedder
        self._vectors: dict[str, np.ndarray] = {}

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

    def near(self, text: str, said: Iterable[str]) -> float:
        """The cosine of a text to the nearest of some statements; 0 where there are none."""
        vectors = self._embedded([text, *said])
        return float(max(vectors[1:] @ vectors[0], default=0.0))

    def _embedded(self, texts: list[str]) -> np.ndarray:
        missing = [t for t in dict.fromkeys(texts) if t not in self._vectors]
        if missing:
            if len(self._vectors) > 20_000:
                self._vectors.clear()
                missing = list(dict.fromkeys(texts))
            self._vectors.update(zip(missing, self._embedder.passages(missing), strict=True))
        return np.stack([self._vectors[t] for t in texts])

    def lacking(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> list[str]:
        """What is wrong with the support that a sentence has from the clauses it cites; nothing when it is supported."""
        language, found = evidence.language, []
        sources = {c.id: self._source(c, evidence) for c in cited}
        together = self.shared(text, "\n".join([*sources.values(), evidence.subjects]))
        if together < SHARED[language]:
            found.append(f"too little of it stands in what it cites ({together:.2f})")
        if any(self.near(text, self._told(c, evidence)) < NEAR[language] for c in cited):
            found.append("a provision it cites speaks of something else")
        best = max((self.shared(text, s) for s in sources.values()), default=0.0)
        others = (c for c in evidence.clauses if c.id not in sources)
        if any(self.shared(text, self._source(c, evidence)) > best + BETTER for c in others):
            found.append("another provision bears it, not the one cited")
        if strange := self._senses_amiss(text, cited, evidence):
            found.append(f"not said there: {', '.join(sorted(strange))}")
        return found

    def restates(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> bool:
        """Whether a sentence says again what a sentence of the grounded note says on the same clauses, or what a clause says
        that decides nothing asked about or is named in the sentence."""
        said = evidence.drafted(cited)
        for clause in cited:
            named = normalise(place_of(clause, evidence.language)) in normalise(text)
            if named or not self._decides(clause, evidence):
                said += statements(clause, evidence.language)
        return any(
            self.shared(text, s) >= SAME[0] and self.shared(s, text) >= SAME[1] and senses(text) == senses(s) for s in said
        )

    def _decides(self, clause: Clause, evidence: Evidence) -> bool:
        reached = {a for asked in evidence.asked for a in self._library.above(asked)}
        return any(m.type.decides and reached.intersection(m.activities) for m in clause.provision.measures)

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
        known = frozenset().union(*map(senses, nearest))
        return frozenset(s for s in senses(text) if not known & _BORNE_BY[s])


#: What bears each sense: a duty also stands in a condition or a limit, leave in the lifting of a limit.
_BORNE_BY: dict[Sense, frozenset[Sense]] = {
    Sense.WHOLE: frozenset({Sense.WHOLE}),
    Sense.PART: frozenset({Sense.PART, Sense.CLOSED, Sense.CONTROL, Sense.VENTURE}),
    Sense.LEAD: frozenset({Sense.LEAD, Sense.WHOLE}),
    Sense.CONTROL: frozenset({Sense.CONTROL}),
    Sense.VENTURE: frozenset({Sense.VENTURE}),
    Sense.FREE: frozenset({Sense.FREE, Sense.WHOLE}),
    Sense.CLOSED: frozenset({Sense.CLOSED}),
    Sense.PERMIT: frozenset({Sense.PERMIT, Sense.WHOLE, Sense.LEAD, Sense.MUST, Sense.CONTROL, Sense.VENTURE}),
    Sense.MUST: frozenset({Sense.MUST, Sense.CLOSED, Sense.CONTROL, Sense.VENTURE, Sense.PART}),
}

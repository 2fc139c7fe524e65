"""Whether a part of a sentence says the contrary of the part of a provision that it takes its words from."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus import Clause
from rag.prose.check.evidence import Evidence, statements
from rag.prose.check.names import Names
from rag.prose.check.parts import parts
from rag.prose.check.senses import Sense, left_over, plain, senses
from rag.prose.check.words import Words

_NEGATION = re.compile(
    r"不|未|无|没|非(?!法)|勿|\b(?:not|no|never|none|nobody|nothing|neither|nor|without|hardly|non)\b|n't\b|\bun(?:able|til then)\b"
)
_OF = re.compile(r"[不未无非没][^,;。]{1,6}的(?=[\u3400-\u9fff])")
_DOUBLE = re.compile(
    r"(?:不是|并非|没有|不会|未必|绝非|不见得)[^,;。]{0,6}(?:不|未|无|没|(?<!点名)禁止)|"
    r"(?:\bnot\b|\bnever\b|n't\b)[^,.;]{0,30}\b(?:not|never|un(?:true|common|lawful|likely|usual)|without|impossible|false|incorrect|wrong|no)\b"
)
#: So many parts of a provision, one after another, may say one thing together.
_WIDEST = 4
#: A part that shares less than this with every part of its provisions is compared with none.
ALIKE = 0.3
#: … and one that shares so much is taken from it.
CLOSE = 0.5
#: Parts of provisions that share so much of what the nearest shares are as near.
NEAREST = 0.85
#: The negation of a part that shares more than this is missed where it is left out.
NEGATED = 0.6
#: What is seen in the nearest part alone: more of the provision around it would hide it.
_ALONE = ("it leaves out", "it adds a freedom")
_ENTRY = frozenset({Sense.PERMIT, Sense.WHOLE, Sense.LEAD})
_BOUND = frozenset({Sense.CONTROL, Sense.VENTURE, Sense.PART})


def turned(text: str, cited: tuple[Clause, ...], evidence: Evidence, words: Words, names: Names) -> list[tuple[str, str]]:
    """The parts of a sentence that turn all they could be taken from into its contrary, each with how."""
    drafted = [names.untitled(s, cited) for s in evidence.drafted(cited)]
    told = [names.untitled(s, cited) for c in cited for s in statements(c, evidence.language)]
    found = []
    for part in parts(names.untitled(text, cited)):
        single, wider = (
            _turns(part, [*_naming(part, _cut(told, n), names), *_unlike(part, _cut(drafted, n), names)], words)
            for n in (1, _WIDEST)
        )
        whys = [
            single if wider or single.startswith(_ALONE) else _against_all(part, told, names),
            "it is said of another business" if _of_another(part, _cut(told, 1), words, names) else "",
            "it has two negations" if _DOUBLE.search(plain(part)) else "",
        ]
        found += [(part, why) for why in whys if why]
    return found


def _of_another(part: str, sources: list[str], words: Words, names: Names) -> bool:
    """Whether all the parts of provisions that a part is nearest to speak of businesses, and none of them of its own."""
    here = _businesses(part, names)
    scores = [words.alike(part, s) for s in sources]
    best = max(scores, default=0.0)
    there = [_businesses(s, names) for s, score in zip(sources, scores, strict=True) if score >= NEAREST * best]
    return bool(here) and best >= CLOSE and all(t and not names.kin(here) & t for t in there)


def _cut(told: list[str], widest: int) -> list[str]:
    return [w for s in told for w in windows(s, widest)]


def _against_all(part: str, told: list[str], names: Names) -> str:
    """How a part goes against all the parts of provisions that name the business, or the places, that it names."""
    for kind in ("activity", "area"):
        here = _named(part, names, kind)
        whys = [_contrary(part, s, 0.0) for s in _cut(told, 1) if here & _named(s, names, kind)]
        if whys and all(whys):
            return whys[0]
    return ""


def _named(text: str, names: Names, kind: str) -> set[str]:
    return {one for k, one in names.mentioned(text) if k == kind}


def _businesses(text: str, names: Names) -> set[str]:
    return _named(text, names, "activity")


def _unlike(part: str, sources: list[str], names: Names) -> list[str]:
    """The parts of the note that name no other business than a part does."""
    here = _businesses(part, names)
    return [s for s in sources if not here or not (there := _businesses(s, names)) or here & there]


def _naming(part: str, sources: list[str], names: Names) -> list[str]:
    """The parts of provisions that name a business that this part names, or all of them."""
    here = _businesses(part, names)
    return [s for s in sources if here & _businesses(s, names)] or sources


def _turns(part: str, sources: list[str], words: Words) -> str:
    scores = [words.alike(part, s) for s in sources]
    best = max(scores, default=0.0)
    if best < ALIKE:
        return ""
    whys = [_contrary(part, s, score) for s, score in zip(sources, scores, strict=True) if score >= NEAREST * best]
    return whys[0] if all(whys) else ""


@lru_cache(maxsize=8192)
def windows(statement: str, widest: int) -> tuple[str, ...]:
    cut = parts(statement)
    joined = (", ".join(cut[i:j]) for i in range(len(cut)) for j in range(i + 1, min(i + widest, len(cut)) + 1))
    return tuple(w for w in joined if senses(w) or _NEGATION.search(w))


def _contrary(said: str, source: str, score: float) -> str:
    """How words go against those they are taken from, "" where they do not. ``score`` is how much the two share."""
    here, there = senses(said), senses(source)
    added, dropped, leave, theirs = here - there, there - here, here & _ENTRY, there & _ENTRY
    how = {
        "it leaves out a ban": here and Sense.CLOSED in dropped and not here & {Sense.OUTSIDE, Sense.VOID} and not theirs,
        "it adds a ban": Sense.CLOSED in added and not there & (_BOUND | {Sense.OUTSIDE, Sense.VOID, Sense.MUST}),
        "it adds a freedom": Sense.FREE in added and Sense.WHOLE not in there,
        "it leaves out a freedom": Sense.FREE in dropped and not leave,
        "it leaves out a bound": here & {Sense.LEAD, Sense.WHOLE} and there & _BOUND and not there & {Sense.WHOLE, Sense.LEAD},
        "it adds a bound": added & {Sense.CONTROL, Sense.VENTURE},
        "it leaves out a duty": Sense.PERMIT in here and Sense.MUST in dropped and not theirs and score >= CLOSE,
        "it leaves out what is outside": Sense.OUTSIDE in dropped and leave and not theirs,
        "it adds an exception": Sense.OUTSIDE in added and not there & {Sense.CLOSED, Sense.WHOLE, Sense.FREE},
        "it is negated": _negated(said, source, score) and (Sense.CLOSED in here) == (Sense.CLOSED in there),
    }
    return next((why for why, found in how.items() if found), "")


def _negated(said: str, source: str, score: float) -> bool:
    """Whether one of the two is negated and the other is not, beside what their senses say."""
    here, there = (bool(_NEGATION.search(_OF.sub(" ", left_over(x)))) for x in (said, source))
    if here and not there:
        return score >= ALIKE and not senses(source) & {Sense.OUTSIDE, Sense.WHOLE, Sense.FREE}
    return there and not here and score > NEGATED and bool(senses(said))

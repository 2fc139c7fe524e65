"""What stands in a provision, but not where the prose puts it: numbers, levels of authority, words of other businesses."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus import Clause
from rag.model.claims import read
from rag.model.evidence import Evidence, wording
from rag.model.senses import plain
from rag.model.words import CHINESE, Words, telling

#: A number that stands so much better elsewhere, and there so well, is put in the wrong place.
MISFIT, WELL = 0.12, 0.35
_SEGMENTS = re.compile(r"[,，;；。:：](?!\d{3})|[.](?=\s|$)|\b(?:but|while)\b|但")
_LEVEL = re.compile(r"国务院|省级|市级|县级|乡级|\b(?:state council|provincial|municipal|county|local)\b")
_FIGURE = re.compile(r"\d[\d,.]*")
_DAY = re.compile(r"(?:19|20)\d\d(?:-|$)|--")
#: The parts of a statement that each say one thing.
PARTS = re.compile(r"[;；。]|\.(?=\s|$)")


@lru_cache(maxsize=8192)
def anchors(text: str) -> frozenset[tuple[str, str]]:
    """What a text pins down: its shares, its other numbers, the level of an authority."""
    forms = [f for f in read(text).stated if not _DAY.match(f) and f not in ("0%", "100%")]
    levels = {("level", m[0]) for m in _LEVEL.finditer(plain(text))}
    return frozenset({("share" if f.endswith("%") else "number", f) for f in forms} | levels)


def misfits(text: str, cited: tuple[Clause, ...], evidence: Evidence, words: Words) -> list[str]:
    """Numbers and levels of authority that stand in what is cited, but in other company than here: another one stands
    where this one is put."""
    parts = [p for c in cited for s in evidence.told(c) for p in PARTS.split(s) if p]
    held = [(p, anchors(p)) for p in parts]
    found, led = [], ""
    for segment in _SEGMENTS.split(text):
        here, led = anchors(segment), f"{led} {segment}"
        bare = _FIGURE.sub(" ", _LEVEL.sub(" ", plain(led)))
        for kind, anchor in here:
            ours = max((words.shared(bare, p) for p, a in held if (kind, anchor) in a), default=None)
            theirs = (words.shared(bare, p) for p, a in held if (kind, anchor) not in a and any(k == kind for k, _ in a))
            if ours is not None and max(theirs, default=0.0) > max(ours + MISFIT, WELL):
                found.append(anchor)
        led = "" if here else led
    return found


def strange_trades(text: str, cited: tuple[Clause, ...], evidence: Evidence, words: Words) -> list[str]:
    """Words of other businesses than the cited clauses and the question speak of, also where they name none in full. Of
    Chinese a single pair of characters is nothing: it may be the end of one word and the beginning of the next."""
    known = "\n".join([*map(wording, cited), *evidence.drafted(cited), evidence.subjects, evidence.headline])
    strange = (telling(text) - telling(known)) & words.trades
    pairs = {w for w in strange if CHINESE.match(w)}
    return sorted(strange if len(pairs) > 1 else strange - pairs)

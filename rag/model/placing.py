"""What stands in a provision, but not where the prose puts it: numbers, levels of authority, words of other businesses."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus import Clause
from rag.model.claims import read
from rag.model.evidence import Evidence, statements, wording
from rag.model.names import Names
from rag.model.senses import Sense, plain, senses
from rag.model.words import CHINESE, Words, telling

#: A number that stands so much better elsewhere, and there so well, is put in the wrong place.
MISFIT, WELL = 0.06, 0.35
SEGMENTS = re.compile(r"[,，;；。:：](?!\d{3})|[.](?=\s|$)|\b(?:but|while)\b|但")
_LEVEL = re.compile(r"国务院|省级|市级|县级|乡级|\b(?:state council|provincial|municipal|county|local)\b")
_EXCEPTED = re.compile(r"\bexcept (?:in |for )?([^();.]+?)(?=[();.]|, (?:where|which)|$)|([^，；。（）(),;]{2,60}?)除外")
_ITEMS = re.compile(r"[,，、]|\band\b|但|和|及")
_FINER = re.compile(r"[,，、](?!\d{3})|\band\b")
_UNITS = (
    ("sum", re.compile(r"rmb|usd|元"), re.compile(r"^[\d.,]+ ?(?:million|billion|[百千万亿]*元|[万亿])")),
    ("days", re.compile(r"$^"), re.compile(r"^[\d.,]+ ?(?:个?工作)?(?:日|天|(?:working )?days?)")),
    ("years", re.compile(r"$^"), re.compile(r"^(?:[\d.,]+|\w+) ?(?:年|years?)")),
)
_FIGURE = re.compile(r"\d[\d,.]*")
_DAY = re.compile(r"(?:19|20)\d\d(?:-|$)|--")
#: The parts of a statement that each say one thing.
PARTS = re.compile(r"[;；。]|\.(?=\s|$)")


@lru_cache(maxsize=8192)
def anchors(text: str) -> frozenset[tuple[str, str]]:
    """What a text pins down: its shares, sums, spans of time and other numbers, the level of an authority, each with its kind."""
    found = {("level", m[0]) for m in _LEVEL.finditer(plain(text))}
    for form, words in read(text).stated.items():
        if _DAY.match(form) or form in ("0%", "100%"):
            continue
        at = text.find(words)
        around = (plain(text[max(0, at - 6) : at]), plain(words + text[at + len(words) :][:9]))
        unit = next((name for name, before, behind in _UNITS if before.search(around[0]) or behind.search(around[1])), "number")
        found.add(("share" if form.endswith("%") else unit, form))
    return frozenset(found)


def misfits(text: str, cited: tuple[Clause, ...], evidence: Evidence, words: Words, names: Names) -> list[str]:
    """Numbers and levels of authority that stand in what is cited, but in other company than here: another one stands
    where this one is put."""
    parts = {p for c in cited for s in evidence.told(c) for p in PARTS.split(s) if p}
    held = [(p, anchors(p)) for p in parts.union(*map(_FINER.split, parts))]
    found = []
    for whole in PARTS.split(text):
        led = ""
        for segment in SEGMENTS.split(whole):
            here, led = anchors(segment), f"{led} {segment}"
            bare = _FIGURE.sub(" ", _LEVEL.sub(" ", plain(led)))
            for kind, anchor in here:
                whole = kind == "level"  # a level often stands once for two halves of a part
                alike = [(p, {n for k, n in a if k == kind}) for p, a in held if not whole or p in parts]
                alone = [p for p, numbers in alike if numbers == {anchor}] or [p for p, numbers in alike if anchor in numbers]
                if (kind == "level" and not alone) or _of_another(segment, alone, names):
                    found.append(anchor)
                    continue
                ours = max((words.shared(bare, p) for p in alone), default=1.0)
                theirs = max((words.shared(bare, p) for p, numbers in alike if numbers and anchor not in numbers), default=0.0)
                if theirs > max(ours + MISFIT, WELL):
                    found.append(anchor)
            led = "" if here else led
    return found


def _of_another(segment: str, parts: list[str], names: Names) -> bool:
    """Whether all the parts that hold a number say it of businesses, and none of them is one that is named beside it here."""
    here = {one for kind, one in names.mentioned(segment) if kind == "activity"}
    there = [{one for kind, one in names.mentioned(p) if kind == "activity"} for p in parts]
    return bool(here and there) and all(there) and not any(here & names.kin(one) for one in there)


def excepted(text: str, cited: tuple[Clause, ...], evidence: Evidence) -> list[str]:
    """What a cited clause excepts and a sentence names without saying that it is excepted, free or open."""
    if senses(text) & {Sense.OUTSIDE, Sense.WHOLE, Sense.FREE, Sense.PERMIT}:
        return []
    phrases = (m[1] or m[2] for c in cited for s in statements(c, evidence.language) for m in _EXCEPTED.finditer(s))
    items = {item.strip() for phrase in phrases for item in _ITEMS.split(phrase)}
    said = telling(text)
    return sorted(item for item in items if (words := telling(item)) and words <= said)


def strange_trades(text: str, cited: tuple[Clause, ...], evidence: Evidence, words: Words) -> list[str]:
    """Words of other businesses than the cited clauses and the question speak of, also where they name none in full. Of
    Chinese a single pair of characters is nothing: it may be the end of one word and the beginning of the next."""
    known = "\n".join([*map(wording, cited), *evidence.drafted(cited), evidence.subjects, evidence.headline])
    strange = (telling(text) - telling(known)) & words.trades
    pairs = {w for w in strange if CHINESE.match(w)}
    return sorted(strange if len(pairs) > 1 else strange - pairs)

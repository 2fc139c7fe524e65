"""What stands in a provision, but not where the prose puts it: numbers, levels of authority, words of other businesses."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus import Clause
from rag.prose.check.claims import read
from rag.prose.check.evidence import Evidence, statements, wording
from rag.prose.check.names import Names
from rag.prose.check.senses import Sense, plain, senses
from rag.prose.check.vocabulary import chinese, english, stemmed
from rag.prose.check.words import CHINESE, Words, telling

#: A number that stands so much better elsewhere, and there so well, is put in the wrong place.
MISFIT, WELL = 0.06, 0.35
SEGMENTS = re.compile(r"[,，;；。:：](?!\d{3})|[.](?=\s|$)|\b(?:but|while)\b|但")
_LEVEL = re.compile(
    r"国务院|省级|当地|市级|设区的市|县级|乡级|\b(?:state council|provincial|municipal|county|city(?: divided into districts)?|local)\b"
)
_EXCEPTED = re.compile(
    r"\bexcept (?:in |for )?([^();.]+?)(?=[();.]|, (?:where|which)|$)|([^，；。（）(),;]{2,60}?)除外"
    r"|(?<![a-z])除(?:了)?([^，；。,;]{2,40}?)(?:以外|之外|外(?!商|资|国))"
)
_OPENING = frozenset({Sense.WHOLE, Sense.PERMIT, Sense.CLOSED, Sense.PART})
_PERMITTING = frozenset({Sense.OUTSIDE, Sense.WHOLE, Sense.FREE, Sense.PERMIT})
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
        level, number = ({a for k, a in anchors(whole) if (k == "level") is wanted} for wanted in (True, False))
        if len(level) == len(number) == 1 and not any(
            {*level, *number} <= {a for _, a in known} for p, known in held if p in parts
        ):
            found += level
        led = ""
        for segment in SEGMENTS.split(whole):
            here, led = anchors(segment), f"{led} {segment}"
            bare = _FIGURE.sub(" ", _LEVEL.sub(" ", plain(led)))
            for kind, anchor in here:
                whole = kind == "level"  # a level often stands once for two halves of a part
                alike = [(p, {n for k, n in a if k == kind}) for p, a in held if not whole or p in parts]
                finer = [(p, {n for k, n in a if k == kind}) for p, a in held]
                alone = [p for p, numbers in alike if numbers == {anchor}] or [p for p, numbers in alike if anchor in numbers]
                if (kind == "level" and not alone) or _of_another(segment, alone, names):
                    found.append(anchor)
                    continue
                if _crossed(bare, anchor, finer, words, whole):
                    found.append(anchor)
                    continue
                ours = max((words.shared(bare, p) for p in alone), default=1.0)
                theirs = max((words.shared(bare, p) for p, numbers in alike if numbers and anchor not in numbers), default=0.0)
                if theirs > max(ours + MISFIT, WELL):
                    found.append(anchor)
            led = "" if here else led
    return found


def _crossed(text: str, anchor: str, parts: list[tuple[str, set[str]]], words: Words, level: bool) -> bool:
    """Whether a number (or a level) is said of what a neighbouring part says another of: the words by which the two parts differ
    are the neighbour's."""
    own = [telling(p) for p, held in parts if held == {anchor}]
    others = [telling(p) for p, held in parts if held and anchor not in held]
    said = telling(text)

    def apart(ours: frozenset[str]) -> frozenset[str]:
        return frozenset(w for w in ours if not CHINESE.match(w)) if level else (ours & words.businesses).difference(chinese())

    told = frozenset().union(*own)
    return any(said & apart(other - told) and any(apart(mine - other) - said for mine in own) for other in others)


def _of_another(segment: str, parts: list[str], names: Names) -> bool:
    """Whether all the parts that hold a number say it of businesses, and none of them is one that is named beside it here."""
    here = {one for kind, one in names.mentioned(segment) if kind == "activity"}
    there = [{one for kind, one in names.mentioned(p) if kind == "activity"} for p in parts]
    return bool(here and there) and all(there) and not any(here & names.kin(one) for one in there)


def excepted(text: str, cited: tuple[Clause, ...], evidence: Evidence) -> list[str]:
    """What a cited clause excepts and a sentence names as if it were not, and what a sentence excepts and the clause does not."""
    found, said, own = [], telling(text), _items(text)
    for statement in (s for c in cited for s in statements(c, evidence.language)):
        items = _items(statement)
        rest = _EXCEPTED.sub(" ", statement)
        leave = senses(rest) & _OPENING == {Sense.PERMIT} and not senses(text) & {Sense.OUTSIDE, Sense.CLOSED}
        if not own and (leave or not senses(text) & _PERMITTING):
            found += [item for item in items if (words := telling(item)) and words <= said]
        if items and own:
            kept = telling(rest)
            found += [o for o in own if (words := telling(o)) and words <= kept and not any(words & telling(i) for i in items)]
    return sorted(set(found))


def _items(statement: str) -> list[str]:
    phrases = (next(filter(None, m.groups())) for m in _EXCEPTED.finditer(statement))
    return [item.strip() for phrase in phrases for item in _ITEMS.split(phrase) if item.strip()]


def strange_trades(text: str, cited: tuple[Clause, ...], evidence: Evidence, words: Words) -> list[str]:
    """Words of other businesses than the cited clauses and the question speak of, also where they name none in full. Of
    Chinese a single pair of characters is nothing: it may be the end of one word and the beginning of the next."""
    known = "\n".join([*map(wording, cited), *evidence.drafted(cited), evidence.subjects, evidence.headline])
    strange = {w for w in (telling(text) - telling(known)) & words.trades if stemmed(w) not in english()}
    pairs = {w for w in strange if CHINESE.match(w)}
    return sorted(strange if len(pairs) > 1 else strange - pairs)

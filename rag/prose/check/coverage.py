"""Whether every word of a sentence stands in what it cites, was asked about, or is one that may stand anywhere."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from corpus import Clause
from corpus.text import MONTHS, normalise
from rag.prose.check.claims import read
from rag.prose.check.evidence import Evidence, wording
from rag.prose.check.parts import parts
from rag.prose.check.vocabulary import CASES, FULL, ORDER, SIDES, WIDE, alike, chinese, english, sided, stemmed

_STATEMENTS = re.compile(r"[;；。]|\.(?=\s|$)")
_STOP = "."
_WORD_OR_MARK = re.compile(r"[a-z]+|[.,;:]")
_LONG = re.compile(r"[之以]([前后])")
_WORD = re.compile(r"[a-z]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
#: What the numbers of a sentence are written with; `figures` reads them.
_NUMERAL = re.compile(
    r"第?(?:(?!一[般律致定样旦些])[〇零一二两三四五六七八九十百千万亿])+(?:分之[一二三四五六七八九十]+|[万亿]?元)?|\bat (?:least|most)\b|"
    r"[\d年月日]\s*(?:之|以)?[前后]|"
    rf"\b(?:before|until|after|since)(?= (?:\d|the (?:19|20)\d\d|(?:{'|'.join(MONTHS).lower()}) \d))"
)
#: Words that follow an order word closely enough to be what it puts behind.
_BEHIND = 6
#: What says nothing of its own: yes and no, which the decision bears, and that a licence comes before the business.
_ANSWER = re.compile(
    r"^(?:yes|no)[.,:;]|\bbefore (?:opening|starting|operating|beginning|doing business)\b|(?<!and )(?<!, )\bthen\b|"
    r"(?:开业|经营|开办|开展业务)之?前"
)
_IDLE = frozenset({"in", "to", "and", "or", "may", "must", "is", "are", "of", "the", "on", "by", "for", "can", "with"})
#: "From the day of receipt" is after receipt.
_FROM = re.compile(r"([\u3400-\u9fff])之日起")
_POSSESSIVE = re.compile(r"['’](?:s\b)?")


def strange_words(text: str, cited: tuple[Clause, ...], evidence: Evidence, names: str = "") -> list[str]:
    """The words of a sentence that nothing it cites holds, in their order. ``names`` are its words for what was asked about."""
    cites = "\n".join([*map(wording, cited), *evidence.drafted(cited)])
    known = "\n".join([cites, evidence.subjects, evidence.headline, names])
    plain = _NUMERAL.sub(" ", _ANSWER.sub(" ", normalise(text)))
    english = [*_strange_english(plain, _stems(known), bool(read(text).stated)), *_astray(plain, cites)]
    return [*english, *_strange_chinese(plain, known), *_disordered(plain, cites)]


def mixed(text: str, cited: tuple[Clause, ...], evidence: Evidence, names: str = "") -> list[str]:
    """The parts of a sentence that no one statement holds, though all of them together do: they put together what stands apart."""
    titles = [w for c in cited for p in (c.document.title, c.document.name, c.provision.where) for w in (p.zh, p.en)]
    around = "\n".join([*titles, evidence.subjects, evidence.headline, names])
    told = {p for c in cited for s in evidence.told(c) for p in _STATEMENTS.split(s) if p}
    return [p for p in parts(text) if told and all(_lacks(p, f"{around}\n{s}") for s in told)]


def _lacks(part: str, known: str) -> bool:
    plain = _NUMERAL.sub(" ", _ANSWER.sub(" ", normalise(part)))
    return bool(_strange_english(plain, _stems(known), True)) or any(len(run) > 1 for run in _strange_chinese(plain, known))


def _strange_english(plain: str, known: frozenset[str], numbered: bool) -> list[str]:
    out = []
    for word in dict.fromkeys(_WORD.findall(_POSSESSIVE.sub(" ", plain))):
        stem = stemmed(word)
        free = len(word) == 1 or stem in english() or stem in ORDER or (word in CASES and (numbered or known & CASES))
        if not free and not known & alike().get(stem, frozenset({stem})):
            out.append(word)
    return out


def _astray(plain: str, known: str) -> list[str]:
    """The words of order and of sides that stand before other words than in the provision."""
    out, here, there = [], _cut(plain), _cut(known)
    for i, word in enumerate(here):
        if word in ORDER:
            behind = _behind(here, i)
            theirs = [_behind(there, j) for j, w in enumerate(there) if w == word]
            if not any(behind & t or not behind for t in theirs):
                out.append(word)
        elif word in SIDES and here[i + 1] not in sided() | _IDLE and (word, here[i + 1]) not in pairwise(there):
            out.append(f"{word} {here[i + 1]}")
    return out


def _behind(words: tuple[str, ...], at: int) -> frozenset[str]:
    """The words close behind one, up to the next mark."""
    behind = words[at + 1 : at + 1 + _BEHIND]
    return frozenset(behind[: behind.index(_STOP)] if _STOP in behind else behind) - _IDLE


def _disordered(plain: str, known: str) -> list[str]:
    """What is first and what comes next in a Chinese sentence, and stands behind no such word in the provision."""
    out = []
    for word, same in (("先", "先"), ("再", "再后")):
        theirs = [_pairs(m[0][1:]) for m in re.finditer(f"[{same}][^,;。]{{0,24}}", normalise(known))]
        for match in re.finditer(f"(?<!不){word}([^,;。]{{2,12}})", plain):
            if not any(_pairs(match[1]) & t for t in theirs):
                out.append(word)
    return out


def _strange_chinese(plain: str, known: str) -> list[str]:
    pairs, out = _pairs(known), []
    free = {*chinese(), "先", "再", *("前" if "先" in known else "")}
    free |= {w for w, others in alike().items() if _HAN.match(w) and any(o in known for o in others)}
    for run in _HAN.findall(_LONG.sub(r"\1", plain)):
        held = (
            {0}
            if len(run) == 1 and run in pairs
            else {j for i in range(len(run) - 1) if run[i : i + 2] in pairs for j in (i, i + 1)}
        )
        held |= {m.start() for m in re.finditer("后", run) if _follows(run[: m.start()], run[m.end() :], known)}
        spans = [m.span() for word in free for m in re.finditer(word, run)]
        held |= {j for start, end in spans if end - start > 1 for j in range(start, end)}
        single = {start for start, end in spans if end - start == 1} - held
        held |= {j for j in single if not (run[j] in FULL and any(k in single and run[k] in FULL for k in (j - 1, j + 1)))}
        held -= {j for word in WIDE if word not in known for m in re.finditer(word, run) for j in range(*m.span())}
        out += "".join(" " if i in held else c for i, c in enumerate(run)).split()
    return out


def _follows(before: str, behind: str, known: str) -> bool:
    """Whether a statement has what stands before a word of order in front of what stands behind it."""
    ahead = before[-2:]
    nexts = [behind[i : i + 2] for i in range(min(4, len(behind) - 1))]
    places = ((s, s.find(ahead)) for s in _STATEMENTS.split(normalise(known)))
    return len(ahead) == 2 and any(at >= 0 and any(n in s[at + 2 :] for n in nexts) for s, at in places)


@lru_cache(maxsize=1024)
def _cut(text: str) -> tuple[str, ...]:
    words = (w if w.isalpha() else _STOP for w in _WORD_OR_MARK.findall(_POSSESSIVE.sub(" ", normalise(text))))
    return (*(w if w == _STOP else stemmed(w) for w in words), _STOP)


@lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    return frozenset(_cut(text))


@lru_cache(maxsize=1024)
def _pairs(text: str) -> frozenset[str]:
    plain = _LONG.sub(r"\1", normalise(text))
    runs = [*_HAN.findall(plain), *(m[1] + "后" for m in _FROM.finditer(plain))]
    return frozenset([run for run in runs if len(run) == 1] + [run[i : i + 2] for run in runs for i in range(len(run) - 1)])

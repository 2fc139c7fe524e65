"""Chinese place names in Latin letters, as far as the gazetteer knows their characters: 青州湾 → Qingzhou Bay.

Every place of the gazetteer has both names (青岛 Qingdao, 广州 Guangzhou), from which the syllable of each character follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.library import Library

_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|a|o|e|i|u|v)|"
    r"ang|ai|ao|ou|an|en|er|a|e"
)
_LONGEST, _MOST_CHARACTERS = 6, 3
#: What kind of place a name ends in, the longest first, and what it is called in English.
KINDS = (
    ("自由贸易试验区", "Pilot Free Trade Zone"), ("自由贸易片区", "Free Trade Area"), ("自由贸易区", "Free Trade Zone"), ("自由贸易港", "Free Trade Port"),
    ("自由贸易园区", "Free Trade Park"), ("自贸试验区", "Pilot Free Trade Zone"), ("自贸片区", "Free Trade Area"), ("自贸区", "Free Trade Zone"),
    ("经济技术开发区", "Economic and Technological Development Zone"), ("高新技术产业开发区", "High-Tech Zone"), ("综合保税区", "Comprehensive Bonded Zone"),
    ("自治区", "Autonomous Region"), ("自治州", "Autonomous Prefecture"), ("示范区", "Demonstration Zone"), ("试验区", "Pilot Zone"), ("开发区", "Development Zone"),
    ("合作区", "Cooperation Zone"), ("保税区", "Bonded Zone"), ("港区", "Port Area"), ("片区", "Area"), ("新区", "New Area"), ("园区", "Park"),
    ("省", "Province"), ("市", ""), ("县", "County"), ("区", "District"), ("港", "Port"), ("岛", "Island"),
)  # fmt: skip
_FEATURES = {"湾": "Bay", "港": "Port", "岛": "Island", "湖": "Lake"}


def romanised(library: Library, name: str) -> str | None:
    """A place name in English; None where one of its characters stands in no name of the gazetteer."""
    rest, kinds = name, []
    while kind := next((k for k in KINDS if rest.endswith(k[0]) and len(rest) > len(k[0]) + 1), None):
        rest, kinds = rest.removesuffix(kind[0]), [kind[1], *kinds]
    feature = _FEATURES.get(rest[-1]) if len(rest) > 2 else None
    stem = rest[:-1] if feature else rest
    syllables = [_syllables(library).get(c) for c in stem]
    if not stem or None in syllables:
        return None
    words = ["".join(s for s in syllables if s).capitalize(), feature or "", *kinds]
    return " ".join(w for w in words if w)


@lru_cache(maxsize=2)
def _syllables(library: Library) -> dict[str, str]:
    """The syllable of each character."""
    names = [(_stem(area.name.zh), area.name.en.split()[0].casefold()) for area in library.areas.values()]
    ways = [(zh, [cut for cut in _cut(en) if len(cut) == len(zh)]) for zh, en in names if len(zh) <= _MOST_CHARACTERS]
    known: dict[str, str] = {}
    # Names that can be cut in one way first: they say how the others are (Jinan is Ji-nan, as 南 is nan).
    for zh, cuts in sorted(ways, key=lambda way: len(way[1])):
        if cuts:
            best = max(cuts, key=lambda cut: sum(known.get(c) == s for c, s in zip(zh, cut, strict=True)))
            for character, syllable in zip(zh, best, strict=True):
                known.setdefault(character, syllable)
    return known


def _stem(zh: str) -> str:
    """A name without its kind."""
    return next((zh.removesuffix(kind) for kind, _ in KINDS if zh.endswith(kind) and len(zh) > len(kind) + 1), zh)


def _cut(word: str) -> Iterator[list[str]]:
    """Every way to cut a word into syllables."""
    if not word:
        yield []
    for n in range(min(_LONGEST, len(word)), 0, -1):
        if _SYLLABLE.fullmatch(word[:n]):
            yield from ([word[:n], *rest] for rest in _cut(word[n:]))

"""What of the names found in a question it is really about: what it leaves out, what merely contains something else."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable
from itertools import accumulate

from corpus import Library
from rag.language.lexicon import Found
from rag.language.stems import units

#: Words before a name that take it out of the question: 除了网络游戏, 不是电商, "except games", "not in a free trade zone".
_LEADING = tuple(
    tuple(words.split())
    for words in (
        "除", "除 了", "不 是", "并 非", "不 包 括", "不 包 含", "不 含", "不 在", "不 位 于", "不 限 于", "不", "不 做", "不 经 营", "不 说", "不 涉 及", "而 非",
        "except", "except for", "beside", "besides", "excluding", "without", "other than", "apart from", "not", "not in", "not in a",
        "not in the", "not a", "not an", "no", "no longer about", "outside", "outside of", "outside the", "instead of", "rather than",
        "außer", "nicht", "nicht in", "außerhalb", "sauf", "hors", "hors de", "excepto", "salvo", "fuera de", "кроме", "не", "вне",
    )
)  # fmt: skip
_TRAILING = tuple(tuple(words) for words in ("之外", "以外", "除外", "ではない", "以外の", "말고", "가아니"))
#: Words before a name that make it the name of something else (一家叫“电视台”的火锅店) or a part of another word ("plastic film").
_OTHERWISE = tuple(
    tuple(units(words))
    for words in (
        "名叫", "名为", "取名", "起名", "起名叫", "叫做", "一家叫", "名字叫", "修理", "维修", "named", "called",
        "plastic", "cling", "stretch", "window", "adhesive", "insure", "insuring", "repair", "repairing",
    )
)  # fmt: skip
#: Words behind a name that make it the name of goods or services around it: 汽车零部件, "car parts".
_AROUND = tuple(
    tuple(units(words))
    for words in (
        "零部件", "零件", "配件", "部件", "贴膜", "用品", "维修", "修理", "玩具", "模型", "轮胎", "座椅",
        "parts", "spare parts", "accessories", "repair", "repairs", "tyres", "tires", "seats", "toys", "furniture",
    )
)  # fmt: skip
#: What the asker is ("our broadcaster wants", "we are a studio", 我们是…) rather than what is asked about, where something else is
#: named behind it.
_WANTS = frozenset(units("wants would plans hopes intends needs wishes"))
_WE_ARE = (("we", "are"), ("我", "们", "是"), ("我", "司", "是"))
_OWN_TRADE = 7
#: 外 behind a name is "outside" it, but for a foreign investor's and for what is given out (外包, 外判).
_FOREIGN = frozenset("资商国方企籍币包判")
#: Between a group and a business in it these say that both are asked about: "a travel agency, and may it run tours abroad?"
_JOINING = frozenset(
    [
        "and",
        "also",
        "且",
        "并",
        "还",
        "也",
        "及",
        "和",
        "与",
        "und",
        "auch",
        "sowie",
        "et",
        "aussi",
        "y",
        "también",
        "и",
        "также",
        "및",
        "또",
    ]
)
#: So many words may stand between a place and the free-trade zone that is meant there; with marks of a list in the text, some must.
_ZONES, _NEAR, _LISTING = "free-trade-zone", 3, re.compile(r"[,、;/]")
#: "Elsewhere in Shanghai", 上海其他地区: the whole place is asked about beside a part of it.
_REST = re.compile(
    r"其他(?:地方|地区|区域|区)|其余|全市|全境|\belsewhere in\b|\brest of\b|\bother parts? of\b|übrigen|reste d|resto d|остальн"
)
#: The country as a whole, beside named places.
NATIONWIDE = re.compile(
    r"全国|nationwide|\bnationally\b|\bnational (?:rule|list|level)|\brest of china\b|elsewhere in china|中国其他|bundesweit|landesweit|à l['’]échelle nationale|a nivel nacional|по всей стране|全国的に|전국"
)


def businesses_named(library: Library, words: list[str], found: list[Found]) -> tuple[str, ...]:
    """The activities a question asks about, in order: those it leaves out are not, nor is a group named only to say what
    kind of business another one is."""
    named = _kept(words, found, "activity")
    last: dict[str, int] = {f.id: f.start for f in named}
    named = [f for f in named if not (_asking(words, f) and any(last[i] >= f.end for i in last if i != f.id))]
    placing = _placing(library, words, named)
    return tuple(dict.fromkeys(f.id for f in named if not placing(f)))


def places_named(library: Library, words: list[str], found: list[Found], plain: str) -> tuple[str | None, ...]:
    """The places asked about, None being the country as a whole beside others. A place that only contains another one named
    is not ("Lingang in Shanghai")."""
    areas = tuple(dict.fromkeys(_zoned(library, words, _kept(words, found, "area"), plain)))
    if not _REST.search(plain):
        containers = {c for a in areas for c, distance in library.around(a).items() if distance}
        areas = tuple(a for a in areas if a not in containers)
    return (None, *areas) if areas and NATIONWIDE.search(plain) else areas


def _zoned(library: Library, words: list[str], areas: list[Found], plain: str) -> list[str]:
    """The places named, "a free-trade zone in Shanghai" being that of Shanghai."""
    listing, narrowed = bool(_LISTING.search(plain)), set()
    places = [f for f in areas if f.id != _ZONES]
    starts = [f.start for f in places]
    for zone in (f for f in areas if f.id == _ZONES):
        # Only the places next to a zone can be its own: those further off are more than _NEAR words away.
        after = bisect(starts, zone.start)
        for place in places[max(0, after - _NEAR - 1) : after + _NEAR + 1]:
            between = words[min(zone.end, place.end) : max(zone.start, place.start)]
            apart = len(between) > _NEAR or not _JOINING.isdisjoint(between) or (not between and listing)
            if f"{place.id}-ftz" in library.areas and not apart:
                narrowed.add(place.id)
    named = [f"{f.id}-ftz" if f.id in narrowed else f.id for f in areas]
    return [a for a in named if a != _ZONES] if narrowed else named


def _kept(words: list[str], found: list[Found], kind: str) -> list[Found]:
    """What a question names without leaving it out."""
    return [f for f in found if f.kind == kind and not _left_out(words, f)]


def _placing(library: Library, words: list[str], named: list[Found]) -> Callable[[Found], bool]:
    """Whether a group is named to place a business in it: nothing between the two joins them. One pass over the words."""
    stretch = list(accumulate((word in _JOINING for word in words), initial=0))
    ids = {f.id for f in named}
    inner = {group: [i for i in ids if library.above(i).get(group)] for group in ids}
    starts, ends = {(f.id, stretch[f.start]) for f in named}, {(f.id, stretch[f.end]) for f in named}
    return lambda group: any((i, stretch[group.end]) in starts or (i, stretch[group.start]) in ends for i in inner[group.id])


def _asking(words: list[str], found: Found) -> bool:
    """Whether a name says who asks."""
    if words[found.start - 1 : found.start] == ["our"]:
        return not _WANTS.isdisjoint(words[found.end : found.end + 1])
    before = words[max(0, found.start - _OWN_TRADE) : found.start]
    return any(tuple(before[i : i + len(w)]) == w for w in _WE_ARE for i in range(len(before)))


def _left_out(words: list[str], found: Found) -> bool:
    behind = words[found.end : found.end + 2]
    if behind[:1] == ["外"] and not _FOREIGN.intersection(behind[1:]):
        return True
    leading = any(
        tuple(words[found.start - len(w) : found.start]) == w for w in (*_LEADING, *_OTHERWISE) if found.start >= len(w)
    )
    return leading or any(tuple(words[found.end : found.end + len(w)]) == w for w in (*_TRAILING, *_AROUND))

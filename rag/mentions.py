"""What of the names found in a question it is really about: what it leaves out, what merely contains something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from corpus import Library
from rag.lexicon import Found

#: Words before a name that take it out of the question: 除了网络游戏, 不是电商, "except games", "not in a free trade zone".
_LEADING = tuple(
    tuple(words.split())
    for words in (
        "除", "除 了", "不 是", "并 非", "不 包 括", "不 包 含", "不 含", "不 在", "不 位 于", "不 说", "不 涉 及", "而 非",
        "except", "except for", "beside", "besides", "excluding", "without", "other than", "apart from", "not", "not in", "not in a",
        "not in the", "not a", "not an", "no", "no longer about", "outside", "outside of", "outside the", "instead of", "rather than",
        "außer", "nicht", "nicht in", "außerhalb", "sauf", "hors", "hors de", "excepto", "salvo", "fuera de", "кроме", "не", "вне",
    )
)  # fmt: skip
_TRAILING = tuple(tuple(words) for words in ("之外", "以外", "除外", "ではない", "以外の", "말고", "가아니"))
#: "Elsewhere in Shanghai", 上海其他地区: the whole place is asked about beside a part of it.
_REST = re.compile(
    r"其他(?:地方|地区|区域|区)|其余|全市|全境|\belsewhere in\b|\brest of\b|\bother parts? of\b|übrigen|reste d|resto d|остальн"
)
#: The country as a whole, beside named places.
NATIONWIDE = re.compile(
    r"全国|nationwide|\bnationally\b|\bnational (?:rule|list|level)|\brest of china\b|elsewhere in china|中国其他|bundesweit|landesweit|à l['’]échelle nationale|a nivel nacional|по всей стране|全国的に|전국"
)


def asked(words: list[str], found: list[Found], kind: str) -> list[str]:
    """The ids of one kind that a question names without leaving them out, in order."""
    return [f.id for f in found if f.kind == kind and not _left_out(words, f)]


def _left_out(words: list[str], found: Found) -> bool:
    leading = any(tuple(words[found.start - len(w) : found.start]) == w for w in _LEADING if found.start >= len(w))
    return leading or any(tuple(words[found.end : found.end + len(w)]) == w for w in _TRAILING)


def narrowest(closure: Callable[[str], Mapping[str, int]], ids: list[str]) -> tuple[str, ...]:
    """The ids in order, each once, without those that only contain another one named ("Shanghai" beside "Lingang")."""
    unique = list(dict.fromkeys(ids))
    containers = {c for one in unique for c, distance in closure(one).items() if distance}
    return tuple(one for one in unique if one not in containers)


def places(library: Library, words: list[str], found: list[Found], plain: str) -> tuple[str | None, ...]:
    """The places asked about, None being the country as a whole beside others."""
    ids = asked(words, found, "area")
    areas: tuple[str | None, ...] = tuple(dict.fromkeys(ids)) if _REST.search(plain) else narrowest(library.around, ids)
    return (None, *areas) if areas and NATIONWIDE.search(plain) else areas

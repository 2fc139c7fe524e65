"""What a text refers to exactly: documents by number or by name, and places in them.

read("第752号令第六条")             the article 6 of what decree 752 issued or revised
read("item 27 of the 2024 national list")
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus import Document
from corpus.reading.numerals import HAN_DIGITS, HAN_NUMERAL, read_numeral
from index.document_names import YEAR, Number, comparable_name, lists_of, names_of, numbers_of, years_of

_N = rf"(?:\d{{1,4}}|{HAN_NUMERAL})"
_NUMBER_ZH = re.compile(rf"(?:[〔\[(]?({YEAR})(?:[〕\])]|年(?!\d?\d月)|\s))?\s*(第)?({_N})号(令|通告|通知|公告|文|批复|函)?")
_ISSUED_ZH = re.compile(r"([\u3400-\u9fff]*?)(令|通告|通知|公告|批复|函|发|通|规|联|字|释)$")
_NUMBER_EN = re.compile(
    r"(?:\b(decree|order|notice|letter|announcement|circular|communications?)\s+)?"
    rf"(?:[〔\[(]({YEAR})[〕\])]\s*)?(\bno\.?\s*|\bnr\.?\s*|\bnumber\s+|#)?\b(\d{{1,4}})\b(?!\s*%)(?:\s*(?:of|/)\s*(?:[a-z]+\s+)?({YEAR})\b)?"
)
#: What stands between the numbers of several places, and between the first and the last of a range.
_TO = r"\s*(?:[-–—~～]|至|到|から|부터|\bto\b|\bthrough\b|\bbis\b|\bà\b|\bal?\b|\bпо\b|\bдо\b)\s*"
_AND = r"\s*(?:[,、，]|和|与|及|或|と|과|와|,?\s*(?:\band\b|\bor\b|\bund\b|\boder\b|\bet\b|\bou\b|\by\b|\bи\b|&))\s*"
_SERIES_ZH = rf"{_N}(?:(?:%s)?(?:{_TO}|{_AND})[第제]?{_N})*"
_PLACE_ZH = tuple(
    (unit, re.compile(rf"(说明的?)?[第제]({_SERIES_ZH % unit}){unit}(?:之({_N}))?"))
    for unit in ("条", "项", "点", "部分", "조", "항")
)
_NOTE_ZH = re.compile(rf"说明({_N})")
_SERIES = rf"\d{{1,4}}(?:-\d{{1,4}})?(?:(?:{_TO}|{_AND})\d{{1,3}}(?!\d|\s*%))*|[ivxl]+\b"
_PLACE = re.compile(
    r"(?<!\w)(?:(?P<article>articles?|arts?\.?(?=\s*\d)|§{1,2}|artikeln?|artikels|art[íi]culos?|стать\w{1,3}|ст\.)"
    r"|(?P<entry>entry|entries|numéros?|nummern?|nr\.|ziffern?|пункт\w{0,3}|punto|punkte?)|(?P<item>items?)"
    r"|(?P<note>explanatory notes?|notes?)|(?P<point>points?)|(?P<section>sections?))"
    rf"\s*(?:no\.?\s*)?(?P<numbers>{_SERIES})(?!\w)"
)
_NUMBERED = re.compile(rf"{_N}")
_RANGE = re.compile(_TO)
#: What a word for a place may be in the corpus, the likeliest first.
_KINDS = {
    **dict.fromkeys(("条", "조"), ("article", "item", "note")),
    **dict.fromkeys(("项", "항"), ("item", "point")),
    **{"点": ("point", "section"), "部分": ("section",), "说明": ("note",), "article": ("article",), "entry": ("item", "point")},
    **{"item": ("item", "point"), "note": ("note",), "point": ("point", "section"), "section": ("section", "point")},
}
#: A range of more places than this names none in particular.
_MOST_OF_A_RANGE = 20
_YEAR_BEFORE = re.compile(rf"({YEAR})\s*年?版?(?:的|edition)?\s*$")
_YEAR_AFTER = re.compile(rf"^[\s(]*(?:of |the )?({YEAR})")
_LIST = re.compile(r"负面清单|清单|\b(?:negative )?list\b")
#: From this number on a number alone (107号) is that of a document.
_TELLING = 100


@dataclass(frozen=True)
class Referred:
    """``provisions`` are meant exactly (document and place); ``numbered`` documents are meant by number, ``named`` ones by
    name; ``places`` are the ids a place would have in a document the text leaves open; ``absent`` are those that the corpus has nothing of, in the
    documents that are meant."""

    provisions: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()

    def surely(self, provision: str) -> bool:
        """Whether a provision is meant exactly, or its document by number."""
        return provision in self.provisions or provision.partition("#")[0] in self.numbered


class References:
    """Reads references to the documents of a library. Immutable."""

    def __init__(self, documents: Iterable[Document]) -> None:
        documents = list(documents)
        self._names, self._numbers, self._lists = names_of(documents), numbers_of(documents), lists_of(documents)
        self._years = {d.id: years_of(d) for d in documents}
        self._provisions = {d.id: frozenset(p.id for p in d.provisions) for d in documents}

    @property
    def national_lists(self) -> frozenset[str]:
        """The editions of the list that is meant where a text says only "the list"."""
        return self._lists

    def read(self, text: str) -> Referred:
        """What a text refers to; places are read in nine languages."""
        text = comparable_name(text)
        places = list(_places(text))
        named, rest = self._named(text)
        if places:
            named |= self._unnamed_list(rest)
        numbered = self._numbered(text)
        documents = named | numbered
        held = {(d, kinds): self._place(d, kinds) for d in documents for kinds in places}
        exact = frozenset(f"{d}#{p}" for (d, _), p in held.items() if p)
        absent = frozenset(f"{d}#{self._form(d, kinds)}" for (d, kinds), p in held.items() if not p)
        alone = frozenset() if documents else frozenset(kinds[0] for kinds in places)
        return Referred(exact, numbered, named, alone, absent)

    def untitled(self, text: str) -> str:
        """A text without the names of documents, in comparable form."""
        return self._named(comparable_name(text))[1].replace("\0", " ")

    def named(self, text: str) -> frozenset[str]:
        """The documents that a text names, all editions where it says no year."""
        return self._named(comparable_name(text))[0]

    def _place(self, document: str, kinds: tuple[str, ...]) -> str | None:
        return next((p for p in kinds if p in self._provisions[document]), None)

    def _form(self, document: str, kinds: tuple[str, ...]) -> str:
        """The id that a place would have in a document: of the first kind that it has any of."""
        held = {p.partition("-")[0] for p in self._provisions[document]}
        return next((k for k in kinds if k.partition("-")[0] in held), kinds[0])

    def _named(self, text: str) -> tuple[frozenset[str], str]:
        """The documents named, and the text with their names blanked out."""
        found: set[str] = set()
        for name, ids in self._names:
            start = text.find(name)
            while start >= 0:
                end = start + len(name)
                if _whole(text, start, end):
                    found |= self._edition(ids, text, start, end)
                    text = text[:start] + "\0" * len(name) + text[end:]
                start = text.find(name, end)
        return frozenset(found), text

    def _edition(self, ids: frozenset[str], text: str, start: int, end: int) -> frozenset[str]:
        """Of the editions that share a name the one whose year stands beside it; all where no year of theirs does."""
        said = [_YEAR_BEFORE.search(text[max(0, start - 16) : start]), _YEAR_AFTER.match(text[end : end + 12])]
        years = {year[1] for year in said if year}
        return frozenset(i for i in ids if self._years[i] & years) or ids

    def _unnamed_list(self, text: str) -> frozenset[str]:
        found = _LIST.search(text)
        return self._edition(self._lists, text, *found.span()) if found else frozenset()

    def _numbered(self, text: str) -> frozenset[str]:
        found = [*self._numbered_zh(text), *self._numbered_en(text)]
        return frozenset(number.document for numbers in found for number in numbers)

    def _numbered_zh(self, text: str) -> Iterator[list[Number]]:
        for match in _NUMBER_ZH.finditer(text):
            year, ordinal, digits, after = match.groups()
            before = text[max(0, match.start() - 14) : match.start()].rstrip()
            if before.endswith("月"):
                continue
            value = read_numeral(digits) or 0
            issued = _ISSUED_ZH.search(before)
            kind = after or (issued[2] if issued else None)
            if not (ordinal or kind or year or value >= _TELLING):
                continue
            issuer = (issued[1] if issued else before)[-3:]
            fitting = self._fitting(value, year, kind == "令" if kind else None)
            by_issuer = [n for n in fitting if len(issuer) > 1 and _abbreviates(issuer, n.issuers)]
            yield by_issuer or ([] if issued and len(issuer) > 2 else fitting)

    def _numbered_en(self, text: str) -> Iterator[list[Number]]:
        for match in _NUMBER_EN.finditer(text):
            kind, year, sign, digits, later = match.groups()
            if not (kind or year or (sign and (later or int(digits) >= _TELLING))):
                continue
            fitting = self._fitting(int(digits), year or later, kind in ("decree", "order") if kind else None)
            before = re.findall(r"[a-z]{3,}", text[max(0, match.start() - 20) : match.start()])
            yield [n for n in fitting if before and before[-1] in n.issuers] or fitting

    def _fitting(self, value: int, year: str | None, order: bool | None) -> list[Number]:
        known = self._numbers.get(value, [])
        return [n for n in known if (not year or year in n.years) and (order is None or n.order == order)]


def _places(text: str) -> Iterator[tuple[str, ...]]:
    """Each place as the ids it may have: 第六条 → article-6, else item-6, else note-6."""
    for unit, pattern in _PLACE_ZH:
        for note, series, sub in (m.groups() for m in pattern.finditer(text)):
            yield from _ids("说明" if note else unit, series, sub)
    for noted in _NOTE_ZH.finditer(text):
        yield from _ids("说明", noted[1], None)
    for match in _PLACE.finditer(text):
        kind, numbers = str(match.lastgroup and next(k for k in _KINDS if match.groupdict().get(k))), match["numbers"]
        first, _, sub = numbers.partition("-")
        # Article 12-1 is one put in after article 12; articles 5-7 are three.
        inserted = sub.isdigit() and first.isdigit() and int(sub) <= int(first)
        yield from _ids(kind, first if inserted else numbers, sub if inserted else None)


def _ids(kind: str, series: str, sub: str | None) -> Iterator[tuple[str, ...]]:
    """The ids of the places of a series: its numbers, with those between the ends of a range."""
    for number in _numbers(series):
        ends = [str(number), *([str(read_numeral(sub))] if sub else [])]
        yield tuple("-".join([name, *ends]) for name in _KINDS[kind])


def _numbers(series: str) -> list[int]:
    if not any(c.isdigit() or c in HAN_DIGITS for c in series):
        return [n] if (n := read_numeral(series.upper())) else []
    found, end = [], 0
    for match in _NUMBERED.finditer(series):
        number = read_numeral(match[0])
        if number and found and _RANGE.search(series[end : match.start()]) and found[-1] < number <= found[-1] + _MOST_OF_A_RANGE:
            found += range(found[-1] + 1, number)
        found += [number] if number else []
        end = match.end()
    return found


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a name is not cut out of a longer word of a script that writes words apart; a plural is none."""
    end += text[end : end + 1] == "s" and text[end - 1] != "s"
    edges = (text[start - 1 : start] + text[start], text[end - 1] + text[end : end + 1])
    return not any(len(e) == 2 and e.isascii() and e.isalnum() for e in edges)


def _abbreviates(short: str, whole: str) -> bool:
    """Whether a short form has its characters from a name in their order: 工信部 of 工业和信息化部."""
    rest = iter(whole)
    return all(c in rest for c in short)

"""What documents are called: names by which a text may mean them, longest first, and the numbers they were issued under."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from corpus import Document, Regime
from corpus.kinds import Kind
from corpus.text import normalise

YEAR = r"(?:19|20)\d\d"
_QUOTES = re.compile(r"[《》〈〉“”\"]|中华人民共和国| of the people's republic of china")
_EDITION = re.compile(rf"\([^()]*{YEAR}[^()]*\)|^{YEAR}\s*年?版?\s*")
_KIND = re.compile(r"\((?:负面清单|negative list|试行|trial)\)")
_ISSUER = re.compile(r"^[^关]*关于")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NUMBER = re.compile(rf"(?:[〔\[(]({YEAR})[〕\])]|({YEAR})年)?第?(\d+)号")
#: Shorter names are ordinary words, but for laws (广告法) and agreements known by their initials (RCEP).
_SHORTEST = {"zh": 4, "en": 12}


@dataclass(frozen=True)
class Number:
    """A number a document was issued or revised under. ``years`` are those it may be cited with, ``issuers`` everybody's name
    in one string, ``order`` is set for an order (令), which is not cited as a notice."""

    document: str
    years: frozenset[str]
    issuers: str
    order: bool


def comparable_name(text: str) -> str:
    """The form in which names are compared: one script and width, without title marks and the name of the State."""
    return _QUOTES.sub("", normalise(text).replace("’", "'"))


def names_of(documents: Collection[Document]) -> list[tuple[str, frozenset[str]]]:
    """Every name with the documents it may mean, longest first. Editions of one instrument share their names."""
    found: dict[str, set[str]] = {}
    for document in documents:
        for one in (document.title.zh, document.title.en, document.name.zh, document.name.en):
            for name in _variants(one, document.kind):
                found.setdefault(name, set()).add(document.id)
    known = " ".join(found)
    telling = {name: ids for name, ids in found.items() if _telling(name, known)}
    for document in documents:
        for one in document.known_as:
            telling.setdefault(comparable_name(one), set()).add(document.id)
    return sorted(((name, frozenset(ids)) for name, ids in telling.items()), key=lambda pair: -len(pair[0]))


def lists_of(documents: Iterable[Document]) -> frozenset[str]:
    """The editions of the list that is meant where a text says only "the list"."""
    return frozenset(d.id for d in documents if d.kind == Kind.NEGATIVE_LIST and d.regime == Regime.NATIONAL)


def numbers_of(documents: Iterable[Document]) -> dict[int, list[Number]]:
    """Every number with what was issued or revised under it."""
    found: dict[int, list[Number]] = {}
    for document in documents:
        if document.number is None:
            continue
        zh, days = comparable_name(document.number.zh), (document.published, document.effective)
        issuers = " ".join(
            [*(comparable_name(f"{i.zh} {i.en}") for i in document.issuers), zh, comparable_name(document.number.en)]
        )
        for one in _NUMBER.finditer(zh):
            years = {y for y in one.groups()[:2] if y} or {str(d.year) for d in days if d}
            found.setdefault(int(one[3]), []).append(Number(document.id, frozenset(years), issuers, "令" in zh))
    return found


def years_of(document: Document) -> frozenset[str]:
    """The years an edition is called by."""
    return frozenset(re.findall(YEAR, f"{document.id} {document.title.zh} {document.name.zh}"))


def _variants(name: str, kind: Kind) -> set[str]:
    whole = _EDITION.sub("", comparable_name(name)).strip()
    bare = _KIND.sub("", whole).strip()
    found = {whole, bare, _ISSUER.sub("", bare)}
    if kind == Kind.NEGATIVE_LIST:
        found |= {f.replace("负面清单", "外资准入负面清单") for f in found if "准入" not in f and "跨境" not in f}
        found |= {f.replace("全国版", "全国") for f in found}
        found |= {f.replace("自贸试验区", "自贸区").replace("free-trade-zone", "ftz") for f in found}
        found |= {f.replace("负面清单", "清单").replace("negative list", "list") for f in found}
    return found


def _telling(name: str, known: str) -> bool:
    """Whether a name means its document and nothing else."""
    if _HAN.search(name):
        return len(name) >= _SHORTEST["zh"] or (len(name) == 3 and name.endswith("法"))
    return (len(name) >= _SHORTEST["en"] and " " in name) or (len(name) > 3 and known.count(name) == 1)

"""Numbers, shares, dates, document numbers and places in a document: each stands in a provision that its sentence cites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus import Clause
from corpus.reading.numerals import read_numeral
from corpus.text import normalise
from rag.prose.check.claims import read
from rag.prose.check.evidence import Evidence, wording

_DAY = re.compile(r"(?:19|20)\d\d(?:-\d\d){0,2}|--\d\d(?:-\d\d)?")
#: A place in a document, or the number of one: 第六条, item 12, 第107号, No. 107.
_PLACE_ZH = re.compile(r"第\s*([〇零一二两三四五六七八九十百千]+|\d+)\s*(条|项|款|章|节|点|部分|号|编|批)|附件(\d+)")
_PLACE_EN = re.compile(r"\b(article|art|item|note|section|chapter|paragraph|point|part|annex|no)s?\.?\s*(\d+)")
_UNITS = {
    "条": "article",
    "项": "item",
    "款": "paragraph",
    "章": "chapter",
    "节": "section",
    "点": "point",
    "部分": "section",
    "号": "no",
    "art": "article",
}
_NUMBER = re.compile(r"([\u4e00-\u9fff]{1,12})[〔\[(【]((?:19|20)\d\d)[〕\])】]\s*(?:第)?\s*(\d+)\s*号")
_LONG = re.compile(r"\d{5,}")
_RANGE = re.compile(
    r"(?<![\d-])(\d[\d,.]*\d|\d)\s*(?:to|至|到|~|–)\s*(?:rmb )?(\d[\d,.]*\d|\d)(?![\d-])(?!\s*(?:million|billion|万|亿))"
)
_FORCE = re.compile(r"施行|生效|实施|有效|\bin force\b|\beffective\b|\btakes? effect\b|\btook effect\b|\bapplies\b")
_ISSUE = re.compile(r"发布|公布|印发|出台|\bpublished\b|\bissued\b|\bpromulgated\b|\breleased\b")


def unsupported_figures(text: str, cited: tuple[Clause, ...], evidence: Evidence) -> list[tuple[str, str]]:
    """The numbers of a sentence that nothing bears, each with its kind: `number`, `share` or `date`."""
    known = _known(cited, evidence)
    days = _days(text, cited) | {d.isoformat() for d in _speaking_days(evidence)}
    wholes = [_parts(form) for form in known | days if _DAY.fullmatch(form)]
    found = []
    for form, words in read(text).stated.items():
        if form in known or form in days or (_DAY.fullmatch(form) and any(_parts(form) <= whole for whole in wholes)):
            continue
        found.append(("share" if form.endswith("%") else "date" if _DAY.fullmatch(form) and len(form) > 3 else "number", words))
    digits = "".join(map(wording, cited)).replace(",", "")
    found += [("number", run) for run in _LONG.findall(normalise(text).replace(",", "")) if run not in digits]
    return found + [("number", m[0]) for m in _RANGE.finditer(normalise(text)) if _value(m[1]) > _value(m[2])]


def misplaced(text: str, cited: tuple[Clause, ...], evidence: Evidence) -> list[str]:
    """Places in a document, and numbers of documents, that are not those of a cited clause."""
    texts = [*map(wording, cited), *evidence.drafted(cited)]
    known = set().union(*(_places(t) for t in texts)) if texts else set()
    return [f"{unit} {n}" for unit, n in sorted(_places(text) - known)]


def foreign_numbers(text: str, cited: tuple[Clause, ...]) -> list[str]:
    """Document numbers such as 国发〔2024〕23号 that are not those of a cited clause's document, nor stand in its words."""
    known = {number for c in cited for number in _numbers(wording(c))}
    return [
        f"{head}〔{year}〕{n}号"
        for head, year, n in _numbers(text)
        if not any((y, m) == (year, n) and (head.endswith(h) or h.endswith(head)) for h, y, m in known)
    ]


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))


def _known(cited: tuple[Clause, ...], evidence: Evidence) -> frozenset[str]:
    heading = [evidence.headline] if any(d.decisive and d.decisive.clause in cited for d in evidence.decisions) else []
    drafted = map(_forms, (*evidence.drafted(cited), *heading))
    return frozenset({"0%", "100%"}).union(*map(_borne, cited), *drafted)


@lru_cache(maxsize=4096)
def _forms(text: str) -> frozenset[str]:
    """What the numbers of a text may bear. That something is one is implied by nearly every text, and bears no figure 1."""
    numbers = read(text)
    return numbers.all - {"1"} | ({"1"} & numbers.stated.keys())


@lru_cache(maxsize=4096)
def _borne(clause: Clause) -> frozenset[str]:
    provision = clause.provision
    caps = {f"{m.cap:g}%" for m in provision.measures if m.cap is not None}
    return frozenset(caps).union(*(_forms(line) for line in wording(clause).splitlines() if line))


def _days(text: str, cited: tuple[Clause, ...]) -> set[str]:
    """The days of the cited clauses; where the sentence says what happened on the day, only those on which it did."""
    plain, days = normalise(text), []
    force, issue = _FORCE.search(plain), _ISSUE.search(plain)
    for clause in cited:
        document = clause.document
        if not force or issue or document.effective is None:
            days.append(document.published)
        if not issue or force:
            days += [document.effective, document.superseded_on]
            days += [d for m in clause.provision.measures for d in (m.effective, m.until)]
    return {d.isoformat() for d in days if d}


def _speaking_days(evidence: Evidence) -> Iterable:
    return (evidence.day, *(d.as_of for d in evidence.decisions), evidence.today, evidence.library.checked_through)


@lru_cache(maxsize=4096)
def _places(text: str) -> frozenset[tuple[str, str]]:
    plain = normalise(text)
    zh = {(_unit(unit), _digits(n)) if n else ("annex", annex) for n, unit, annex in _PLACE_ZH.findall(plain)}
    en = {(_unit(word), n) for word, n in _PLACE_EN.findall(plain)}
    return frozenset(zh | en)


def _unit(word: str) -> str:
    return _UNITS.get(word, word)


def _digits(numeral: str) -> str:
    return numeral if numeral.isdigit() else str(read_numeral(numeral) or numeral)


def _numbers(text: str) -> list[tuple[str, str, str]]:
    return [(m[1], m[2], m[3]) for m in _NUMBER.finditer(normalise(text))]


def _parts(form: str) -> frozenset[tuple[str, str]]:
    """2024-11-01 → year, month, day; --11-01 → month, day; 2024 → year."""
    year, month, day = (*form.replace("--", "-", 1).split("-"), "", "")[:3]
    return frozenset((name, part) for name, part in (("y", year), ("m", month), ("d", day)) if part)

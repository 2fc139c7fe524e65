"""The audit: every number of the bundled corpus stands in the facts, or in the official text, that it was written from.

``audit_sources.yaml`` says which fact documents and official texts a bundled document rests on. Dates, shares, sums, time
limits, document numbers and locators of the corpus are brought to one form (1000万元 and RMB 10 million are both
``10000000``) and looked for there: for a provision in the records and the article of its own locator only, so that a time
limit of the next article does not pass for this one's. The facts and the texts lie beside the project, not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml

from corpus import Library
from corpus.model import Document, Provision
from corpus.reading import read_file
from corpus.reading.numerals import read_numeral

SHARED = Path(__file__).resolve().parents[3] / "shared"
FACTS, OFFICIAL = SHARED / "facts", SHARED / "corpus" / "official"
SOURCES = Path(__file__).parent / "audit_sources.yaml"

# ---------------------------------------------------------------------------------------------------------------- numbers

_MONTHS = {
    name: n
    for n, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: n for n, word in enumerate(_ONES.split())} | {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
_ORDINALS = {word: n for n, word in enumerate("third fourth fifth sixth seventh eighth ninth tenth".split(), 3)}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_SCALES = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}

_HAN = "〇零一二两三四五六七八九十百千万亿"
_MONTH = "|".join(name.capitalize() for name in sorted(_MONTHS, key=len, reverse=True))  # capitals: "Article 15 may …" is no date
_WORD = rf"(?:(?:{_TENS.replace(' ', '|')})[- ])?(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_PERCENT = r"\s*(?:%|％|per\s?cent\b|pct\b)"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
#: What may follow a Chinese numeral that counts something. Without one, 三 in 三网融合 is part of a word.
_UNITS = "条款项章节年月日天周时分人名家个次倍万亿号类部批届级亩册台间所座种张小以起%％"
_NUMBER = re.compile(
    rf"""
      (?P<iso> (?<!\d)\d{{4}}-\d\d-\d\d(?!\d) )
    | (?P<zh_date> (?:[12]\d{{3}}|[一二][{_HAN}]{{3}})年(?:\d{{1,2}}|[{_HAN}]{{1,3}})月(?:(?:\d{{1,2}}|[{_HAN}]{{1,3}})日)? )
    | (?P<zh_day> (?:\d{{1,2}}|[{_HAN}]{{1,3}})月(?:\d{{1,2}}|[{_HAN}]{{1,3}})日 )
    | (?P<en_date> \b\d{{1,2}}\s+(?:{_MONTH})\.?,?(?:\s+\d{{4}}\b)? | \b(?:{_MONTH})\.?\s+\d{{1,2}}\b(?:,?\s+\d{{4}}\b)? | \b(?:{_MONTH})\.?,?\s+\d{{4}}\b )
    | (?P<code> \b[AB]\d\d(?:-\d)?(?!\d) )
    | (?P<zh_percent> 百分之[{_HAN}]+ )
    | (?P<zh_part> [{_HAN}]+分之[{_HAN}]+ | 半数 | 一半 | 过半 )
    | (?P<en_part> (?i:\b(?:{_WORD})[- ](?:{"|".join(_PARTS)})s?\b | \bhalf\b) )
    | (?P<part> (?<![\d/])\d{{1,2}}/\d{{1,2}}(?![\d/]) )
    | (?P<percent> (?<![\dA-Za-z.])(?:{_ARABIC}){_PERCENT} )
    | (?P<arabic> (?<![\dA-Za-z.])(?:{_ARABIC})(?:\s*(?:百万|千万|[百千万亿]|hundred\b|thousand\b|million\b|billion\b|trillion\b))? )
    | (?P<han> [{_HAN}]+ )
    | (?P<word> (?i:\b{_WORD}\b(?:\s(?:hundred|thousand|million|billion)\b)?(?:{_PERCENT})?) )
    | (?P<ordinal> (?i:\b(?:{"|".join(_ORDINALS)})\b) )
    """,
    re.VERBOSE,
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．", "0123456789,.")


def _plain(value: Decimal | int) -> str:
    return format(Decimal(value).normalize(), "f")


def _han(text: str) -> Decimal | None:
    """三十一 → 31, 一千万 → 10000000."""
    total = Decimal(0)
    for unit in ("亿", "万"):
        if unit in text:
            before, text = text.rsplit(unit, 1)
            if (part := _han(before)) is None:
                return None
            total += part * _SCALES[unit]
    if not text:
        return total or None
    value = read_numeral(text)
    return total + value if value else None


def _arabic(text: str) -> Decimal:
    scale = 1
    for name, factor in sorted(_SCALES.items(), key=lambda pair: -len(pair[0])):
        if text.lower().endswith(name):
            text, scale = text[: -len(name)], factor
            break
    return Decimal(text.replace(",", "").strip()) * scale


def _word(text: str) -> Decimal:
    total = Decimal(0)
    for part in re.split(r"[-\s]+", text.lower()):
        total = total * _SCALES[part] if part in _SCALES else total + _WORDS[part]
    return total


def _day(text: str) -> tuple[int | None, int, int | None]:
    """Year, month and day of a date in any form; None for what it does not say."""
    if "月" in text:
        found = re.fullmatch(r"(?:(.+)年)?(.+)月(?:(.+)日)?", text)
        year, month, day = (part and read_numeral(part) for part in found.groups())
        return year, month or 0, day
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return tuple(int(part) for part in text.split("-"))
    month = _MONTHS[re.search(_MONTH, text)[0].lower()]
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    return next((n for n in numbers if n > 99), None), month, next((n for n in numbers if n < 99), None)


def _date_forms(year: int | None, month: int, day: int | None) -> list[str]:
    """The date and what it implies, the most exact form first."""
    forms = []
    if year and day:
        forms.append(f"{year}-{month:02}-{day:02}")
    if year:
        forms.append(f"{year}-{month:02}")
    if day:
        forms.append(f"{month:02}-{day:02}")
    return [*forms, str(year)] if year else forms


@dataclass(frozen=True)
class Number:
    """A number in one form (``forms[0]``), with weaker forms that a source may be quoted by (the year of a date).
    ``certain`` is False where it may be part of a word (三 in 三网融合)."""

    forms: tuple[str, ...]
    certain: bool = True


def numbers(text: str) -> Iterator[Number]:
    text = text.translate(_FULL_WIDTH)
    for found in _NUMBER.finditer(text):
        kind, words = found.lastgroup, found[0]
        if kind in ("iso", "zh_date", "zh_day", "en_date"):
            yield Number(tuple(_date_forms(*_day(words))))
        elif kind == "code":
            yield Number((words.upper(), words.upper()[:3]))
        elif kind == "zh_percent":
            if (value := _han(words.removeprefix("百分之"))) is not None:
                yield Number((f"{_plain(value)}%", _plain(value)))
        elif kind == "zh_part":
            if words in ("半数", "一半", "过半"):
                yield Number(("1/2",))
            else:
                below, above = words.split("分之")
                yield Number((f"{_han(above)}/{_han(below)}",))
        elif kind == "en_part":
            above, _, below = words.lower().replace(" ", "-").rpartition("-")
            below = _PARTS.get(below) or _PARTS[below.removesuffix("s")]
            yield Number((f"{_plain(_word(above)) if above else 1}/{below}",))
        elif kind == "part":
            yield Number((words, *words.split("/")))
        elif kind == "percent":
            value = _plain(_arabic(re.sub(_PERCENT, "", words, flags=re.IGNORECASE)))
            yield Number((f"{value}%", value))
        elif kind == "arabic":
            yield Number((_plain(_arabic(words)),))
        elif kind == "word":
            per, bare = re.search(_PERCENT, words, re.IGNORECASE), re.sub(_PERCENT, "", words, flags=re.IGNORECASE)
            value = _word(bare)
            yield Number((f"{_plain(value)}%", _plain(value)) if per else (_plain(value),), certain=value > 1)
        elif kind == "ordinal":
            yield Number((str(_ORDINALS[words.lower()]),), certain=False)
        elif (value := _han(words)) is not None:
            after = text[found.end() : found.end() + 2]
            counted = after[:1] in _UNITS and after not in ("方面", "部门", "小型") if after else False
            whole = re.search("[一二两三四五六七八九][十百千万亿]|十[一二三四五六七八九]", words) is not None
            yield Number((_plain(value),), certain=value > 1 and (counted or whole))


def written(text: str) -> list[str]:
    """The numbers that ``text`` states, each in its most exact form."""
    return [number.forms[0] for number in numbers(text) if number.certain]


@cache
def supported(text: str) -> frozenset[str]:
    """Every form in which the numbers of ``text`` may be repeated."""
    return frozenset(form for number in numbers(text) for form in number.forms)


@pytest.mark.parametrize(
    ("zh", "en", "form"),
    [
        ("1000万元", "RMB 10 million", "10000000"),
        ("一千万元", "RMB 10,000,000", "10000000"),
        ("三分之二以上", "at least two-thirds", "2/3"),
        ("半数", "half", "1/2"),
        ("百分之五十", "50 per cent", "50%"),
        ("50％", "fifty percent", "50%"),
        ("2024年4月10日", "10 April 2024", "2024-04-10"),
        ("二〇二四年四月十日", "April 10, 2024", "2024-04-10"),
        ("2024年10月", "October 2024", "2024-10"),
        ("4月10日", "10 April", "04-10"),
        ("第三十一条", "Article 31", "31"),
        ("六个月", "six months", "6"),
        ("100万人", "1 million persons", "1000000"),
        ("1.5亿元", "RMB 150 million", "150000000"),
        ("B21", "B21", "B21"),
        ("〔2024〕107号"[6:], "No. 107", "107"),
    ],
)
def test_a_number_has_one_form_in_both_languages(zh: str, en: str, form: str) -> None:
    assert written(zh) == written(en) == [form]


def test_a_numeral_inside_a_word_is_no_number() -> None:
    assert written("三网融合，第三方平台，四川，统一，一般，one of the third-party platforms") == []


# ---------------------------------------------------------------------------------------------------------------- sources

_FACT_FIELDS = (
    "locator",
    "summary_zh",
    "summary_en",
    "exceptions_zh",
    "exceptions_en",
    "change_from_previous",
    "evidence",
    "licence",
)
_DOCUMENT_FIELDS = ("title_zh", "title_en", "number", "evidence", "published", "effective", "superseded_on", "items")


def _read_yaml(path: Path) -> dict:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def sources() -> dict:
    return _read_yaml(SOURCES)


@pytest.fixture(scope="module")
def shared() -> Path:
    """The facts and official texts. They are not part of the repository and are never copied into it."""
    if not FACTS.is_dir() or not OFFICIAL.is_dir():
        pytest.skip("the fact base and the official texts (../shared/facts, ../shared/corpus/official) are not beside the project")
    return SHARED


@cache
def facts() -> dict[str, dict]:
    return {path.stem: _read_yaml(path) for path in sorted(FACTS.glob("*.yaml"))}


@cache
def fact_documents() -> dict[str, dict]:
    return {f"{name}:{document['id']}": document for name, file in facts().items() for document in file["documents"]}


@cache
def fact_records() -> dict[str, list[dict]]:
    """The records of each fact document; under ``file:telecom_catalogue`` the rows of the telecom catalogue."""
    records: dict[str, list[dict]] = {}
    for name, file in facts().items():
        for measure in file["measures"]:
            records.setdefault(f"{name}:{measure['document']}", []).append(measure)
        if rows := file.get("telecom_catalogue"):
            records[f"{name}:telecom_catalogue"] = rows
    return records


@cache
def official_articles(name: str) -> dict[str, str]:
    """The text of each provision of an official text, by id; under "" the header."""
    text = read_file(OFFICIAL / name)
    dates = " ".join(str(day) for day in (text.published, text.effective) if day)
    header = "\n".join((name.replace("(", " ").replace(")", " "), *text.header, text.title, text.number, dates))
    return {"": header} | {each.id: each.text for each in text.provisions}


def _about(record: dict) -> str:
    return "\n".join(str(record[field]) for field in _FACT_FIELDS if record.get(field) is not None)


def _row(record: dict) -> str:
    return "\n".join(f"{value}%" if field.endswith("_pct") else str(value) for field, value in record.items() if value is not None)


_ROMAN = {numeral: str(n) for n, numeral in enumerate("I II III IV V VI VII VIII IX X".split(), 1)}
_PLACED = re.compile(r"(?:item|items|article|point|section|note|paragraph|annex|prohibited)((?:-(?:\d+|point))+)")


def _places(record: dict) -> set[str]:
    """The numbers of the articles and items that a record stands under, or names as the places of what it says."""
    place = " ".join(str(value) for value in (record.get("locator") or {}).values() if value is not None)
    place = re.sub(r"\b[IVX]+\b", lambda found: _ROMAN.get(found[0], found[0]), place)
    named = set(re.findall(r"(?<!\d)\d{1,3}(?!\d)", place))
    if named:
        words = "\n".join(str(record.get(field) or "") for field in ("summary_zh", "evidence", "change_from_previous"))
        named |= {str(_han(n) or n) for n in re.findall(rf"第(\d{{1,3}}|[{_HAN}]{{1,5}})(?=[条项号、和至])", words)}
        for numbers_named in re.findall(r"\b(?:arts?|articles?|items?|entr(?:y|ies))\.? ((?:\d{1,3}(?:, | and |-)?)+)", words, re.IGNORECASE):
            named |= set(re.findall(r"\d+", numbers_named))
    return named


@dataclass(frozen=True)
class Ground:
    """What a document, or one provision of it, rests on."""

    document: str
    provision: str = ""

    @property
    def mapped(self) -> dict:
        return sources()["documents"].get(self.document) or {}

    @property
    def places(self) -> set[str]:
        """The numbers in the provision's own locator; none for an unnumbered one."""
        found = _PLACED.fullmatch(self.provision)
        return set(re.findall(r"\d+", found[1])) if found else set()

    def texts(self, library: Library) -> Iterator[str]:
        document = library.documents[self.document]
        for neighbour in (document.supersedes, library.successors.get(document.id)):  # an edition ends when the next begins
            for source in (sources()["documents"].get(neighbour) or {}).get("facts", ()):
                if edition := fact_documents().get(source):
                    yield f"{edition['title_zh']} {edition['number']} {edition['published']} {edition['effective']}"
        for source in self.mapped.get("facts", ()):
            document = fact_documents().get(source)
            if document:
                yield "\n".join(str(document[field]) for field in _DOCUMENT_FIELDS if document.get(field) is not None)
            for record in fact_records().get(source, ()):
                if "code" in record:
                    yield _row(record)
                elif not (self.places and (named := _places(record)) and self.places.isdisjoint(named)):
                    yield _about(record)
                    if record.get("foreign_cap_pct") is not None:
                        yield f"{record['foreign_cap_pct']}%"
        for name in self.mapped.get("official", ()):
            articles = official_articles(name)
            yield articles[""]
            if self.provision in articles:
                yield " ".join(self.places) + "\n" + articles[self.provision]
            else:  # an unnumbered provision, or none: the whole text
                yield from articles.values()

    def forms(self, library: Library) -> set[str]:
        return {form for text in self.texts(library) for form in supported(text)}


# ------------------------------------------------------------------------------------------------------------------ audit


@dataclass(frozen=True)
class Finding:
    document: str
    provision: str
    number: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.document} | {self.provision or '(document)'} | {self.number} | {self.sentence}"


def _statements(document: Document, provision: Provision | None) -> Iterator[str]:
    """What a document, or one provision of it, states in words or as data."""
    if provision is None:
        for text in (document.title, document.short, document.number, document.note, *document.issuers):
            if text is not None:
                yield text.zh
                yield text.en
        for value in (document.published, document.effective, document.superseded_on, document.items):
            if value is not None:
                yield str(value)
        return
    for text in (provision.where, provision.heading, provision.digest):
        if text is not None:
            yield text.zh
            yield text.en
    for measure in provision.measures:
        if measure.cap is not None:
            yield f"{_plain(Decimal(str(measure.cap)))}%"
        yield from (str(day) for day in (measure.effective, measure.until) if isinstance(day, date))


def _accepted() -> set[tuple[str, str, str]]:
    return {
        (entry["document"], entry.get("provision", ""), str(number))
        for entry in sources().get("accepted") or ()
        for number in entry["numbers"]
    }


def _sentence(statement: str, number: str) -> str:
    parts = re.split(r"(?<=[。；！？])|(?<=[.;!?])\s", statement)
    return next((part.strip() for part in parts if number in written(part)), statement)


def _conditions(provision: Provision) -> Iterator[str]:
    for measure in provision.measures:
        if measure.says is not None:
            yield measure.says.zh
            yield measure.says.en


def audit(document: Document, library: Library) -> Iterator[tuple[Finding, bool]]:
    """Every number of the document, and whether its sources have it.

    A condition in a few words may join what stands in several articles (the licence and its time limit), so it is held
    against the whole document; everything else against the record or the article of its own place.
    """
    whole = Ground(document.id).forms(library)
    for provision in (None, *document.provisions):
        where = provision.id if provision else ""
        own = Ground(document.id, where).forms(library)
        said = [(statement, own) for statement in _statements(document, provision)]
        said += [(statement, whole) for statement in _conditions(provision)] if provision else []
        for statement, forms in said:
            for number in written(statement):
                yield Finding(document.id, where, number, _sentence(statement, number)), number in forms


def test_every_bundled_document_names_its_sources_and_every_source_exists(shared: Path, library: Library) -> None:
    mapped = sources()["documents"]
    assert set(mapped) == set(library.documents)
    named = {source for entry in mapped.values() for source in entry.get("facts", ())}
    assert named <= set(fact_documents()) | set(fact_records()), sorted(named - set(fact_documents()) - set(fact_records()))
    texts = {name for entry in mapped.values() for name in entry.get("official", ())}
    assert texts <= {path.name for path in OFFICIAL.iterdir()}, sorted(texts - {path.name for path in OFFICIAL.iterdir()})
    assert not [each for each, entry in mapped.items() if not entry.get("facts") and not entry.get("official")]


def test_every_fact_document_is_written_up(shared: Path) -> None:
    named = {source for entry in sources()["documents"].values() for source in entry.get("facts", ())}
    assert not sorted(set(fact_documents()) - named)


def test_every_number_of_the_corpus_stands_in_its_sources(shared: Path, library: Library) -> None:
    accepted, compared, missing = _accepted(), 0, []
    for document in library.documents.values():
        for finding, found in audit(document, library):
            compared += 1
            if not found and (finding.document, finding.provision, finding.number) not in accepted:
                missing.append(finding)
    missing = list(dict.fromkeys(missing))
    print(f"\n{len(library.documents)} documents, {compared} numbers compared, {len(missing)} not accounted for")
    print(*missing, sep="\n")
    assert not missing, "\n".join(["numbers without a source (document | provision | number | sentence):", *map(str, missing)])


def test_every_address_of_the_corpus_stands_in_the_facts(shared: Path, library: Library) -> None:
    wrong = []
    for document in library.documents.values():
        given = [fact_documents()[s] for s in sources()["documents"][document.id].get("facts", ()) if s in fact_documents()]
        if document.url and not any(document.url in f"{fact.get('official_url')} {fact['evidence']}" for fact in given):
            wrong.append(f"{document.id}: {document.url}")
    assert not wrong


def test_every_accepted_number_is_still_needed_and_has_its_reason(shared: Path, library: Library) -> None:
    missing = {
        (finding.document, finding.provision, finding.number)
        for document in library.documents.values()
        for finding, found in audit(document, library)
        if not found
    }
    assert _accepted() <= missing, f"no longer needed: {sorted(_accepted() - missing)}"
    assert all(len(entry["reason"]) > 20 for entry in sources().get("accepted") or ())


@pytest.mark.parametrize(
    ("field", "wrong", "found"),
    [
        ("cap", "cap: 51", "51%"),
        ("digest", "…不超过45%。", "45%"),
        ("effective", "2024-11-02", "2024-11-02"),
    ],
)
def test_a_wrong_number_is_found(shared: Path, library: Library, field: str, wrong: str, found: str) -> None:
    """Otherwise a clean audit says nothing."""
    document = library.documents["cn-fi-negative-list-2024"]
    if field == "effective":
        document = document.model_copy(update={"effective": date(2024, 11, 2)})
    else:
        first = next(p for p in document.provisions if any(m.cap for m in p.measures))
        if field == "cap":
            changed = tuple(m.model_copy(update={"cap": 51.0}) if m.cap else m for m in first.measures)
            replaced = first.model_copy(update={"measures": changed})
        else:
            replaced = first.model_copy(update={"digest": first.digest.model_copy(update={"zh": wrong})})
        document = document.model_copy(update={"provisions": tuple(replaced if p is first else p for p in document.provisions)})
    assert found in {finding.number for finding, known in audit(document, library) if not known}

"""The audit: every number of the bundled corpus stands in the facts, or in the official text, that it was written from.

``audit_sources.yaml`` says which fact documents and official texts a bundled document rests on. Dates, shares, sums, time
limits, document numbers and locators are brought to one form (:mod:`corpus.numbers`) and looked for there: for a provision in
the records and the article of its own locator only, so that a time limit of the next article does not pass for this one's.
The facts and the texts lie beside the project, not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from corpus import Library
from corpus.model import Document, Provision, Text
from corpus.numbers import read_chinese, read_english
from corpus.reading import read_file
from corpus.reading.numerals import read_numeral

SHARED = Path(__file__).resolve().parents[3] / "shared"
FACTS, OFFICIAL = SHARED / "facts", SHARED / "corpus" / "official"
SOURCES = Path(__file__).parent / "audit_sources.yaml"

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
_DOCUMENT_FIELDS = ("title_zh", "title_en", "number", "issuers", "evidence", "published", "effective", "superseded_on", "items")


#: The notes of the fact base shorten months (26 Mar 2026).
_MONTHS = {
    name[:3]: name
    for name in [
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
}
_SHORT_MONTH = re.compile(rf"(\d )({'|'.join(_MONTHS)})\b")


@cache
def supported(text: str) -> frozenset[str]:
    """Every form in which the numbers of ``text``, in whichever language, may be repeated: of a date also its parts."""
    text = _SHORT_MONTH.sub(lambda found: f"{found[1]}{_MONTHS[found[2]]}", text)
    forms = read_chinese(text).all | read_english(text).all
    dates = [re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", form) for form in forms]
    parts = [{d[1], f"{d[1]}-{d[2]}", f"--{d[2]}", f"--{d[2]}-{d[3]}"} for d in dates if d]
    return forms.union(*parts)


def _read_yaml(path: Path) -> dict:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def sources() -> dict:
    return _read_yaml(SOURCES)


@pytest.fixture(scope="module")
def shared() -> Path:
    """The facts and official texts. They are not part of the repository and are never copied into it."""
    if not FACTS.is_dir() or not OFFICIAL.is_dir():
        pytest.skip(
            "the fact base and the official texts (../shared/facts, ../shared/corpus/official) are not beside the project"
        )
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
    return "\n".join(
        f"{value}%" if field.endswith("_pct") else str(value) for field, value in record.items() if value is not None
    )


_ROMAN = {numeral: str(n) for n, numeral in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"], 1)}
_PLACED = re.compile(r"(?:item|items|article|point|section|note|paragraph|annex|prohibited)((?:-(?:\d+|point))+)")


def _places(record: dict) -> set[str]:
    """The numbers of the articles and items that a record stands under, or names as the places of what it says."""
    place = " ".join(str(value) for value in (record.get("locator") or {}).values() if value is not None)
    place = re.sub(r"\b[IVX]+\b", lambda found: _ROMAN.get(found[0], found[0]), place)
    named = set(re.findall(r"(?<!\d)\d{1,3}(?!\d)", place))
    if named:
        words = "\n".join(str(record.get(field) or "") for field in ("summary_zh", "evidence", "change_from_previous"))
        named |= {str(read_numeral(n)) for n in re.findall(r"第(\d{1,3}|[一二三四五六七八九十百]{1,5})(?=[条项号、和至])", words)}
        for numbers_named in re.findall(
            r"\b(?:arts?|articles?|items?|entr(?:y|ies))\.? ((?:\d{1,3}(?:, | and |-)?)+)", words, re.IGNORECASE
        ):
            named |= set(re.findall(r"\d+", numbers_named))
    return named


def _named(library: Library, reference: str) -> Iterator[str]:
    """What names another bundled document (its title, number and dates) or clause; it is audited in its own right."""
    name, _, clause = reference.partition("#")
    other = library.documents[name]
    for text in (other.title, other.short, other.number, *(p.where for p in other.provisions if p.id == clause)):
        if text is not None:
            yield f"{text.zh}\n{text.en}"
    yield f"{other.published} {other.effective}"


@dataclass(frozen=True)
class Ground:
    """What a document, or one provision of it, rests on."""

    document: str
    provision: str = ""  # empty: the fields of the document

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
        beside = (document.supersedes, library.successors.get(document.id))  # an edition ends when the next begins
        for reference in (*filter(None, beside), *self.mapped.get("refers", ())):
            yield from _named(library, reference)
        for source in self.mapped.get("facts", ()):
            if fact := fact_documents().get(source):
                yield "\n".join(str(fact[field]) for field in _DOCUMENT_FIELDS if fact.get(field) is not None)
            for record in fact_records().get(source, ()):
                if "code" in record:
                    yield _row(record)
                    continue
                named = _places(record)
                if not (self.places and named and self.places.isdisjoint(named)):
                    yield _about(record) + "\n" + " ".join(named)
                    if record.get("foreign_cap_pct") is not None:
                        yield f"{record['foreign_cap_pct']}%"
        for name in self.mapped.get("official", ()):
            articles = official_articles(name)
            yield articles[""]
            if not self.provision:  # the fields of the document: what the text says of itself
                continue
            if self.provision in articles:
                yield " ".join(self.places) + "\n" + articles[self.provision]
            else:  # an unnumbered provision: the whole text
                yield from articles.values()
                yield " ".join(re.sub(r"\D+", " ", each) for each in articles)

    def forms(self, library: Library) -> set[str]:
        return {form for text in self.texts(library) for form in supported(text)}


@dataclass(frozen=True)
class Finding:
    document: str
    provision: str
    number: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.document} | {self.provision or '(document)'} | {self.number} | {self.sentence}"


def _statements(document: Document, provision: Provision | None) -> Iterator[Text | str]:
    """What a document, or one provision of it, states in words or as data."""
    if provision is None:
        yield from filter(None, (document.title, document.short, document.number, *document.issuers))
        data = (document.published, document.effective, document.superseded_on, document.items)
    else:
        yield from filter(None, (provision.where, provision.heading, provision.digest))
        data = tuple(value for m in provision.measures for value in (m.cap and f"{m.cap:g}%", m.effective, m.until))
    yield from (str(value) for value in data if value is not None)


def _loose(document: Document, provision: Provision | None) -> Iterator[Text]:
    """The note of a document, or the conditions in a few words of a provision."""
    yield from filter(None, (document.note,) if provision is None else (measure.says for measure in provision.measures))


def _numbers(statement: Text | str) -> Iterator[tuple[str, str]]:
    """The numbers of a statement, each with the sentence it stands in."""
    if isinstance(statement, str):
        yield from ((number, statement) for number in read_english(statement).stated)
        return
    for read, words in ((read_chinese, statement.zh), (read_english, statement.en)):
        sentences = re.split(r"(?<=[。；！？])|(?<=[.;!?])\s", words)
        for number in read(words).stated:
            yield number, next((each.strip() for each in sentences if number in read(each).stated), words)


def _accepted() -> set[tuple[str, str, str]]:
    return {
        (entry["document"], entry.get("provision", ""), str(number))
        for entry in sources().get("accepted") or ()
        for number in entry["numbers"]
    }


def audit(document: Document, library: Library) -> Iterator[tuple[Finding, bool]]:
    """Every number of the document, and whether its sources have it.

    A condition in a few words may join what stands in several articles (the licence and its time limit), and a note speaks
    of the whole: they are held against the whole document, everything else against the records and the article of its place.
    """
    whole = Ground(document.id, "whole").forms(library)
    for provision in (None, *document.provisions):
        where = provision.id if provision else ""
        own = Ground(document.id, where).forms(library)
        said = [(statement, own) for statement in _statements(document, provision)]
        said += [(statement, whole) for statement in _loose(document, provision)]
        for statement, forms in said:
            for number, sentence in _numbers(statement):
                yield Finding(document.id, where, number, sentence), number in forms


def test_every_bundled_document_names_its_sources_and_every_source_exists(shared: Path, library: Library) -> None:
    mapped = sources()["documents"]
    assert set(mapped) == set(library.documents)
    named = {source for entry in mapped.values() for source in entry.get("facts", ())}
    assert named <= set(fact_documents()) | set(fact_records()), sorted(named - set(fact_documents()) - set(fact_records()))
    references = {reference for entry in mapped.values() for reference in entry.get("refers", ())}
    assert references <= set(library.documents) | set(library.clauses)
    texts = {name for entry in mapped.values() for name in entry.get("official", ())}
    assert texts <= {path.name for path in OFFICIAL.iterdir()}, sorted(texts - {path.name for path in OFFICIAL.iterdir()})
    assert not [each for each, entry in mapped.items() if not any(entry.get(kind) for kind in ("facts", "official", "pages"))]


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


def test_every_address_of_the_corpus_stands_in_the_facts_or_was_seen_on_a_day(shared: Path, library: Library) -> None:
    wrong = []
    for document in library.documents.values():
        given = [fact_documents()[s] for s in sources()["documents"][document.id].get("facts", ()) if s in fact_documents()]
        if (
            document.url
            and not document.url_seen
            and not any(document.url in f"{fact.get('official_url')} {fact['evidence']}" for fact in given)
        ):
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
        ("cap", "cap: 37", "37%"),
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
            changed = tuple(m.model_copy(update={"cap": 37.0}) if m.cap else m for m in first.measures)
            replaced = first.model_copy(update={"measures": changed})
        else:
            replaced = first.model_copy(update={"digest": first.digest.model_copy(update={"zh": wrong})})
        document = document.model_copy(update={"provisions": tuple(replaced if p is first else p for p in document.provisions)})
    assert found in {finding.number for finding, known in audit(document, library) if not known}


def test_most_wrong_numbers_would_be_found(shared: Path, library: Library) -> None:
    """Every plain number, share and sum of the digests, made wrong by one: the audit is worth what it finds of these."""
    wrong = found = 0
    for document in library.documents.values():
        for provision in document.provisions:
            forms = Ground(document.id, provision.id).forms(library)
            for number in {number for number, _ in _numbers(provision.digest)}:
                if plain := re.fullmatch(r"(\d+)(%?)", number):
                    wrong += 1
                    found += f"{int(plain[1]) + 1}{plain[2]}" not in forms
    assert found > 0.7 * wrong, f"{found} of {wrong}"

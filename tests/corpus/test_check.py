"""The check finds every fault that is put into a sound corpus, names it with file, line, field and remedy, and finds no other."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus import CorpusError, load_library
from corpus.check import Finding, Severity, check

FILES = {
    "activities/film.yaml": """\
- id: film
  name: {zh: 电影业务, en: film business}
  sector: film
  aliases:
    zh: [电影, 影业, 片方]
    en: [film, movies, motion pictures]
    zh-Hant: [電影業]
    ja: [映画]
    ko: [영화]
    de: [Filmwirtschaft]
    fr: [cinéma et film]
    es: [película]
    ru: [кино]
- id: cinema
  name: {zh: 电影院, en: cinema}
  sector: film
  parents: [film]
  aliases:
    zh: [影院, 影城, 戏院]
    en: [movie theatre, multiplex, picture house]
    zh-Hant: [電影院線]
    ja: [映画館]
    ko: [영화관]
    de: [Kino]
    fr: [salle de cinéma]
    es: [sala de cine]
    ru: [кинотеатр]
- id: film-import
  name: {zh: 电影进口, en: film import}
  sector: film
  parents: [film]
  aliases:
    zh: [引进影片, 进口影片, 影片进口]
    en: [importing films, film buying, foreign films]
    zh-Hant: [電影進口商]
    ja: [映画輸入]
    ko: [영화 수입]
    de: [Filmeinfuhr]
    fr: [importation de films]
    es: [importación de películas]
    ru: [ввоз фильмов]
""",
    "areas.yaml": """\
- id: beijing
  name: {zh: 北京, en: Beijing}
- id: haidian
  name: {zh: 海淀, en: Haidian}
  within: [beijing]
""",
    "origins.yaml": """\
- id: hong-kong
  name: {zh: 香港, en: Hong Kong}
""",
    "corpus.yaml": "checked_through: 2026-11-22\n",
    "national/cn-list-2021.yaml": """\
id: cn-list-2021
title: {zh: 清单（2021年版）, en: List (2021 Edition)}
issuers:
  - {zh: 商务部, en: Ministry of Commerce}
kind: negative-list
regime: national
published: 2021-12-27
effective: 2022-01-01
superseded_on: 2024-11-01
items: 2
provisions:
  - id: item-1
    digest:
      zh: 电影院须由中方控股，注册资本不低于1000万元。
      en: Cinemas must be Chinese-controlled, with registered capital of at least RMB 10 million.
    measures:
      - type: chinese-control
        activities: [cinema]
  - id: item-2
    digest:
      zh: 电影业务的外资股比不超过49%，自2022年1月1日起；电影院除外。
      en: In film business the foreign share may not exceed 49% from 1 January 2022, cinemas excepted.
    measures:
      - type: equity-cap
        activities: [film]
        excepted: [cinema]
        cap: 49
""",
    "national/cn-list-2024.yaml": """\
id: cn-list-2024
title: {zh: 清单（2024年版）, en: List (2024 Edition)}
issuers:
  - {zh: 商务部, en: Ministry of Commerce}
kind: negative-list
regime: national
published: 2024-09-08
effective: 2024-11-01
supersedes: cn-list-2021
url: https://www.ndrc.gov.cn/list.html
items: 1
provisions:
  - id: item-1
    locator: {zh: 第1条, en: entry 1}
    digest:
      zh: 禁止外商投资电影进口。
      en: Foreign investment is prohibited in importing films.
    measures:
      - type: prohibited
        activities: [film-import]
  - id: note-1
    digest:
      zh: 须经国务院同意，20日内决定；中方至少三分之二。
      en: The State Council decides within 20 days; the Chinese side holds at least two-thirds.
    measures:
      - type: approval
        activities: [film]
        areas: [haidian]
        origins: [hong-kong]
        says: {zh: 20日内决定, en: decided within 20 days}
""",
    "sector-law/cn-film-law-2020.yaml": """\
id: cn-film-law-2020
title: {zh: 电影法, en: Film Law}
issuers:
  - {zh: 全国人大, en: National People's Congress}
kind: law
regime: sector-law
effective: 2020-01-01
provisions:
  - id: article-6
    heading: {zh: 许可, en: Licence}
    digest:
      zh: 依第六条取得许可。
      en: A licence under Article 6 is needed.
    measures:
      - type: licence
        activities: [film]
        says: {zh: 放映许可证, en: screening licence}
        basis: secondary
""",
}
OLD, NEW, LAW = "national/cn-list-2021.yaml", "national/cn-list-2024.yaml", "sector-law/cn-film-law-2020.yaml"
FILM, AREAS = "activities/film.yaml", "areas.yaml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@dataclass(frozen=True)
class Seed:
    """A fault put into ``file`` by writing ``new`` for ``old``, and where it is found: at ``field``, in the line with ``line``."""

    name: str
    file: str
    old: str
    new: str
    field: str
    line: str
    severity: Severity = Severity.ERROR
    also: tuple[str, ...] = ()  # faults that follow from this one

    def __str__(self) -> str:
        return f"{self.name}: {self.new[:30]!r}"

    def plant(self, data: Path) -> None:
        path = data / self.file
        text = path.read_text(encoding="utf-8")
        assert text.count(self.old), f"{self.old!r} is not in {self.file}"
        path.write_text(text.replace(self.old, self.new, 1), encoding="utf-8")


WARNING = Severity.WARNING
SEEDS = [
    Seed("yaml-syntax", LAW, "provisions:", "provisions: [", "", ""),
    Seed("key-twice", OLD, "items: 2", "items: 2\nkind: law", "kind", "kind: law"),
    Seed("unknown-field", OLD, "effective:", "efective: 2022-01-01\neffective:", "efective", "efective"),
    Seed("unknown-field", OLD, "        cap: 49", "        cap: 49\n        colour: red", "item-2.measures.0.colour", "colour"),
    Seed("missing-field", LAW, "title: {zh: 电影法, en: Film Law}\n", "", "title", "id: cn-film-law-2020"),
    Seed(
        "missing-field",
        LAW,
        "      - type: licence\n        act",
        "      - act",
        "article-6.measures.0.type",
        "- activities: [film]",
    ),
    Seed("bad-value", OLD, "type: chinese-control", "type: chinese-controll", "item-1.measures.0.type", "chinese-controll"),
    Seed("bad-value", FILM, "- id: cinema", "- id: Cinema Hall", "Cinema Hall.id", "Cinema Hall", also=("dangling-activity",)),
    Seed("bad-value", LAW, "kind: law", "kind: lore", "kind", "kind: lore"),
    Seed("bad-date", OLD, "effective: 2022-01-01", "effective: 2022-13-01", "effective", "2022-13-01"),
    Seed("bad-date", "corpus.yaml", "2026-11-22", "soon", "checked_through", "soon"),
    Seed("contradiction", OLD, "superseded_on: 2024-11-01", "superseded_on: 2021-11-01", "superseded_on", "2021-11-01"),
    Seed(
        "contradiction",
        LAW,
        "        says: {zh: 放映许可证, en: screening licence}\n",
        "",
        "article-6.measures.0",
        "type: licence",
    ),
    Seed("contradiction", LAW, "basis: secondary", "basis: memory", "article-6.measures.0.basis", "basis: memory"),
    Seed("contradiction", LAW, "- id: article-6", "- id: art-6", "art-6", "- id: art-6"),
    Seed("cap-contradiction", OLD, "        cap: 49\n", "", "item-2.measures.0", "type: equity-cap"),
    Seed("cap-contradiction", OLD, "cap: 49", "cap: 100", "item-2.measures.0.cap", "cap: 100"),
    Seed("cap-contradiction", OLD, "control\n", "control\n        cap: 49\n", "item-1.measures.0.cap", "cap: 49"),
    Seed("cap-contradiction", OLD, "cap: 49", "cap: 40", "item-2.measures.0.cap", "cap: 40"),
    Seed(
        "horizontal-contradiction",
        LAW,
        "        basis: secondary",
        "        basis: secondary\n        horizontal: exemption",
        "article-6.measures.0.horizontal",
        "horizontal: exemption",
    ),
    Seed(
        "horizontal-contradiction",
        OLD,
        "type: chinese-control",
        "type: chinese-control\n        horizontal: partnership",
        "item-1.measures.0.horizontal",
        "horizontal: partnership",
    ),
    Seed("missing-language", LAW, "      en: A licence under Article 6 is needed.\n", "", "article-6.digest.en", "digest:"),
    Seed("missing-language", LAW, "zh: 放映许可证", "zh: ''", "article-6.measures.0.says.zh", "screening"),
    Seed("unofficial-url", NEW, "https://www.ndrc.gov.cn/", "https://gov.cn.example.com/", "url", "example.com"),
    Seed("duplicate-document", LAW, "id: cn-film-law-2020", "id: cn-list-2024", "id", "id: cn-list-2024", also=("file-name",)),
    Seed("duplicate-provision", NEW, "- id: note-1", "- id: item-1", "item-1.id", "- id: item-1"),
    Seed(
        "duplicate-activity", FILM, "- id: film-import", "- id: cinema", "cinema.id", "- id: cinema", also=("dangling-activity",)
    ),
    Seed(
        "duplicate-area",
        AREAS,
        "- id: haidian",
        "- id: beijing",
        "beijing.id",
        "- id: beijing",
        also=("dangling-area", "area-cycle"),
    ),
    Seed(
        "duplicate-origin",
        "origins.yaml",
        "- id",
        "- {id: hong-kong, name: {zh: 港, en: HK}}\n- id",
        "hong-kong.id",
        "- id: hong",
    ),
    Seed("dangling-activity", LAW, "activities: [film]", "activities: [flim]", "article-6.measures.0.activities.0", "[flim]"),
    Seed("dangling-activity", OLD, "excepted: [cinema]", "excepted: [cinemas]", "item-2.measures.0.excepted.0", "[cinemas]"),
    Seed(
        "dangling-activity",
        FILM,
        "parents: [film]",
        "parents: [filmm]",
        "cinema.parents.0",
        "[filmm]",
        also=("exception-outside",),
    ),
    Seed("dangling-activity", FILM, "sector: film\n", "sector: film\n  may_be: [kino]\n", "film.may_be.0", "kino"),
    Seed("candidate", FILM, "sector: film\n", "sector: film\n  may_be: [film]\n", "film.may_be.0", "may_be"),
    Seed("candidate", FILM, "sector: film\n", "sector: film\n  topic: true\n  may_be: [film]\n", "film.may_be.0", "may_be"),
    Seed("dangling-area", NEW, "areas: [haidian]", "areas: [atlantis]", "note-1.measures.0.areas.0", "atlantis"),
    Seed("dangling-area", AREAS, "within: [beijing]", "within: [peking]", "haidian.within.0", "peking"),
    Seed("dangling-origin", NEW, "origins: [hong-kong]", "origins: [mars]", "note-1.measures.0.origins.0", "mars"),
    Seed("dangling-document", NEW, "supersedes: cn-list-2021", "supersedes: cn-list-2020", "supersedes", "cn-list-2020"),
    Seed("edition-overlap", OLD, "superseded_on: 2024-11-01", "superseded_on: 2024-11-02", "superseded_on", "2024-11-02"),
    Seed("edition-overlap", OLD, "superseded_on: 2024-11-01\n", "", "", "id: cn-list-2021"),
    Seed("edition-gap", OLD, "superseded_on: 2024-11-01", "superseded_on: 2024-10-31", "superseded_on", "2024-10-31"),
    Seed("activity-cycle", FILM, "sector: film\n", "sector: film\n  parents: [cinema]\n", "cinema.parents", "parents: [film]"),
    Seed("area-cycle", AREAS, "en: Beijing}\n", "en: Beijing}\n  within: [haidian]\n", "beijing.within", "[haidian]"),
    Seed("file-name", LAW, "id: cn-film-law-2020", "id: cn-film-law-2021", "id", "cn-film-law-2021"),
    Seed("folder", LAW, "regime: sector-law", "regime: policy", "regime", "regime: policy"),
    Seed("locator-mismatch", NEW, "locator: {zh: 第1条,", "locator: {zh: 第2条,", "item-1.locator.zh", "第2条"),
    Seed("locator-mismatch", NEW, "en: entry 1}", "en: entry 3}", "item-1.locator.en", "entry 3"),
    Seed(
        "locator-form",
        LAW,
        "- id: article-6",
        "- id: licence\n    locator: {zh: 第六条, en: Article 6}",
        "licence.id",
        "- id: lic",
        WARNING,
    ),
    Seed("missing-item", OLD, "items: 2", "items: 3", "items", "items: 3"),
    Seed("extra-item", OLD, "items: 2", "items: 1", "items", "items: 1"),
    Seed("exception-outside", OLD, "activities: [film]", "activities: [film-import]", "item-2.measures.0.excepted.0", "excepted"),
    Seed("number-mismatch", OLD, "RMB 10 million", "RMB 1 million", "item-1.digest", "digest:"),
    Seed("number-mismatch", NEW, "at least two-thirds", "at least half", "note-1.digest", "digest:"),
    Seed("number-mismatch", OLD, "1 January 2022", "1 February 2022", "item-2.digest", "digest:"),
    Seed("number-mismatch", NEW, "says: {zh: 20日", "says: {zh: 30日", "note-1.measures.0.says", "30日"),
    Seed("number-mismatch", LAW, "依第六条", "依第七条", "article-6.digest", "digest:"),
    Seed("number-mismatch", OLD, ", with registered capital of at least RMB 10 million", "", "item-1.digest.en", "en: Cinemas"),
    Seed("number-mismatch", OLD, "，注册资本不低于1000万元", "", "item-1.digest.zh", "zh: 电影院"),
    Seed("alias-clash", FILM, "zh: [影院,", "zh: [電影,", "cinema.aliases.zh.0", "[電影"),
    Seed("alias-clash", FILM, "film buying", "Multi-Plex", "film-import.aliases.en.1", "Multi-Plex"),
    Seed("alias-missing", FILM, "    zh: [影院, 影城, 戏院]\n", "", "cinema.aliases", "aliases:"),
    Seed(
        "alias-few", FILM, "[movie theatre, multiplex, picture house]", "[multiplex]", "cinema.aliases.en", "[multiplex]", WARNING
    ),
    Seed("alias-language", FILM, "    ko: [영화관]\n", "", "cinema.aliases", "aliases:", WARNING),
    Seed("wrong-language", NEW, "zh: 禁止外商投资电影进口。", "zh: Prohibited.", "item-1.digest.zh", "Prohibited"),
    Seed("wrong-language", NEW, "in importing films", "in importing 电影", "item-1.digest.en", "importing 电影"),
    Seed("half-width", OLD, "控股，注册", "控股,注册", "item-1.digest.zh", "控股,注册", WARNING),
    Seed("no-date", LAW, "effective: 2020-01-01\n", "", "", "id: cn-film-law-2020", WARNING),
    Seed("confidence", LAW, "        basis: secondary\n", "", "confidence", "confidence: recalled", WARNING),
]


@pytest.mark.parametrize("seed", SEEDS, ids=str)
def test_a_fault_is_found_and_named_with_file_line_field_and_remedy(data: Path, seed: Seed) -> None:
    """And nothing else is: a false alarm beside it would teach people to look away."""
    if seed.name == "confidence":
        Seed("", LAW, "kind: law", "confidence: recalled\nkind: law", "", "").plant(data)
    seed.plant(data)
    found = [f for f in check(data) if f.name == seed.name or f.severity == Severity.ERROR]
    assert {f.name for f in found} == {seed.name, *seed.also}
    finding = next(f for f in found if f.name == seed.name)
    assert (finding.file, finding.field, finding.severity) == (data / seed.file, seed.field, seed.severity)
    assert finding.problem and finding.remedy
    if seed.line:
        assert seed.line in (data / seed.file).read_text(encoding="utf-8").splitlines()[finding.line - 1]


def test_the_corpus_without_a_fault_has_no_findings(data: Path) -> None:
    """Otherwise the tests above would prove nothing."""
    assert check(data) == []
    load_library(data)


def names(data: Path) -> list[str]:
    return [f.name for f in check(data)]


def write(data: Path, name: str, text: str) -> None:
    path = data / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


LOOKED_UP = """\
addresses:
  day: 2026-11-29
  where: {zh: 网页, en: pages}
  not_found:
    - cn-film-law-2020
editions:
  - document: cn-list-2024
    day: 2026-11-29
    where: {zh: 网页, en: pages}
    announced: ["cn-film-law-2020#article-6"]
"""


@pytest.mark.parametrize(
    ("old", "new", "name", "field", "line"),
    [
        ("document: cn-list-2024", "document: cn-list-2030", "dangling-document", "editions.0.document.0", 7),
        ("- cn-film-law-2020", "- cn-film-law-2000", "dangling-document", "addresses.not_found.0", 5),
        ("#article-6", "#article-7", "dangling-provision", "editions.0.announced.0", 10),
        ("- cn-film-law-2020", "- cn-list-2024", "found-address", "addresses.not_found.0", 5),
        ("  day: 2026-11-29\n  where", "  where", "missing-field", "addresses.day", 1),
    ],
)
def test_what_was_looked_for_is_in_the_corpus_and_not_found_since(
    data: Path, old: str, new: str, name: str, field: str, line: int
) -> None:
    write(data, "lookups.yaml", LOOKED_UP)
    assert check(data) == []
    assert load_library(data).lookups.editions[0].announced == ("cn-film-law-2020#article-6",)
    write(data, "lookups.yaml", LOOKED_UP.replace(old, new, 1))
    (finding,) = check(data)
    assert (finding.name, finding.field, finding.severity, finding.line) == (name, field, Severity.ERROR, line)
    assert finding.remedy


def test_a_day_of_sight_without_an_address_is_a_contradiction(data: Path) -> None:
    write(data, LAW, FILES[LAW].replace("kind: law", "url_seen: 2026-11-29\nkind: law"))
    assert {f.name for f in check(data)} == {"contradiction"}


def test_two_editions_that_follow_the_same_one_are_found(data: Path) -> None:
    write(data, "national/cn-list-2023.yaml", FILES[NEW].replace("cn-list-2024", "cn-list-2023"))
    found = [f for f in check(data) if f.name == "two-successors"]
    assert [f.file.name for f in found] == ["cn-list-2024.yaml"]
    assert "cn-list-2023" in found[0].problem


def test_editions_that_go_in_a_circle_are_found_and_do_not_stop_the_check(data: Path) -> None:
    """The loader follows a lineage to its first edition: on a circle it would never arrive."""
    write(data, OLD, FILES[OLD].replace("superseded_on:", "supersedes: cn-list-2024\nsuperseded_on:"))
    assert "edition-cycle" in names(data)


def test_a_document_without_provisions_is_a_warning(data: Path) -> None:
    write(data, LAW, FILES[LAW].split("provisions:")[0])
    assert [(f.name, f.severity) for f in check(data)] == [("no-provisions", WARNING)]


def test_a_digest_copied_from_another_provision_is_a_warning(data: Path) -> None:
    body = FILES[LAW].split("provisions:\n")[1]
    write(data, LAW, FILES[LAW] + body.replace("article-6", "article-7"))
    found = [f for f in check(data) if f.name == "copied-digest"]
    assert [(f.field, f.severity) for f in found] == [("article-7.digest.zh", WARNING)]


@pytest.mark.parametrize("name", ["national/cn-list-2025.yml", "cn-list-2025.yaml", "national/old/cn-list-2018.yaml"])
def test_a_file_that_nobody_reads_is_found(data: Path, name: str) -> None:
    """A law saved as .yml would otherwise be missing from every answer without a word."""
    write(data, name, FILES[LAW])
    assert "stray-file" in names(data)


@pytest.mark.parametrize("name", ["areas.yaml", "origins.yaml", "corpus.yaml"])
def test_a_missing_file_is_found(data: Path, name: str) -> None:
    (data / name).unlink()
    assert [(f.name, f.file.name) for f in check(data)] == [("missing-file", name)]


def test_every_fault_of_a_file_is_reported_and_not_only_the_first(data: Path) -> None:
    """A policy analyst corrects a file once, not once a fault."""
    text = FILES[OLD].replace("kind: negative-list", "kind: lost").replace("effective: 2022-01-01", "effective: soon")
    text = text.replace("        cap: 49", "        cap: 0").replace("[cinema]\n  - id: item-2", "[kino]\n  - id: item-2")
    write(data, OLD, text.replace("RMB 10 million", "RMB 2 million"))
    assert {"bad-value", "bad-date", "cap-contradiction", "dangling-activity", "number-mismatch"} == set(names(data))


def test_faults_in_several_files_are_reported_in_the_order_of_the_files(data: Path) -> None:
    write(data, LAW, FILES[LAW].replace("[film]", "[flim]"))
    write(data, FILM, FILES[FILM].replace("multiplex", "films").replace("foreign films", "films"))
    found = check(data)
    assert [f.file for f in found] == sorted(f.file for f in found)
    assert len(found) == 2


def test_the_lines_stay_right_behind_a_part_that_was_left_out(data: Path) -> None:
    """A faulty provision is left out for the rest of the check: what follows must not move up with it."""
    text = FILES[NEW].replace("type: prohibited", "type: forbidden").replace("within 20 days; the", "soon; the")
    write(data, NEW, text.replace("locator: {zh: 第1条, en: entry 1}", "locator: {zh: 第1条}"))
    found = next(f for f in check(data) if f.name == "number-mismatch")
    assert found.field == "note-1.digest.en"
    assert "decides soon" in text.splitlines()[found.line - 1]


def test_a_file_that_is_no_yaml_does_not_make_what_refers_to_it_faulty(data: Path) -> None:
    for broken in (FILM, OLD, AREAS):
        write(data, broken, "- id: [")
    assert set(names(data)) == {"yaml-syntax"}


@pytest.mark.parametrize("text", ["", "[]", "just words", "- 1\n- null\n", "id: 3\nprovisions: 4\n", "provisions: [null, 1]"])
def test_whatever_stands_in_a_file_the_check_ends(data: Path, text: str) -> None:
    """Half-written files are what it is for."""
    for file in FILES:
        write(data, file, text)
    assert all(isinstance(f, Finding) for f in check(data))


def test_a_folder_that_is_not_there_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"areas\.yaml"):
        check(tmp_path / "nowhere")


def test_the_bundled_corpus_is_clean() -> None:
    """The gate of every change of the corpus. Warnings only for what no source gives: a day, an item, who has read it."""
    found = check()
    assert [f for f in found if f.severity == Severity.ERROR] == []
    assert {f.name for f in found} <= {"no-date", "no-provisions", "confidence"}


def test_there_are_more_than_fifteen_kinds_of_seeded_fault() -> None:
    assert len({seed.name for seed in SEEDS}) >= 30

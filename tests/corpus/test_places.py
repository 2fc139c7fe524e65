"""Places and origins: what contains what, whose special rules hold where, and names in every language a question may come in."""

from __future__ import annotations

import pytest

from corpus import Library, Regime
from rag.language.lexicon import Lexicon

ZONES = [
    "shanghai",
    "guangdong",
    "tianjin",
    "fujian",
    "liaoning",
    "zhejiang",
    "henan",
    "hubei",
    "chongqing",
    "sichuan",
    "shaanxi",
    "shandong",
    "jiangsu",
    "guangxi",
    "hebei",
    "yunnan",
    "heilongjiang",
    "beijing",
    "hunan",
    "anhui",
    "xinjiang",
]
SERVICES_PILOT = {
    "chongqing",
    "hangzhou",
    "shanghai",
    "xiamen",
    "hainan",
    "ningbo",
    "guangzhou",
    "dalian",
    "nanjing",
    "suzhou",
    "hefei",
    "shenyang",
    "wuhan",
    "chengdu",
    "qingdao",
    "xian",
    "fuzhou",
    "beijing",
    "tianjin",
    "shenzhen",
}


@pytest.fixture(scope="module")
def lexicon(library: Library) -> Lexicon:
    return Lexicon(library)


@pytest.mark.parametrize("place", ZONES)
def test_every_free_trade_zone_lies_in_its_province_and_has_the_list_of_the_zones(library: Library, place: str) -> None:
    zone = library.areas[f"{place}-ftz"]
    assert {place, "free-trade-zone"} <= set(library.around(zone.id))
    assert zone.regimes == (Regime.FTZ,)
    assert not library.areas[place].regimes


def test_lingang_is_in_shanghai_and_in_its_free_trade_zone(library: Library) -> None:
    assert set(library.around("shanghai-lingang")) >= {"shanghai", "shanghai-ftz", "free-trade-zone"}


def test_all_of_hainan_has_the_hainan_list(library: Library) -> None:
    assert library.areas["hainan"].regimes == (Regime.HAINAN,)
    assert all("hainan" in library.around(a) for a in ("haikou", "sanya", "hainan-boao-lecheng", "hainan-yangpu"))


def test_the_places_of_the_services_pilot_are_known(library: Library) -> None:
    named = library.clauses["cn-services-pilot-plan-2025#scope"].document.provisions
    places = {area for p in named for m in p.measures for area in m.areas}
    assert places == SERVICES_PILOT
    assert places <= set(library.areas)


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("上海自贸区", "shanghai-ftz"),
        ("內蒙古", "inner-mongolia"),
        ("Innere Mongolei", "inner-mongolia"),
        ("黒竜江省", "heilongjiang"),
        ("チベット", "tibet"),
        ("하이난", "hainan"),
        ("지린성", "jilin"),
        ("в Пекине", "beijing"),
        ("в Шанхае", "shanghai"),
        ("Фуцзянь", "fujian"),
        ("Pékin", "beijing"),
        ("Pekín", "beijing"),
        ("province du Sichuan", "sichuan"),
        ("zone pilote de libre-échange de Tianjin", "tianjin-ftz"),
        ("Pilotfreihandelszone Guangxi", "guangxi-ftz"),
        ("中关村", "beijing-zhongguancun"),
    ],
)
def test_a_place_is_known_by_its_name_in_every_language(lexicon: Lexicon, words: str, area: str) -> None:
    assert {f.id for f in lexicon.find(words) if f.kind == "area"} == {area}


@pytest.mark.parametrize(
    ("words", "origin"),
    [
        ("爱沙尼亚", "estonia"),
        ("沙烏地阿拉伯", "saudi-arabia"),
        ("エストニア", "estonia"),
        ("룩셈부르크", "luxembourg"),
        ("Zypern", "cyprus"),
        ("Ouzbékistan", "uzbekistan"),
        ("Bielorrusia", "belarus"),
        ("из Литвы", "lithuania"),
        ("Hongkong", "hong-kong"),
        ("investors from Jordan", "jordan"),
        ("a Bolivian company", "bolivia"),
        ("société au Tchad", "chad"),
        ("Papua New Guinea", "papua-new-guinea"),
    ],
)
def test_an_origin_is_known_by_its_name_in_every_language(lexicon: Lexicon, words: str, origin: str) -> None:
    assert {f.id for f in lexicon.find(words) if f.kind == "origin"} == {origin}


@pytest.mark.parametrize(
    "words",
    [
        "Michael Jordan shoes",
        "a cotton jersey",
        "Chad asked",
        "Monte Carlo simulation",
        "an export as PNG",
        "Das ist eine Insel, an island",
        "того рынка",
        "la réunion du conseil",
        "上海地区",
        "沿海地区",
        "参加纳斯达克",
        "广东加工",
        "タイトル",
        "リアルタイム",
        "シリアル番号",
        "법인도 가능",
        "운송 수단",
        "검토 고려",
    ],
)
def test_a_common_word_is_no_country(lexicon: Lexicon, words: str) -> None:
    """A country heard where none was named makes a question one about another investor, or about a place abroad."""
    assert [f.id for f in lexicon.find(words) if f.kind == "origin"] == []


def test_the_country_of_any_investor_is_known(library: Library) -> None:
    assert len(library.origins) > 230
    short = [o.id for o in library.origins.values() if len(set(o.aliases) & {"ja", "ko", "ru", "fr", "es", "de"}) < 2]
    assert short == []

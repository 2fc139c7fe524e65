"""Every place is read by every name it has, in a question in the language of the name."""

from __future__ import annotations

import pytest

from rag.question.understand import understand
from tests.conftest import TODAY

FRAMES = {
    "zh": "外资能在{}开电影院吗？",
    "zh-Hant": "外資能在{}開電影院嗎？",
    "en": "Can we open a cinema in {}?",
    "de": "Dürfen wir in {} ein Kino eröffnen?",
    "fr": "Peut-on ouvrir un cinéma à {} ?",
    "es": "¿Podemos abrir un cine en {}?",
    "ja": "{}で映画館を開けますか。",
    "ko": "{}에서 영화관을 열 수 있나요?",
    "ru": "Можно ли открыть кинотеатр в {}?",
}


def names_in(area, language):
    """The names of a place; those of Korean that hold only with a particle without it, as the frame has one."""
    own = [n.removesuffix("에서").removesuffix("에") for n in area.aliases.get(language, ())]
    shared = {"zh": [area.name.zh], "en": [area.name.en], "de": [area.name.en], "fr": [area.name.en], "es": [area.name.en]}
    return own or shared.get(language, [])


@pytest.mark.parametrize("language", FRAMES)
def test_every_name_of_a_place_is_read(answerer, language):
    named = [(a.id, name) for a in answerer.library.areas.values() for name in names_in(a, language)]
    read = {(i, n): understand(answerer.library, answerer.lexicon, FRAMES[language].format(n), TODAY).areas for i, n in named}
    assert len(named) > 90
    assert [(i, n, areas) for (i, n), areas in read.items() if i not in areas] == []


@pytest.mark.parametrize("language", ["ja", "ko", "ru"])
def test_every_place_has_names_in_other_scripts(library, language):
    read_by_its_chinese_name = {a.id for a in library.areas.values()} if language == "ja" else set()
    assert {a.id for a in library.areas.values() if not a.aliases.get(language)} <= read_by_its_chinese_name


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Can we open a cinema in the free trade pilot zone in Anhui?", "anhui-ftz"),
        ("¿Podemos abrir un cine en la ZLC de Fujian?", "fujian-ftz"),
        ("¿Y en la zona franca de Tianjin, un cine?", "tianjin-ftz"),
        ("Peut-on ouvrir un cinéma dans la zone franche pilote du Yunnan ?", "yunnan-ftz"),
        ("Можно ли открыть кинотеатр в Чжэцзянской зоне свободной торговли?", "zhejiang-ftz"),
        ("저장성 자유무역시범구에서 영화관을 열 수 있나요?", "zhejiang-ftz"),
        ("산터우에서 영화관을 열 수 있나요?", "shantou"),
        ("Можно ли открыть кинотеатр в Чжаньцзяне?", "zhanjiang"),
        ("亦荘で映画館を開けますか。", "beijing-yizhuang"),
    ],
)
def test_places_as_people_write_them(answerer, question, place):
    assert understand(answerer.library, answerer.lexicon, question, TODAY).areas == (place,)


def test_a_country_is_still_not_found_across_a_space(answerer):
    assert (
        understand(answerer.library, answerer.lexicon, "외국인 투자 제한 국가에서 영화관을 열 수 있나요?", TODAY).origin is None
    )


@pytest.mark.parametrize(
    ("question", "country"),
    [
        ("ハノイで映画館を開けますか。", "vietnam"),
        ("하노이에서 영화관을 열 수 있나요?", "vietnam"),
        ("Можно ли в Алматы открыть кинотеатр?", "kazakhstan"),
        ("外資能在杜拜開電影院嗎？", "united-arab-emirates"),
        ("¿Podemos abrir un cine en Varsovia?", "poland"),
    ],
)
def test_a_city_abroad_is_a_place_under_another_law(answerer, question, country):
    assert understand(answerer.library, answerer.lexicon, question, TODAY).foreign == country


@pytest.mark.parametrize(
    ("question", "origin"),
    [
        ("日本企業ですが、中国で映画館を開けますか。", "japan"),
        ("日本企業です。", "japan"),
        ("我们是罗马尼亚的，想在中国开电影院。", "romania"),
        ("我們公司在臺中，想在大陸開電影院。", "taiwan"),
        ("Мы латвийская компания, можно ли открыть кинотеатр в Китае?", "latvia"),
        ("우리 회사는 빌니우스에 있는데 중국에서 영화관을 열 수 있나요?", "lithuania"),
    ],
)
def test_a_home_is_where_the_investor_comes_from(answerer, question, origin):
    asked = understand(answerer.library, answerer.lexicon, question, TODAY)
    assert (asked.origin, asked.foreign) == (origin, None)

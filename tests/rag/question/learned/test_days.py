"""Which of the years that a question names are asked about: what a story tells is not."""

from datetime import date

import pytest

from rag.language.lexicon import Lexicon
from rag.question.learned.dated import dated as dated_by
from rag.question.learned.days import years_named
from rag.question.learned.weights import load_weights
from rag.question.understand import understand

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def dated(library, embedder):
    years, lexicon = load_weights(embedder.name, embedder.meanings).years, Lexicon(library)
    return lambda text: dated_by(years, understand(library, lexicon, text, TODAY), TODAY)


STORIES = [
    "Our company was founded in 1998. May we run a cinema in Chengdu?",
    "我们公司2011年成立，现在想在成都开电影院，外资可以吗？",
    "我們公司成立於2011年，想在成都開電影院，可以獨資嗎？",
    "Nous avons créé notre société en 2009 ; pouvons-nous exploiter un cinéma à Chengdu ?",
    "2008년에 창업한 회사인데 청두에서 영화관을 할 수 있나요?",
    "Seit der Gründung 2004 vermieten wir Säle; dürfen wir in Chengdu ein Kino betreiben?",
]


def test_most_years_of_the_askers_own_story_are_not_the_day(dated):
    read = [dated(story) for story in STORIES]
    assert sum(question.days == (TODAY,) and "day" not in question.said for question in read) >= 5


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("Could a foreigner own a cinema outright in 2016?", date(2016, 1, 1)),
        ("2019年3月5日外资能独资开电影院吗？", date(2019, 3, 5)),
        ("Nach dem Stand von 2017: durfte ein Ausländer ein Kino betreiben?", date(2017, 1, 1)),
        ("We opened our first cinema in 1995. On 1 May 2018, could a foreigner hold all of one in China?", date(2018, 5, 1)),
    ],
)
def test_the_rule_of_a_time_is_asked_for(dated, asked, day):
    assert dated(asked).days[0] == day


def test_an_edition_and_a_day_told_otherwise_stay(dated, library):
    edition = dated("Was a cinema on the 2018 negative list?")
    assert "day" in edition.said and edition.days[0] < TODAY
    assert dated("去年外资能开电影院吗？").days == (date(2025, 11, 22),)
    assert dated("外资能开电影院吗？").days == (TODAY,)


def test_years_are_found_in_any_numerals_and_the_cost_of_a_pasted_page_is_bounded():
    assert [y.year for y in years_named("二〇一六年和2018年，编号120199")] == [2016, 2018]
    assert len(list(years_named("in 2016 " * 100_000))) < 400

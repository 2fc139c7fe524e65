"""Answers in nine languages: the catalogues are whole, and what comes out is in the language asked for."""

from __future__ import annotations

import logging
import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from fastapi.testclient import TestClient
from opencc import OpenCC

from api.http.app import create_app
from evals.metrics.language import languages
from rag import Ask, Decide, decided
from rag.answer.note import Sentence
from rag.answer.number_check import borne_by, numbers
from rag.answer.tables import openness_map
from rag.language.catalogues import LOCALE, business_names, phrases, say, titles
from rag.language.languages import LANGUAGES, canonical
from rag.language.names import activity_name, area_name, document_name, origin_name
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def answerer(ruled):
    """What is said of a question is tested here, not how it is read."""
    return ruled


FOREIGN = ("ja", "ko", "de", "fr", "es", "ru")
QUESTIONS = (
    "Can a foreign investor run a film production company in China?",
    "外资在中国做增值电信，股比上限是多少？",
    "Can we operate a data centre in Wuhan or in Shanghai Lingang?",
    "2018年1月外资能控股演出经纪机构吗？",
    "Can a foreign company develop software in China?",
    "外资可以控股出版物印刷企业吗？",
)
#: What may stand between quotation marks or in brackets in another language: the corpus's words, names in Chinese.
_QUOTED = re.compile(r"「[^」]*」|“[^”]*”|„[^“”]*“|«[^»]*»|\([^()]*\)|（[^（）]*）")
#: Latin words that every language writes so.
_LATIN = {"WTO", "CEPA", "Zhunru", "CDN", "IP", "VPN", "AI", "B", "A"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_has_every_phrase_with_the_same_blanks_and_nothing_unfinished(language):
    path = LOCALE / language.replace("-", "_") / "LC_MESSAGES" / "zhunru.po"
    with path.open("rb") as file:
        messages = [m for m in read_po(file) if m.id]
    assert not [m.id for m in messages if m.fuzzy or not m.string]
    assert [m.id for m in messages] == list(phrases("en")), "the keys of the English catalogue, in its order"
    for key, phrase in phrases(language).items():
        # Where the corpus is not in the language the headline introduces the business by its Chinese name.
        introduced = {"activity"} if key.startswith("head.") and language in FOREIGN else set()
        assert _blanks(phrase) - introduced == _blanks(phrases("en")[key]) - introduced, key


def test_every_headline_of_a_decision_names_the_business_where_it_has_to_be_introduced():
    heads = [k for k in phrases("en") if k.startswith("head.")]
    assert [(code, k) for code in FOREIGN for k in heads if phrases(code)[k].count("{activity}") != 1] == []


def test_traditional_chinese_differs_from_simplified_by_its_script_alone():
    back = OpenCC("tw2s")
    quotes = str.maketrans("「」", "“”")
    assert {k: back.convert(v).translate(quotes) for k, v in phrases("zh-Hant").items()} == phrases("zh-Hans")
    assert not [v for v in phrases("zh-Hant").values() if _simplified(v)]


@pytest.mark.parametrize("language", FOREIGN)
def test_every_bundled_document_has_a_name_in_every_language_and_no_number_of_its_own(language, library):
    known = titles(language)
    assert set(known) == set(library.documents)
    for clause in library.clauses.values():
        assert numbers(known[clause.document.id]) <= borne_by(Sentence("", (clause,))), clause.document.id


@pytest.mark.parametrize("language", FOREIGN)
def test_every_name_of_a_business_is_of_one_that_is_known_and_bears_no_number(language, library):
    """A number in a name would be taken for one that no clause bears, and the sentence left out."""
    assert set(business_names(language)) == set(business_names("de")) <= set(library.activities)
    names = [activity_name(library, a, language) for a in library.activities]
    assert len(names) == len(set(names)), "two businesses under one name cannot be told apart"
    assert not [n for n in business_names(language).values() if numbers(n)]


def test_every_locator_in_the_catalogues_is_one_of_the_corpus(library):
    """A locator is found by its English words: one that the corpus has since reworded would never be said."""
    said = {c.provision.where.en.lower() for c in library.clauses.values()}
    fixed = {k.removeprefix("locator.") for k, v in phrases("en").items() if k.startswith("locator.") and not _blanks(v)}
    assert fixed <= said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_in_the_language_it_was_asked_for(answerer, caplog, question, language):
    """Whatever the language of the question: what the asker set outranks it. What is quoted is another's."""
    with caplog.at_level(logging.ERROR):
        answer = answerer.answer(Ask(question, TODAY, language=language))
    assert not caplog.records, "no sentence is left out for a number that its clause does not bear"
    text = f"{answer.answer.headline}\n{answer.answer.markdown}"
    assert answer.language == answer.understanding.language == ("zh" if language == "zh-Hans" else language)
    plain = _QUOTED.sub(" ", _QUOTED.sub(" ", text))
    assert language in languages(plain)
    if language in ("ja", "ko", "ru"):
        assert set(re.findall(r"[A-Za-z]{2,}", plain)) <= _LATIN | _only_english(answerer.library, language)
    if language == "zh-Hant":
        assert not _simplified(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_and_paragraphs_are_the_same_in_every_language(answerer, language):
    """A reader of another language gets no sentence less, and each with the same clause."""
    told = [answerer.answer(Ask(QUESTIONS[1], TODAY, language=code)) for code in ("en", language)]
    marks = [re.findall(r"\[(\d+)\]", a.answer.markdown) for a in told]
    assert marks[0] == marks[1]
    assert [c.provision_id for c in told[0].citations] == [c.provision_id for c in told[1].citations]
    assert len({a.answer.markdown.count("\n\n") for a in told}) == 1


@pytest.mark.parametrize("language", FOREIGN)
def test_the_chinese_name_of_a_business_stands_once_in_brackets(answerer, language):
    answer = answerer.answer(Ask(QUESTIONS[0], TODAY, language=language))
    assert answer.answer.headline.count("电影制作") == 1
    assert re.search(r"[(（]电影制作[)）]", answer.answer.headline)
    assert "电影制作" not in answer.answer.markdown


@pytest.mark.parametrize("language", FOREIGN)
def test_the_chinese_name_of_a_document_stands_once_in_brackets(answerer, language, library):
    answer = answerer.answer(Ask(QUESTIONS[0], TODAY, language=language))
    name = library.documents["cn-fi-negative-list-2024"].name.zh
    assert answer.answer.markdown.count(name) == 1


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("zh-Hant", "不可以。電影製作禁止外商投資。"),
        ("ja", "できません。「映画製作」（电影制作）への外国投資は禁止されています。"),
        ("ko", "불가능합니다. “영화 제작”(电影制作) 분야의 외국인투자는 금지되어 있습니다."),
        ("de", "Nein. Ausländische Investitionen im Bereich „Filmproduktion“ (电影制作) sind verboten."),
        ("fr", "Non. L’investissement étranger est interdit dans l’activité «\u00a0production de films\u00a0» (电影制作)."),
        ("es", "No. La inversión extranjera está prohibida en la actividad «producción cinematográfica» (电影制作)."),
        ("ru", "Нет. Иностранные инвестиции в сфере «кинопроизводство» (电影制作) запрещены."),
    ],
)
def test_a_prohibition_reads_as_a_plain_sentence(answerer, language, headline):
    assert answerer.answer(Ask(QUESTIONS[0], TODAY, language=language)).answer.headline == headline


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_outside_the_corpus_is_declined_in_the_language_asked_for(answerer, language):
    answer = answerer.answer(Ask("What is the corporate income tax rate in Vietnam?", TODAY, language=language))
    assert answer.abstained
    assert language in languages(f"{answer.answer.headline} {answer.answer.markdown}")


@pytest.mark.parametrize("language", FOREIGN)
def test_an_open_answer_frames_the_words_of_the_corpus_in_the_language_asked_for(answerer, language):
    answer = answerer.answer(Ask("到 2029 年数字服务贸易要占多少？", TODAY, language=language))
    assert answer.answer.headline.startswith(phrases(language)["open.head"].split("{")[0])
    assert titles(language)[answer.citations[0].document_id] in answer.answer.markdown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_and_a_decision_without_a_question_speak_the_language(library, lexicon, language):
    found = openness_map(library, TODAY, "film", language)
    assert found.columns[0].name == say(language, "regime.national")
    given = decided(library, lexicon, Decide(("cinema",), TODAY, language=language))
    assert given.language == ("zh" if language == "zh-Hans" else language)
    assert language in languages(given.verdict.headline)


def test_places_countries_and_documents_are_named_in_the_language(library):
    assert area_name(library, "guangdong", "ja") == "広東"
    assert area_name(library, "beijing", "ru") == "Пекин"
    assert area_name(library, "shanghai", "zh-Hant") == "上海"
    assert origin_name(library.origins["germany"], "fr") == "Allemagne"
    assert origin_name(library.origins["hong-kong"], "de") == "Hongkong"
    assert origin_name(library.origins["japan"], "zh-Hant") == "日本"
    assert activity_name(library, "online-game", "zh-Hant") == "網絡遊戲"
    assert document_name(library.documents["cn-fi-negative-list-2024"], "de") == "Nationale Negativliste 2024"


def test_a_document_nobody_translated_keeps_its_own_name(library):
    added = library.documents["cn-fi-negative-list-2024"].model_copy(update={"id": "added-notice"})
    assert document_name(added, "de") == added.name.en


def test_zh_is_simplified_chinese_and_an_unknown_code_is_told():
    assert canonical("zh") == "zh-Hans"
    with pytest.raises(ValueError, match="`pt` is no language of answers"):
        canonical("pt")


def test_the_api_takes_every_code_and_refuses_others(answerer):
    client = TestClient(create_app(answerer, lambda: TODAY))
    for sent, received in (("zh", "zh"), ("zh-Hans", "zh"), ("zh-Hant", "zh-Hant"), ("de", "de")):
        body = {"activity": "cinema", "language": sent}
        assert client.post("/v1/decide", json=body).json()["language"] == received
        assert client.get("/v1/matrix", params={"sector": "film", "language": sent}).status_code == 200
    assert client.post("/v1/decide", json={"activity": "cinema", "language": "pt"}).status_code == 422
    assert client.get("/v1/matrix", params={"language": "pt"}).status_code == 422


@pytest.fixture(scope="module")
def lexicon(answerer):
    return answerer.lexicon


def _blanks(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def _simplified(text: str) -> str:
    """The characters of a text that only simplified Chinese writes so."""
    return "".join(a for a, b in zip(text, OpenCC("s2tw").convert(text), strict=False) if a != b)


def _only_english(library, language: str) -> set[str]:
    """The words of names and locators that the corpus has in English alone."""
    things = (*library.activities.values(), *library.areas.values())
    names = [t.name.en for t in things if language not in t.aliases]
    names += [c.provision.where.en for c in library.clauses.values() if c.provision.locator]
    return set(re.findall(r"[A-Za-z]{2,}", " ".join(names)))

"""Answers of every kind read in the reader's own language: what is quoted in another is labelled, and days and shares have one form."""

from __future__ import annotations

import re

import pytest
from opencc import OpenCC

from rag import Ask
from rag.language.catalogues import say
from rag.language.languages import LANGUAGES
from tests.conftest import TODAY

FOREIGN = ("ja", "ko", "de", "fr", "es", "ru")
#: Of every kind: each status, from abroad, capital, authority, times, papers, penalties, lists, comparisons, timelines, articles,
#: definitions, what the texts say, freshness, remarks, questions back, declining.
QUESTIONS = (
    "Can a foreign investor run a film production company in China?",
    "外资在中国做增值电信，股比上限是多少？",
    "Can we operate a data centre in Wuhan or in Shanghai Lingang?",
    "2018年1月外资能控股演出经纪机构吗？",
    "Could a foreign investor wholly own a performance agency in 2019?",
    "Can a foreign company develop software in China?",
    "外资可以控股出版物印刷企业吗？",
    "May a US company run an e-commerce platform in China?",
    "Can a foreign investor offer basic telecom services such as mobile?",
    "Can a foreign company give dubbing services to Chinese clients from abroad?",
    "Can a foreign company sell online games to China from abroad, without a company there?",
    "May a foreign party film in China together with a Chinese studio?",
    "外资可以投资民用机场吗？",
    "Can a Hong Kong investor hold a performing troupe?",
    "FITE provisions article 6, please.",
    "What is value-added telecom?",
    "什么叫娱乐场所？",
    "How much registered capital does a call centre need?",
    "Which authority licenses a performance agency and how long does it take?",
    "How long does the licence for basic telecom take, and how much capital does it need?",
    "What documents does a wholly foreign-owned e-commerce platform need?",
    "What is the penalty for running an internet cafe without permission?",
    "What happens if a foreign investor breaks the negative list?",
    "Which list applies to a film company in Shanghai?",
    "Which film businesses are closed to foreign investors?",
    "Which telecom businesses are open to foreign investors?",
    "Compare the rules for a data centre in Beijing, Hainan and Wuhan.",
    "Where in China is internet access open to foreign investors?",
    "Since when may foreigners wholly own cinemas?",
    "Since when is film production closed to foreigners, and what has changed?",
    "When did the 2024 negative list come into force and how many items does it have?",
    "Is the 2019 national negative list still valid?",
    "What does the 2024 negative list say about news agencies?",
    "数字贸易的意见里，数据出境是怎么说的？",
    "An agency sent ordinary personal data of 240,000 people abroad. Which mechanism applies?",
    "I heard the 50 % cap for all telecom was abolished in 2024. Then we can buy a mobile operator outright?",
    "We run an app. Can foreigners hold it?",
    "What was the cap on call centres on 2018-01-01?",
    "On 30 February 2024, could foreigners own a cinema?",
    "Is there a 2027 negative list?",
    "What is the corporate income tax rate in Vietnam?",
    "Thanks!",
)
_QUOTED = re.compile(r"「[^」]*」|“[^”]*”|„[^“”]*“|«[^»]*»")
_ENGLISH = re.compile(r"\b[A-Za-z][a-z'’-]+(?:[ ,;:]+[A-Za-z][A-Za-z'’-]*){4,}")
#: Words by which a run of Latin ones is known for English, not German, French or Spanish.
_TELLING = re.compile(r"\b(?:the|of|and|with|which|may|not|foreign|for|from|by|is|are|or|against|number|edition)\b")
_DAYS = {
    "zh-Hans": r"\d{4}年\d{1,2}月(?:\d{1,2}日)?",
    "zh-Hant": r"\d{4}年\d{1,2}月(?:\d{1,2}日)?",
    "ja": r"\d{4}年\d{1,2}月(?:\d{1,2}日)?",
    "ko": r"\d{4}년 \d{1,2}월(?: \d{1,2}일)?",
    "en": r"(?:\d{1,2} )?[A-Z][a-z]+ \d{4}",
    "de": r"(?:\d{1,2}\. )?[A-ZÄ][a-zä]+ \d{4}",
    "fr": r"(?:(?:1er|\d{1,2}) )?[a-zéû]+ \d{4}",
    "es": r"(?:\d{1,2} de )?[a-z]+ de \d{4}",
    "ru": r"(?:\d{1,2} )?[а-я]+ \d{4} года",
}


@pytest.fixture(scope="module")
def told(answerer):
    """The answers to all questions in a language: headline and note of each, without marks."""
    kept: dict[str, dict[str, tuple[str, str]]] = {}

    def ask(language: str) -> dict[str, tuple[str, str]]:
        if language not in kept:
            answers = {q: answerer.answer(Ask(q, TODAY, language=language)).answer for q in QUESTIONS}
            kept[language] = {q: (a.headline, re.sub(r"\s?\[\d+\]", "", a.markdown)) for q, a in answers.items()}
        return kept[language]

    return ask


@pytest.mark.parametrize("language", FOREIGN)
def test_no_english_sentence_stands_outside_a_labelled_quotation(told, language):
    """A reader of Japanese may know no English: what is English has to be seen to be a quotation of the summary."""
    label = say(language, "digest.en").casefold()
    for question, parts in told(language).items():
        for text in parts:
            plain = _QUOTED.sub(" ", text)
            found = [run[0] for run in _ENGLISH.finditer(plain) if len(_TELLING.findall(run[0])) > 1]
            assert not found, f"{question}: {found}"
            quoted = [q for q in _QUOTED.findall(text) if _ENGLISH.search(q) and len(_TELLING.findall(q)) > 1]
            if quoted:
                assert label in text[: text.index(quoted[0])].casefold(), f"{question}: {quoted[0]}"
            assert text.casefold().count(label) <= 1, f"{question}: the label comes once"


@pytest.mark.parametrize("language", FOREIGN)
def test_sums_times_and_authorities_are_told_in_the_readers_language(told, language):
    capital, authority = (told(language)[q][0] for q in (QUESTIONS[17], QUESTIONS[18]))
    capital, authority = (_QUOTED.sub(" ", text) for text in (capital, authority))
    million = {
        "ja": "1000万元",
        "ko": "1000만 위안",
        "de": "10 Mio. RMB",
        "fr": "10 millions",
        "es": "10 millones",
        "ru": "10 млн юаней",
    }
    assert million[language] in capital
    days = {"ja": "20日", "ko": "20일", "de": "20 Tage", "fr": "20\u00a0jours", "es": "20 días", "ru": "20 дней"}
    assert days[language] in authority


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_and_shares_have_one_form(told, language):
    for question, parts in told(language).items():
        if "30 February" in question:
            continue
        text = _QUOTED.sub(" ", "\n".join(parts)) if language in FOREIGN else "\n".join(parts)
        assert not re.search(r"(?:19|20)\d\d-\d\d", text), question
        spaced = language in ("de", "fr", "es", "ru")
        shares = re.findall(r"\d(\s?)%", text)
        assert set(shares) <= ({"\u00a0"} if spaced else {""}), question
        assert not re.search(r"(?:percent|per cent|百分之)", text), question
    closings = [note.rstrip().splitlines()[-1] for _, note in told(language).values() if note.count("\n") > 1]
    assert sum(bool(re.search(_DAYS[language], line)) for line in closings) > 25


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_ends_twice_and_none_is_empty(told, language):
    for question, parts in told(language).items():
        for text in parts:
            assert not re.search(r"\.\.(?!\.)|。。|：：|:\s:|；。|;\.|,\.|、。|\(\)|（）|\ue002|\ue003", text), (
                f"{question}: {text}"
            )


def test_traditional_chinese_has_no_simplified_character(told):
    convert = OpenCC("s2tw").convert
    for question, parts in told("zh-Hant").items():
        plain = re.sub(r"《[^》]*》|「[^」]*」", "", "\n".join(parts))
        assert [a for a, b in zip(plain, convert(plain), strict=True) if a != b] == [], question


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_end_says_what_was_looked_for_not_that_a_clause_was_checked(told, language):
    """ "Checked through November" beneath a clause that nobody has checked would be read as if it had been."""
    words = {"en": "checked", "zh-Hans": "核对", "zh-Hant": "核對", "de": "geprüft", "fr": "vérifi", "ja": "確認", "ko": "확인", "es": "comprob", "ru": "провер"}  # fmt: skip
    for question, (_, note) in told(language).items():
        assert words[language] not in note[note.rstrip().rfind("\n") :], question

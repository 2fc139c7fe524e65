"""Whether the headline holds what was asked: the share, the status, the date, the first thing that must be said."""

import pytest

from evals.metrics.first_sentence import first_sentence
from evals.metrics.stated import statuses_stated
from rag import Status
from rag.language.catalogues import phrases
from rag.language.languages import LANGUAGES
from tests.evals.make import VAT, answer, case, expected, item, verdict


def score(library, of, headline, **fields):
    language = of.language.removesuffix("-Hans")
    return first_sentence(case(library, of, answer(headline, language=language, **fields)))


def asked(language="zh-Hans", **fields):
    return item(language=language, **{"asks": ["verdict"]} | fields)


@pytest.mark.parametrize(
    ("language", "headline", "right"),
    [
        ("zh-Hans", "外资比例不超过 50%。", 1),
        ("zh-Hans", "一般不超过百分之五十；四类业务不受此限。", 1),
        ("zh-Hans", "外资比例不超过 49%。", 0),
        ("zh-Hans", "可以，外资比例不设上限（可以独资）。", 0),
        ("en", "In general up to 50 %; 4 services are outside this limit.", 1),
        ("en", "A foreign investor may own up to 50 per cent.", 1),
        ("en", "A foreign investor may own up to 500 shares.", 0),
        ("de", "Im Bereich Suchmaschine darf der ausländische Anteil höchstens 50 % betragen.", 1),
    ],
)
def test_the_number_is_what_a_question_of_the_cap_asks_for(library, language, headline, right):
    assert score(library, asked(language, asks=["cap"], verdicts=[expected(cap=50)]), headline) == right


def test_closed_and_open_answer_a_question_of_the_cap_without_a_number(library):
    closed = asked(asks=["cap"], verdicts=[expected("prohibited", cap=0)])
    assert score(library, closed, "不可以。网络游戏禁止外商投资。") == 1
    assert score(library, closed, "可以，外资比例不设上限（可以独资）。") == 0
    free = asked("en", asks=["cap"], verdicts=[expected("conditional", cap=100)])
    assert score(library, free, "Yes, up to 100%, with a licence or approval.") == 1


@pytest.mark.parametrize(
    ("language", "status", "headline", "right"),
    [
        ("zh-Hans", "prohibited", "不可以。网络游戏禁止外商投资。", 1),
        ("zh-Hans", "prohibited", "目前不可以。没有规定向外资开放数据中心，但也不是点名禁止。", 1),
        ("zh-Hans", "conditional", "可以，外资比例不设上限（可以独资），但须取得许可或批准。", 1),
        ("zh-Hans", "open", "可以，外资比例不设上限（可以独资），但须取得许可或批准。", 0),
        ("zh-Hans", "restricted", "2018年1月15日：须中方控股；现在：外资不设上限，须取得许可或批准。", 1),
        ("zh-Hans", "open", "电影院怎么开？", 0),
        ("en", "prohibited", "No. Foreign investment in online games is prohibited.", 1),
        ("en", "conditional", "Yes, up to 100%, with a licence or approval.", 1),
        ("en", "open", "Yes, up to 100%, with a licence or approval.", 0),
        ("en", "open", "Yes, up to 100%.", 1),
        ("en", "restricted", "Lingang: open without a foreign cap, with a licence or approval; Wuhan: Chinese-controlled.", 1),
        ("en", "prohibited", "What is prohibitedly expensive?", 0),
    ],
)
def test_the_status_is_what_a_question_for_a_verdict_asks_for(library, language, status, headline, right):
    assert score(library, asked(language, verdicts=[expected(status)]), headline) == right


def test_the_sentence_of_the_verdict_itself_counts_whatever_its_words(library):
    """A later composer may answer in words that no catalogue has."""
    of = asked("en", verdicts=[expected("conditional")])
    given = verdict("conditional", 100, headline="No limit, with a licence.")
    assert score(library, of, "No limit, with a licence.", verdicts=[given]) == 1
    wrong = verdict("open", 100, headline="No limit, with a licence.")
    assert score(library, of, "No limit, with a licence.", verdicts=[wrong]) == 0


def test_every_verdict_must_be_in_the_sentence(library):
    both = asked("en", verdicts=[expected("conditional"), expected("prohibited")])
    assert score(library, both, "Lingang: open without a foreign cap, with a licence or approval; Wuhan: prohibited.") == 1
    assert score(library, both, "Lingang: open without a foreign cap, with a licence or approval.") == 0


def test_the_date_is_what_a_question_of_since_when_asks_for(library):
    chinese = asked(asks=["since"], must_say=["中方控股", "2019年7月30日|2019-07-30"])
    assert score(library, chinese, "自 2019-07-30 起：外资不设上限；此前：须中方控股。") == 1
    assert score(library, chinese, "须由中方控股。") == 0
    english = asked("en", asks=["since"], must_say=["30 July 2019|2019-07-30"], verdicts=[expected("conditional", cap=100)])
    assert score(library, english, "Since 2019-07-30: open without a foreign cap; before that: Chinese-controlled.") == 1
    assert score(library, english, "Yes, up to 100%, with a licence or approval.") == 0


def test_anything_else_asks_for_the_first_thing_that_must_be_said(library):
    terms = asked("en", asks=["conditions"], must_say=["pilot approval", "MIIT"], verdicts=[expected("conditional")])
    assert score(library, terms, "It takes a pilot approval.") == 1
    assert score(library, terms, "MIIT decides.") == 0
    assert score(library, asked(asks=["time-limit"], must_say=["60日|60 日"]), "审批期限为60日。") == 1


def test_two_asks_have_one_sentence(library):
    two = asked(asks=["cap", "capital"], verdicts=[expected(cap=50)], must_say=["50%", "1000万"])
    assert score(library, two, "不超过50%，注册资本1000万元。") == 1
    assert score(library, two, "不超过50%。") == 0


def test_any_of_the_acceptable_kinds_will_do(library):
    either = asked(asks=["cap|verdict"], verdicts=[expected("conditional", cap=100)])
    assert score(library, either, "可以，外资比例不设上限（可以独资），但须取得许可或批准。") == 1


def test_what_no_sentence_can_hold_or_no_answer_should_give_is_not_eligible(library):
    assert score(library, asked(asks=["list"], must_say=["电子商务"]), "如下。") is None
    assert score(library, asked(asks=["since"], clauses=[VAT]), "自2019年起。") is None
    assert score(library, item(abstain=True), "不在范围内。") is None
    assert score(library, item(clarify=True), "哪一种？") is None


def test_without_asks_a_verdict_or_the_first_phrase_is_looked_for(library):
    assert score(library, item(verdicts=[expected("prohibited")]), "不可以。新闻机构禁止外商投资。") == 1
    assert score(library, item(must_say=["30日"]), "期限为30日。") == 1


def test_a_failure_says_nothing(library):
    assert first_sentence(case(library, asked(verdicts=[expected()]))) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_states_every_status_in_its_own_headlines(language):
    """So that a phrase which is changed, or added for a status, is still recognised, and as nothing else."""
    keys = {"prohibited": "prohibited", "uncommitted": "prohibited", "cap": "restricted", "control-cap": "restricted",
            "jv": "restricted", "conditional": "conditional", "project": "conditional", "open": "open", "unclear": "unclear",
            "not-covered": "not-covered"}  # fmt: skip
    for area in ("head", "brief"):
        for key, status in keys.items():
            said = phrases(language)[f"{area}.{key}"].format(activity="ABC", cap="50%")
            assert statuses_stated(said, language) == {Status(status)}, (area, key)

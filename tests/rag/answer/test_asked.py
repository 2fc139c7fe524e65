"""Each kind of ask gets its own answer first, and no verdict is told instead of it."""

from __future__ import annotations

import re

import pytest

from corpus import Mode
from rag import Ask
from rag.answer.excerpts import Excerpts
from rag.answer.wording.asked import told_of
from rag.answer.wording.context import Wording
from rag.answer.wording.decisions import decision_headline, decision_note, verdict_headline
from rag.decision.decision import decide
from rag.language.languages import LANGUAGES
from tests.conftest import TODAY

PENALTY = "cn-telecom-regulations-2016#article-69"
_QUOTED = "「[^」]*」|“[^”]*”|„[^“”]*“|«[^»]*»"


@pytest.fixture
def wording(answerer):
    return lambda language="en": Wording(answerer.library, Excerpts(answerer.library, answerer.lexicon), language, TODAY)


def headline(w, asks, activity="call-centre", area=None, found=(), question=""):
    decisions = [decide(w.library, activity, TODAY, area)]
    told = told_of(w, decisions, asks, question, [w.library.clauses[c] for c in found])
    return decision_headline(w, decisions, told, "verdict" in asks)


@pytest.mark.parametrize(
    ("asks", "language", "first"),
    [
        (("capital",), "en", "Registered capital of at least RMB 10 million (nationwide or across provinces)"),
        (("capital",), "zh-Hans", "注册资本不低于1000万元（全国或跨省）；注册资本不低于100万元（省内）。"),
        (("time-limit",), "zh-Hans", "增值电信业务经营许可证：登记后向工业和信息化部申请，自收到申请之日起60日内决定。"),
        (("authority",), "en", "Licence for value-added telecommunications from MIIT"),
        (("conditions",), "en", "Needed: licence for value-added telecommunications from MIIT"),
        (("procedure",), "de", "Nötig:"),
        (("cap",), "en", "Open without a foreign cap"),
        (("verdict", "capital"), "en", "Yes, up to 100%"),
    ],
)
def test_the_first_sentence_answers_what_was_asked(wording, asks, language, first):
    assert headline(wording(language), asks).startswith(first)


def test_the_verdict_follows_in_a_few_words(wording):
    assert headline(wording(), ("capital",)).endswith("Open without a foreign cap, with a licence or approval.")


def test_the_verdict_is_left_out_only_where_nothing_told_needs_it(wording):
    """A sum says nothing of whether one may enter, whatever else is told beside it; a cap says it, once."""
    w, entry = wording(), "Open without a foreign cap, with a licence or approval."
    found, question = (PENALTY,), "What fine for running value-added telecom without a licence?"
    assert headline(w, ("capital", "penalty"), found=found, question=question).endswith(entry)
    assert headline(w, ("capital", "cap")).count(entry) == 1
    assert entry not in headline(w, ("penalty",), found=found, question=question)


def test_two_asks_are_answered_in_one_headline(wording):
    said = headline(wording(), ("verdict", "capital"))
    assert "Yes, up to 100%" in said and "RMB 10 million" in said
    said = headline(wording("zh-Hans"), ("capital", "time-limit"))
    assert "1000万元" in said and "60日内" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ask", ["capital", "authority", "time-limit", "conditions"])
def test_what_no_rule_says_is_said_to_be_unsaid(wording, ask, language):
    """No capital is prescribed for bookshops, and nothing at all for making software."""
    activity = "publication-distribution" if ask == "capital" else "software-development"
    w = wording(language)
    said = headline(w, (ask,), activity)
    assert not said.startswith(verdict_headline(w, decide(w.library, activity, TODAY)))
    assert not any(figure in said for figure in ("RMB", "万元"))


@pytest.mark.parametrize("ask", ["capital", "authority", "time-limit", "conditions", "procedure", "cap"])
def test_where_nobody_may_enter_that_is_the_answer(wording, ask):
    w = wording()
    assert headline(w, (ask,), "film-production") == verdict_headline(w, decide(w.library, "film-production", TODAY))


def test_a_sanction_is_told_from_a_passage_on_this_business(wording):
    said = headline(
        wording("zh-Hans"), ("penalty",), "value-added-telecom", found=(PENALTY,), question="无证经营增值电信怎么罚？"
    )
    assert said.startswith("无证经营电信业务") and "罚款" in said
    other = headline(wording("zh-Hans"), ("penalty",), "cinema", found=(PENALTY,), question="无证经营增值电信怎么罚？")
    assert "电信" not in other


@pytest.mark.parametrize(
    ("area", "company", "abroad"),
    [
        (None, "2024 national negative list", "2024 national cross-border services list"),
        ("shanghai-lingang", "2021 free-trade-zone negative list", "2024 free-trade-zone cross-border services list"),
        ("hainan", "2020 Hainan negative list", "2021 Hainan cross-border services list"),
    ],
)
def test_the_list_that_applies_depends_on_the_place(wording, area, company, abroad):
    said = headline(wording(), ("which-list",), "publication-distribution", area)
    assert said == f"For a company in China: {company}. For supply from abroad: {abroad}."


def test_what_is_told_stands_on_its_clauses_first(wording):
    w = wording()
    decisions = [decide(w.library, "call-centre", TODAY)]
    told = told_of(w, decisions, ("capital",), "", [])
    first = decision_note(w, decisions, "terms", told=told)[0]
    assert [c.id for s in first.sentences for c in s.clauses] == ["cn-telecom-enterprise-provisions-2022#article-5"]


def test_several_businesses_share_an_answer_or_have_one_each(wording):
    w = wording()
    alike = [decide(w.library, a, TODAY) for a in ("call-centre", "store-and-forward")]
    assert len(told_of(w, alike, ("capital",), "", [])) == 1
    (each,) = told_of(w, [*alike, decide(w.library, "cinema", TODAY)], ("capital",), "", [])
    assert each.text.startswith("Call centre services, store-and-forward services: Registered capital")
    assert "Cinema: No rule in the corpus sets a minimum registered capital" in each.text
    with_closed = [alike[0], decide(w.library, "film-production", TODAY)]
    said = decision_headline(w, with_closed, told_of(w, with_closed, ("authority",), "", []), verdict_first=False)
    assert said.count("ilm production") == 1 and "prohibited" in said


def test_the_authorities_of_several_kinds_of_printing_are_told_one_by_one(answerer):
    for question in ("外资办印刷厂找谁批？", "Which authority approves a foreign-invested printing plant?"):
        said = answerer.answer(Ask(question, TODAY)).answer.headline
        assert ("省级" in said and "设区的市" in said) or ("provincial" in said and "divided into districts" in said)


@pytest.mark.parametrize(
    ("activity", "question", "said"),
    [
        ("value-added-telecom", "How long is the licence valid?", "run for 5 years"),
        ("value-added-telecom", "How long does approval take?", "decision within 60 days"),
        ("internet-news", "When must the licence be renewed?", "valid for 3 years"),
        ("publication-distribution", "How long is the licence valid?", "does not say how long"),
        ("domain-name-services", "When must the licence be renewed?", "5 years"),
    ],
)
def test_how_long_a_licence_lasts_is_told_apart_from_how_long_it_takes(wording, activity, question, said):
    w = wording()
    (told,) = told_of(w, [decide(w.library, activity, TODAY)], ("time-limit",), question, [])
    assert said in told.text


@pytest.mark.parametrize(
    ("activity", "question", "clause"),
    [
        ("cinema", "What fine for running it without a licence?", "cn-film-industry-law-2016#article-47"),
        ("information-services", "Penalty without a permit?", "cn-internet-information-measures-2024#article-19"),
        ("internet-access", "无证经营怎么罚？", "cn-telecom-regulations-2016#article-69"),
        ("performance-agency", "Penalty for running an agency without a licence", "cn-performance-regulations-2020#article-43"),
        ("online-game", "未经批准运营怎么处罚？", "cn-online-game-import-notice-2009#point-1"),
        ("online-publishing", "What happens if we invest in it all the same?", "cn-foreign-investment-law-2019#article-36"),
        ("art-auction", "Fine without a licence?", "cn-administrative-licensing-law-2019#article-81"),
    ],
)
def test_the_sanction_is_that_of_this_act_in_this_business_whatever_is_near(wording, activity, question, clause):
    w = wording()
    near = [w.library.clauses["cn-payment-regulations-2023#article-51"]]
    (told,) = told_of(w, [decide(w.library, activity, TODAY)], ("penalty",), question, near)
    assert [c.id for c in told.clauses] == [clause]
    assert told.text.startswith("The corpus has no sanction for art auction") == (activity == "art-auction")


def test_a_breach_of_what_every_investor_owes_is_punished_in_any_business(wording):
    w, report = wording(), "cn-foreign-investment-law-2019#article-37"
    question = "What fine for not reporting investment information?"
    (told,) = told_of(w, [decide(w.library, "cinema", TODAY)], ("penalty",), question, [w.library.clauses[report]])
    assert [c.id for c in told.clauses] == [report]


def test_another_breach_is_punished_by_the_provision_that_is_near(wording):
    w, share = wording("zh-Hans"), "cn-telecom-enterprise-provisions-2022#article-13"
    (told,) = told_of(
        w, [decide(w.library, "value-added-telecom", TODAY)], ("penalty",), "违反出资比例规定怎么罚？", [w.library.clauses[share]]
    )
    assert [c.id for c in told.clauses] == [share]


def test_supply_from_abroad_is_told_without_shares(wording):
    w = wording()
    decision = decide(w.library, "customs-brokerage", TODAY, "shanghai-lingang", None, Mode.CROSS_BORDER)
    assert [t.text for t in told_of(w, [decision], ("cap",), "", [])] == ["Possible from abroad."]


@pytest.mark.parametrize(
    ("question", "clause", "first"),
    [
        ("外商投资电信企业管理规定第六条", "cn-telecom-enterprise-provisions-2022#article-6", "外方出资比例的最终上限"),
        (
            "FITE provisions article 6 text please",
            "cn-telecom-enterprise-provisions-2022#article-6",
            "The foreign contribution may",
        ),
        ("全国版负面清单第13项怎么写的", "cn-fi-negative-list-2024#item-13", "禁止外商投资下列互联网业务"),
        ("营业性演出管理条例第十条", "cn-performance-regulations-2020#article-10", None),
        ("營業性演出管理條例第十條", "cn-performance-regulations-2020#article-10", None),
    ],
)
def test_an_article_that_is_named_is_quoted_and_no_other(answerer, question, clause, first):
    answer = answerer.answer(Ask(question, TODAY))
    assert [c.provision_id for c in answer.citations] == [clause]
    assert first is None or answer.answer.headline.startswith(first)


def test_what_is_asked_of_a_named_article_comes_first(answerer):
    answer = answerer.answer(Ask("外商投资电信企业管理规定第十条，多少天内决定？", TODAY))
    assert "60日" in answer.answer.headline


def test_a_definition_comes_from_the_clause_that_defines(answerer):
    answer = answerer.answer(Ask("什么叫娱乐场所？", TODAY))
    assert answer.citations[0].provision_id == "cn-entertainment-regulations-2020#article-2"
    assert "指" in answer.answer.headline
    english = answerer.answer(Ask("What counts as commercial cryptography?", TODAY))
    assert english.answer.headline.startswith("Commercial cryptography means")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asks", [("capital",), ("conditions", "authority", "time-limit"), ("authority", "verdict")])
def test_headlines_are_whole_sentences_and_say_nothing_twice(wording, asks, language):
    said = headline(wording(language), asks, "financial-information")
    assert not any(doubled in said for doubled in ("..", "。。", "？。", "」。。"))
    # In front of what is quoted in English its facts are told in the language of the answer.
    own, quoted = re.sub(_QUOTED, " ", said), " ".join(re.findall(_QUOTED, said))
    assert (own.count("20") <= 1 and quoted.count("20") <= 1) or "capital" in asks


def test_an_authority_of_the_investors_own_comes_before_the_general_one(wording):
    w = wording()
    decision = decide(w.library, "performance-agency", TODAY, None, "hong-kong")
    (told,) = told_of(w, [decision], ("authority",), "", [])
    assert [c.id for c in told.clauses] == ["cn-performance-regulations-2020#article-11"]


def test_a_filing_of_the_business_comes_before_a_permit_for_its_imports(wording):
    w = wording()
    (told,) = told_of(w, [decide(w.library, "art-trade", TODAY)], ("authority",), "", [])
    assert [c.id for c in told.clauses] == ["cn-art-measures-2016#article-5"]

"""Refusals, clarifications, language, what must and must not be said."""

import pytest

from evals.metrics import refusal
from evals.metrics.language import answer_language, languages
from evals.metrics.wording import must_not_say, must_say
from tests.evals.make import VAT, answer, case, item


def test_refusal_precision_is_over_what_was_declined_and_recall_over_what_should_be(library):
    declined, answered = answer(abstained=True), answer()
    unwanted, wanted = item(abstain=True), item(clauses=[VAT])
    assert (
        refusal.refusal_precision(case(library, unwanted, declined)),
        refusal.refusal_recall(case(library, unwanted, declined)),
    ) == (1, 1)
    assert (
        refusal.refusal_precision(case(library, unwanted, answered)),
        refusal.refusal_recall(case(library, unwanted, answered)),
    ) == (None, 0)
    assert (
        refusal.refusal_precision(case(library, wanted, declined)),
        refusal.refusal_recall(case(library, wanted, declined)),
    ) == (0, None)
    assert (
        refusal.refusal_precision(case(library, wanted, answered)),
        refusal.refusal_recall(case(library, wanted, answered)),
    ) == (None, None)


def test_a_failure_is_no_refusal(library):
    failed = case(library, item(abstain=True))
    assert (refusal.refusal_precision(failed), refusal.refusal_recall(failed)) == (None, 0)


def test_asking_back_is_right_where_the_item_says_so(library):
    asked = answer(clarification="哪一类增值电信业务？")
    assert refusal.clarification_precision(case(library, item(clarify=True), asked)) == 1
    assert refusal.clarification_precision(case(library, item(clauses=[VAT]), asked)) == 0
    assert refusal.clarification_precision(case(library, item(clarify=True), answer())) is None
    assert refusal.clarification_recall(case(library, item(clarify=True), answer())) == 0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-Hans", "外资股比不得超过50%，但电子商务除外。"),
        ("zh-Hant", "外資股比不得超過50%，但電子商務除外。"),
        ("en", "The foreign share may not exceed 50 %, except in e-commerce (电子商务)."),
        ("en", "No. Foreign investment in news agency is prohibited."),
        ("ja", "外資比率は50%を超えてはならない。ただし電子商取引は除く。"),
        ("ko", "외국인 지분은 50%를 초과할 수 없다. 다만 전자상거래는 제외한다."),
        ("de", "Der ausländische Anteil darf 50 % nicht übersteigen, außer im elektronischen Handel."),
        ("fr", "La part étrangère ne peut pas dépasser 50 %, sauf pour le commerce électronique."),
        ("es", "La participación extranjera no puede superar el 50 %, salvo en el comercio electrónico."),
        ("ru", "Доля иностранного инвестора не может превышать 50 %, кроме электронной торговли."),
    ],
)
def test_each_of_the_nine_languages_is_told(language, text):
    assert languages(text) == {language}


def test_titles_and_quotations_in_chinese_do_not_make_an_answer_chinese():
    assert languages(
        "As the 《外商投资准入特别管理措施（负面清单）（2024年版）》 says, “增值电信业务的外资股比不得超过50%”: this is closed to us."
    ) == {"en"}


def test_a_provision_quoted_in_the_language_of_the_corpus_does_not_change_that_of_the_answer(library):
    quoting = answer(
        "収録文書には次のようにあります。", "> The registered address must be in the same pilot area [1].", language="ja"
    )
    assert answer_language(case(library, item(language="ja", clauses=[VAT]), quoting)) == 1
    bare = answer("가능합니다.", "“The article sets no cap on the foreign share, and leaves the rest to the licence”.")
    assert answer_language(case(library, item(language="ko", clauses=[VAT]), bare)) == 1


def test_chinese_that_both_scripts_write_alike_is_either(library):
    assert languages("不可以。") == {"zh-Hans", "zh-Hant"}
    assert answer_language(case(library, item(language="zh-Hant", clauses=[VAT]), answer("不可以。"))) == 1


def test_what_holds_no_words_is_in_no_language():
    assert languages("50 % — 2024-11-01 [1]") == frozenset()


def test_an_answer_in_the_other_script_or_language_is_wrong(library):
    assert answer_language(case(library, item(language="zh-Hant", clauses=[VAT]), answer("增值电信业务"))) == 0
    assert (
        answer_language(
            case(library, item(language="de", clauses=[VAT]), answer("The share of the foreign investor is limited."))
        )
        == 0
    )
    assert answer_language(case(library, item(clauses=[VAT]))) == 0


@pytest.mark.parametrize(
    ("phrase", "said", "stands"),
    [
        ("50%", "不超过 50 %。", True),
        ("百分之五十|50%", "不超過５０％", True),
        ("中方控股", "须由中方\n控股[1]。", True),
        ("增值電信", "增值电信业务", True),
        ("5%", "不超过 25%", False),
        ("50", "不超过 500 万元", False),
        ("1000", "RMB 1,000", True),
        ("open", "It was reopened.", False),
        ("open", "It has been opened.", True),
        ("licence", "A **Licence** is needed [2].", True),
        ("2024", "2024-11-01", True),
        ("item 1", "item 12", False),
        ("2019-07-30", "自2019年7月30日起", True),
        ("2019-07-30|2019-07", "seit dem 30. Juli 2019", True),
        ("2019-07", "Since 30 July 2019: open.", True),
        ("2019-07-30", "Since 31 July 2019: open.", False),
    ],
)
def test_a_phrase_stands_in_any_width_case_and_script_but_in_no_longer_number(library, phrase, said, stands):
    asked = item(must_say=[phrase], must_not_say=[phrase])
    assert must_say(case(library, asked, answer("。", said))) == float(stands)
    assert must_not_say(case(library, asked, answer("。", said))) == float(not stands)


def test_the_headline_and_what_is_asked_back_count_as_said(library):
    assert must_say(case(library, item(must_say=["不可以"]), answer("不可以。"))) == 1
    assert must_say(case(library, item(must_say=["哪一类"]), answer("。", clarification="哪一类业务？"))) == 1


def test_shares_of_phrases_are_counted_and_a_failure_earns_nothing(library):
    asked = item(must_say=["50%", "许可", "海南"], must_not_say=["独资"])
    assert must_say(case(library, asked, answer("50%，须取得许可"))) == pytest.approx(2 / 3)
    assert (must_say(case(library, asked)), must_not_say(case(library, asked))) == (0, 0)

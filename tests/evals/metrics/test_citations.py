"""Citations, quotes, numbers, editions."""

from datetime import date

import pytest

from evals.metrics import citations
from evals.metrics.numbers import number_faithfulness, unsupported_numbers
from tests.evals.make import FIRM, PILOT, VAT, VAT_2021, answer, case, citation, expected, item, verdict


def test_precision_and_recall_are_over_provisions(library):
    asked = item(clauses=[VAT, FIRM], verdicts=[expected(deciding=[VAT])])
    cited = case(
        library, asked, answer(citations=[citation(library, VAT), citation(library, PILOT, 2), citation(library, VAT_2021, 3)])
    )
    assert citations.citation_precision(cited) == pytest.approx(1 / 3)
    assert citations.citation_recall(cited) == pytest.approx(1 / 2)
    assert citations.deciding_cited(cited) == 1


def test_a_deciding_provision_counts_as_bearing_on_the_question(library):
    asked = item(clauses=[FIRM], verdicts=[expected(deciding=[VAT])])
    assert citations.citation_precision(case(library, asked, answer(citations=[citation(library, VAT)]))) == 1


def test_any_acceptable_deciding_provision_will_do(library):
    asked = item(verdicts=[expected(deciding=[FIRM, VAT]), expected(deciding=[PILOT])])
    assert citations.deciding_cited(case(library, asked, answer(citations=[citation(library, VAT)]))) == pytest.approx(1 / 2)


def test_an_answer_without_citations_has_no_precision_and_no_recall(library):
    asked = item(clauses=[VAT])
    assert citations.citation_precision(case(library, asked, answer())) is None
    assert citations.citation_recall(case(library, asked, answer())) == 0
    assert citations.citation_recall(case(library, asked)) == 0


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"quote": "增值电信业务的外资股比不得超过50%"}, True),
        ({"quote": "增值電信業務的外資股比 不得超過５０％"}, True),
        ({"quote": "增值电信业务的外资股比不得超过51%"}, False),
        ({"quote": ""}, False),
        ({"quote_kind": "official"}, False),
        ({"provision_id": FIRM}, False),
        ({"provision_id": "cn-fi-negative-list-2024#item-99"}, False),
    ],
)
def test_a_quote_is_valid_when_it_stands_in_its_provision(library, change, valid):
    cited = citation(library, VAT, **change)
    assert citations.quote_validity(case(library, item(clauses=[VAT]), answer(citations=[cited]))) == float(valid)


def test_the_english_digest_is_a_quote_too(library):
    cited = citation(library, VAT, quote=library.clauses[VAT].provision.digest.en)
    assert citations.quote_validity(case(library, item(clauses=[VAT]), answer(citations=[cited]))) == 1


def test_numbers_of_the_cited_provisions_and_of_the_question_are_borne(library):
    asked = item(question="我们想投500万元做增值电信，行吗？", clauses=[VAT])
    said = answer(
        markdown="外资股比不得超过50%[1]，自2024年11月1日起；你们的五百万元不在此限。", citations=[citation(library, VAT)]
    )
    assert number_faithfulness(case(library, asked, said)) == 1


def test_a_share_an_amount_and_a_date_that_stand_nowhere_are_not_borne(library):
    said = answer("不超过49%。", "自2023年5月1日起，注册资本1000万元，外资50%[1]。", citations=[citation(library, VAT)])
    wrong = case(library, item(clauses=[VAT]), said)
    assert unsupported_numbers(wrong) == ("49%", "2023年5月1日", "1000万")
    assert number_faithfulness(wrong) == pytest.approx(1 / 4)


def test_numbers_are_read_in_english_too(library):
    said = answer(
        "At most fifty-one per cent.", "The cap is 50 % [1], since 1 November 2024.", citations=[citation(library, VAT)]
    )
    assert unsupported_numbers(case(library, item(clauses=[VAT]), said)) == ("fifty-one per cent",)


def test_a_part_of_a_date_is_borne_by_the_whole_and_not_the_other_way_round(library):
    good = answer("", "2024年11月起，外资50%[1]。", citations=[citation(library, VAT)])
    assert number_faithfulness(case(library, item(clauses=[VAT]), good)) == 1
    bad = answer("", "2024年11月2日起，外资50%[1]。", citations=[citation(library, VAT)])
    assert unsupported_numbers(case(library, item(clauses=[VAT]), bad)) == ("2024年11月2日",)


def test_traditional_characters_count_as_the_simplified_ones(library):
    firm = "cn-telecom-enterprise-provisions-2022#article-5"
    said = answer("", "註冊資本不低於1000萬元，省內不低於100萬元[1]。", language="zh-Hant", citations=[citation(library, firm)])
    assert number_faithfulness(case(library, item(clauses=[firm]), said)) == 1
    said = answer("", "註冊資本不低於2000萬元[1]。", language="zh-Hant", citations=[citation(library, firm)])
    assert unsupported_numbers(case(library, item(clauses=[firm]), said)) == ("2000万",)


def test_in_other_languages_digits_are_compared(library):
    good = answer("外資比率は50%まで。", "2024年11月1日から[1]。", language="ja", citations=[citation(library, VAT)])
    assert number_faithfulness(case(library, item(clauses=[VAT]), good)) == 1
    bad = answer("Bis zu 49 %.", "Seit dem 1. November 2024 [1].", language="de", citations=[citation(library, VAT)])
    assert unsupported_numbers(case(library, item(clauses=[VAT]), bad)) == ("49",)


def test_what_the_question_says_may_be_said_back_in_parts(library):
    asked = item(question="On 31 November 2024, what was the cap?", language="en", clarify=True)
    said = answer("“31 november 2024” is no day of the calendar.", language="en")
    assert number_faithfulness(case(library, asked, said)) == 1


def test_an_answer_without_numbers_is_not_eligible(library):
    assert number_faithfulness(case(library, item(clauses=[VAT]), answer("不可以。"))) is None


def test_a_superseded_list_presented_as_in_force_is_a_wrong_edition(library):
    old = citation(library, VAT_2021, 2, status="in-force")
    shown = case(library, item(clauses=[VAT]), answer(citations=[citation(library, VAT), old]))
    assert citations.wrong_edition(shown) == pytest.approx(1 / 2)
    assert citations.out_of_force(shown) == (VAT_2021,)


def test_a_superseded_list_presented_as_superseded_is_none(library):
    shown = case(library, item(clauses=[VAT]), answer(citations=[citation(library, VAT), citation(library, VAT_2021, 2)]))
    assert citations.wrong_edition(shown) == 0


def test_a_deciding_provision_out_of_force_is_a_wrong_edition_uncited_too(library):
    shown = case(library, item(verdicts=[expected()]), answer(verdicts=[verdict(deciding=VAT_2021)]))
    assert citations.wrong_edition(shown) == 1


def test_the_day_asked_about_is_that_of_the_item(library):
    """The boundary day: the 2021 list is in force through 2024-10-31, the 2024 list from the next day on."""
    now = answer(verdicts=[verdict()], citations=[citation(library, VAT)])
    before = answer(verdicts=[verdict(deciding=VAT_2021, as_of=date(2024, 10, 31))], as_of=date(2024, 10, 31))
    assert citations.wrong_edition(case(library, item(verdicts=[expected(as_of="2024-10-31")]), now)) == 1
    assert citations.wrong_edition(case(library, item(verdicts=[expected(as_of="2024-11-01")]), now)) == 0
    assert citations.wrong_edition(case(library, item(as_of="2024-10-31", verdicts=[expected()]), before)) == 0
    assert citations.wrong_edition(case(library, item(as_of="2024-11-01", verdicts=[expected()]), before)) == 1


def test_a_verdict_is_held_to_its_own_day_where_several_are_asked_about(library):
    then, now = verdict(deciding=VAT_2021, as_of=date(2024, 10, 31)), verdict(as_of=date(2025, 1, 1))
    asked = item(verdicts=[expected(as_of="2024-10-31"), expected(as_of="2025-01-01")])
    assert citations.wrong_edition(case(library, asked, answer(verdicts=[then, now]))) == 0
    swapped = [then.model_copy(update={"as_of": now.as_of}), now.model_copy(update={"as_of": then.as_of})]
    assert citations.wrong_edition(case(library, asked, answer(verdicts=swapped))) == 1


def test_a_verdict_that_names_no_day_is_held_to_the_day_understood(library):
    then = verdict(deciding=VAT_2021, as_of=date(2024, 10, 31))
    asked = item(verdicts=[expected(as_of="2024-10-31"), expected()])
    assert citations.wrong_edition(case(library, asked, answer(verdicts=[then, verdict()]))) == 0


def test_an_answer_that_presents_nothing_is_not_eligible(library):
    assert citations.wrong_edition(case(library, item(clauses=[VAT]), answer())) is None

"""The question that a follow-up is resolved to."""

import pytest

from evals.metrics.resolved import resolved_question, unnamed
from tests.evals.make import answer, case, expected, item

TURNS = {"question": "那在海南呢？", "turns": ["外资可以做数据中心吗？"]}
IN_HAINAN = item(**TURNS, verdicts=[expected("conditional", activity="data-centre", area="hainan")])


def resolved(library, of, rewritten, **fields):
    given = {"turns_sent": True} | fields
    return case(library, of, answer(rewritten=rewritten, language=of.language.removesuffix("-Hans")), **given)


def test_the_business_and_the_place_are_named(library):
    assert resolved_question(resolved(library, IN_HAINAN, "外资可以在海南做互联网数据中心吗？")) == 1
    short = resolved(library, IN_HAINAN, "那在海南呢？")
    assert resolved_question(short) == 0
    assert list(unnamed(short)) == ["data-centre"]
    elsewhere = resolved(library, IN_HAINAN, "外资可以在北京做数据中心吗？")
    assert list(unnamed(elsewhere)) == ["hainan"]


def test_names_are_found_in_english_too(library):
    english = IN_HAINAN.model_copy(update={"language": "en"})
    assert resolved_question(resolved(library, english, "May a foreign investor run a data centre in Hainan?")) == 1


@pytest.mark.parametrize(
    ("rewritten", "right"),
    [
        ("外资可以独资办出版物印刷厂吗？（2024-10-31）", 1),
        ("2024年10月31日外资可以独资办出版物印刷厂吗？", 1),
        ("外资可以独资办出版物印刷厂吗？", 0),
    ],
)
def test_the_day_is_named(library, rewritten, right):
    dated = item(**TURNS, verdicts=[expected(activity="publication-printing", as_of="2024-10-31")])
    assert resolved_question(resolved(library, dated, rewritten)) == right


def test_what_the_caller_fixed_need_not_be_in_the_words(library):
    fixed = IN_HAINAN.model_copy(update={"area": "海南"})
    assert resolved_question(resolved(library, fixed, "外资可以做数据中心吗？")) == 1


def test_only_follow_ups_that_could_be_put_and_name_something_are_eligible(library):
    single = item(verdicts=[expected(activity="data-centre")])
    assert resolved_question(resolved(library, single, "数据中心")) is None
    assert resolved_question(resolved(library, IN_HAINAN, "数据中心", turns_sent=False)) is None
    assert resolved_question(resolved(library, item(**TURNS, verdicts=[expected()]), "数据中心")) is None


def test_a_failure_resolves_nothing(library):
    assert resolved_question(case(library, IN_HAINAN, turns_sent=True)) == 0

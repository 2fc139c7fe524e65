"""Right, incomplete, misleading: what an answer comes to as a whole."""

import pytest

from evals.metrics.outcome import incomplete, misleading, misstated, right
from evals.metrics.refusal import needless_question
from tests.evals.make import FIRM, PILOT, VAT, answer, case, citation, expected, item, verdict

CAPPED = item(verdicts=[expected(cap=50, deciding=[VAT], activity="value-added-telecom")], must_say=["50%"])


def outcome(library, of, given=None):
    one = case(library, of, given)
    found = [name for name, metric in (("right", right), ("incomplete", incomplete), ("misleading", misleading)) if metric(one)]
    assert len(found) == 1, "every answer is one of the three"
    return found[0]


def test_an_answer_that_meets_all_is_right_in_chinese_and_in_english(library):
    assert outcome(library, CAPPED, answer("不超过50%。", verdicts=[verdict()])) == "right"
    english = CAPPED.model_copy(update={"language": "en", "question": "What is the cap on value-added telecom?"})
    assert outcome(library, english, answer("A foreign investor may own up to 50 %.", verdicts=[verdict()])) == "right"


@pytest.mark.parametrize(
    "given",
    [
        verdict("open", 100),
        verdict("prohibited", 0),
        verdict("conditional", 50),
        verdict(cap=49),
        verdict(activities=("data-centre",)),
    ],
)
def test_a_firm_verdict_or_a_cap_that_is_not_the_expected_one_misleads(library, given):
    assert outcome(library, CAPPED, answer(verdicts=[given])) == "misleading"


@pytest.mark.parametrize(
    "given",
    [
        answer("没有结论。50%"),
        answer("不能确定，或为50%。", verdicts=[verdict("unclear", None, None)]),
        answer("未收录。50%", verdicts=[verdict("not-covered", None, None, activities=("data-centre",))]),
        answer("须由中方控股。50%", verdicts=[verdict(cap=None, chinese_control=True)]),
        answer("不超过一半。", verdicts=[verdict()]),
        answer("不超过50%。", verdicts=[verdict(deciding=FIRM)]),
        answer("Up to 50 %, and not more than that.", verdicts=[verdict()]),
        answer("这不在范围内。", abstained=True),
    ],
)
def test_an_answer_that_holds_back_or_leaves_out_is_incomplete(library, given):
    assert outcome(library, CAPPED, given) == "incomplete"


def test_a_failure_is_incomplete(library):
    assert outcome(library, CAPPED) == "incomplete"
    assert outcome(library, item(abstain=True)) == "incomplete"


def test_any_verdict_misleads_where_the_answer_should_decline(library):
    closed = item(abstain=True)
    assert outcome(library, closed, answer("不在范围内。", abstained=True)) == "right"
    for status in ("open", "unclear", "not-covered"):
        assert outcome(library, closed, answer(verdicts=[verdict(status, None, None)])) == "misleading"
    assert outcome(library, closed, answer("哪一种？", verdicts=[verdict("open")], clarification="哪一种？")) == "misleading"
    assert outcome(library, closed, answer("这里有一段话。")) == "incomplete"


def test_a_firm_verdict_misleads_where_the_answer_should_ask_back(library):
    broad = item(clarify=True)
    assert outcome(library, broad, answer("哪一种？", verdicts=[verdict("open")], clarification="哪一种？")) == "right"
    assert outcome(library, broad, answer(verdicts=[verdict("open", 100)])) == "misleading"
    assert outcome(library, broad, answer("不能确定。", verdicts=[verdict("unclear", None, None)])) == "incomplete"


def test_a_needless_question_back_is_incomplete_whatever_its_choices_are(library):
    back = answer("哪一种？", verdicts=[verdict("open", 100)], clarification="哪一种？50%")
    assert outcome(library, CAPPED, back) == "incomplete"
    assert needless_question(case(library, CAPPED, back)) == 1
    assert needless_question(case(library, CAPPED, answer(verdicts=[verdict()]))) == 0
    assert needless_question(case(library, CAPPED)) == 0, "a failure asks nothing"


def test_a_question_back_is_not_needless_where_no_answer_is_expected(library):
    back = answer("Which one?", clarification="Which one?")
    assert needless_question(case(library, item(clarify=True), back)) is None
    assert needless_question(case(library, item(abstain=True), back)) is None


def test_a_further_verdict_is_not_judged_where_every_expected_one_is_given(library):
    more = answer("增值电信不超过50%。", verdicts=[verdict(), verdict("prohibited", 0, VAT, activities=("mobile-network",))])
    assert outcome(library, CAPPED, more) == "right"


def test_one_of_several_verdicts_can_mislead(library):
    both = item(
        verdicts=[
            expected("conditional", activity="data-centre", area="shanghai-lingang"),
            expected("prohibited", activity="data-centre", area="wuhan"),
        ]
    )
    lingang = verdict("conditional", 100, PILOT, activities=("data-centre",), area="shanghai-lingang")
    wuhan = verdict("open", 100, PILOT, activities=("data-centre",), area="wuhan")
    assert outcome(library, both, answer(verdicts=[lingang])) == "incomplete"
    assert outcome(library, both, answer(verdicts=[lingang, wuhan])) == "misleading"
    assert list(misstated(case(library, both, answer(verdicts=[lingang, wuhan])))) == [
        "decides data-centre, wuhan on 2026-11-22: open, expected prohibited"
    ]


def test_an_open_question_is_right_when_what_it_must_say_is_said_from_one_of_its_clauses(library):
    text = item(clauses=[VAT, FIRM], must_say=["50%"])
    assert outcome(library, text, answer(citations=[citation(library, FIRM)])) == "right"
    assert outcome(library, text, answer(citations=[citation(library, PILOT)])) == "incomplete"
    assert outcome(library, text, answer("不详。", citations=[citation(library, FIRM)])) == "incomplete"


def test_a_verdict_on_an_item_that_expects_none_is_not_judged(library):
    text = item(clauses=[VAT])
    assert outcome(library, text, answer(verdicts=[verdict("open", 100)], citations=[citation(library, VAT)])) == "right"

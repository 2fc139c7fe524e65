"""Verdict, cap, deciding provision, follow-ups."""

from datetime import date

from evals.metrics import verdicts
from evals.scoring.score import confusion
from tests.evals.make import FIRM, PILOT, VAT, answer, case, expected, item, response, verdict

LINGANG = expected("conditional", activity="data-centre", area="shanghai-lingang", cap=100, deciding=[PILOT])
WUHAN = expected("prohibited", activity="data-centre", area="wuhan", cap=0, deciding=[VAT])
IN_LINGANG = verdict("conditional", 100, PILOT, activities=("data-centre",), area="shanghai-lingang")
IN_WUHAN = verdict("prohibited", 0, VAT, activities=("data-centre",), area="wuhan")


def test_a_verdict_is_right_when_its_status_is_acceptable(library):
    either = item(verdicts=[{"status": ["restricted", "conditional"], "cap": 50, "deciding": [VAT, FIRM]}])
    assert verdicts.verdict_accuracy(case(library, either, answer(verdicts=[verdict()]))) == 1
    assert verdicts.verdict_accuracy(case(library, either, answer(verdicts=[verdict("open")]))) == 0


def test_several_verdicts_are_right_only_together(library):
    both = item(verdicts=[LINGANG, WUHAN])
    right = case(library, both, answer(verdicts=[IN_LINGANG, IN_WUHAN]))
    assert (verdicts.verdict_accuracy(right), verdicts.cap_accuracy(right), verdicts.deciding_accuracy(right)) == (1, 1, 1)
    half = case(library, both, answer(verdicts=[IN_LINGANG]))
    assert (verdicts.verdict_accuracy(half), verdicts.cap_accuracy(half), verdicts.deciding_accuracy(half)) == (0, 0, 0)


def test_the_right_status_for_another_place_business_or_day_is_wrong(library):
    only = item(verdicts=[WUHAN])
    elsewhere = verdict("prohibited", 0, VAT, activities=("data-centre",), area="beijing")
    other = verdict("prohibited", 0, VAT, activities=("call-centre",), area="wuhan")
    for wrong in (elsewhere, other):
        assert verdicts.verdict_accuracy(case(library, only, answer(verdicts=[wrong]))) == 0
    dated = item(verdicts=[expected(as_of="2024-10-31")])
    assert verdicts.verdict_accuracy(case(library, dated, answer(verdicts=[verdict()]))) == 0
    assert verdicts.verdict_accuracy(case(library, dated, answer(verdicts=[verdict(as_of=date(2024, 10, 31))]))) == 1


def test_the_order_of_verdicts_does_not_matter(library):
    assert verdicts.cap_accuracy(case(library, item(verdicts=[LINGANG, WUHAN]), answer(verdicts=[IN_WUHAN, IN_LINGANG]))) == 1


def test_a_cap_is_judged_only_where_one_is_expected(library):
    assert verdicts.cap_accuracy(case(library, item(verdicts=[expected()]), answer(verdicts=[verdict(cap=49)]))) is None
    capped = item(verdicts=[expected(cap=50)])
    assert verdicts.cap_accuracy(case(library, capped, answer(verdicts=[verdict(cap=49)]))) == 0
    assert verdicts.cap_accuracy(case(library, capped, answer(verdicts=[verdict(cap=None)]))) == 0


def test_a_cap_of_nought_is_a_cap(library):
    assert (
        verdicts.cap_accuracy(case(library, item(verdicts=[expected("prohibited", cap=0)]), answer(verdicts=[verdict(cap=None)])))
        == 0
    )


def test_a_failure_is_wrong_and_an_item_without_verdicts_is_not_eligible(library):
    assert verdicts.verdict_accuracy(case(library, item(verdicts=[expected()]))) == 0
    assert verdicts.verdict_accuracy(case(library, item(must_say=["50%"]), answer(verdicts=[verdict()]))) is None


def test_a_follow_up_is_consistent_when_its_rewritten_question_is_decided_alike(library):
    asked = item(question="那在武汉呢？", turns=["外资可以在临港做数据中心吗？"], verdicts=[WUHAN])
    same = {"turns_sent": True, "alone": answer(verdicts=[IN_WUHAN])}
    assert verdicts.followup_consistency(case(library, asked, answer(verdicts=[IN_WUHAN]), **same)) == 1
    otherwise = {"turns_sent": True, "alone": answer(verdicts=[IN_WUHAN.model_copy(update={"foreign_cap_pct": 50})])}
    assert verdicts.followup_consistency(case(library, asked, answer(verdicts=[IN_WUHAN]), **otherwise)) == 0


def test_a_follow_up_resolved_to_something_else_is_not_consistent_however_it_is_decided(library):
    asked = item(question="那在武汉呢？", turns=["外资可以在临港做数据中心吗？"], verdicts=[WUHAN])
    twice = answer(verdicts=[IN_LINGANG])
    assert verdicts.followup_consistency(case(library, asked, twice, turns_sent=True, alone=twice)) == 0
    assert verdicts.followup_consistency(case(library, asked, answer(), turns_sent=True, alone=answer())) == 0


def test_a_follow_up_whose_turns_could_not_be_sent_is_not_eligible(library):
    asked = item(turns=["外资可以在临港做数据中心吗？"], verdicts=[WUHAN])
    assert verdicts.followup_consistency(case(library, asked, answer(verdicts=[IN_WUHAN]))) is None


def test_the_confusion_matrix_counts_what_met_what():
    items = [
        item(id="a", verdicts=[expected("prohibited")]),
        item(id="b", verdicts=[expected("prohibited")]),
        item(id="c", verdicts=[{"status": ["restricted", "conditional"]}]),
        item(id="d", verdicts=[expected("open")]),
        item(id="e", verdicts=[expected("open")]),
        item(id="f", verdicts=[expected("open")]),
        item(id="g", abstain=True),
    ]
    responses = [
        response(answer(verdicts=[verdict("prohibited")]), item="a"),
        response(answer(verdicts=[verdict("open")]), item="b"),
        response(answer(verdicts=[verdict("conditional")]), item="c"),
        response(answer(abstained=True), item="d"),
        response(answer(), item="e"),
        response(None, item="f"),
        response(answer(abstained=True), item="g"),
    ]
    assert confusion(items, responses) == {
        ("prohibited", "prohibited"): 1,
        ("prohibited", "open"): 1,
        ("restricted", "restricted"): 1,
        ("open", "abstained"): 1,
        ("open", "no-verdict"): 1,
        ("open", "error"): 1,
    }

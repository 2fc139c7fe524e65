"""Conversations in nine languages, read by the trained reader: what the last turn comes to, and that its resolved question says as much."""

from pathlib import Path

import pytest
import yaml

from rag import Answerer, Ask
from rag.answer.contract import Answer
from rag.question.conversation.choosing import choice_among
from rag.question.conversation.remarks import remark_in, without_courtesy
from tests.conftest import TODAY

CASES = [
    case
    for name in ("talks.yaml", "first_contact.yaml")
    for case in yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
]


def named(case: dict) -> str:
    return " / ".join(case["turns"])


def last(answerer: Answerer, turns: list[str]) -> Answer:
    earlier = answer = None
    for turn in turns:
        answer = answerer.answer(Ask(turn, TODAY, earlier=earlier))
        earlier = answer.understanding
    assert answer is not None
    return answer


def slots(answer: Answer) -> tuple:
    """What an answer decides about: its businesses, places, days and decisions, and for whom in which mode."""
    decided = {(v.activities[0].id, v.area and v.area.id, v.as_of, v.status, v.foreign_cap_pct) for v in answer.verdicts}
    understood = answer.understanding
    return decided, understood.investor_origin and understood.investor_origin.id, understood.mode


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_last_turn_is_read_in_its_conversation(answerer, case):
    answer = last(answerer, case["turns"])
    understood = answer.understanding
    if topic := case.get("outside"):
        texts = {
            "law": ("law", "法域", "法律", "법역", "Recht", "droit", "derecho", "прав"),
            "none": ("none", "都不", "keines", "aucune", "ninguna", "ничего", "いずれ", "아니"),
        }
        assert answer.abstained and not answer.verdicts
        assert topic not in texts or any(word in answer.answer.headline for word in texts[topic])
        return
    if remark := case.get("remark"):
        assert answer.asks == (remark,) and not answer.abstained and not answer.verdicts
        assert [a.id for a in understood.activities] == ([case["activity"]] if "activity" in case else [])
        return
    assert not answer.clarification and not answer.abstained
    assert {v.activities[0].id for v in answer.verdicts} == {case["activity"]}
    assert [a.id for a in understood.areas] == ([case["area"]] if "area" in case else [])
    assert (understood.investor_origin and understood.investor_origin.id) == case.get("origin")
    assert understood.as_of == case.get("day", TODAY)
    assert understood.mode == case.get("mode", "commercial-presence")


@pytest.mark.parametrize("case", [c for c in CASES if "outside" not in c and "remark" not in c], ids=named)
def test_the_resolved_question_says_as_much_alone(answerer, case):
    followed = last(answerer, case["turns"])
    assert slots(answerer.answer(Ask(followed.resolved_question, TODAY))) == slots(followed)


@pytest.mark.parametrize("question", ["外资可以开网吧吗？", "Can we run an internet cafe in China?"])
def test_a_first_question_is_resolved_to_itself(answerer, ruled, question):
    for reads in (answerer, ruled):
        assert reads.answer(Ask(question, TODAY)).resolved_question == question


def test_a_question_back_lists_its_choices_in_the_order_of_the_verdicts(answerer):
    answer = last(answerer, ["We run an app in China. Can foreigners hold it?"])
    assert [c.id for c in answer.understanding.choices] == [v.activities[0].id for v in answer.verdicts]
    assert len(answer.follow_ups) == len(answer.verdicts)


def test_another_country_is_declined_with_a_question_for_an_investor_from_there(answerer):
    answer = last(answerer, ["Can we run a data centre in Beijing?", "And in Vietnam?"])
    assert any("Vietnam" in q and "Beijing" in q for q in answer.follow_ups)
    taken = answerer.answer(Ask(answer.follow_ups[-1], TODAY))
    assert taken.verdict and taken.understanding.investor_origin.id == "vietnam"


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Thank you very much!", "thanks"), ("非常感谢", "thanks"), ("ありがとうございます", "thanks"), ("Vielen Dank!", "thanks"), ("merci beaucoup", "thanks"),
        ("ok", "fine"), ("好的", "fine"), ("Отлично", "fine"), ("¡Hola!", "hello"), ("안녕하세요", "hello"), ("再见", "bye"),
        ("Ist das Rechtsberatung?", "advice"), ("您是真人吗？", "machine"), ("¿Qué puedes hacer?", "about"), ("Насколько актуальны данные?", "freshness"),
        ("Can we run a cinema?", None), ("行吗？", None), ("ok, and in Hainan?", None), ("Is a licence legally required?", None), ("好的，那海南呢？", None),
        ("外资可以做机器人表演吗？", None), ("What can we do about the cap?", None),
    ],
)  # fmt: skip
def test_a_remark_is_told_from_a_question(text, remark):
    assert remark_in(text) == remark


def test_courtesies_in_front_of_a_question_are_left_out():
    assert without_courtesy("Great, thank you. And in Harbin?") == "And in Harbin?"
    assert without_courtesy("谢谢！那海南呢？") == "那海南呢？"
    assert without_courtesy("Thanks!") == "Thanks!"
    assert without_courtesy("Good cinemas in Hainan?") == "Good cinemas in Hainan?"


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("the first", ("a",)), ("前者", ("a",)), ("第二个", ("b",)), ("die zweite", ("b",)), ("la dernière", ("c",)), ("셋째", ("c",)), ("第一和第三", ("a", "c")),
        ("both", ("a", "b", "c")), ("都要", ("a", "b", "c")), ("none", ()), ("都不是", ()), ("ни один", ()), ("どれでもない", ()),
        ("And in Hainan?", None), ("Why?", None), ("We sell shoes to consumers and let other shops sell theirs, first of all in Hainan", None),
    ],
)  # fmt: skip
def test_a_choice_among_what_was_shown(text, chosen):
    assert choice_among(text, ("a", "b", "c")) == chosen

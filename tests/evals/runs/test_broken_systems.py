"""Systems broken on purpose: each must score as badly as it is on the metric that is there to catch it, and the system as it is
must not. Their answers are real ones, spoilt."""

from __future__ import annotations

import random
from datetime import date

import pytest

from evals.runs.systems import in_process
from evals.scoring.score import means, score
from evals.sets.read import DATASETS, read_set
from rag import Status
from rag.answer.citations import force_of
from tests.evals.make import TODAY, item

_OLD, _NEW = "cn-fi-negative-list-2021", "cn-fi-negative-list-2024"


@pytest.fixture(scope="module")
def sample(library):
    """Items of our own sets, in Chinese and in English: eighty to decide, twenty to decline."""
    items = [i for i in read_set(DATASETS, library) if not i.turns and not i.frozen and i.language in ("zh-Hans", "en")]
    decided = [i for i in items if i.clauses and i.verdicts and all(e.deciding for e in i.verdicts)][:80]
    return decided + [i for i in items if i.abstain][:20]


@pytest.fixture(scope="module")
def sound(answerer, sample):
    with in_process(answerer, TODAY, "auto") as system:
        return [system.respond(i) for i in sample]


def scored(sample, responses, library) -> dict[str, float | None]:
    return means(score(sample, responses, library))


def spoilt(responses, spoil):
    """The responses with every answer changed."""
    return [r.model_copy(update={"answer": spoil(r.answer)}) for r in responses]


def test_the_system_as_it_is_does_well_on_each_of_them(sample, sound, library):
    mean = scored(sample, sound, library)
    assert mean["verdict_accuracy"] > 0.6
    assert mean["deciding_cited"] > 0.6
    assert mean["citation_recall"] > 0.5
    assert mean["quote_validity"] == 1
    assert mean["number_faithfulness"] > 0.95
    assert mean["wrong_edition"] < 0.05
    assert mean["refusal_recall"] > 0.5
    assert mean["answer_language"] > 0.95


def test_random_verdicts_are_right_about_as_often_as_chance(sample, sound, library):
    draw = random.Random(7)

    def spoil(answer):
        verdicts = tuple(v.model_copy(update={"status": draw.choice(list(Status))}) for v in answer.verdicts)
        return answer.model_copy(update={"verdicts": verdicts})

    mean = scored(sample, spoilt(sound, spoil), library)
    assert mean["verdict_accuracy"] < 0.4
    assert mean["citation_recall"] == scored(sample, sound, library)["citation_recall"]


def test_shuffled_citations_neither_bear_on_the_question_nor_hold_their_quotes_nor_the_numbers(sample, sound, library):
    draw = random.Random(7)
    others = [c for c in library.clauses if not c.startswith(_NEW)]

    def spoil(answer):
        moved = tuple(c.model_copy(update={"provision_id": draw.choice(others)}) for c in answer.citations)
        return answer.model_copy(update={"citations": moved})

    mean = scored(sample, spoilt(sound, spoil), library)
    before = scored(sample, sound, library)
    assert mean["citation_precision"] < 0.05
    assert mean["citation_recall"] < 0.05
    assert mean["deciding_cited"] < 0.05
    assert mean["quote_validity"] < 0.05
    assert mean["number_faithfulness"] < before["number_faithfulness"] - 0.2
    assert mean["verdict_accuracy"] == before["verdict_accuracy"]


def test_who_always_declines_decides_nothing_and_declines_mostly_without_need(sample, sound, library):
    def spoil(answer):
        return answer.model_copy(update={"abstained": True, "verdict": None, "verdicts": (), "citations": ()})

    mean = scored(sample, spoilt(sound, spoil), library)
    wanted = sum(i.abstain for i in sample) / len(sample)
    assert (mean["verdict_accuracy"], mean["citation_recall"], mean["refusal_recall"]) == (0, 0, 1)
    assert mean["refusal_precision"] == pytest.approx(wanted)


def test_who_always_answers_declines_nothing(sample, sound, library):
    mean = scored(sample, spoilt(sound, lambda a: a.model_copy(update={"abstained": False})), library)
    assert mean["refusal_recall"] == 0
    assert mean["refusal_precision"] is None


def test_the_list_of_2021_in_place_of_that_of_2024_is_a_wrong_edition(sample, answerer, library):
    """A system that decides by the 2021 list whatever the day, and says that it is in force."""
    items = [i for i in sample if not i.as_of and any(c.startswith(_NEW) for e in i.verdicts for c in e.deciding)]
    assert len(items) > 10
    with in_process(answerer, TODAY, "auto") as system:
        outdated = [system.respond(i.model_copy(update={"as_of": date(2024, 10, 31)})) for i in items]

    def presented(answer):
        in_force = tuple(c.model_copy(update={"status": "in-force"}) for c in answer.citations)
        today = tuple(v.model_copy(update={"as_of": TODAY}) for v in answer.verdicts)
        understood = answer.understanding.model_copy(update={"as_of": TODAY})
        return answer.model_copy(update={"citations": in_force, "verdicts": today, "understanding": understood})

    mean = scored(items, spoilt(outdated, presented), library)
    assert mean["wrong_edition"] > 0.3
    assert mean["deciding_accuracy"] < 0.2
    assert any(c.document_id == _OLD for r in outdated for c in r.answer.citations)
    assert force_of(library.documents[_OLD], TODAY) == "superseded"


def test_numbers_that_are_made_up_are_not_faithful(sample, sound, library):
    def spoil(answer):
        prose = answer.answer.model_copy(
            update={"headline": "外资不超过 37.5%，自 2019年2月29日 起，注册资本 4321万元。", "markdown": ""}
        )
        return answer.model_copy(update={"answer": prose})

    assert scored(sample, spoilt(sound, spoil), library)["number_faithfulness"] < 0.05


def test_who_answers_in_the_other_language_is_caught(sample, sound, library):
    swapped = [i.model_copy(update={"language": "en" if i.language != "en" else "zh-Hans"}) for i in sample]
    assert scored(swapped, sound, library)["answer_language"] < 0.05


def test_a_retrieval_turned_upside_down_is_worse(sample, sound, library):
    mean = scored(sample, [r.model_copy(update={"retrieved": r.retrieved[::-1]}) for r in sound], library)
    before = scored(sample, sound, library)
    assert mean["recall_at_100"] == before["recall_at_100"]
    assert mean["ndcg_at_10"] < before["ndcg_at_10"] / 3
    assert mean["mrr"] < before["mrr"] / 3


def test_who_asks_back_on_everything_is_not_precise(sample, sound, library):
    asking = spoilt(sound, lambda a: a.model_copy(update={"clarification": "哪一类？"}))
    assert scored(sample, asking, library)["clarification_precision"] < 0.2


def test_who_says_everything_says_what_it_must_not(library, sound):
    asked = item(must_say=["50%"], must_not_say=["100%"])
    everything = sound[0].model_copy(update={"item": "one", "answer": _saying(sound[0].answer, "50% 100%")})
    mean = scored([asked], [everything], library)
    assert (mean["must_say"], mean["must_not_say"]) == (1, 0)


def _saying(answer, words):
    return answer.model_copy(update={"answer": answer.answer.model_copy(update={"headline": words, "markdown": ""})})

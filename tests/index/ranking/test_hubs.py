"""Passages near every question count for less where the texts are to answer."""

import numpy as np
import pytest

from evals.training.ordinary import ordinary_sample
from index.ranking.hubs import HUB, corpus_hubness, hubness, ordinary_questions, save_ordinary, without_hubs


def unit(*rows: list[float]) -> np.ndarray:
    vectors = np.array(rows, dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


#: The first lies amid all questions, each of the others near one of them.
PASSAGES = unit([1, 1, 1], [1, 0.5, 0.5], [0.5, 1, 0.5], [0.5, 0.5, 1])
QUESTIONS = unit([1, 0.4, 0.4], [0.4, 1, 0.4], [0.4, 0.4, 1])


def test_a_passage_near_every_question_loses_to_the_one_that_answers():
    hubs = hubness(PASSAGES, QUESTIONS, nearest=3)
    assert hubs.argmax() == 0
    asked = unit([1, 0.8, 0.65])[0]
    cosines = PASSAGES @ asked
    assert cosines.argmax() == 0
    assert without_hubs(cosines, hubs).argmax() == 1


def test_hubs_are_counted_from_the_mean_so_that_scores_stay_where_they_are_on_the_whole():
    hubs = hubness(PASSAGES, QUESTIONS, nearest=3)
    assert hubs.mean() == pytest.approx(0, abs=1e-6)
    scores = np.full(4, 0.9, dtype=np.float32)
    assert without_hubs(scores, hubs).mean() == pytest.approx(0.9)
    assert without_hubs(scores, hubs)[0] == pytest.approx(0.9 - HUB * hubs[0])


def test_a_candidate_scores_the_same_among_a_few_as_among_all():
    """A vector database gives a few candidates, not the whole index."""
    hubs, scores, few = hubness(PASSAGES, QUESTIONS, nearest=3), np.array([0.9, 0.8, 0.7, 0.6], dtype=np.float32), [2, 0]
    assert without_hubs(scores[few], hubs[few]) == pytest.approx(without_hubs(scores, hubs)[few])


def test_saved_questions_are_there_for_the_embedder_they_are_of_and_for_no_other(tmp_path):
    path = tmp_path / "ordinary.npz"
    save_ordinary("a-model", QUESTIONS, path)
    assert ordinary_questions("another-model", path) is None
    assert ordinary_questions("a-model", path) == pytest.approx(QUESTIONS, abs=0.01)


def test_without_questions_of_an_embedder_no_passage_is_a_hub():
    assert not corpus_hubness("another-model", PASSAGES).any()


def test_the_questions_that_ship_are_those_the_command_draws(embedder):
    shipped, drawn = ordinary_questions(embedder.name), ordinary_sample()
    assert len(shipped) == len(drawn)
    for i in (0, len(drawn) - 1):
        assert float(shipped[i] @ embedder.query(drawn[i])) > 0.995


@pytest.mark.parametrize("question", ["电影院放国产片的时间有没有最低比例？", "How long must personal data logs be kept?"])
def test_the_list_item_on_a_whole_sector_falls_behind_for_an_open_question(answerer, question):
    """Item 12 of the national list speaks of all of telecom."""
    index, vector = answerer.index, answerer.embedder.query(question)

    def rank(open_question: bool) -> int:
        found = index.search(vector, question, len(answerer.library.clauses), open_question=open_question)
        return [hit.id for hit in found].index("cn-fi-negative-list-2024#item-12")

    assert rank(open_question=True) > rank(open_question=False)

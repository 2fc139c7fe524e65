"""Learning the adapter, on vectors small enough to see through, and the questions it learns from."""

from datetime import date

import numpy as np
import pytest

from evals.adapter import learn as learning
from evals.adapter.learn import Lesson, learn
from evals.adapter.questions import made
from evals.adapter.teach import FOLDS, by_question, by_topic
from evals.peers.task import Corpus, Query, Task
from evals.sets.read import DATASETS, read_set

DAY = date(2026, 11, 22)


def unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


@pytest.fixture
def lesson() -> Lesson:
    """Questions that all lie in the direction of what they share, beside which what each asks about is small."""
    draw = np.random.default_rng(5)
    passages = unit(draw.normal(size=(60, 16)))
    shared = unit(draw.normal(size=16))
    about = np.arange(300) % 60
    asked = unit(passages[about] + 1.5 * shared + 0.2 * draw.normal(size=(300, 16)))
    return Lesson(asked, passages, np.zeros((300, 60), dtype=np.float32), [np.array([one]) for one in about])


def found(lesson: Lesson, rows: np.ndarray, vectors: np.ndarray) -> float:
    nearest = np.argmax(vectors @ lesson.passages.T, axis=1)
    return float(np.mean([one in lesson.right[row] for one, row in zip(nearest, rows, strict=True)]))


def test_what_is_learnt_holds_for_questions_that_were_not_learnt_from(lesson, monkeypatch):
    monkeypatch.setattr(learning, "HELD", 0.5)
    seen, unseen = np.arange(200), np.arange(200, 300)
    adapter = learn([(lesson, seen)])
    before, after = found(lesson, unseen, lesson.asked[unseen]), found(lesson, unseen, adapter.moved(lesson.asked[unseen]))
    assert after > before + 0.1


def test_the_same_lessons_teach_the_same(lesson):
    first, again = (learn([(lesson, np.arange(100))]) for _ in range(2))
    assert np.array_equal(first.down, again.down)
    assert np.array_equal(first.bias, again.bias)


def test_the_more_it_is_held_the_less_a_question_moves(lesson, monkeypatch):
    moved = []
    for held in (1.0, 100.0):
        monkeypatch.setattr(learning, "HELD", held)
        moved.append(float(np.mean(np.sum(learn([(lesson, np.arange(200))]).moved(lesson.asked) * lesson.asked, axis=1))))
    assert moved[0] < moved[1] < 1


def test_the_slope_of_a_score_is_that_of_the_cross_entropy():
    scores, right = np.array([0.3, -0.2, 1.1, 0.4, 0.0]), np.array([1, 3])

    def loss(s: np.ndarray) -> float:
        wrong = np.exp(np.delete(s, right)).sum()
        return float(np.mean([np.log(np.exp(s[r]) + wrong) - s[r] for r in right]))

    steps = 1e-5 * np.eye(5)
    by_hand = [(loss(scores + step) - loss(scores - step)) / 2e-5 for step in steps]
    assert learning._by_score(scores, right) == pytest.approx(by_hand, abs=1e-6)


def test_questions_made_of_the_corpus_are_in_every_language_and_stand_on_what_is_in_force(library):
    questions = made(library, DAY)
    assert questions == made(library, DAY)
    assert {q.area is None for q in questions} == {True, False}
    assert len({q.activity for q in questions}) > 100
    for framing in library.framing.values():
        assert any(one in q.text for one in framing for q in questions)
    assert all(library.clauses[one].document.in_force(DAY) for q in questions for one in q.right)


def test_no_question_of_our_sets_is_learnt_from(library):
    """What the sets report would else be what was learnt by heart."""
    assert not {q.text for q in made(library, DAY)} & {i.question for i in read_set(DATASETS, library)}


def test_questions_on_one_topic_lie_in_one_fold_and_all_folds_are_filled():
    ids = [f"{law}第{n}条" for law in ("甲法", "乙法", "丙法") for n in ("一", "二", "三", "四", "五")] + [
        f"{c}法第一条" for c in "丁戊己"
    ]
    corpus = Corpus(ids, ids, np.zeros((len(ids), 2)), None)
    task = Task("small", corpus, [Query(str(i), one, (one,)) for i, one in enumerate(ids)])
    topics = by_topic(task)
    for law in ("甲法", "乙法", "丙法"):
        assert len({fold for fold, one in zip(topics, ids, strict=True) if one.startswith(law)}) == 1
    assert set(topics) == set(by_question(task)) == set(range(FOLDS))

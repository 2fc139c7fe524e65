"""Questions of which is known what they mean, as evidence for what another means."""

import numpy as np

from index import Anchors
from rag.question.learned.likeness import NO_BUSINESS, OF_EXAMPLES, Examples, Likeness, whitened

FRAMES, WHITENING = {"en": np.zeros(4, dtype=np.float32)}, np.eye(4, dtype=np.float32)
ANCHORS = Anchors(
    ("cinema", "karaoke"),
    np.eye(4, dtype=np.float32)[:3],
    np.array([0, 1, 1]),
    ("en", "en", "zh"),
    np.array([False, False, True]),
)
EXAMPLES = Examples(np.eye(4, dtype=np.float32), ("karaoke", "cinema", NO_BUSINESS, "no longer there"))


def of_examples(vector: list[float], hidden: tuple[int, ...] = ()) -> tuple[np.ndarray, np.ndarray]:
    likeness = Likeness(ANCHORS, FRAMES, WHITENING, EXAMPLES)
    features, of_none = likeness.features(np.array(vector, dtype=np.float32), "en", hidden)
    return features[:, -OF_EXAMPLES:], of_none


def test_the_business_of_the_nearest_example_leads():
    (cinema, karaoke), of_none = of_examples([1, 0.2, 0, 0])
    assert karaoke[0] > 0.9 > cinema[0] and karaoke[2] > 0 > cinema[2] and of_none.max() < 0.1


def test_a_question_like_one_about_something_else_says_so():
    _, of_none = of_examples([0, 0, 1, 0])
    assert of_none.min() > 0.9


def test_hidden_examples_are_as_none():
    (cinema, karaoke), _ = of_examples([1, 0.2, 0, 0], hidden=(1,))
    assert cinema[3] == 1 and karaoke[3] == 0 and karaoke[0] < 0


def test_questions_are_compared_at_one_length_whatever_their_language():
    vectors = whitened(np.array([[3, 0, 0, 0], [0, 5, 0, 0]], dtype=np.float32), ["en", "eo"], FRAMES, WHITENING)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)

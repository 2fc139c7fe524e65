"""A word for several businesses gives way to the one among them that the question describes."""

from __future__ import annotations

import pytest

from rag.question.learned.vague import with_the_described
from rag.question.reading import Hypothesis


def guesses(**probabilities):
    return tuple(Hypothesis(name.replace("_", "-"), p) for name, p in probabilities.items())


def test_what_speaks_for_the_word_speaks_for_the_business_described(library):
    raised = with_the_described(library, guesses(tutoring=0.5, subject_tutoring=0.3, museum=0.1))
    assert raised[0] == Hypothesis("subject-tutoring", pytest.approx(0.8))
    assert raised[1] == Hypothesis("museum", 0.1)


def test_two_that_are_described_share_it_by_their_own_probabilities(library):
    raised = {
        h.business: h.probability
        for h in with_the_described(library, guesses(tutoring=0.4, subject_tutoring=0.3, online_education=0.1))
    }
    assert raised == {"subject-tutoring": pytest.approx(0.6), "online-education": pytest.approx(0.2)}


def test_a_part_of_one_that_the_word_may_mean_is_one_of_them(library):
    word, part = next(
        (word.id, part) for word in library.activities.values() for meant in word.may_be for part in library.below(meant)
    )
    raised = with_the_described(library, (Hypothesis(word, 0.5), Hypothesis(part, 0.3)))
    assert [h.business for h in raised] == [part]


@pytest.mark.parametrize(
    "as_read",
    [
        guesses(tutoring=0.8, subject_tutoring=0.1),
        guesses(tutoring=0.5, museum=0.3),
        guesses(subject_tutoring=0.5, tutoring=0.4),
        (),
    ],
    ids=["none described", "another business", "the word is not first", "nothing read"],
)
def test_else_nothing_changes(library, as_read):
    assert with_the_described(library, as_read) == as_read

"""The questions that answers are timed on."""

import re
import statistics

from evals.bench.latency import hostile_questions, questions


def test_questions_are_distinct_filled_and_as_long_as_people_write_them(library):
    asked = questions(library, 200)
    assert {language: len(made) for language, made in asked.items()} == {"zh": 100, "en": 100}
    everything = [q for made in asked.values() for q in made]
    assert len(set(everything)) == 200
    assert not [q for q in everything if "{" in q]
    assert 50 <= statistics.median(len(q) for q in everything) <= 80
    assert all(re.search(r"[\u4e00-\u9fff]", q) for q in asked["zh"]) and not any("{" in q for q in asked["en"])


def test_hostile_strings_are_distinct_and_no_longer_than_a_question_may_be():
    made = hostile_questions(40)
    assert len(set(made)) == 40
    assert max(map(len, made)) <= 2000
    assert statistics.median(map(len, made)) > 900
    assert hostile_questions(40) == made

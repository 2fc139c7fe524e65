"""What an answer comes to next to the one that the labels give."""

from __future__ import annotations

from datetime import date

import pytest

from evals.training.reading_scores import RIGHT, read_all
from evals.training.records import Record

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("question", ["外资可以做内容业务吗？", "May a foreign company run a content business in China?"])
def test_a_question_back_on_a_word_for_several_businesses_is_right(answerer, question):
    language = "en" if question.isascii() else "zh-Hans"
    record = Record(
        id="t1", card="t1", cluster="t1", writer="t", language=language, scene="t", question=question,
        asks=("verdict",), businesses=("content-business",), wording="named",
    )  # fmt: skip
    (read,) = read_all(answerer, [record], TODAY)
    assert read.reading.way.name == "CHOICE"
    assert read.outcome == RIGHT
    assert not read.needless

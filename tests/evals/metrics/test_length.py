"""How long an answer is, in the unit of its language."""

import pytest

from evals.metrics.length import answer_length, length_unit
from tests.evals.make import answer


@pytest.mark.parametrize(
    ("language", "headline", "markdown", "count"),
    [
        ("zh-Hans", "不超过 50%。", "清单第12项。[1]", 14),
        ("zh-Hant", "不可以。", "", 4),
        ("ja", "できません。", "", 6),
        ("ko", "불가능합니다. 금지", "", 9),
        ("en", "Up to 50 %.", "**Where**: Hainan [1].", 6),
        ("ru", "Нет, запрещено.", "", 2),
    ],
)
def test_characters_or_words_of_headline_and_note_without_marks(language, headline, markdown, count):
    assert answer_length(answer(headline, markdown), language) == count


def test_the_unit_follows_the_language():
    assert {length_unit(code) for code in ("zh-Hans", "zh-Hant", "ja", "ko")} == {"characters"}
    assert {length_unit(code) for code in ("en", "de", "fr", "es", "ru")} == {"words"}

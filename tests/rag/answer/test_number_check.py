"""Numbers are checked whatever unit a language counts them in."""

from __future__ import annotations

import pytest

from rag.answer.note import Paragraph, Sentence
from rag.answer.number_check import faults
from rag.question.understand import understand
from tests.conftest import TODAY

FINE = "cn-international-networking-provisions-2024#article-14"


@pytest.fixture(scope="module")
def left_out(answerer):
    question = understand(answerer.library, answerer.lexicon, "What is the fine?", TODAY)

    def found(text):
        return faults(Paragraph((Sentence(text, (answerer.library.clauses[FINE],)),)), question)

    return found


@pytest.mark.parametrize("text", ["up to RMB 15,000", "최고 1.5만 위안", "1.5万元以下", "bis zu 15\u00a0000 RMB"])
def test_a_sum_stands_in_its_clause_in_any_unit(left_out, text):
    assert left_out(text) == []


@pytest.mark.parametrize("text", ["up to RMB 16,000", "최고 1.6만 위안", "up to RMB 150"])
def test_another_sum_does_not(left_out, text):
    assert len(left_out(text)) == 1

"""The note as Markdown and HTML: marks link to sources, and words stay words."""

import re

import pytest

from rag.answer.note import Paragraph, Sentence, Sources, render


@pytest.fixture
def clause(library):
    return library.clauses["cn-fi-negative-list-2024#item-12"]


def test_a_mark_stands_before_the_full_stop_and_links_to_its_source(clause):
    markdown, html = render([Paragraph((Sentence("外资不超过 50%。", (clause,)),))], Sources(), "zh")
    assert markdown == "外资不超过 50%[1]。"
    assert '<a class="cite" href="#source-1" data-n="1">[1]</a>。' in html


@pytest.mark.parametrize(
    "words",
    [
        "业务[1]见附件",
        "<script>alert(1)</script>",
        "[link](javascript:alert(1))",
        "1. 第一条",
        "2024. x",
        "- dash",
        "# head",
        "a\n\nb",
        "**bold** _it_ `c`",
        "\ue0001\ue001",
    ],
)
def test_what_looks_like_markup_in_a_clause_stays_text(clause, words):
    """Added documents and digests bring their own brackets, numbers and line breaks; none may become a mark, list or link."""
    _, html = render([Paragraph((Sentence(words, (clause,)),))], Sources(), "zh")
    assert html.count("<a ") == 1
    assert not re.search(r"<(?:script|ol|ul|li|h\d|strong|em|code)\b", html)
    assert html.startswith("<p>")
    assert html.count("<p>") == 1

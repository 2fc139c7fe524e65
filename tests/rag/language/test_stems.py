"""Words cut for comparison, by many threads at once."""

import sys
from concurrent.futures import ThreadPoolExecutor

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag import Ask
from rag.language.stems import INFLECTED, units
from tests.conftest import TODAY

TEXTS = [
    ("ausländische Beteiligungen an Telekommunikationsunternehmen und Rechenzentren", "de"),
    ("les participations étrangères dans les entreprises de télécommunications", "fr"),
    ("иностранные инвестиции в телекоммуникационные компании и издательства", "ru"),
]


def test_threads_that_cut_words_at_once_do_not_get_each_others():
    expected = [units(*text) for text in TEXTS]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(lambda n: units(*TEXTS[n % 3]), range(3000)))
    finally:
        sys.setswitchinterval(interval)
    assert all(cut == expected[n % 3] for n, cut in enumerate(found))


@settings(max_examples=1500, deadline=None)
@given(st.text(alphabet="ldqusnjcmt'’ aéxy_1中ぁ국-.", max_size=14))
@example("l' opéra")
@example("aujourd'hui")
def test_every_language_cuts_a_text_into_as_many_units(text):
    """What one language found by its stems is looked up among the words of another: a French "d' art" failed there."""
    assert {len(units(text, language)) for language in INFLECTED} == {len(units(text))}


def test_a_mark_with_a_space_behind_it_fails_nowhere(answerer):
    assert answerer.answer(Ask("Peut-on ouvrir une maison d' opéra à Pékin ? l' ' qu' l", TODAY)).answer.headline

"""Words cut for comparison, by many threads at once."""

import sys
from concurrent.futures import ThreadPoolExecutor

from rag.language.stems import units

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

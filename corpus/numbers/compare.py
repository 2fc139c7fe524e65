"""Which numbers stand in one language only."""

from __future__ import annotations

from corpus.numbers.chinese import read_chinese
from corpus.numbers.english import read_english
from corpus.numbers.found import Numbers


def unmatched(zh: str, en: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers that only the Chinese and only the English text states, as they are written there."""
    chinese, english = read_chinese(zh), read_english(en)
    return _lacking(chinese, english), _lacking(english, chinese)


def numbers_missing(text: str, source: str) -> tuple[str, ...]:
    """The numbers that a Chinese text states and its Chinese source has in no form, as they are written in the text."""
    return _lacking(read_chinese(text), read_chinese(source))


def _lacking(here: Numbers, there: Numbers) -> tuple[str, ...]:
    return tuple(words for form, words in here.stated.items() if form not in there.all and not _part_of_a_date(form, there))


def _part_of_a_date(form: str, there: Numbers) -> bool:
    """Whether the other text gives the same date with more or fewer of its parts: 11月1日 and 2024-11-01, 2024 and 2024-11."""
    if not _is_date(form) and not (len(form) == 4 and form[:2] in ("19", "20")):
        return False
    return any(_parts(form) <= _parts(other) or _parts(other) <= _parts(form) for other in there.stated if _is_date(other))


def _is_date(form: str) -> bool:
    return "-" in form and form.replace("-", "").isdigit()


def _parts(form: str) -> set[tuple[str, str]]:
    """2024-11-01 → year, month, day; --11-01 → month, day."""
    year, month, day = (*form.replace("--", "-", 1).split("-"), "", "")[:3]
    return {(name, part) for name, part in (("y", year), ("m", month), ("d", day)) if part}

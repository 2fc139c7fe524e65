"""The fixed words of answers in nine languages, from the message catalogues under ``locale``. Law's own words never stand
in them: they come from the corpus."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from rag.language.formats import written_day, written_days
from rag.language.languages import canonical

LOCALE = Path(__file__).parent / "locale"


def say(language: str, key: str, **values: object) -> str:
    """The phrase ``key`` in ``language``, its blanks filled: days as the language writes them, given as dates or in ISO form."""
    code = canonical(language)
    return phrases(code)[key].format(**{blank: _shown(value, code) for blank, value in values.items()})


def _shown(value: object, language: str) -> object:
    if isinstance(value, date):
        return written_day(value, language)
    return written_days(value, language) if isinstance(value, str) else value


@cache
def phrases(language: str) -> dict[str, str]:
    """Every phrase of one language by its key. Read once, when the language is first spoken."""
    return _catalogue(language, "zhunru")


@cache
def titles(language: str) -> dict[str, str]:
    """What the bundled documents are called in a language the corpus is not written in, by id."""
    return _catalogue(language, "documents")


@cache
def business_names(language: str) -> dict[str, str]:
    """What businesses are called in such a language, by id, where their first alias there is not the whole of what the
    law means (an orchestra is one performing troupe of many)."""
    return _catalogue(language, "activities")


@cache
def fact_words(language: str) -> dict[str, str]:
    """What authorities, times and kinds of conditions are called in such a language, by what the English of the corpus calls them."""
    return _catalogue(language, "facts")


def _catalogue(language: str, name: str) -> dict[str, str]:
    with (LOCALE / language.replace("-", "_") / "LC_MESSAGES" / f"{name}.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, abort_invalid=True) if message.id}

"""The fixed words of answers in nine languages, from the message catalogues under ``locale``. Law's own words never stand
in them: they come from the corpus."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from rag.language.languages import canonical, native, scripted, typography

LOCALE = Path(__file__).parent / "locale"


def say(language: str, key: str, **values: object) -> str:
    """The phrase ``key`` in ``language``, its blanks filled."""
    return phrases(canonical(language))[key].format(**values)


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


def _catalogue(language: str, name: str) -> dict[str, str]:
    with (LOCALE / language.replace("-", "_") / "LC_MESSAGES" / f"{name}.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, abort_invalid=True) if message.id}


def quotation(language: str, text: str) -> str:
    """The corpus's own words as a sentence of an answer: as they are where the corpus is written in the language, else in
    quotation marks with the full stop behind them."""
    if native(language):
        return scripted(text, language)
    return say(language, "quoted", text=text.rstrip("。.")) + typography(language).stop


def share(value: float) -> str:
    """A share in percent without a needless decimal: 50.0 → 50, 33.3 → 33.3."""
    return f"{value:g}"

"""Questions put in Zhunru's own words: those that it suggests, and those that follow-ups are resolved to. Their businesses are known."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus import Library
from rag.language.catalogues import phrases, say
from rag.language.languages import LANGUAGES
from rag.language.names import activity_asked

_KEYS = ("ask.place", "ask.national", "ask.hainan", "ask.ftz")
_MARK = r"\s*[?？]"


def businesses_in_own_form(library: Library, text: str) -> tuple[str, ...]:
    """The ids of the businesses that a text in one of these forms asks about, in its order; empty where it has another form."""
    for language in LANGUAGES:
        for form in _forms(language):
            if (match := form.match(text.strip())) and (found := _known(library, match["activity"], language)):
                return found
    return ()


@lru_cache(maxsize=len(LANGUAGES))
def _forms(language: str) -> tuple[re.Pattern[str], ...]:
    """What such questions look like in a language, with room for more in brackets in front of the mark."""
    forms = []
    for key in _KEYS:
        form = re.escape(phrases(language)[key]).replace(r"\{activity\}", "(?P<activity>.+?)").replace(r"\{place\}", ".+?")
        forms.append(
            re.compile(re.sub(r"(?:\\?\s)*[?？]$|(?:\\?\s)*\\\?$", lambda _: rf"(?:\s?[(（][^()（）]*[)）])?{_MARK}", form))
        )
    return tuple(forms)


def _known(library: Library, named: str, language: str) -> tuple[str, ...]:
    """The businesses of a list of names; empty where one of them is none."""
    names, found = _names(library, language), []
    parts = named.split(between := say(language, "list"))
    while parts:
        # A name may have the mark of a list in it: the longest that is known counts.
        length = next((n for n in range(len(parts), 0, -1) if between.join(parts[:n]) in names), 0)
        if not length:
            return ()
        found.append(names[between.join(parts[:length])])
        parts = parts[length:]
    return tuple(found)


@lru_cache(maxsize=2 * len(LANGUAGES))
def _names(library: Library, language: str) -> dict[str, str]:
    return {activity_asked(library, a, language): a for a in library.activities}

"""What a question asks: language, activities, areas, origin, days, mode of supply, and the kind of answer it wants."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from corpus import Library, Mode
from corpus.text import normalise
from rag.language.detect import language_asked, language_of, without_language_asked
from rag.language.lexicon import Lexicon
from rag.language.stems import units
from rag.question.conversation.countries import Role, china_named, role_of_countries
from rag.question.conversation.own_form import businesses_in_own_form
from rag.question.dates import days_named, edition_day
from rag.question.focus import Focus, focus_of
from rag.question.intent import hearsay, outside, wants
from rag.question.mentions import NATIONWIDE, businesses_named, places_named

_FEW = 3
_CROSS_BORDER = re.compile(
    r"跨境(?:提供|服务|交付|支付)|从境外|境外直接|自境外|不设(?:立)?(?:公司|实体|机构)|越境|"
    r"\bfrom abroad\b|\bfrom overseas\b|\bfrom outside china\b|\bcross-border (?:supply|service|payment)|\bwithout (?:a |any |setting up a )?(?:local |chinese )?(?:company|entity|presence)|"
    r"from (?:our )?(?:servers|offices?) in\b|vom ausland aus|depuis l['’]étranger|desde el extranjero|из-за рубежа|해외에서"
)


#: What is settled of a question before it is read: nothing (`first`); by the conversation its slots (`slots`); its businesses too, also where
#: it is put in Zhunru's own words (`businesses`), or that they are
#: the choices still asked back about (`choices`), or that none of those is meant (`none`); that it is about another country (`abroad`).
Turn = Literal["first", "slots", "businesses", "choices", "none", "abroad"]


@dataclass(frozen=True)
class Question:
    """A question understood. ``intent``: `decide`, `both`, `may` or `open` (see :mod:`rag.question.intent`); ``focus`` is what of a verdict
    it wants first (see :mod:`rag.question.focus`). ``days`` has at least one day;
    ``areas`` may hold None, the country beside a place. ``elsewhere`` when it asks about another
    country or something else altogether, ``hearsay`` when it takes for granted that a rule was lifted. ``said`` are
    the slots that the question fills by its own words; ``unreadable`` is a date that no calendar has, or that no rule can be about; ``now`` is
    whether it speaks of the present. ``country`` is how it names a country (see :mod:`rag.question.conversation.countries`), None where it
    names none, ``foreign`` the country whose law it asks about; ``turn`` what is settled of it; ``or_mode`` the other mode of supply,
    where that may be meant as well."""

    text: str
    language: str
    intent: str
    focus: Focus
    activities: tuple[str, ...]
    areas: tuple[str | None, ...]
    origin: str | None
    days: tuple[date, ...]
    mode: Mode
    elsewhere: bool
    hearsay: bool
    said: frozenset[str]
    unreadable: str | None
    length: int
    country: Role | None = None
    foreign: str | None = None
    turn: Turn = "first"
    #: The months and years that days stand for: the first day, which is the one in ``days``, and the last.
    spans: tuple[tuple[date, date], ...] = ()
    now: bool = False
    or_mode: Mode | None = None
    #: Every home of an investor that it names, in its order.
    origins: tuple[str, ...] = ()

    def about(self, activities: tuple[str, ...]) -> Question:
        """The same question with activities found by other means."""
        return replace(self, activities=activities, intent="both" if self.intent == "both" else "decide")


def understand(library: Library, lexicon: Lexicon, text: str, today: date) -> Question:
    """Read a question. ``today`` is the day it is asked on: the day decided for when it names none."""
    plain, language = normalise(text), language_of(text)
    words, found = units(text, language), lexicon.find(text, language)
    put = businesses_in_own_form(library, text)
    activities = put or businesses_named(library, words, found)
    areas = places_named(library, words, found, plain)
    origins = [f for f in found if f.kind == "origin"]
    if origins and language_asked(text):
        named_besides = {f.id for f in lexicon.find(without_language_asked(text), language)}
        origins = [f for f in origins if f.id in named_besides]
    named = days_named(text, today)
    edition = None if named.named else edition_day(text, library, today)
    business = _plainest(library, tuple(a for a in activities if not library.activities[a].topic))
    length = len(words) - len({i for f in found for i in range(f.start, f.end)})
    cross_border = bool(_CROSS_BORDER.search(plain))
    intent = wants(plain, bool(business), bool(activities), length <= _FEW, bool(origins) or cross_border)
    said = {
        "activity": bool(business),
        "area": bool(areas) or bool(NATIONWIDE.search(plain)),
        "origin": bool(origins),
        "day": bool(named.named) or edition is not None,
        "mode": cross_border,
        "language": language_asked(text) is not None,
    }
    days = named.named or ((edition or today),)
    country = role_of_countries(library, units(text), origins, language)
    abroad = country == "place" and not areas and not china_named(plain)
    return Question(
        text=text,
        language=language_asked(text) or language,
        intent=intent,
        focus=focus_of(plain, listable=all(library.children.get(a) for a in business)),
        activities=activities if intent == "open" else business,
        areas=areas,
        origin=origins[0].id if origins and not abroad else None,
        days=tuple(min(d, today) for d in days) if intent == "open" else days,
        mode=Mode.CROSS_BORDER if cross_border else Mode.COMMERCIAL_PRESENCE,
        elsewhere=outside(plain) or abroad,
        hearsay=hearsay(plain),
        said=frozenset(slot for slot, yes in said.items() if yes),
        unreadable=named.unreadable,
        length=length,
        country=country,
        foreign=origins[0].id if abroad else None,
        turn="businesses" if put else "first",
        spans=named.spans,
        now=named.now,
        origins=() if abroad else tuple(dict.fromkeys(f.id for f in origins)),
    )


def _plainest(library: Library, activities: tuple[str, ...]) -> tuple[str, ...]:
    """Without what may be several businesses in law, where another one is named too ("a platform for online games")."""
    return tuple(a for a in activities if not library.activities[a].may_be) or activities

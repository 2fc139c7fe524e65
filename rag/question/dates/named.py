"""The days a question is about: 2024年10月31日, 二〇一八年一月, 31 October 2024, 31. Oktober 2024, "in 2018", 去年, "the end of 2021"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.text import normalise
from rag.question.dates.relative import now_from, says_now, told_days, without_now
from rag.question.dates.roles import Around, Role
from rag.question.dates.stretches import stretch
from rag.question.dates.written import Written, written_dates

_TITLE = re.compile(r"《[^《》]{0,200}》|[(（][^()（）]{0,200}(?:修订|修正|年版|年本)[^()（）]{0,60}[)）]")
#: No list is about a year before the first, or later than so many years from today.
_FIRST_YEAR, _AHEAD = 1949, 20
#: What joins dates that are compared or listed: all of them have one role.
_JOINT = re.compile(
    r"\s*(?:年|년|г\.|года?|году)?(?:에|の|的)?\s*"
    r"(?:,|、|/|;|-|–|—|~|and|und|et|y|e|и|و|和|与|跟|同|及|以及|或|比|对比|较|or|oder|ou|o|или|vs\.?|versus|to|bis|à|a|по|through|till|until|against|gegenüber|"
    r"compared (?:with|to)|than|from|differs? from|different from|と|や|から|および|와|과|및|랑|부터|에서)"
    r"(?:\s*(?:and|und|et|y|и|in|im jahr|im|en|in the year|в|the|that of|of|de|vor|after))*\s*"
)  # fmt: skip
_JOINT_MOST = 32
#: Words that only relate a question to the day in it.
_BESIDE_DAY = re.compile(
    r"(?:19|20)\d\d年?|之前|以前|之后|以后|的时候|年初|年底|当时|\b(?:before|after|prior|back|until|year|early|late|vor|nach|avant|après|antes|después|año|до|после|году?)\b|より前|以降|이전|이후|전에|당시"
)


@dataclass(frozen=True)
class Mention:
    """A date in a text: the first and the last day that it stands for, and what the words around it say that it is there for. ``read`` is
    whether they make it a day asked about, ``year`` the year as it is written (None for one told from today), ``group`` the number
    that it shares with the dates it is compared with."""

    first: date
    last: date
    role: Role
    read: bool
    year: int | None
    group: int


@dataclass(frozen=True)
class Days:
    """The days a text asks about, in its order, all the dates it mentions, and the first that no calendar has (2024年2月30日) or that no
    rule can be about (9999年), as it stands there. ``now`` is whether it speaks of the present."""

    named: tuple[date, ...]
    unreadable: str | None = None
    mentions: tuple[Mention, ...] = ()
    now: bool = False

    @property
    def spans(self) -> tuple[tuple[date, date], ...]:
        """The stretches of time that the days named stand for."""
        return spans_of(self.mentions)


def days_named(text: str, today: date) -> Days:
    """The days a text asks about. A month or a year stands for its first day, "the end" of it for the last, "before X" for the day before;
    this year is today; a target year ("by 2029") and the date of a document or of an event are none. Next to "now", today is one more."""
    plain = _TITLE.sub(lambda m: " " * len(m[0]), normalise(text))
    found, unreadable, group, last = [], None, 0, None
    written = list(written_dates(plain, today))
    for start, end, mention, date_ in sorted(_mentions(plain, written, today), key=lambda one: one[:2]):
        joined = last is not None and start - last <= _JOINT_MOST and _JOINT.fullmatch(plain, last, start)
        group += not joined
        last = end
        if mention is None:
            unreadable = unreadable or date_
        else:
            found.append(replace(mention, group=group))
    mentions = _joined(found)
    days = chosen([m for m in mentions if m.read], says_now(plain), today)
    return Days(days, unreadable, mentions, says_now(plain))


def chosen(mentions: Sequence[Mention], now: bool, today: date) -> tuple[date, ...]:
    """The days that mentions stand for, each once, today among them where the text speaks of the present too."""
    days = [m.first for m in mentions]
    return tuple(dict.fromkeys([*days, today] if days and now else days))


def spans_of(mentions: Sequence[Mention]) -> tuple[tuple[date, date], ...]:
    """The stretches of time that mentions stand for, without single days."""
    return tuple(dict.fromkeys((m.first, m.last) for m in mentions if m.last > m.first))


def without_days(text: str, today: date) -> str:
    """A text, normalised, with blanks where it names a day, and where it says before, after or now."""
    text = normalise(text)
    spans = [(one.start, one.end) for one in written_dates(text, today)] + [(a, b) for a, b, _ in told_days(text, today)]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return _BESIDE_DAY.sub(" ", without_now(text))


def _mentions(text: str, written: list[Written], today: date) -> Iterator[tuple[int, int, Mention | None, str]]:
    """Each date with its place in the text; without a mention where it cannot be read."""
    for one in written:
        around = Around.of(text, one.start, one.end)
        role = _role(text, one, around, today)
        if one.day is None:
            if role != "story":
                yield one.start, one.end, None, one.text
        elif _FIRST_YEAR <= one.day.year <= today.year + _AHEAD:
            yield one.start, one.end, _mention(text, one, one.day, around, role, today), one.text
        elif role == "asked" and not one.bare:
            yield one.start, one.end, None, one.text
    for start, end, day in told_days(text, today):
        role = Around.of(text, start, end).role()
        if day.year >= _FIRST_YEAR:
            yield start, end, Mention(day, day, role, role == "asked", None, 0), text[start:end]
        elif role == "asked":
            yield start, end, None, text[start:end]


def _mention(text: str, one: Written, first: date, around: Around, role: Role, today: date) -> Mention:
    first, last = stretch(text, one.start, one.end, first, one.precision)
    whole_year = (last - first).days > 360
    if whole_year and first.year == today.year:
        first = last = today
    if around.before or (one.bare and re.match(r"before\b|prior to\b", one.text)):
        first = last = date(one.day.year if whole_year and one.day else first.year, first.month, first.day) - timedelta(days=1)
    if one.precision == "day":
        read = not around.titled and role != "story"
    else:
        introduced = not one.bare or around.introduced or not whole_year or (role == "asked" and not around.edition)
        read = introduced and role != "story" and not around.premise(first, today)
    return Mention(first, last, role, read, one.day.year if one.day else None, 0)


def _role(text: str, one: Written, around: Around, today: date) -> Role:
    """What a date is there for; one that is compared with the present is asked about, and none to come is a story."""
    end, first = one.end, one.day
    now = now_from(text, end, _JOINT_MOST)
    if now is not None and _JOINT.fullmatch(text, end, now):
        return "asked"
    role = around.role()
    return "unclear" if role == "story" and first and first > today else role


def _joined(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Dates that are compared are asked about together."""
    read = {m.group for m in mentions if m.read}
    asked = {m.group for m in mentions if m.role == "asked"}
    return tuple(
        replace(m, read=m.read or m.group in read, role="asked" if m.group in asked and m.role != "asked" else m.role)
        for m in mentions
    )

"""Which edition a text is, by what the text itself says: the guard against a file that holds another edition than its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from corpus.reading.dates import DATE_ONLY, find_dates
from corpus.reading.model import OfficialText

ActKind = Literal["adopted", "published", "revised", "effective", "dated"]
Agreement = Literal["agrees", "older", "newer", "silent"]

#: Between adoption (or signature) and publication, from which a file is often named.
PUBLICATION_LAG = timedelta(days=60)

_EFFECTIVE_FIRST = re.compile(r"\s*起?(?:施行|实施|實施|生效|执行|執行)")
_KINDS: tuple[tuple[ActKind, re.Pattern[str]], ...] = (
    ("revised", re.compile(r"修订|修正|修改|修訂|[Aa]mend|[Rr]evis")),
    ("published", re.compile(r"公布|发布|發布|颁布|頒布|印发|印發|[Pp]romulgat|[Pp]ublish|[Ii]ssued")),
    ("adopted", re.compile(r"通过|通過|批准|[Aa]dopt|[Aa]pprov")),
    ("published", re.compile(r"令第")),
    ("effective", re.compile(r"施行|实施|實施|生效|effective|in(?:to)? force")),
)
#: A history of ten revisions in one paragraph has some 800 characters.
_LONGEST_NOTE = 5_000
_BROKEN_OFF = re.compile(r"(?:根据|根據|由|经|經|并|和|、|，)\s*$")
_IN_FORCE_FROM = re.compile(
    r"[自从從]\s*$|(?:effective|(?:into|in) (?:force|effect|operation)|takes? effect|applies|apply)[^.。]{0,20}$"
)
_FROM_PUBLICATION = re.compile(r"自(?:公布|发布|發布|颁布|印发|印發)之日起(?:施行|实施|實施|生效|执行|執行)")


@dataclass(frozen=True)
class Act:
    """One step in the life of a text, as its header names it. ``words`` are those of the header."""

    day: date
    kind: ActKind
    words: str


@dataclass(frozen=True)
class EditionEvidence:
    """``acts`` in the order of the header; ``latest`` the last adoption, publication or revision among them (None: it names none).
    ``cut_short``: the history breaks off in the middle of a note, so that a later revision may be missing from it."""

    acts: tuple[Act, ...]
    latest: date | None
    cut_short: bool

    def agreement(self, claimed: date) -> Agreement:
        """How the header stands to the edition date that a file name or a catalogue claims.

        ``older``: the last act it names is earlier than the claim; either the text is an older edition, or its header lacks the last
        note. Both need a look before it is quoted as that edition. ``silent``: it names no act at all.
        """
        if self.latest is None:
            return "silent"
        if self.latest > claimed:
            return "newer"
        return "agrees" if claimed - self.latest <= PUBLICATION_LAG else "older"


def edition_evidence(text: OfficialText) -> EditionEvidence:
    """What the header of ``text`` says of its history: publication, and every revision with its date."""
    acts = acts_of(text.header)
    days = [act.day for act in acts if act.kind in ("adopted", "published", "revised")]
    return EditionEvidence(
        acts, max(days, default=None), any(find_dates(line) and _BROKEN_OFF.search(line) for line in text.header)
    )


def acts_of(header: tuple[str, ...]) -> tuple[Act, ...]:
    """The acts named in header lines."""
    acts = []
    for line in header:
        dates = find_dates(line) if len(line) <= _LONGEST_NOTE else []
        for i, (start, end, day) in enumerate(dates):
            before = line[dates[i - 1][1] if i else 0 : start]
            after = line[end : dates[i + 1][0] if i + 1 < len(dates) else len(line)]
            words = before if line[end - 4 : end].isdigit() and before.isascii() else after  # English puts the date last
            acts.append(Act(day, _kind(words, bare=bool(DATE_ONLY.fullmatch(line))), words.strip(" 　（）()，,。.")))
    return tuple(acts)


def published_on(header: tuple[str, ...], closing: tuple[str, ...]) -> date | None:
    """The first publication a text names of itself, else its adoption, else the date under its signature."""
    acts = acts_of(header)
    named = {kind: next((act.day for act in acts if act.kind == kind), None) for kind in ("published", "adopted", "dated")}
    signed = next((day for line in reversed(closing) if DATE_ONLY.fullmatch(line) for _, _, day in find_dates(line)), None)
    return named["published"] or named["adopted"] or named["dated"] or signed


def effective_from(header: tuple[str, ...], last_words: list[str], published: date | None) -> date | None:
    """The day from which the text says it applies: in its header, else in its last provisions (given last first).

    "From the day of publication" names no day once a text has been revised: which publication it means shows nowhere in it.
    """
    acts = acts_of(header)
    stated = next((act.day for act in acts if act.kind == "effective"), None)
    if stated:
        return stated
    revised = any(act.kind == "revised" for act in acts)
    for words in last_words:
        for start, end, day in find_dates(words):
            after = words[end : end + 6]
            if _IN_FORCE_FROM.search(words[max(0, start - 60) : start]) and (
                _EFFECTIVE_FIRST.match(after) or words[:start].isascii()
            ):
                return day
        if _FROM_PUBLICATION.search(words):
            return None if revised else published
    return None


def _kind(words: str, *, bare: bool) -> ActKind:
    if bare:
        return "dated"
    if _EFFECTIVE_FIRST.match(words):
        return "effective"
    named: list[ActKind] = [kind for kind, form in _KINDS if form.search(words)]
    return named[0] if named else "dated"

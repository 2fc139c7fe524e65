"""Which provision of one edition answers to which of another: by what they are about, never by their number.

Items move up when one before them is struck out (item 12 of 2024 was item 14 of 2021), so a number proves nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from corpus.locator import locator_words
from corpus.model import Document, Provision

#: Business shared counts more than words shared: two items on different things are often worded alike.
_BUSINESS, _WORDS, _SAME_ID = 0.6, 0.4, 0.05
#: From where on two provisions may be one and the same. Pairs known to be one share a third of their neighbouring characters
#: and more, others a fifth at most; with no business in common the words must be all but the same
#: (禁止外商投资社会调查 and 禁止外商投资人文社会科学研究 are two items).
_SAME_BUSINESS = 0.3
_SAME_WORDS = {"some": 0.3, "unknown": 0.5, "none": 0.8}
#: What the corpus says about an edition as a whole; it answers only to its like, not to an item.
EDITION = "edition"
_ABOUT_THE_EDITION = re.compile(r"release(-|$)|scope$|structure$|off-list$|comparison$|general$|renumbering$|amendment-")
_NUMBERED = re.compile(r"(item|article|point|section|note|paragraph|annex)-(\d+)")

Pair = tuple[Provision, Provision]


def align(before: Document, after: Document) -> tuple[list[Pair], list[Provision], list[Provision]]:
    """Pairs in the order of the later edition, and what stands in the earlier and in the later one only."""
    scored = sorted(_candidates(before.provisions, after.provisions), key=lambda s: -s[0])
    old: dict[str, Provision] = {}
    taken: set[str] = set()
    for _, one, other in scored:
        if one.id not in taken and other.id not in old:
            old[other.id] = one
            taken.add(one.id)
    pairs = [(old[p.id], p) for p in after.provisions if p.id in old]
    return pairs, [p for p in before.provisions if p.id not in taken], [p for p in after.provisions if p.id not in old]


def provision_form(provision: Provision) -> str:
    """`item`, `article`, `note` …; `edition` for a remark on the edition as a whole; empty for any other place."""
    if match := _NUMBERED.match(provision.id):
        return match[1]
    return EDITION if _ABOUT_THE_EDITION.match(provision.id) else ""


def whole(document: Document, kind: str) -> bool:
    """Whether everything of this form is written up, so that what is missing is not in the law: a list with all its items,
    or numbers from 1 on without a gap."""
    if kind == "item":
        return document.complete
    numbers = {int(m[2]) for p in document.provisions if (m := _NUMBERED.match(p.id)) and m[1] == kind}
    return len(numbers) > 2 and numbers == set(range(1, len(numbers) + 1))


def _candidates(before: Sequence[Provision], after: Sequence[Provision]) -> Iterator[tuple[float, Provision, Provision]]:
    old, new = ([_businesses(p) for p in side] for side in (before, after))
    counts = [Counter(a for businesses in side for a in businesses) for side in (old, new)]
    common = {a: max(side[a] for side in counts) for side in counts for a in side}
    for one, was in zip(before, old, strict=True):
        for other, now in zip(after, new, strict=True):
            forms, same_id = {provision_form(one), provision_form(other)}, one.id == other.id
            if len(forms) > 1 and (EDITION in forms or "" not in forms):
                continue
            business = _shared(was, now, common)
            words = likeness(one.digest.zh, other.digest.zh)
            in_common = "some" if business else "none" if was and now else "unknown"
            named = _formerly(one, other) or (same_id and forms == {EDITION})
            if named or business >= _SAME_BUSINESS or words >= _SAME_WORDS[in_common]:
                yield named + _BUSINESS * business + _WORDS * words + _SAME_ID * same_id, one, other


def _businesses(provision: Provision) -> frozenset[str]:
    """What the provision is about: the activities it decides on, else those it mentions at all."""
    deciding = {a for m in provision.measures if m.type.decides for a in m.activities}
    return frozenset(deciding or {a for m in provision.measures for a in m.activities})


def _formerly(one: Provision, other: Provision) -> bool:
    """Whether the later digest itself says where it stood: 原第三十一条."""
    match, words = _NUMBERED.fullmatch(one.id), locator_words(one.id)
    return bool(match and match[1] == "article" and words and f"原{words[0]}" in other.digest.zh)


def _shared(one: frozenset[str], other: frozenset[str], common: Mapping[str, int]) -> float:
    """How much business two provisions share, 0 … 1: all of the smaller one's counts full, if no other provision names it.
    What every second provision names (telecom, in a telecom law) tells nothing."""
    shared = one & other
    return len(shared) / min(len(one), len(other)) / min(common[a] for a in shared) if shared else 0.0


def likeness(one: str, other: str) -> float:
    """How alike two Chinese texts are: the share of neighbouring characters in common, 0 … 1."""
    first, second = _pairs_of_characters(one), _pairs_of_characters(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else float(one == other)


@cache
def _pairs_of_characters(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))

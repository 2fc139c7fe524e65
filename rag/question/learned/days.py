"""Whether the rule of a year that a question names is asked for, or the year belongs to a story: one linear scorer over the words around
it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from corpus.text import normalise
from rag.question.dates import days_named, number
from rag.question.learned.grams import BUCKETS, shortened, wording_buckets, words_of
from rag.question.understand import Question

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|[一二][〇零一二三四五六七八九]{3}(?=年)")
_CLAUSE = re.compile(r"[,.;:!?\n，。；：！？、—–]+")
_AROUND = 1 << 13
#: The features of a year: what stands around it, then the wording of the whole question.
YEAR_FEATURES = _AROUND + BUCKETS
_FAR, _WORDS, _BEFORE, _BEHIND = 40, 5, 10, 12
#: Below the first a year that reads as a day belongs to a story after all; from the second one that does not read as one is asked about. In
#: training questions one such year in five belongs to a story; with one in ten elsewhere, even odds there are .3 here.
_STORY, _ASKED = 0.3, 0.6
#: A day is looked for in so many characters before a year and behind it.
_DAY_BEFORE, _DAY_BEHIND = 16, 12


@dataclass(frozen=True)
class YearNamed:
    """A year in a text, the part of the text in which its day would stand, and its features: buckets and their values."""

    year: int
    near: str
    buckets: np.ndarray
    values: np.ndarray


@dataclass(frozen=True, eq=False)
class YearRole:
    """``weights`` (YEAR_FEATURES,) and ``bias`` (1,)."""

    weights: np.ndarray
    bias: np.ndarray

    def probability(self, named: YearNamed) -> float:
        """How likely it is that the rule of that time is asked for."""
        return float(1 / (1 + np.exp(-(named.values @ self.weights[named.buckets] + self.bias[0]))))

    def dated(self, question: Question, today: date) -> Question:
        """A question with the days whose rule is asked for: those that were read, without the years of a story, else the likeliest year."""
        days = days_named(question.text, today).named
        if not days and "day" in question.said:  # an edition is named
            return question
        odds: dict[int, float] = {}
        near: dict[int, str] = {}
        for named in years_named(question.text):
            odds[named.year] = max(odds.get(named.year, 0.0), self.probability(named))
            near.setdefault(named.year, named.near)
        if not odds:
            return question
        # "Before 2020" is a day of the year before.
        kept = [
            d for d in days if max(odds.get(d.year, 0), odds.get(d.year + (d.month == 12), 0)) >= _STORY or d.year not in odds
        ]
        likeliest = max(odds, key=lambda year: odds[year])
        if not [d for d in kept if d != today] and odds[likeliest] >= _ASKED:
            kept = [_day_of(likeliest, near[likeliest], today)]
        if not [d for d in kept if d != today]:
            # What a follow-up keeps of the turn before it was not said by itself.
            return replace(question, days=(today,), said=question.said - {"day"}) if days else question
        return replace(question, days=tuple(kept), said=question.said | {"day"})


def years_named(text: str) -> Iterator[YearNamed]:
    """The years that a text names, in its order."""
    plain = normalise(shortened(text))
    wording = wording_buckets(text)
    found = list(_YEAR.finditer(plain))
    for match in found:
        start, end = match.span()
        ahead, behind = plain[max(0, start - _FAR) : start], plain[end : end + _FAR]
        clauses, own = [c for c in _CLAUSE.split(plain) if c.strip()], len(_CLAUSE.findall(plain[:start]))
        pieces = {f"n{min(len(found), 3)}", f"start{start < 3}", f"end{len(plain) - end < 4}"}
        pieces |= {f"clauses{min(len(clauses), 5)}", f"clause{min(own, 3)}of{min(len(clauses), 4)}", f"long{len(plain) // 40}"}
        pieces |= {f"last{own >= len(clauses) - 1}", f"alone{len(clauses) == 1}{'?' in plain}"}
        pieces |= _pieces("L", words_of(ahead)[-_WORDS:][::-1], ahead[-_BEFORE:])
        pieces |= _pieces("R", words_of(behind)[:_WORDS], behind[:_BEHIND])
        pieces |= {f"L@{ahead[-n:]}" for n in range(1, 5)} | {f"R@{behind[:n]}" for n in range(1, 5)}
        around = np.array(sorted({zlib.crc32(piece.encode()) % _AROUND for piece in pieces}))
        values = np.concatenate([np.full(len(around), 2 * len(around) ** -0.5), np.full(len(wording), len(wording) ** -0.5)])
        near = f"{ahead[-_DAY_BEFORE:]}{match[0]}{behind[:_DAY_BEHIND]}"
        yield YearNamed(number(match[0]), near, np.concatenate([around, _AROUND + wording]), values)


def _pieces(side: str, words: list[str], characters: str) -> set[str]:
    """Words by themselves, by their distance and by their beginning, the nearest two together, and up to three characters in a row."""
    pieces = {f"{side}{word}" for word in words} | {f"{side}{i}{word}" for i, word in enumerate(words)}
    pieces |= {f"{side}{word[:5]}*" for word in words} | {f"{side}{'_'.join(words[:2])}"}
    return pieces | {f"{side}:{characters[i : i + n]}" for n in (1, 2, 3) for i in range(len(characters) - n + 1)}


def _day_of(year: int, near: str, today: date) -> date:
    """The day of that year that stands around it, else its first."""
    found = [d for d in (*days_named(near, today).named, *days_named(f"in {near.lstrip()}", today).named) if d.year == year]
    return found[0] if found else date(year, 1, 1)

"""Two editions of an instrument, item by item: what came, what went, what was loosened or tightened, what only moved.

The direction is computed from the measures. Whether the words changed is seen in our digests (or in the official wording,
where a user has added both files), so `reworded` means: look at both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from corpus.alignment import EDITION, align, provision_form, whole
from corpus.errors import CorpusError
from corpus.library import Library
from corpus.model import Document, Measure, Provision
from corpus.openness import OPEN, openness_for
from corpus.text import normalise

#: Chinese control counts as 49.5; a cap of 49 says the same in figures.
_SAME_SHARE = 0.5


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    LOOSENED = "loosened"
    TIGHTENED = "tightened"
    MIXED = "mixed"  # looser for one business, stricter for another
    REWORDED = "reworded"
    RENUMBERED = "renumbered"
    UNCHANGED = "unchanged"
    UNCLEAR = "unclear"  # in one edition only, and the other is not written up in full


@dataclass(frozen=True)
class Shift:
    """What happened to one business: the highest foreign share in percent before and after (49.5: Chinese control, 99: joint
    venture, no number given). ``scope`` are the places, origins and modes it holds for; empty for everybody."""

    activity: str
    before: float
    after: float
    scope: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """One provision of either edition, or a pair. ``effect``: `loosened`, `tightened`, `mixed` or None."""

    change: Change
    before: Provision | None
    after: Provision | None
    effect: Change | None
    shifts: tuple[Shift, ...]

    @property
    def provision(self) -> Provision:
        """The provision of the later edition; where it has none, that of the earlier one."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a difference has a provision in one of the two editions")
        return found


@dataclass(frozen=True)
class Comparison:
    """Two editions (heads only) and every difference. ``*_whole``: the edition is written up in full, item by item or
    article by article, so that what is missing from it here is missing from the law."""

    before: Document
    after: Document
    before_whole: bool
    after_whole: bool
    differences: tuple[Difference, ...]

    def of(self, change: Change) -> list[Difference]:
        return [d for d in self.differences if d.change == change]


def compare_editions(library: Library, before: str, after: str) -> Comparison:
    """Compare two documents by id. Raises CorpusError when they are one and the same, KeyError for an unknown id."""
    if before == after:
        raise CorpusError(f"{before} is compared with itself.", "Name two editions: `zhunru corpus show ID` lists them.")
    old, new = library.documents[before], library.documents[after]
    pairs, gone, come = align(old, new)
    found = [
        *(_pair(library, old, new, one, other) for one, other in pairs),
        *(_single(library, old, new, one, removed=True) for one in gone),
        *(_single(library, old, new, other, removed=False) for other in come),
    ]
    places = {p.id: i for i, p in enumerate(new.provisions)}
    found.sort(key=lambda d: places[d.after.id] if d.after else -1)  # what is gone first, in its own order
    old_head, new_head = (d.model_copy(update={"provisions": ()}) for d in (old, new))
    return Comparison(old_head, new_head, _in_full(old), _in_full(new), tuple(found))


def _in_full(edition: Document) -> bool:
    return whole(edition, "item") or whole(edition, "article")


def _pair(library: Library, old: Document, new: Document, one: Provision, other: Provision) -> Difference:
    shifts = _shifts(library, old, new, [one, other])
    change = effect = _direction(shifts)
    if change is None:
        if _reworded(library, old, new, one, other):
            change = Change.REWORDED
        else:
            change = Change.UNCHANGED if one.id == other.id else Change.RENUMBERED
    return Difference(change, one, other, effect, shifts)


def _reworded(library: Library, old: Document, new: Document, one: Provision, other: Provision) -> bool:
    """Whether the words differ: the official ones, where both are there, else our digests."""
    first, second = (library.clauses[f"{d.id}#{p.id}"].official for d, p in ((old, one), (new, other)))
    if not (first and second):
        first, second = one.digest.zh, other.digest.zh
    return normalise(first) != normalise(second)


def _single(library: Library, old: Document, new: Document, provision: Provision, *, removed: bool) -> Difference:
    shifts = _shifts(library, old, new, [provision])
    known = shifts or whole(new if removed else old, provision_form(provision))
    change = (Change.REMOVED if removed else Change.ADDED) if known else Change.UNCLEAR
    before, after = (provision, None) if removed else (None, provision)
    return Difference(change, before, after, _direction(shifts), shifts)


def _shifts(library: Library, old: Document, new: Document, provisions: list[Provision]) -> tuple[Shift, ...]:
    """The businesses that these provisions decide on and that the two editions, each read as a whole, do not leave equally
    open: an item split in two loosens nothing. A list with all its items leaves open what it does not name; elsewhere silence
    says nothing. The earlier edition is read on its last day, the later one on its first."""
    if EDITION in map(provision_form, provisions):
        return ()  # a remark on the edition says again what its items say
    found: dict[Shift, None] = {}
    for named in (m for p in provisions for m in p.measures if m.type.decides):
        scope = _scope(named)
        for activity in (*named.activities, *named.excepted):
            was = _share(library, old, activity, scope, old.superseded_on and old.superseded_on - timedelta(days=1))
            now = _share(library, new, activity, scope, new.effective or new.published)
            if was is not None and now is not None and abs(was - now) > _SAME_SHARE:
                found[Shift(activity, was, now, scope)] = None
    return tuple(found)


def _share(library: Library, edition: Document, activity: str, scope: tuple[str, ...], day: date | None) -> float | None:
    measures = [m for p in edition.provisions for m in p.measures if _scope(m) == scope and _applies(m, day)]
    share = openness_for(library.above(activity), measures)
    return OPEN if share is None and not scope and edition.complete else share


def _applies(measure: Measure, day: date | None) -> bool:
    """Whether a measure with days of its own holds on ``day``; where no day is known, whether it holds for good."""
    if day is None:
        return measure.until is None
    return (measure.effective is None or measure.effective <= day) and (measure.until is None or day < measure.until)


def _scope(measure: Measure) -> tuple[str, ...]:
    """For whom, where and how a measure holds; empty when for everybody, everywhere."""
    return (*measure.areas, *measure.origins, *measure.modes)


def _direction(shifts: tuple[Shift, ...]) -> Change | None:
    looser, tighter = any(s.after > s.before for s in shifts), any(s.after < s.before for s in shifts)
    if looser and tighter:
        return Change.MIXED
    return Change.LOOSENED if looser else Change.TIGHTENED if tighter else None

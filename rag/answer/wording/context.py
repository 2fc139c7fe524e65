"""What every part of an answer is worded with: one language, its names and its punctuation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corpus import Clause, Library
from corpus.locator import chinese_numeral
from rag.answer.excerpts import Excerpts
from rag.decision.decision import Decision
from rag.language.catalogues import say
from rag.language.formats import written_day
from rag.language.languages import Typography, corpus_language, typography
from rag.language.names import activity_name, area_name, origin_name, place_of
from rag.language.quotation import quotation

_MOST_AREAS = 6


@dataclass(frozen=True)
class Wording:
    """How one answer is worded. ``language`` is a canonical code; ``today`` is the day of asking, for what has changed since
    the reference date. ``introduced`` are the ids of the documents that the note has named so far: where the corpus is not
    in the language, the first mention of a document adds its Chinese name."""

    library: Library
    excerpts: Excerpts
    language: str
    today: date
    introduced: set[str] = field(default_factory=set, compare=False)

    def new_note(self) -> Wording:
        """The same wording for a note that has named no document yet."""
        return replace(self, introduced=set())

    @property
    def typography(self) -> Typography:
        """The punctuation of the language."""
        return typography(self.language)

    def say(self, key: str, **values: object) -> str:
        """The phrase ``key`` of the catalogue, its blanks filled."""
        return say(self.language, key, **values)

    def joined(self, names: Iterable[str]) -> str:
        """Names as an enumeration in running text."""
        return self.say("list").join(names)

    def activities(self, activities: Sequence[str], most: int) -> str:
        """The names of businesses given by id; of more than ``most`` the first ones and how many there are."""
        names = [activity_name(self.library, a, self.language) for a in activities]
        shown = self.joined(names[:most])
        return self.say("list.more", names=shown, count=len(names)) if len(names) > most else shown

    def closing(self, day: date) -> str:
        """The day whose rules are told, and through when the corpus was checked."""
        return self.say("closing", day=day, checked=f"{self.library.checked_through:%Y-%m}")

    def areas(self, areas: tuple[str, ...]) -> str:
        """The names of places given by id; of many the first ones and how many there are."""
        names = self.joined(area_name(self.library, a, self.language) for a in areas[:_MOST_AREAS])
        return self.say("areas.more", names=names, count=len(areas)) if len(areas) > _MOST_AREAS else names

    def count(self, n: int) -> str:
        """A small number in running text: Chinese writes it in characters."""
        return chinese_numeral(n) if self.language.startswith("zh") else str(n)

    def days(self, decisions: Iterable[Decision]) -> str:
        """The reference dates of decisions, each once."""
        return self.joined(dict.fromkeys(written_day(d.as_of, self.language) for d in decisions))

    def place(self, clause: Clause) -> str:
        """A clause named in running text, at the first mention of its document with the document's Chinese name. The order
        of calls is therefore the order of first mentions."""
        first = clause.document.id not in self.introduced
        self.introduced.add(clause.document.id)
        return place_of(clause, self.language, original=first)

    def place_in_brackets(self, clause: Clause) -> str:
        """A clause named inside brackets: without the Chinese name, which stands in brackets of its own."""
        return place_of(clause, self.language)

    def quoted(self, text: str) -> str:
        """A text of the corpus as a sentence of the answer."""
        return quotation(self.language, text)

    def quoted_clause(self, clause: Clause) -> str:
        """A clause by its place, followed by the whole of its digest."""
        digest = self.quoted(clause.provision.digest[corpus_language(self.language)])
        return capital(self.say("why.decides", place=self.place(clause), digest=digest))


@dataclass(frozen=True)
class Told:
    """What a kind of ask is answered with: a sentence, and the clauses that bear it, which are quoted under the headline."""

    text: str
    clauses: tuple[Clause, ...] = ()
    #: Whether it needs no verdict beside it: it states it, or asks about something else.
    complete: bool = False


def decision_labels(
    w: Wording, decisions: Sequence[Decision], name: Callable[[Library, str, str], str] = activity_name
) -> list[str]:
    """What distinguishes several decisions: the activity, the place, the home of the investor, the day, as far as they differ. ``name`` names
    the activity."""
    differ = [len({getattr(d, slot) for d in decisions}) > 1 for slot in ("activity", "area", "origin", "as_of")]
    labels = []
    for d in decisions:
        area = area_name(w.library, d.area, w.language) if d.area else w.say("regime.national")
        origin = origin_name(w.library.origins[d.origin], w.language) if d.origin else ""
        parts = (name(w.library, d.activity, w.language), area, origin, written_day(d.as_of, w.language))
        labels.append(w.say("label.joint").join(p for p, shown in zip(parts, differ, strict=True) if shown))
    return labels


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]

"""What every part of an answer is put into words with: one language, its names and its punctuation."""

from __future__ import annotations

from datetime import date

from corpus import Clause, Library
from corpus.locator import chinese_numeral
from rag.answer.excerpts import Excerpts
from rag.decision.decision import Decision
from rag.language.catalogues import quotation, say
from rag.language.languages import Typography, canonical, corpus_language, typography
from rag.language.names import area_name, place_of

_MOST_AREAS = 6


class Voice:
    """Words in one language. ``today`` is the day of asking, for what has changed since."""

    def __init__(self, library: Library, excerpts: Excerpts, language: str, today: date) -> None:
        self.excerpts = excerpts
        self.library, self.language, self.today = library, canonical(language), today
        self._introduced: set[str] = set()

    def _areas(self, areas: tuple[str, ...]) -> str:
        names = self._say("list").join(area_name(self.library, a, self.language) for a in areas[:_MOST_AREAS])
        return self._say("areas.more", names=names, count=len(areas)) if len(areas) > _MOST_AREAS else names

    def _count(self, n: int) -> str:
        return chinese_numeral(n) if self.language.startswith("zh") else str(n)

    def _days(self, decisions: list[Decision]) -> str:
        return self._say("list").join(dict.fromkeys(d.as_of.isoformat() for d in decisions))

    def _place(self, clause: Clause) -> str:
        """The clause in running text, its document by its Chinese name as well where it is named first."""
        first = clause.document.id not in self._introduced
        self._introduced.add(clause.document.id)
        return place_of(clause, self.language, original=first)

    def _quoted(self, text: str) -> str:
        return quotation(self.language, text)

    def _quoting(self, clause: Clause) -> str:
        """A clause by its place and the whole of what it says."""
        digest = self._quoted(clause.provision.digest[corpus_language(self.language)])
        return self._capital(self._say("why.decides", place=self._place(clause), digest=digest))

    def _capital(self, text: str) -> str:
        return text[:1].upper() + text[1:]

    def _say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    @property
    def _type(self) -> Typography:
        return typography(self.language)

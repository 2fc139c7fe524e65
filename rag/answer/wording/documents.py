"""What the corpus knows of a document as such: when it was published, from when to when it applies, how many items it has, what
it replaced."""

from __future__ import annotations

from datetime import date

from corpus import Clause, Document
from corpus.text import normalise
from rag.answer.note import Paragraph, Sentence
from rag.answer.wording.context import Voice
from rag.language.names import document_name
from rag.question.answer_kinds import kinds_wanted
from rag.question.documents import item_count_asked

_FEW = 3
#: The provisions that speak of a document as a whole.
WHOLE = frozenset(["release", "structure", "scope", "whole-list"])


class Lives(Voice):
    """Writes what is known of documents as such."""

    def life(self, document: Document, text: str, day: date) -> Sentence | None:
        """One sentence on a document, with a clause of it; None where the corpus knows no day of it, or has no clause."""
        clause = self.speaking(document, text)
        start = document.effective or document.published
        if clause is None or start is None:
            return None
        told = [self._say("life.start" if start <= day else "life.start-ahead", day=start)]
        if document.published and document.published != start:
            told.insert(0, self._say("life.published", day=document.published))
        if document.items:
            told.append(self._say("life.items", count=document.items))
        if document.superseded_on and document.superseded_on <= day:
            told.append(self._say("life.ended", day=document.superseded_on))
        name = document_name(document, self.language)
        said = f"{name}{self._type.colon}{self._say('life.joint').join(told)}{self._type.stop}"
        return Sentence(self._capital(said), (clause,))

    def lives_headline(self, text: str, documents: list[Document], day: date) -> str | None:
        """The lives as one line, where they are few and tell what is asked."""
        told = [s.text for d in documents if (s := self.life(d, text, day))]
        untold = item_count_asked(text) and not all(d.items for d in documents)
        return None if untold or not 0 < len(told) < _FEW else self._type.space.join(told)

    def lives(self, text: str, documents: list[Document], day: date) -> Paragraph:
        said = tuple(s for d in documents if (s := self.life(d, text, day)))
        return Paragraph(said, listed=len(said) > 1)

    def speaking(self, document: Document, text: str) -> Clause | None:
        """The clause of a document that tells of it as a whole, and what a question wants of it; else its first."""
        clauses = [self.library.clauses[f"{document.id}#{p.id}"] for p in document.provisions]
        whole = [c for c in clauses if c.provision.id in WHOLE] or clauses[:1]
        kinds = kinds_wanted(normalise(text))
        return max(whole, key=lambda c: sum(bool(k.search(normalise(c.provision.digest.zh))) for k in kinds), default=None)

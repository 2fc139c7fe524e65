"""What the corpus knows of a document as such: when it was published, from when to when it applies, how many items it has, what
it replaced."""

from __future__ import annotations

import re
from datetime import date

from corpus import Clause, Document, Library
from corpus.text import normalise
from index.references import References
from rag.answer.note import Paragraph, Sentence
from rag.answer.wording.context import Voice
from rag.language.names import document_name
from rag.question.answer_kinds import kinds_wanted

#: What asks for the life of a document rather than for what it says.
_ASKED = re.compile(
    r"(?:什么时候|何时|哪一?[天日年]|几月).{0,8}(?:公布|发布|施行|实施|生效|执行|起)|(?:公布|发布|施行|实施|生效)(?:日期|时间)|多少[条项]|(?<!第)几[条项]|比.{0,8}少了?几|还?有效吗|失效了?吗|废止了?吗|被.{0,6}取代|哪一?版|"
    r"\b(?:still|when|since when)\b.{0,60}\bin force\b|\bcome into (?:force|effect)\b|\bhow many (?:items|entries|measures)\b|\bnumber of items\b|\bstill valid\b|\b(?:was|been) (?:replaced|superseded)\b|\bwhen\b.{0,60}\bpublished\b|"
    r"いつ.{0,20}(?:施行|発効|公布)|何项目|有効ですか|언제.{0,20}(?:시행|발효)|몇 ?개|유효한가|noch in kraft|wie viele nummern|noch gültig|encore en vigueur|todavía vigente|вступил|ещё действует"
)
_COUNTED = re.compile(
    r"多少[条项]|(?<!第)几[条项]|少了?几|减少|how many|number of|何项目|몇 ?개|wie viele|combien|cuánt[oa]s|сколько"
)
_BEFORE = re.compile(
    r"上一版|前一版|之前一版|相比|比.{0,8}(?:少|多|减)|\bprevious\b|\bcompared\b|前の版|이전|vorherig|précédent|anterior|предыдущ"
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_EDITION = re.compile(
    r"(20\d\d) ?年?版|\b(20\d\d) (?:edition|version|negative list|list)\b|\b(?:edition|list|version) of (20\d\d)\b"
)
_ITEMS_SAID = re.compile(r"(?:清单|目录)[^,。?!]{0,6}(?:共|有) ?(\d+) ?[条项]|\blist ha[sd] (\d+) (?:items|entries)\b")
_MOST, _FEW = 6, 3
#: The provisions that speak of a document as a whole.
WHOLE = frozenset(["release", "structure", "scope", "whole-list"])


def documents_asked(library: Library, references: References, text: str, day: date) -> list[Document]:
    """The documents whose life a question asks about, the oldest first: of editions under one name those of the years it names,
    else the one in force on the day. Empty where it asks for none, or for too many."""
    if not _ASKED.search(normalise(text)):
        return []
    referred = references.read(text)
    meant = [library.documents[d] for d in referred.named | referred.numbered]
    years = sorted(int(y) for y in _YEAR.findall(text))
    if len(years) > 1:
        kept = [d for d in meant if (d.effective or d.published) and years[0] <= _year(d) <= years[-1]]
    else:
        kept = [d for d in meant if d.in_force(day)] if len(meant) > 1 and not years else meant
    if len(kept) == 1 and kept[0].supersedes and _BEFORE.search(normalise(text)):
        kept.append(library.documents[kept[0].supersedes])
    return sorted(kept, key=lambda d: d.effective or d.published or date.min) if len(kept) <= _MOST else []


def future_edition(text: str, today: date) -> bool:
    """Whether a question asks what an edition of a year to come says."""
    return any(int(next(filter(None, m.groups()))) > today.year for m in _EDITION.finditer(normalise(text)))


def miscounted(library: Library, references: References, text: str) -> list[Document]:
    """The lists that a question says to have another number of items than they have."""
    said = {int(a or b) for a, b in _ITEMS_SAID.findall(normalise(text))}
    if not said:
        return []
    named = [library.documents[d] for d in references.named(text)]
    return [d for d in named if d.items and d.items not in said] if len(named) == 1 else []


def _year(document: Document) -> int:
    titled = _YEAR.search(document.title.zh)
    return int(titled[0]) if titled else (document.effective or document.published or date.min).year


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
        untold = _COUNTED.search(normalise(text)) and not all(d.items for d in documents)
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

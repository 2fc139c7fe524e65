"""Which documents that users added a question means: by name, by the place that only they bring, or by that place and their business."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from corpus import Document, Library, Measure
from corpus.kinds import Subject
from corpus.text import normalise
from index.references import References
from rag.language.detect import language_of
from rag.language.lexicon import Lexicon
from rag.language.stems import units
from rag.question.mentions import businesses_named
from rag.question.reading import Reading, Way, of_the_text, wants_verdict
from rag.question.understand import Question
from rag.question.understanding import Understanding

#: What a question about a text calls it.
_A_TEXT = re.compile(
    r"办法|规定|细则|通知|政策|文件|试点|措施|清单|条例|規定|辦法|通知|"
    r"\b(?:measures?|rules?|notices?|pilots?|polic(?:y|ies)|regulations?|documents?|provisions?|circulars?)\b|"
    r"규정|방법|통지|정책|시범|パイロット|弁法|\bma(?:ß|ss)nahme|vorschrift|regelung|pilot|mesure|règle|avis|medida|norma|aviso|меры|правил|пилот|уведомлен"
)
#: A document on more businesses than this is quoted: nobody wants a verdict on each.
_MOST_BUSINESSES = 3
#: What a measure must lay down to answer a kind of ask.
_SUBJECTS = {"capital": Subject.CAPITAL, "authority": Subject.AUTHORITY}


class OwnDocuments:
    """The added documents of a library. Safe to share between threads."""

    def __init__(self, library: Library, lexicon: Lexicon, references: References) -> None:
        self._library, self._lexicon, self._references = library, lexicon, references

    def meant(self, question: Question) -> tuple[Document, ...]:
        """The added documents, in force on the day, that a question names, or whose place it names together with their business or
        with a word for a text."""
        if not self._library.brought:
            return ()
        named, there = self._references.named(question.text), self._around(question)
        rest = self._businesses_of(self._references.untitled(question.text)) if there else ()
        found = []
        for one, areas in self._library.brought.items():
            document = self._library.documents[one]
            if rest:
                placed = not there.isdisjoint(self._places(one)) and self._on(document, rest)
            else:
                placed = not there.isdisjoint(areas) and bool(_A_TEXT.search(normalise(question.text)))
            if (one in named or placed) and document.in_force(question.days[-1]):
                found.append(document)
        return tuple(found)

    def elsewhere(self, question: Question) -> frozenset[str]:
        """The provisions of added documents that are made for places of which the question names none, nor the document."""
        named, there = self._references.named(question.text), self._around(question)
        made = {d: self._places(d) for d in self._library.brought if d not in named}
        return self.provisions(d for d, places in made.items() if places and there.isdisjoint(places))

    def _around(self, question: Question) -> frozenset[str]:
        """The places that a question names, and those that contain them."""
        return frozenset(p for area in question.areas if area for p in self._library.around(area))

    def _places(self, document: str) -> frozenset[str]:
        """The places that an added document brings or is made for."""
        return self._library.brought[document] | self._library.made_for.get(document, frozenset())

    def provisions(self, documents: Iterable[str]) -> frozenset[str]:
        """The ids of the provisions of documents."""
        return frozenset(f"{d}#{p.id}" for d in documents for p in self._library.documents[d].provisions)

    def _businesses_of(self, text: str) -> tuple[str, ...]:
        """The businesses that a text names, without those that it leaves out."""
        language = language_of(text)
        named = businesses_named(self._library, units(text, language), self._lexicon.find(text, language))
        return tuple(a for a in named if not self._library.activities[a].topic)

    def _on(self, document: Document, businesses: Iterable[str]) -> bool:
        """Whether a document speaks of one of these businesses: in a measure, or where none is confirmed in its words."""
        measured = {a for m in _measures(document) for a in m.activities}
        if measured:
            return any(not measured.isdisjoint(self._library.above(b)) for b in businesses)
        spoken = {b for p in document.provisions for b in self._businesses_of(p.digest.zh)}
        return any(not spoken.isdisjoint({*self._library.above(b), *self._library.below(b)}) for b in businesses)

    def asked(self, question: Question, documents: tuple[Document, ...]) -> Question:
        """A question that names a document and no business beside is asked of the businesses and places of the document."""
        deciding = [m for d in documents for m in _measures(d)]
        if not deciding or question.turn != "first":
            return question
        named = self._businesses_of(self._references.untitled(question.text))
        businesses = tuple(dict.fromkeys(a for m in deciding for a in m.activities))
        if not named and len(businesses) > _MOST_BUSINESSES:
            return question
        about = tuple(named) or businesses
        places = tuple(dict.fromkeys(a for m in deciding for a in m.areas if not about or set(about) & set(m.activities)))
        brought = {a for d in documents for a in self._library.brought[d.id]}
        # The place in the title of a document is not narrower than the place its measures hold in.
        areas = question.areas if question.areas and not set(question.areas) <= brought else places or question.areas
        said = question.said | {"activity"}
        return replace(question, activities=about, areas=areas, turn="businesses", intent="decide", said=said, elsewhere=False)

    def quoted(self, reading: Reading, documents: tuple[Document, ...]) -> Reading:
        """The reading with the documents whose text is to be quoted first. One without measures that was named, and one of whose
        measures none answers what is asked, is answered by its text alone."""
        silent = [d for d in documents if not self._answers(d, reading)]
        if not silent:
            return reading
        named = self._references.named(reading.question.text)
        by_text = any(d.id in named for d in silent) or reading.way not in (Way.VERDICT, Way.VERDICT_AND_TEXT)
        reading = of_the_text(reading) if by_text else reading
        return replace(reading, documents=tuple(d.id for d in silent))

    def _answers(self, document: Document, reading: Reading) -> bool:
        """Whether the measures of a document answer what is asked."""
        measures = _measures(document)
        if not measures or not wants_verdict(reading.asks) or not reading.question.activities:
            return False
        wanted = {_SUBJECTS[kind] for kind in reading.asks if kind in _SUBJECTS}
        others = set(reading.asks) - _SUBJECTS.keys() - {"verdict", "cap", "conditions", "where", "since", "comparison"}
        return not others and wanted <= {subject for m in measures for subject in m.lays_down}


def _measures(document: Document) -> list[Measure]:
    return [m for p in document.provisions for m in p.measures]


def still_known(library: Library, earlier: Understanding) -> Understanding:
    """What was understood before, without places that came with an added document which has since been removed."""
    areas = tuple(a for a in earlier.areas if a.id in library.areas)
    return earlier if areas == earlier.areas else earlier.model_copy(update={"areas": areas, "area": (*areas, None)[0]})

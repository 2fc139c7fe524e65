"""Questions about a document as such: when it was published, whether it is in force, how many items it has, what replaced it."""

from __future__ import annotations

import re
from datetime import date

from corpus import Document, Library
from corpus.kinds import Kind
from corpus.text import normalise
from index.references import References

#: What asks about a document itself rather than about what it provides.
_ASKED = re.compile(
    r"(?:什么时候|何时|哪一?[天日年]|几月).{0,8}(?:公布|发布|施行|实施|生效|执行|起)|(?:公布|发布|施行|实施|生效)(?:日期|时间)|多少[条项]|(?<!第)几[条项]|比.{0,8}少了?几|还?有效吗|失效了?吗|废止了?吗|被.{0,6}取代|哪一?版|"
    r"\b(?:still|when|since when)\b.{0,60}\bin force\b|\bcome into (?:force|effect)\b|\bhow many (?:items|entries|measures)\b|\bnumber of items\b|\bstill valid\b|\b(?:was|been) (?:replaced|superseded)\b|\bwhen\b.{0,60}\bpublished\b|"
    r"いつ.{0,20}(?:施行|発効|公布)|何项目|有効ですか|언제.{0,20}(?:시행|발효)|몇 ?개|유효한가|noch in kraft|wie viele nummern|noch gültig|encore en vigueur|todavía vigente|вступил|ещё действует"
)
_ITEM_COUNT = re.compile(
    r"多少[条项]|(?<!第)几[条项]|少了?几|减少|how many|number of|何项目|몇 ?개|wie viele|combien|cuánt[oa]s|сколько"
)
_PREVIOUS = re.compile(
    r"上一版|前一版|之前一版|相比|比.{0,8}(?:少|多|减)|\bprevious\b|\bcompared\b|前の版|이전|vorherig|précédent|anterior|предыдущ"
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_EDITION = re.compile(
    r"(20\d\d) ?年?版|\b(20\d\d) (?:edition|version|negative list|list)\b|\b(?:edition|list|version) of (20\d\d)\b"
)
_STATED_COUNT = re.compile(r"(?:清单|目录)[^,。?!]{0,6}(?:共|有) ?(\d+) ?[条项]|\blist ha[sd] (\d+) (?:items|entries)\b")
#: A question that matches more documents than this asks about none of them in particular.
_MOST_DOCUMENTS = 6


def documents_asked(library: Library, references: References, text: str, day: date) -> list[Document]:
    """The documents that a question asks about as such, the oldest first: of several editions under one name those of the years
    it names, else the one in force on the day. Empty where it asks about none, or about too many."""
    if not _ASKED.search(normalise(text)):
        return []
    referred = references.read(text)
    candidates = [library.documents[d] for d in referred.named | referred.numbered]
    years = sorted(int(y) for y in _YEAR.findall(text))
    if len(years) > 1:
        chosen = [d for d in candidates if (d.effective or d.published) and years[0] <= _year(d) <= years[-1]]
    else:
        chosen = [d for d in candidates if d.in_force(day)] if len(candidates) > 1 and not years else candidates
    if len(chosen) == 1 and chosen[0].supersedes and _PREVIOUS.search(normalise(text)):
        chosen.append(library.documents[chosen[0].supersedes])
    if len(chosen) > _MOST_DOCUMENTS:
        return []
    # Of documents of one day that of the whole country comes first; the id makes the order the same in every process.
    part_of_country = {d.id for d in chosen if d not in library.nationwide.get(d.regime, ())}
    return sorted(chosen, key=lambda d: (d.effective or d.published or date.min, d.id in part_of_country, d.id))


def future_edition(library: Library, text: str, today: date) -> bool:
    """Whether a question asks what an edition of a future year contains, which the corpus does not have yet."""
    years = {int(next(filter(None, m.groups()))) for m in _EDITION.finditer(normalise(text))}
    ahead = {year for year in years if year > today.year}
    return bool(ahead - {_year(d) for d in library.documents.values() if d.kind == Kind.NEGATIVE_LIST})


def miscounted_lists(library: Library, references: References, text: str) -> list[Document]:
    """The list to which a question gives a wrong number of items; empty where it gives none, or names several documents."""
    stated = {int(a or b) for a, b in _STATED_COUNT.findall(normalise(text))}
    if not stated:
        return []
    named = [library.documents[d] for d in references.named(text)]
    return [d for d in named if d.items and d.items not in stated] if len(named) == 1 else []


def item_count_asked(text: str) -> bool:
    """Whether a question asks how many items a list has."""
    return bool(_ITEM_COUNT.search(normalise(text)))


def _year(document: Document) -> int:
    titled = _YEAR.search(document.title.zh)
    return int(titled[0]) if titled else (document.effective or document.published or date.min).year

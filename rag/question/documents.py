"""Questions about a document as such: its days, its items, its editions; and what the words of a question settle however it was read."""

from __future__ import annotations

import re
from datetime import date

from corpus import Document, Library, Regime
from corpus.kinds import Kind
from corpus.text import normalise
from index.references import References
from rag.language.lexicon import Lexicon
from rag.question.lists import compares, sectors_named
from rag.question.reading import (
    Reading,
    breaches_a_list,
    counts_businesses,
    of_a_list,
    of_editions,
    of_places,
    of_the_breach,
    of_the_rule,
    of_the_text,
    seeks_the_rule,
    sets_places_apart,
)
from rag.question.understand import Question, understand

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
_LIST = re.compile(r"清单|\blists?\b|negativliste|\bliste|\blista|перечен|перечн|список|списк|リスト|리스트|목록")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_EDITION = re.compile(
    r"(20\d\d) ?年?版|\b(20\d\d) (?:edition|version|negative list|list)\b|\b(?:edition|list|version) of (20\d\d)\b"
)
_ITEMS = re.compile(
    r"(?:多少|(?<!第)几) ?[条项类个]|\bhow many (?:\w+ ){0,3}(?:items|entries|measures|points|bans|prohibitions|restrictions)\b|\bnumber of (?:items|entries)\b|"
    r"何(?:项目|件|条|项)|いくつ|몇 ?(?:개|항|가지)|wie viele (?:\w+ )?(?:nummern|punkte|einträge|positionen|verbote)|combien de (?:points|mesures|rubriques|entrées|interdictions)|"
    r"cuánt[oa]s (?:puntos|medidas|entradas|apartados|prohibiciones)|сколько (?:\w+ )?(?:пунктов|позиций|мер|запретов)"
)
_SORT = re.compile(r"(?:禁止|限制)类")
_LIST_OF = {
    Regime.CROSS_BORDER: r"跨境|cross-border|grenzüberschr|transfront|трансгран|越境|국경",
    Regime.MARKET_ACCESS: r"市场准入|market[- ]access",
    Regime.HAINAN: r"海南|hainan|хайнан|하이난",
    Regime.FTZ: r"自贸|自由贸易|free[- ]trade|\bftz|freihandel|libre[- ](?:échange|comercio)|свободн\w+ торг|자유무역",
}
_NATIONAL = re.compile(r"全国|\bnational\b|\bnationwide\b|\bnationale?n?\b|\bnacional\b|национальн|전국")
_STATED_COUNT = re.compile(r"(?:清单|目录)[^,。?!]{0,6}(?:共|有) ?(\d+) ?[条项]|\blist ha[sd] (\d+) (?:items|entries)\b")
#: A question that matches more documents than this asks about none of them in particular.
_MOST_DOCUMENTS = 6


def documents_asked(library: Library, references: References, text: str, day: date) -> list[Document]:
    """The documents that a question asks about as such, the oldest first: of several editions under one name those of the years
    it names, else the one in force on the day. Empty where it asks about none, or about too many."""
    counted = items_of_a_list_asked(text)
    if not (counted or _ASKED.search(normalise(text))):
        return []
    referred = references.read(text)
    candidates = [library.documents[d] for d in referred.named | referred.numbered]
    if counted:
        regimes = {d.regime for d in candidates}
        candidates += [d for d in _lists_meant(library, text) if d.regime not in regimes]
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


def editions_compared(library: Library, references: References, text: str, day: date) -> tuple[Document, Document] | None:
    """The two editions of one instrument that a text sets side by side, the earlier first: those of two years it names, else one and the one
    before it. None where it compares none, or asks how many items they have."""
    if item_count_asked(text) or not compares(text):
        return None
    named = references.named(text) or (references.national_lists if _LIST.search(normalise(text)) else frozenset())
    years = {int(y) for y in _YEAR.findall(text)}
    for lineage in {tuple(library.editions(d)) for d in sorted(named)}:
        known = [d for d in lineage if d.effective and d.provisions]
        chosen = [d for d in known if _year(d) in years]
        if len(chosen) < 2 and _PREVIOUS.search(normalise(text)):
            last = chosen or [d for d in known if d.in_force(day)]
            chosen = known[: known.index(last[-1]) + 1][-2:] if last else []
        if len(chosen) > 1:
            return chosen[0], chosen[-1]
    return None


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


def items_of_a_list_asked(text: str) -> bool:
    """Whether a question asks how many items a list has, or how many of them close or limit: not how many businesses of a sector."""
    plain = normalise(text)
    return bool(_ITEMS.search(plain) and (_LIST.search(plain) or _SORT.search(plain)) and not sectors_named(text))


def _lists_meant(library: Library, text: str) -> list[Document]:
    """The editions of the lists that a text means without their names: of the zones, of Hainan or of the whole country, of the years it has."""
    plain = normalise(text)
    regimes = [r for r, pattern in _LIST_OF.items() if re.search(pattern, plain)]
    if regimes and regimes[0] in (Regime.CROSS_BORDER, Regime.MARKET_ACCESS):
        regimes = regimes[:1]
    elif not regimes or _NATIONAL.search(plain):
        regimes.append(Regime.NATIONAL)
    years = {int(y) for y in _YEAR.findall(text)}
    lists = [d for d in library.documents.values() if d.kind == Kind.NEGATIVE_LIST and d.provisions]
    found = []
    for regime in regimes:
        of_regime = [d for d in lists if d.regime == regime]
        found += [d for d in of_regime if d in library.nationwide.get(regime, ())] or of_regime
    return [d for d in found if not years or _year(d) in years]


def item_count_asked(text: str) -> bool:
    """Whether a question asks how many items a list has."""
    return bool(_ITEM_COUNT.search(normalise(text)))


def _year(document: Document) -> int:
    titled = _YEAR.search(document.title.zh)
    return int(titled[0]) if titled else (document.effective or document.published or date.min).year


def names_a_provision(library: Library, lexicon: Lexicon, references: References, text: str, today: date) -> bool:
    """Whether a text names a provision exactly (an article of a law, be it there or not) and no business beside: one in the title is none."""
    referred = references.read(text)
    exact = bool(referred.provisions or referred.absent)
    return exact and not understand(library, lexicon, references.untitled(text), today).activities


def by_its_words(
    library: Library, lexicon: Lexicon, references: References, question: Question, today: date, reading: Reading
) -> Reading:
    """The reading of a question that names a provision exactly (an article of a law) and no business besides, or sets two editions or two
    places side by side, whatever else it was taken for; any other as it is."""
    referred = references.read(question.text)
    if referred.provisions or referred.absent:
        return of_the_text(reading) if names_a_provision(library, lexicon, references, question.text, today) else reading
    if editions := editions_compared(library, references, question.text, today):
        named = understand(library, lexicon, references.untitled(question.text), today).activities
        return of_editions(reading, editions, today, named)
    if items_of_a_list_asked(question.text):
        return of_the_text(reading)
    if seeks_the_rule(question, reading) and all(library.documents[d].kind == Kind.NEGATIVE_LIST for d in referred.named):
        return of_the_rule(reading)
    if breaches_a_list(question, reading):
        return of_the_breach(reading)
    if counts_businesses(question, reading):
        return of_a_list(reading)
    return of_places(reading) if sets_places_apart(library, question, reading) else reading

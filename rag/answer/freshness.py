"""Whether there is something newer: the list in force, when a later edition was last looked for, what is announced and what comes."""

from __future__ import annotations

import re
from datetime import date

from corpus import Document, Library, Regime
from corpus.kinds import Kind
from corpus.model import EditionSearch
from corpus.text import normalise
from rag.answer.note import Paragraph
from rag.answer.passages import quotes
from rag.answer.wording.context import Wording
from rag.answer.wording.documents import document_life, documents_headline, documents_paragraph
from rag.language.names import document_name
from rag.question.understand import Question

# The patterns meet text as `normalise` gives it: Japanese and traditional Chinese in simplified characters.
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
#: What tells a question about a list from one about the data as a whole.
_LIST = re.compile(
    r"清单|目录|リスト|カタログ|목록|리스트|카탈로그|list|catalog|katalog|перечень|перечн|каталог|версия|edition|édition|edición"
)
_LATEST = re.compile(
    r"最新|最近一版|哪一?版|latest|newest|most recent|최신|neueste|aktuellste|dernière|plus récente|última|más reciente|последн|новейш"
)
#: What asks beyond the edition that it names: "newer than the 2024 list", 比2024年版更新的.
_BEYOND = re.compile(
    r"更新的|更晚|新于|晚于|之后|以后|取代|替代|换了|newer|later than|more recent than|\bafter\b|\bsince\b|replac|supersed|より新し|の後|以降|より後|보다 새|이후|보다 나중|neuer|nach der|seit der|ersetz|abgelöst|"
    r"plus récent|après|depuis|remplac|más reciente|más nueva|después|posterior|reemplaz|sustitu|новее|после|позже|замен",
)
_AHEAD = re.compile(
    r"即将|将要|尚未(?:生效|施行)|coming|upcoming|ahead|not yet in force|今后|これから|予定|앞으로|예정|bevorsteh|kommen|künftig|à venir|prochain|próxim|vendrá|предсто|ожида"
)
#: Lists next to those on investment, by the words that name them.
_OTHERS = (
    (Regime.CROSS_BORDER, re.compile(r"跨境服务|越境サービス|クロスボーダー|国境を越え|크로스보더|국경 ?간|cross-?border|grenzüberschreitend|transfrontali|transfronteri|трансгранич")),
    (Regime.MARKET_ACCESS, re.compile(r"市场准入|市场参入|시장 ?(?:접근|진입)|market[- ]access|marktzugang|accès au marché|acceso al mercado|доступ\w* на рынок")),
    (Regime.ENCOURAGED, re.compile(r"鼓励|奖励|장려|encourag|förder|fomentad|alentad|поощря")),
)  # fmt: skip
_MOST_COMING = 5


def freshness(w: Wording, question: Question, checked: str) -> tuple[str, list[Paragraph]]:
    """Headline and note for a question about how current the corpus, a list or the law is. ``checked`` is the day through which the
    corpus was checked."""
    text, asked = normalise(question.text), list_asked(w.library, question, w.today)
    coming = _coming_documents(w.library, w.today)
    if _AHEAD.search(text):
        names = w.joined([document_name(d, w.language) for d in coming[:_MOST_COMING]])
        headline = w.say("freshness.ahead", names=names) if coming else w.say("freshness.ahead.none", day=checked)
        return headline, [*_plans(w, w.library.lookups.editions), *_ahead(w, question, coming)]
    if asked is None or not (_LIST.search(text) or _YEAR.search(text)):
        return w.say("remark.freshness", checked=checked), [
            documents_paragraph(w, question.text, [asked] if asked else [], w.today)
        ]
    known, latest = _of_the_year(w.library, asked, text), bool(_LATEST.search(text))
    if known and _BEYOND.search(text):
        known, headline = None, _nothing_newer(w, asked, checked, None, latest or known.id != asked.id)
    elif known:
        headline = documents_headline(w, question.text, [known], w.today) or w.say("remark.freshness", checked=checked)
    else:
        headline = _nothing_newer(w, asked, checked, next(iter(_YEAR.findall(text)), None), latest)
    searches = [s for s in w.library.lookups.editions if s.document == asked.id]
    life = documents_paragraph(w, question.text, [known or asked], w.today)
    return headline, [life, *_plans(w, searches), *_ahead(w, question, [d for d in coming if d.regime == asked.regime])]


def list_asked(library: Library, question: Question, today: date) -> Document | None:
    """The list in force that a question is about: by its subject, else by the place, else the national one."""
    text, areas = normalise(question.text), [library.areas[a] for a in question.areas if a]
    special = [r for a in areas for r in a.regimes if r in (Regime.HAINAN, Regime.FTZ)]
    subject = next((regime for regime, words in _OTHERS if words.search(text)), (*special, Regime.NATIONAL)[0])
    for regime in (subject, Regime.NATIONAL):
        lists = [d for d in library.documents.values() if d.regime == regime and d.in_force(today) and d.kind in (Kind.NEGATIVE_LIST, Kind.CATALOGUE)]  # fmt: skip
        local = [d for d in lists if any(a.name.zh in d.title.zh for a in areas)]
        whole = [d for d in lists if not any(a.name.zh in d.title.zh for a in library.areas.values())]
        if found := local or whole or lists:
            return max(found, key=lambda d: d.effective or date.min)
    return None


def announcements(w: Wording, document: Document) -> list[Paragraph]:
    """What is announced of the next edition of a list, quoted."""
    return _plans(w, [s for s in w.library.lookups.editions if s.document == document.id])


def _nothing_newer(w: Wording, document: Document, checked: str, year: str | None, latest: bool) -> str:
    """That no later edition of a list is known, or none of a ``year``, and when one was last looked for. Where the ``latest`` is asked for, or
    one later than an edition that has ended, the one in force is the answer."""
    looked = [s.day.isoformat() for s in w.library.lookups.editions if s.document == document.id]
    name, day = document_name(document, w.language), max(looked, default=checked)
    if year:
        return w.say("freshness.none-year", year=year, day=day, list=name)
    return w.say("freshness.latest" if latest else "freshness.none", day=day, list=name)


def _of_the_year(library: Library, document: Document, text: str) -> Document | None:
    """The edition of a list of the year that a text names, where there is one."""
    years = _YEAR.findall(text)
    return next((d for d in library.editions(document.id) if any(y in d.title.zh for y in years)), None)


def _plans(w: Wording, searches: list[EditionSearch] | tuple[EditionSearch, ...]) -> list[Paragraph]:
    clauses = [w.library.clauses[one] for one in dict.fromkeys(a for s in searches for a in s.announced)]
    if not clauses:
        return []
    return [Paragraph(p.sentences, lead=f"{w.say('freshness.announced')}{w.typography.colon}{p.lead}", quoted=True) for p in quotes(clauses, w.language)]  # fmt: skip


def _ahead(w: Wording, question: Question, documents: list[Document]) -> list[Paragraph]:
    """When documents take effect that are not yet in force."""
    lives = tuple(s for d in documents[:_MOST_COMING] if (s := document_life(w, d, question.text, w.today)))
    return [Paragraph(lives, lead=w.say("freshness.coming"), listed=True)] if lives else []


def _coming_documents(library: Library, today: date) -> list[Document]:
    """The documents that are known and not yet in force, the next first."""
    coming = [d for d in library.documents.values() if (d.effective or d.published or today) > today]
    return sorted(coming, key=lambda d: (d.effective or d.published or today, d.id))

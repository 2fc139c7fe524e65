"""Whole lists: which businesses of a sector are closed to foreign investors, which are open within limits, which without."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus import Clause, Library
from corpus.text import normalise
from rag.answer.contract import Status
from rag.answer.note import Paragraph, Sentence
from rag.answer.verdicts import brief, stands_on
from rag.answer.wording.context import Voice
from rag.decision.decision import Decision, decide
from rag.decision.related import spared_by
from rag.language.names import activity_name
from rag.question.understand import Question

#: What each kind of business is called in a question; the kinds in the order of an answer.
_ASKED = {
    "closed": re.compile(
        r"禁止|不允许|不准|不让|不能|不可以|不开放|不对外|"
        r"\bclosed\b|prohibit|forbidden|\bbanned\b|off[- ]limits|not (?:open|allowed|permitted)|禁じ|できない|금지|불가|"
        r"verboten|geschlossen|untersagt|interdit|fermé|prohibid|cerrad|запрещ|закрыт"
    ),
    "limited": re.compile(
        r"限制|股比|上限|合资|中方控股|\brestrict|\blimit|\bcapped\b|joint venture|制限|合弁|제한|합작|beschränk|plafonn|limité|restring|limitad|огранич"
    ),
    "open": re.compile(
        r"放开|(?<!不)开放|可以|允许|准许|独资|百分之百|100|能做|全面|"
        r"(?<!not )\bopen\b|(?<!not )\ballowed\b|\bpermitted\b|\bmay\b|\bcan\b|\bfully\b|wholly|できる|开放|가능|개방|허용|"
        r"erlaubt|\boffen\b|dürfen|ouvert|autoris|peu(?:t|vent)\b|abiert|permitid|pueden?\b|открыт|разреш|можно|может|могут"
    ),
}
#: Words that ask for what is open to the last percent.
_WHOLLY = re.compile(
    r"独资|百分之百|100|全面|完全|fully|wholly|outright|without (?:any |a )?(?:\w+ )?(?:cap|limit)|vollständig|entièrement|totalmente|полностью|完全に|전액"
)
_CULTURE = ("media", "publishing", "film", "performance", "art")
_SECTORS = {
    ("telecom",): r"电信|通信|通讯|t[eé]l[eé]com|telekom|телеком|связ[иь]|통신",
    ("internet",): r"互联网(?!数据中心|文化)|网络|线上|\binternet\b|\bonline\b|интернет|인터넷|온라인|ネット|en ligne|en línea",
    ("film",): r"电影|影视|\bfilm|\bmovie|cinema|映画|영화|кино|\bcine\b|cinéma",
    (
        "media",
    ): r"广播|电视|影视|新闻|媒体|传媒|broadcast|television|\bmedia\b|\bnews\b|\bpress\b|放送|报道|报道|メディア|방송|언론|미디어|medien|presse|rundfunk|médias|télévision|medios|prensa|televisión|сми|телевид",
    ("publishing",): r"出版|印刷|publish|\bprint|verlag|édition|editorial|издат|출판|인쇄",
    ("performance",): r"演出|演艺|文艺表演|娱乐|perform|entertain|unterhaltung|spectacle|espectáculo|развлеч|공연|公演",
    ("art",): r"艺术|文物|拍卖|\bart\b|relics|auction|kunst|\barte?\b|искусств|예술|문화재|美术",
    ("data",): r"数据|\bdata\b|daten|données|datos|данн|데이터|データ",
    ("education",): r"教育|培训|educat|training|bildung|éducation|educación|образован|교육",
    ("survey",): r"测绘|地图|调查|survey|mapping|market research|marktforschung|опрос|측량|조사",
    _CULTURE: r"(?<!互联网)文化(?!部|和旅游)|文娱|cultur|kultur|культур|문화",
}
#: So many names stand in a line, and so many in the headline, the others being counted.
_MOST_NAMES, _MOST_FIRST = 12, 6


@dataclass(frozen=True)
class Listed:
    """Businesses that one clause treats alike: ``kind`` is `closed`, `limited` or `open`."""

    kind: str
    activities: tuple[str, ...]
    decision: Decision
    clause: Clause


def asked_for(text: str) -> tuple[str, ...]:
    """The kinds of businesses that a question asks for, all where it names none: what may be done includes what may be done
    within limits, unless it is to be done wholly."""
    plain = normalise(text)
    kinds = {kind for kind, said in _ASKED.items() if said.search(plain)}
    if kinds == {"open"} and not _WHOLLY.search(plain):
        kinds.add("limited")
    return tuple(kind for kind in _ASKED if kind in kinds or not kinds)


def in_scope(library: Library, question: Question) -> list[str]:
    """The businesses that a list is asked of: those of the sectors named, of the groups named, else all."""
    plain = normalise(question.text)
    sectors = {s for names, said in _SECTORS.items() if re.search(said, plain) for s in names}
    if question.activities and not sectors.issuperset(_CULTURE):
        return [b for a in question.activities for b in library.below(a)]
    return [a for a, activity in library.activities.items() if not sectors or activity.sector in sectors]


def listed(library: Library, question: Question) -> list[Listed]:
    """What is asked for, by the clause it stands on, the closed first. A business is left out where the group that it belongs to
    stands in the list on the same clause and terms."""
    area, day = (*question.areas, None)[0], question.days[-1]
    known = library.activities
    plain = (a for a in dict.fromkeys(in_scope(library, question)) if not (known[a].topic or known[a].may_be or known[a].project))
    decisions = {a: decide(library, a, day, area, question.origin, question.mode) for a in plain}
    wanted, groups = asked_for(question.text), {}
    for activity, decision in decisions.items():
        kind, clause = _kind(decision), stands_on(decision)
        if kind not in wanted or clause is None or _told_above(library, activity, decisions):
            continue
        groups.setdefault((kind, clause.id, decision.terms, decision.status), []).append(activity)
    found = [Listed(key[0], tuple(names), decisions[names[0]], library.clauses[key[1]]) for key, names in groups.items()]
    return sorted(found, key=lambda group: wanted.index(group.kind))


def _kind(decision: Decision) -> str | None:
    kinds = {Status.PROHIBITED: "closed", Status.RESTRICTED: "limited", Status.CONDITIONAL: "open", Status.OPEN: "open"}
    return kinds.get(decision.status) if decision.settled else None


def _told_above(library: Library, activity: str, decisions: dict[str, Decision]) -> bool:
    own = decisions[activity]
    above = (decisions[a] for a, distance in library.above(activity).items() if distance and a in decisions)
    return any(_kind(d) and (stands_on(d), d.terms, d.status) == (stands_on(own), own.terms, own.status) for d in above)


class Lists(Voice):
    """Writes a list in one language."""

    def list_headline(self, groups: list[Listed]) -> str:
        """One line: what there is of each kind."""
        kinds: dict[str, list[str]] = {}
        for group in groups:
            kinds.setdefault(group.kind, []).extend(group.activities)
        told = [
            f"{self._say(f'list.{kind}')}{self._type.colon}{self._named(names, _MOST_FIRST)}" for kind, names in kinds.items()
        ]
        return self._say("and").join(told) + self._type.stop if told else self._say("list.none")

    def list_note(self, groups: list[Listed], question: Question) -> list[Paragraph]:
        """A paragraph for each kind, a line for each clause."""
        paragraphs = []
        for kind in dict.fromkeys(g.kind for g in groups):
            lines = tuple(self._line(g) for g in groups if g.kind == kind)
            paragraphs.append(Paragraph(lines, lead=self._say(f"list.{kind}"), listed=True))
        closing = self._say("closing", day=question.days[-1], checked=f"{self.library.checked_through:%Y-%m}")
        return [*paragraphs, Paragraph((Sentence(closing),))]

    def _line(self, group: Listed) -> Sentence:
        terms, decision = brief(group.decision, self.language), group.decision
        spared = [s for a in group.activities for s in spared_by(self.library, group.clause, a)]
        if spared and group.kind != "open":
            terms = self._say("list.but", brief=terms, names=self._named(spared))
        text = self._say("list.line", names=self._named(group.activities), brief=terms, place=self._place(group.clause))
        also = (r.clause for r in decision.supporting if r.measure.cap is not None and r.measure.cap == decision.terms.cap)
        return Sentence(self._capital(text), tuple({c.id: c for c in (group.clause, *also)}.values()))

    def _named(self, activities: Iterable[str], most: int = _MOST_NAMES) -> str:
        names = [activity_name(self.library, a, self.language) for a in activities]
        shown = self._say("list").join(names[:most])
        return self._say("list.more", names=shown, count=len(names)) if len(names) > most else shown

"""Questions that ask for a whole list of businesses: which kinds of list, and of which sectors."""

from __future__ import annotations

import re

from corpus import Library
from corpus.text import normalise
from rag.question.understand import Question

#: How a question names each kind of list; the kinds are in the order of an answer.
_KINDS = {
    "closed": re.compile(
        r"禁止|不允许|不准|不许|不让|不能|不可以|不得|不开放|不对外|"
        r"\bclosed\b|prohibit|forbidden|\bbanned\b|off[- ]limits|not (?:open|allowed|permitted)|\b(?:may|can|must|do)\b[^?.,;]{0,40}\bnot\b|\bcannot\b|\bcan't\b|禁じ|できない|금지|불가|"
        r"verboten|geschlossen|untersagt|\bnicht (?:offen|erlaubt|zugelassen|gestattet)|dürfen [^?]{0,40}\bnicht|interdit|fermé|\bne [^?]{0,12}\bpas\b|prohibid|cerrad|\bno (?:pued|est|se )|"
        r"запрещ|закрыт|\bне (?:мо[жг]|разреш|допуск|открыт)|нельзя|할 수 없"
    ),
    "limited": re.compile(
        r"限制|股比|上限|合资|中方控股|\brestrict|\blimit|\bcapped\b|joint venture|制限|合弁|제한|합작|beschränk|plafonn|limité|restring|limitad|огранич"
    ),
    "open": re.compile(
        r"放开|(?<!不)开放|(?<!不)可以|(?<!不)允许|准许|独资|全资|百分之百|100|(?<!不)能做|全面|"
        r"(?<!not )\bopen\b|(?<!not )\ballowed\b|\bpermitted\b|\bmay\b(?! not)|\bcan\b(?! ?not|'t)|\bfully\b|wholly|できる|开放|가능|개방|허용|"
        r"erlaubt|\boffen\b|dürfen|ouvert|autoris|peu(?:t|vent)\b|abiert|permitid|pueden?\b|открыт|разреш|можно|может|могут"
    ),
}
#: Words that ask for businesses open to full foreign ownership.
_WHOLLY = re.compile(
    r"独资|全资|百分之百|100|全面|完全|fully|wholly|outright|without (?:any |a )?(?:\w+ )?(?:cap|limit)|vollständig|entièrement|totalmente|полностью|完全に|전액"
)
#: The sectors that the word "culture" covers.
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


def kinds_named(text: str) -> set[str]:
    """The kinds of list that a text names: `closed`, `limited`, `open`."""
    plain = normalise(text)
    # "May not" is no "may".
    rest = _KINDS["closed"].sub(" ", plain)
    return {kind for kind, pattern in _KINDS.items() if pattern.search(plain if kind == "closed" else rest)}


def list_kinds(text: str) -> tuple[str, ...]:
    """The kinds of list that a question asks for (`closed`, `limited`, `open`), all of them where it names none. What may be
    done includes what may be done within limits, unless the question asks for full ownership."""
    plain, kinds = normalise(text), kinds_named(text)
    if kinds == {"open"} and not _WHOLLY.search(plain):
        kinds.add("limited")
    return tuple(kind for kind in _KINDS if kind in kinds or not kinds)


#: Words that set two things side by side.
_COMPARED = re.compile(
    r"区别|不同|差别|差异|变化|变动|对比|比较|相比|改了|修改|调整了|更开放|更宽|\bvs\b|\bversus\b|differ|\bcompar|\bchanged?\b|\bmore open\b|\bbetter\b|"
    r"unterschied|geändert|vergl|différen|changé|\bcompar|diferen|cambi|отлич|разниц|измен|сравн|违い|变わ|比べ|比较|비교|차이|바뀌|변경|다른"
)


_COUNTS = re.compile(
    r"多少|(?:有|哪)?几 ?[个类种项家]|\bhow many\b|\bnumber of\b|\bwie viele\b|\bcombien\b|cuánt[oa]s|сколько|いくつ|何(?:业种|种类|项目|个)|몇 ?(?:개|가지|업종|종)"
)


def counts(text: str) -> bool:
    """Whether a text asks how many there are."""
    return bool(_COUNTS.search(normalise(text)))


_THE_RULE = re.compile(
    r"哪一?[条项款]|第几[条项]|依据(?:是|在)?(?:什么|哪)|\b(?:which|what) (?:item|clause|article|provision|entry)\b|"
    r"\bwelche\w* (?:nummer|bestimmung|vorschrift|artikel|klausel)|\bquel(?:le)?s? (?:point|article|disposition)|\bqué (?:punto|artículo|disposición)|"
    r"\bкак(?:ой|ому|ая|им) (?:пункт|стать)|どの(?:条|项)|第何[条项]|何条|몇 ?[조항]|어느 (?:조|항)"
)


def asks_for_the_rule(text: str) -> bool:
    """Whether a text asks which item or article decides."""
    return bool(_THE_RULE.search(normalise(text)))


def compares(text: str) -> bool:
    """Whether a text sets two things side by side."""
    return bool(_COMPARED.search(normalise(text)))


def sectors_named(text: str) -> set[str]:
    """The sectors that a text names."""
    plain = normalise(text)
    return {s for names, pattern in _SECTORS.items() if re.search(pattern, plain) for s in names}


def list_scope(library: Library, question: Question) -> list[str]:
    """The ids of the businesses that a list is taken from, each once: those of the sectors named, else of the groups named, else all; without
    topics, projects and words for several businesses, which no list has."""
    sectors, known = sectors_named(question.text), library.activities
    if question.activities and not sectors.issuperset(_CULTURE):
        scope = [b for a in question.activities for b in library.below(a)]
    else:
        scope = [a for a, activity in known.items() if not sectors or activity.sector in sectors]
    return [a for a in dict.fromkeys(scope) if not (known[a].topic or known[a].may_be or known[a].project)]

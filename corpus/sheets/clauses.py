"""What one clause of a sentence provides: prohibition, wholly foreign ownership, joint venture, control, cap, capital, authority.

A clause is what stands between two commas. Where several forms fit, a refusal is read before a permission: 不得独资 allows a joint venture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.kinds import MeasureType, Subject
from corpus.model import Text
from corpus.sheets.amounts import SHARE_EN, SHARE_ZH, share_of, sum_in_words, yuan_in

#: What makes a sentence one on foreign investment.
FOREIGN = re.compile(
    r"外商|外资|外国|外方|境外|港澳|独资|合资|\bforeign|\boverseas\b|joint venture|Hong Kong|Macao", re.IGNORECASE
)
#: A sentence on what follows a breach, what a word means, what a text is for or since when it applies lays nothing down for an investor.
_ASIDE = re.compile(
    r"^(?:违反|为了|为[^，]{2,30}(?:，|制定)|根据|本(?:办法|规定|通知|细则|条例)(?:所称|自)|依照本)|罚款|处罚|责令|所称|施行|"
    r"\b(?:violat|in breach|fine of|penalt|for the purposes? of|means\b|come[s]? into (?:force|effect)|take[s]? effect)",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"一家|单一|单个|每一|any (?:one|single)|a single|each foreign", re.IGNORECASE)
_REFUSED = re.compile(
    r"(?:不得|不可|不能|不允许|不准|禁止|不应)[^，。]{0,8}独资|\bnot\b[^.;]{0,30}\bwholly\b|\bwholly foreign-owned[^.;]{0,30}\b(?:not|prohibited)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"独资|全资|(?:取消|不设|不受|放开|不再设|无)[^，。]{0,12}(?:股比|比例|上限|股权)|不设(?:置)?上限|"
    r"\bwholly[- ](?:foreign[- ])?owned\b|\bsole (?:owner|shareholder)|"
    r"\b(?:no|without (?:any |a )?)\s*(?:limit|cap|ceiling|restriction)s?\s+on\s+(?:the\s+)?(?:share|proportion|percentage)?[^.;]{0,12}foreign",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"限于[^，。]{0,6}合(?:资|作)|(?:须|应当|应|必须|只能|仅限|仅可|方可)[^，。]{0,20}合(?:资|作)|合资(?:、合作)?[^，。]{0,4}(?:方式|形式)|"
    r"\b(?:only|limited to|must|shall|restricted to|through|by way of|in the form of|as)\b[^.;]{0,60}\bjoint ventures?\b|\bjoint ventures? only\b|"
    r"\btogether with a Chinese\b|\bwith a Chinese partner\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"中方[^，。]{0,6}控股|\bChinese[- ]controlled\b|under Chinese control|\bChinese (?:party|side|partner|parties|shareholders?)\b[^.;]{0,40}\bcontrol",
    re.IGNORECASE,
)
_BANNED = re.compile(
    r"禁止|不得(?:投资|经营|从事|设立|开办|举办|参与|提供|进入|涉足)|不(?:允许|准)(?:外商|外资|外国|境外|投资|设立)|(?:不|暂不|尚未)(?:对外(?:资|商)?)?开放|"
    r"\bprohibited\b|\bforbidden\b|\b(?:may|shall|must) not (?:be (?:opened|engaged|operated)|invest|operate|engage|establish|provide|run|set up|own|hold)\b|\bclosed to\b|"
    r"\bno foreign (?:investor|company|enterprise|capital|investment) (?:may|shall)\b",
    re.IGNORECASE,
)
#: A permission without a number, which may or may not leave a limit in place.
_ALLOWED = re.compile(
    r"(?:允许|准许|支持)(?:外商|外资|外国投资者|境外投资者|港澳[^，。]{0,8})(?:投资|设立|经营|开办|从事)|\bopen to foreign\b|\bforeign (?:investors?|investment)\b[^.;]{0,30}\b(?:is|are) (?:permitted|allowed)\b",
    re.IGNORECASE,
)
#: Investors for whom alone a sentence is made.
_FOR_ONE = (
    ("hong-kong", re.compile(r"港澳|香港|Hong Kong")),
    ("macao", re.compile(r"港澳|澳门|Macao|Macau")),
    ("taiwan", re.compile(r"台湾|Taiwan")),
)
_FOR_ALL = re.compile(r"外商|外资|外国|境外|\bforeign\b|\boverseas\b", re.IGNORECASE)
_CHINESE_SHARE = re.compile(
    rf"(?:中方|境内|中国)[^，。]{{0,16}}(?:不低于|不得低于|不少于|不得少于|至少)\s*({SHARE_ZH})|"
    rf"\bChinese[^.;]{{0,50}}(?:at least|no less than|not less than)\s+({SHARE_EN})",
    re.IGNORECASE,
)
_CAP = re.compile(
    rf"(?:不得超过|不得高于|不超过|不高于|不得多于|最高(?:可?达|为|可至|不超过)?|至多|上限为?|可至|可达|不大于)[^\d百，。]{{0,6}}({SHARE_ZH})|({SHARE_ZH})(?:以下|以内|为限)|"
    rf"(?:not exceed(?:ing)?|no more than|not more than|at most|up to|maximum[^.;]{{0,30}}of|limited to|capped at|ceiling of|not[^.;]{{0,40}}(?:more than|exceed))\s+({SHARE_EN})|"
    rf"(?:比例|股比|股权|持股)[^\d百，。]{{0,8}}({SHARE_ZH})",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"注册资本|registered capital", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"(?:须|应当|应|必须|需)?(?:经|报|向)([^，。；]{2,30}?)(?:审批|批准|核准|许可|审核|申请(?:办理)?|提出申请|备案)|"
    r"\b(?:approval|approved|permission|licen[cs]ed?|permit)\s+(?:of|by|from|issued by)\s+(?:the\s+)?([A-Z][\w'’-]*(?:\s+(?:of|and|the|for|[A-Z][\w'’-]*))*)"
)
_LICENCE = re.compile(
    r"(?:取得|领取|申领|办理)[^，。；]{0,12}?(《[^》]{2,30}》|[\u4e00-\u9fff]{2,16}许可证)|\b(?:obtain|hold|holds|apply for)\s+(?:an?|the)\s+([^,.;]{3,50}?(?:licen[cs]e|permit))",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"(?<=[经报向由])[^，。；]{1,14}?(?:局|厅|委员会|部门|机关)|《[^》]*》|\b(?:Bureau|Department|Ministry|Commission|Administration) (?:of|for) [A-Z]\w+(?:(?: and|,)? [A-Z]\w+)*"
)
_COMMA = re.compile(r"[，,](?!\d{3})")
_SENTENCE = re.compile(r"(?<=[。；;！])|(?<=[.;])\s+(?=[A-Z(“\"])|\n+")


@dataclass(frozen=True)
class Provided:
    """What a clause provides. ``remark`` is what to look at."""

    type: MeasureType
    cap: float | None = None
    says: Text | None = None
    remark: str | None = None
    lays_down: tuple[Subject, ...] = ()


def sentences_in(text: str) -> list[str]:
    """The sentences of a provision; a line of its own is one too."""
    return [s.strip() for s in _SENTENCE.split(text) if s and s.strip()]


def clauses_in(sentence: str) -> list[str]:
    """What stands between the commas of a sentence."""
    return [c.strip() for c in _COMMA.split(sentence) if c.strip()]


def lays_nothing_down(sentence: str) -> bool:
    """Whether a sentence is about the text itself, or about a breach of it."""
    return bool(_ASIDE.search(sentence))


def without_names(clause: str) -> str:
    """A clause without the names of authorities and papers, which hold names of businesses: 省电影局, 《电影放映经营许可证》."""
    return _NAMES.sub(" ", clause)


def investors_of(sentence: str) -> tuple[str, ...]:
    """The origins of the investors that a sentence is made for; empty where it is for all."""
    return () if _FOR_ALL.search(sentence) else tuple(one for one, form in _FOR_ONE if form.search(sentence))


def provided(clause: str) -> Iterator[Provided]:
    """What a clause provides, each once."""
    yield from _entry(clause)
    if _CAPITAL.search(clause) and (yuan := yuan_in(clause)):
        zh, en = sum_in_words(yuan)
        says = Text(zh=f"注册资本不低于{zh}", en=f"registered capital of at least {en}")
        yield Provided(MeasureType.QUALIFICATION, says=says, lays_down=(Subject.CAPITAL,))
    if licence := _LICENCE.search(clause):
        name = (licence[1] or licence[2]).strip()
        yield Provided(MeasureType.LICENCE, says=Text(zh=f"取得{name}", en=f"obtain {name}"))
    elif authority := _AUTHORITY.search(clause):
        name = (authority[1] or authority[2]).strip()
        if authority[0].endswith("备案"):
            says, kind = Text(zh=f"向{name}备案", en=f"filing with {name}"), MeasureType.OBLIGATION
        else:
            says, kind = Text(zh=f"经{name}批准", en=f"approval by {name}"), MeasureType.APPROVAL
        yield Provided(kind, says=says, lays_down=(Subject.AUTHORITY,))


def _entry(clause: str) -> Iterator[Provided]:
    """Whether, and up to which share, a foreign investor may enter."""
    share = _share(clause)
    if _REFUSED.search(clause):
        yield Provided(MeasureType.JV_ONLY)
    elif _BANNED.search(clause) and share is None:
        yield Provided(MeasureType.PROHIBITED)
        return
    elif _JOINT.search(clause) and "独资" not in clause:
        yield Provided(MeasureType.JV_ONLY)
    elif _OPEN.search(clause) and share in (None, 100):
        yield Provided(MeasureType.OPEN)
        return
    if _CONTROL.search(clause):
        yield Provided(MeasureType.CHINESE_CONTROL)
    elif share is None and not (_REFUSED.search(clause) or _JOINT.search(clause)) and _ALLOWED.search(clause):
        yield Provided(MeasureType.OPEN, remark="allowed without a number: check that no limit is meant to stay")
    if share is None:
        return
    if _SINGLE.search(clause):
        words = Text(zh=f"单个外国投资者持股不超过{share:g}%", en=f"one foreign investor holds no more than {share:g}%")
        yield Provided(MeasureType.QUALIFICATION, cap=share, says=words)
    elif share >= 100:
        yield Provided(MeasureType.OPEN)
    elif share > 0:
        yield Provided(MeasureType.EQUITY_CAP, cap=share)


def _share(clause: str) -> float | None:
    """The highest foreign share that a clause allows, in percent."""
    if chinese := _CHINESE_SHARE.search(clause):
        least = share_of((chinese[1] or chinese[2]).strip())
        return None if least is None else 100 - least
    if found := _CAP.search(clause):
        return share_of(next(g for g in found.groups() if g).strip())
    return None

"""What a stretch of prose says may, must or cannot be done: read by its words, in Chinese and in English."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from corpus.text import normalise


class Sense(StrEnum):
    """``WHOLE`` is without any limit on the share, ``PART`` that there is one; ``LEAD`` is control by the foreign side,
    ``CONTROL`` that by the Chinese side, ``VENTURE`` that it takes a Chinese partner; ``FREE`` is from a duty; ``NAMED`` is
    prohibited by name, ``INSIDE`` that an exception or a limit takes something in; ``DEEMED`` is
    settled by silence, ``ADVISED`` only wished for; ``APPROVAL``, ``LICENCE`` and ``FILING`` are what is to be obtained or done; ``FLOOR`` and ``CEILING`` bound
    a number."""

    WHOLE = "whole"
    PART = "part"
    LEAD = "lead"
    CONTROL = "control"
    VENTURE = "venture"
    FREE = "free"
    CLOSED = "closed"
    PERMIT = "permit"
    MUST = "must"
    NAMED = "named"
    INSIDE = "inside"
    VOID = "void"
    VALID = "valid"
    DEEMED = "deemed"
    ADVISED = "advised"
    OUTSIDE = "outside"
    APPROVAL = "approval"
    LICENCE = "licence"
    FILING = "filing"
    FLOOR = "floor"
    CEILING = "ceiling"


_NOT_ZH = r"(?:不得|不能|不可以?|不允许|不准|禁止|无法|没法)"
_NOT_EN = r"(?:(?:may|can|could|must|shall|is|are|be|do|does|was|were|will|would) ?(?:not|n't)|cannot|can't|never|no longer)"
_LIMIT_EN = r"(?:caps?|limits?|ceilings?|restrictions?|maximum)"
#: Read from the most to the least telling; what has been read is taken out, so that "no cap" is not also a cap. None is
#: what says nothing by itself ("opens only what …").
_WORDS: tuple[tuple[Sense | None, str], ...] = (
    (None, r"(?:没有|无)[^,;。]{0,10}禁止|(?:不|并非)是?点名禁止|\bno (?:list|rule|provision|law)s? (?:prohibit|ban|close|forbid)s?|\bnone prohibits"),
    (Sense.NAMED, r"点名禁止|\b(?:prohibit|ban|forbid|clos)\w*\b[^,;.]{0,40}\bby name"),
    (Sense.PERMIT, r"禁令[^,;。]{0,4}不复存在"),
    (None, r"(?:只|仅)(?:对外)?开放|\bopen(?:s|ed)? only\b|\bonly open(?:s|ed)?\b|\bchina (?:has )?opened\b|承诺[^,;。]{0,4}开放|已开放的|\bas (?:may|can) be\b|\bthat may\b"),
    (Sense.WHOLE, r"(?:取消|解除|不再|无需|不必|不要求|不需要?|没有)[^,;。]{0,24}?(?:中方控股|限于合资)(?:[^,;。]{0,8}(?:限制|要求|规定))?"),
    (Sense.WHOLE, rf"(?:{_NOT_EN}|\bwithout|\bno)[^,;.]{{0,24}}chinese[- ]control\w*|\bchinese control[^,;.]{{0,24}}(?:lifted|abolished|removed|dropped|scrapped|no longer|not required)"),
    (Sense.WHOLE, rf"{_NOT_EN}[^,;.]{{0,20}}joint venture\w*|\bjoint venture\w*[^,;.]{{0,20}}(?:lifted|abolished|removed|no longer|not required)"),
    (Sense.WHOLE, r"不(?:要求|限于|必须?|须)[^,;。]{0,6}(?:合资|合作)|\bno joint ventures?\b"),
    (Sense.PERMIT, r"不在[^,;。]{0,6}禁止[^,;。]{0,4}之?[内列]|(?:不|未)(?:属于|受|被)[^,;。]{0,6}禁止|\b(?:outside|not (?:covered by|subject to|under)) (?:the|this|that) (?:ban|prohibition)|\bnot (?:prohibited|banned|barred|forbidden|closed)|\bexcept(?:s|ed)? [^,;.]{1,40} from (?:the|this) (?:ban|prohibition)|不在本项之内|\boutside (?:this|the) item"),
    (Sense.PERMIT, rf"{_NOT_EN} (?:prohibited|banned|barred|forbidden|closed)\b|\b(?:bar|ban|prohibition)\b[^,;.]{{0,80}}\b(?:is|was|has been) (?:lifted|removed|dropped|abolished)|不再(?:被|受)?(?:禁止|限制)|(?:取消|解除)[^,;。]{{0,24}}(?:不得|禁止)[^,;。]{{0,16}}(?:限制|规定|禁令)"),
    (Sense.WHOLE, rf"{_NOT_EN} (?:limited|restricted|capped)\b(?! to)|\bneither (?:\w+ ){{0,4}}?{_LIMIT_EN}[^.;]{{0,60}}\bjoint ventures?|(?:没有|未)(?:设|写)[^,;。]{{0,8}}(?:上限|限制)"),
    (Sense.PART, r"也不例外|概莫能外|同样受限|\bno exceptions?\b|\bnot (?:an )?except\w*|\bnot exempt\w*"),
    (Sense.PART, rf"{_NOT_ZH}[^,;。]{{0,8}}(?:独资|全资|100%)"),
    (Sense.PART, r"(?:不|非|并非)(?:是)?(?:完全|全面)(?:开放|放开)"),
    (Sense.PART, rf"{_NOT_EN}[^,;.]{{0,30}}(?:wholly|fully|100 ?%|full(?:y)? (?:own|foreign)|without (?:a |any )?(?:foreign )?{_LIMIT_EN})"),
    (Sense.FREE, r"(?:无需|不需要?|不必|无须|不用|免于|免予|免除|免去|豁免|没有必要|不要求|取消[^,;。]{0,10}(?:许可|审批|批准|备案))"),
    (Sense.FREE, r"\b(?:need not|needn't|exempt\w*(?! from (?:the |this |that |any )?(?:\S+ ){0,2}(?:cap|limit))|waived?|unnecessary|optional|voluntary)\b"),
    (Sense.FREE, rf"{_NOT_EN} (?:\w+ )?(?:need(?:s|ed)?|requir\w+|necessary|mandatory|obliged|have to)\b"),
    (Sense.FREE, r"\bno (?:[\w-]+ ){1,6}(?:is|are|was|were) (?:needed|required|necessary)"),
    (Sense.FREE, r"\b(?:no|without)(?: (?:a|an|any|the need for(?: a| any)?))? (?:[\w-]+ ){0,3}?(?:licen[cs]es?|approvals?|permits?|permission|filings?|registration|review|conditions?)\b"),
    (Sense.CONTROL, rf"{_NOT_ZH}(?:由外方|由外资)?(?:相对|绝对)?控股|中方(?:相对|绝对)?控(?:股|制)|由中方控|控股权[^,;。]{{0,6}}中方|中方[^,;。]{{0,6}}控股权"),
    (Sense.LEAD, r"(?:外方|外资|外商|外国投资者|可以?|能够?)(?:相对|绝对)?控股|(?:取得|拥有|获得|掌握|持有|占)[^,;。]{0,20}(?:控股权|控制权|多数|过半|大股东)|(?:由)?外方(?:掌握|主导)"),
    (Sense.CONTROL, rf"{_NOT_EN}[^,;.]{{0,30}}(?:majority|control(?:led|ling)?\b)|\bno foreign (?:majority|control)"),
    (Sense.CONTROL, r"\bchinese(?: part(?:y|ies)| side| partner| investor| shareholder)?s?(?:'s)?[- ](?:must |has to |have to |holds? |keeps? |retains? )?(?:the )?(?:control\w*|majority)|\bcontrol(?:led)?(?: \w+){0,2} (?:by|with|in) (?:a |the )?chinese|majority[- ]chinese"),
    (Sense.LEAD, r"\b(?:foreign[- ](?:controlled|majority)|(?:hold|take|have|own|acquire|gain|keep)\w*(?: \w+)? (?:majority|control(?:ling)?)\b|majority (?:stake|share|foreign))"),
    (Sense.VENTURE, r"(?:限于|仅限|只能|只可|须|必须)[^,;。]{0,10}(?:合资|合作)"),
    (Sense.VENTURE, r"\bjoint ventures?(?: or (?:in )?cooperation)?(?: only|[^,;.]{0,20} (?:requir\w+|mandatory))|\b(?:only|must|has to|have to|limited to|confined to|requires?|takes|asks?|calls? for|prescribes?)\b[^,;.]{0,40}\bjoint ventures?"),
    (Sense.WHOLE, r"不设[^,;。]{0,8}(?:上限|限制)|(?:没有|无|不存在)(?:外资)?(?:股比|比例|持股|出资)?(?:的)?(?:上限|限制)|不限(?:制)?(?:外资)?(?:股比|比例|持股)|(?:取消|放开|不受|解除|突破)[^,;。]{0,24}?(?:限制|上限|股比|约束|此限|比例)|(?<!个人)独资|全资|100%|百分之百|(?:完全|全面)(?:开放|放开)"),
    (Sense.WHOLE, rf"\b(?:no|without (?:a|any)|free (?:of|from) (?:a |any |the )?)\s?(?:[\w-]+ ){{0,3}}?{_LIMIT_EN}\b|\buncapped\b|\bunlimited\b|\bunrestricted\b|\bwholly\b|\bfull(?:y)? (?:foreign[- ])?(?:own\w*|open\w*|liberali\w+)|\b100 ?(?:%|per ?cent)|\bhundred per ?cent"),
    (Sense.WHOLE, rf"(?:outside|escapes?|exempt from|not subject to|not bound by|lift(?:s|ed)?|remov(?:es?|ed)|abolish\w*|scrapp\w*|drop(?:s|ped)?)(?: [\w%-]+){{0,5}} {_LIMIT_EN}\b|{_LIMIT_EN}(?: [\w%-]+){{0,4}} (?:do|does) not (?:apply|reach|cover)|{_LIMIT_EN}[^.;]{{0,90}}? (?:was|were|is|are|has been|have been) (?:lifted|removed|abolished|dropped|scrapped)"),
    (Sense.CLOSED, r"禁止|不在[^,;。]{0,4}(?:开放|放开)之列|禁令(?!不复存在)|(?:不得|不可)(?!超过|低于|少于|高于|多于|分)|不(?:能|可以?|允许|准|予|许)(?!超过|低于|少于|高于|多于)|(?:不|未|没有|尚未)(?:对|向)?(?:外资|外国投资者|外商|外方|外)?(?:投资)?(?:开放|放开)|没有[^,;。]{0,10}(?:开放|放开)|无权|排除在外"),
    (Sense.CLOSED, r"\bno [\w-]+(?: [\w-]+){0,3} (?:may|can|shall) be\b|\b(?:nobody|no one|none(?: of them)?)\b[^,;.]{0,24}\b(?:may|can)\b"),
    (Sense.CLOSED, rf"\b(?:prohibit\w*|forbid\w*|forbade|ban(?:s|ned)?|barr?(?:s|ed)?|clos(?:ed|es)|off[- ]limits|impossible|excluded from|keeps? (?:foreign\w*|\w+ investors) out|shut)\b|{_NOT_EN} (?:\w+ ){{0,2}}?(?:open\w*|allow\w*|permit\w*|possible|available)|\b(?:may|must|shall|can|could) not\b(?! exceed| be (?:less|lower|more|higher))|\bcannot\b(?! exceed)|\bcan't\b|\bno (?:foreign )?(?:\w+ )?(?:investors?|compan(?:y|ies)|investment|rule|one|list)\b[^,;.]{{0,30}}\b(?:may|can|opens?|lifts?|is allowed)|\bnot at present\b|\bneither\b"),
    (Sense.PERMIT, r"可以|允许|准许|开放|放开|能够|(?<![不可功职性])能(?=独|投|设|经|从|持|进|做|办|由)|可(?=由|设|投|经营|从事|持|独|在|至|依)|自由(?:投资|进入|经营)"),
    (Sense.PERMIT, r"\b(?:may(?! not)|can(?! ?not)|could(?! not)|allow(?:s|ed)?|permitted|permits(?= (?:foreign|investors|it|the|them|a|wholly|full|up)\b)|possible|open(?:s|ed)?(?!-)|free to|freely|eligible|entitled|lets?|welcome)\b"),
    (Sense.MUST, r"必须|应当|须|需要?|要求|有义务|限于|仅限|只能|只有|方可|才[能可]|应(?=依|按|向|由|取|经|先|在)|凭|持有"),
    (Sense.MUST, r"\b(?:must|shall|requir\w+|needs?|needed|(?:has|have|had) to|subject to|only (?:if|with|as|after|once)|oblig\w+|necessary|mandatory|takes)\b"),
)  # fmt: skip
#: Senses beside the others: what is read for them is left in.
_BESIDE: tuple[tuple[Sense, str], ...] = (
    (Sense.INSIDE, r"(?<!不)在(?:入世)?承诺(?:之内|范围内)|\bcovered by\b|\bincluded in\b|\b(?:falls?|lies?|are|is) (?:with)?in (?:the|its|their|those|these|them)\b"),
    (Sense.DEEMED, r"视为|视同|推定|自动|默示|\bdeemed\b|\bpresum|\bautomatic|\bsilence\b|\btacit"),
    (Sense.ADVISED, r"鼓励|建议|倡导|提倡|\bencourag|\brecommend|\badvis(?:ed|able)"),
    (Sense.OUTSIDE, r"不在(?:[^,;。]{0,10}(?:之内|范围内|之列))?|不属于|除外|以外|之外|例外|\boutside\b|\bnot (?:among|part of|within|covered|included)|\bexcept|\bexclud|\bother than\b"),
    (Sense.APPROVAL, r"批准|审批|核准|批复|同意|\bapprov|\bconsent|\bpermission|\bauthori[sz]"),
    (Sense.LICENCE, r"许可|执照|\blicen[cs]e|\bpermits?\b"),
    (Sense.FILING, r"备案|申报|报送|登记|\bfil(?:e|ed|es|ing)\b|\bnotif|\bdeclar|\bregist(?:er(?!ed capital)|ration)"),
    (Sense.VOID, r"无效|撤销|吊销|注销|作废|\bvoid\b|\binvalid|\brevo[ck]|\bannul|\bcancel"),
    (Sense.VALID, r"(?<!无)有效(?!期)|\bvalid\b|\bkeeps?\b|\bretains?\b"),
    (Sense.FLOOR, r"至少|最低|不(?:得)?(?:低|少)于|以上|\bat least\b|\bnot (?:be )?(?:less|lower|fewer) than|\bno (?:less|fewer) than|\bminimum\b|\bor more\b|\bnot below\b"),
    (Sense.CEILING, r"至多|最多|最高|不(?:得)?(?:超过|高于|多于)|以下|上限|\bat most\b|\bnot exceed|\b(?:no|not) (?:be )?(?:more|higher|greater) than|\bup to\b|\bmaximum\b|\bceiling|\bcap(?:s|ped)?\b|\blimit(?:s|ed)? to\b|\blimits\b"),
)  # fmt: skip
_ALSO = tuple((sense, re.compile(words)) for sense, words in _BESIDE)
_PATTERNS = tuple((sense, re.compile(words)) for sense, words in _WORDS)


def plain(text: str) -> str:
    """A text as it is read here: half-width, simplified, lower case, straight apostrophes."""
    return normalise(text.replace("’", "'"))


def senses(text: str) -> frozenset[Sense]:
    """Every sense that a text has."""
    return _read(text)[0]


def left_over(text: str) -> str:
    """A text without the words that its senses were read from."""
    return _read(text)[1]


@lru_cache(maxsize=8192)
def _read(text: str) -> tuple[frozenset[Sense], str]:
    left = plain(text)
    found = {sense for sense, pattern in _ALSO if pattern.search(left)}
    for sense, pattern in _PATTERNS:
        left, count = pattern.subn(" · ", left)
        if count and sense:
            found.add(sense)
    for _, pattern in _ALSO:
        left = pattern.sub(" · ", left)
    return frozenset(found), left

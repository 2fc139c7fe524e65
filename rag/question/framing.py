"""A question without its frame: what is done, without who asks leave for it, how much of it, and that it is in China."""

from __future__ import annotations

import re

_FOREIGNER = r"(?:外资|外商|外国|外企|境外|海外|外方)(?:独资|合资|全资)?(?:公司|企业|投资者|投资人|投资|商人|集团|机构|资本|人)?"
_THIS = r"(?:这[个种样类家]|此类|该)?(?:业务|服务|生意|公司|店|厂|网站|平台)?"
_MAY = r"(?:能不能|能否|可否|可不可以|是否可以|可以|允许|能|行)"
#: Every part of a pattern is bounded by punctuation or by its length, so that none runs long.
_HAN = re.compile(
    "|".join(
        (
            r"(?:一家)?(?:名叫|名为|取名|起名|叫做?)[“\"「『‘《][^”\"」』’》]{1,20}[”\"」』’》]的?",
            r"在?(?:中国|我国|国内|境内|中国大陆|华)(?:境内|国内|市场)?",
            rf"[，,。；;]?{_THIS}[^，,。；;？?]{{0,6}}?{_FOREIGNER}(?:最多|最高)?{_MAY}?[^，,。；;？?]{{0,8}}?(?:占|持|拿)(?:多少|几成|百分之几|股)?"
            r"(?:股份|股比|股权|比例|股)?(?:有?(?:没有)?(?:上限|限制))?[吗么呢]?[？?]?$",
            rf"[，,。；;]{_THIS}(?:{_FOREIGNER}|我们)?(?:{_MAY}|行不行|可行)?(?:独资|全资|控股|投资|投|参与|经营|开办|开|办|做|进入)*"
            rf"{_THIS}(?:的话)?(?:行不行|行|可以|可行|允许)?[吗么呢]?[？?]?$",
            r"(?:我们|我司|我方|咱们|本公司)?(?:想要?|打算|计划|希望|准备)(?=.)",
            _FOREIGNER,
            r"能不能|能否|可否|可不可以|是否可以|可以|(?<![功性智技可])能(?![力源])",
            r"独资|全资|控股|股比|上限|[吗么呢]?[？?]$",
        )
    )
)
_LATIN = re.compile(
    "|".join(
        (
            r"\b(?:can|may|could|might|shall) (?:a |an |the |any |our )?(?:(?:\w+ )?(?:foreign|overseas)\w*"
            r"(?: (?:company|companies|firms?|investors?|group|capital|bank|provider|carrier|maker|agency|owner|enterprise|business|studio|house))?"
            r"|we|i|one|it|they|the owner)\b",
            r"\b(?:be )?(?:wholly|fully|100 ?%|entirely) (?:foreign|owned)[- ]?(?:owned|foreign)?\b|\bforeign(?:ers?)?\b|\boverseas (?:company|firm|investor)s?\b",
            r"\b(?:in|within|inside|across) (?:mainland )?china\b|\bchinese\b",
            r"\b(?:is (?:it|there|this|that|foreign)|how much|what (?:foreign )?share|foreign share|open to foreign|are we allowed)[^.?]*\?",
            r"\bwe (?:would like|want|plan|wish|intend|hope) to\b|\bwe would\b",
            r"\b(?:dürfen|können|dürfte) (?:wir|ausländer)\b|\bdarf (?:eine?|das) (?:ausländische |deutsche )?(?:firma|unternehmen|gesellschaft|investor)\b"
            r"|\bwir (?:möchten|wollen)\b|\bdarf das [^.?]*\?",
            r"\best-ce permis[^.?]*|\b(?:une société étrangère|peut-elle|pouvons-nous|nous voulons|en chine)\b",
            r"¿|\b(?:puede una empresa extranjera|podemos|queremos)\b",
            r"можно ли|может ли|можем ли мы|иностранн\w+ (?:компани\w+|фирм\w+|инвестор\w*)|в китае",
            r"(?:外国(?:企業|の会社|会社)|海外の会社)[がはも]|中国での?|(?:ことは)?できますか|でしょうか",
            r"외국 (?:회사|기업)[가이는은]?|외국인[이은]?|중국에서?|할 수 있나요|수 있나요|지분 제한이 있나요",
        )
    ),
    re.IGNORECASE,
)
_CJK = re.compile(r"[\u3400-\u9fff]")


def bare(text: str) -> str:
    """What is left of a question without its frame; the whole of one that is little else."""
    left = _LATIN.sub(" ", _HAN.sub("", text) if _CJK.search(text) else text)
    left = " ".join(left.split()).strip(" ，,。.？?；;!！")
    return left if len(left) > 2 else text

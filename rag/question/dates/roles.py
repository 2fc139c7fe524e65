"""What a date in a text is there for: its rule is asked for, or it tells of a document, of a target, of the asker's own story.

Every look ahead or behind is bounded, so that the work on a long text grows with its length alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.text import normalise

#: `asked` where the words that ask are in the part of the text that has the date, `story` where the asker tells of an event there.
Role = Literal["asked", "story", "unclear"]
#: So far around a date words are looked for that say what it is there for.
_FAR, _NEAR = 160, 40
#: A part of a text with no more than these beside its date belongs to the next one: "In 2019, could …".
_FEW_WORDS, _FEW_CHARACTERS = 3, 4


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(normalise("|".join(words)))


#: A day that names a document, or on which something is said to have changed, is not the day asked about.
_PREMISE = re.compile(
    r"(?:abolish|lift|remov|chang|relax|scrap|cancel|repeal|drop|announc|publish|issu|opened|raised|allowed|introduced|ended)\w*[^.?!]{0,24}$"
    r"|\b(?:notice|circular|decree|order|announcement|opinions?|plan|measures|provisions|catalogue|law|regulations?|rules|agreement)\b[^.?!;]{0,24}\b(?:of|from|dated|in)\s*$"
    r"|\b(?:since|seit|depuis|desde)\s*(?:early |late |mid-)?$|(?:\bс|自从?)\s*$"
)
#: "Was it allowed in …": nothing is taken for granted there.
_INVERTED = re.compile(r"\s*(?:was|were|is|are|did|does|had|could|can|may)\b")
_PREMISE_BEHIND = re.compile(
    r"[^。？！,，]{0,6}(?:就|已经?|便)?(?:取消|放开|开放|废止|修订|发布|出台|提高|删除?)了"
    r"|\s*(?:起|以来|之后|以后|から|以降|부터)|(?:的)?\s*(?:第?\d+号|通知|通告|公告|办法|规定|方案|清单|目录|条例|意见|修订|年本)"
)
_TARGET = re.compile(r"(?:到|至|\bby|\buntil|\bbis|d['’]ici(?: à)?|\bpara|\bк|まで)\s*$")
_BEFORE = re.compile(r"\b(?:before(?: the)?|prior to(?: the)?|vor(?: dem)?|avant(?: le)?|antes del?|до)\s+$")
_BEFORE_BEHIND = re.compile(r"^\s*(?:之前|以前|前|より前|以前|이전|전에)")
#: What makes a bare number a year of which the rule is asked.
_IN = re.compile(
    r"(?:\b(?:in|during|year|before|prior to|im jahr|vor|en|avant|antes de|до|в)\s+|^\W{0,20}(?:and|und|et|y|а)?\s*)$"
)
_LIST = re.compile(r"\s*(?:national|negative|list|edition|free|年版|年?(?:负面)?清单)")
_SERIAL, _SERIAL_BEHIND = (
    re.compile(r"\b(?:no|nr|n°|nº|№)\.? ?\d+ (?:of|von|de|du|от)\s*$"),
    re.compile(r"\s*[〕\]】)]\s*第?\d+号"),
)
_CLAUSE_END = re.compile(r"[,;!?\n。、—–:]|\.(?=\s|$)")
#: Words that ask for a rule, in whatever tense.
_ASK = _any(
    r"\b(?:may|can|could|might|must|had to|allow\w*|permit\w*|possible|legal|lawful|feasible|admissible|open to|limits?|limited|cap|ceiling|restrict\w*|prohibit\w*|banned|"
    r"requir\w*|needed|position|as (?:at|of)|penalt\w*|fine|shares?|percent\w*|own|hold|rules?|law|regulations?|conditions?|what|which|how|whether|did|in force|appl(?:y|ied|icable)|stand|stood|barred|off.limits|closed|differen\w*|compare\w*)\b",
    r"能|可以|可否|可不|允许|准许|吗|什么|哪|几|多少|上限|比例|规定|限制|禁止|要求|条件|怎|如何|呢|要啥|口径|有效|当时|须|清单|行不|独资|外资|外商|股比|罚|中方|外方|不同|区别|不让|不准",
    r"か\?|できる|できた|できま|可能|制限|上限|認め|許され|必要|ですか|ますか|たか|何|どの|どう|いくら|違い|外資",
    r"가능|수 있|수 없|됐|되나|되는|됩니|규정|제한|상한|필요|허용|까\?|나요|무엇|얼마|어떤|몇|다른|차이|외국인",
    r"\b(?:d[auü]rf\w*|kann|konnte\w*|könnte\w*|möglich|erlaubt|zulässig|galt\w*|gilt|gelten|regel\w*|vorschrift\w*|\w*grenze|muss\w*|war|waren|ging|geht|welch\w*|wie|ob|höchst\w*|stand|unterschied\w*)\b",
    r"\b(?:peut|peuvent|puis-je|pouv\w*|pourr\w*|possible|permis|autoris\w*|plafond|limite\w*|règle\w*|condition\w*|faut|fallait|étai\w*|quel\w*|combien|est-ce|droit|en vigueur|différen\w*)\b",
    r"\b(?:puede\w*|podemos|pod[ií]\w*|podr\w*|pudo|posible|permit\w*|límite\w*|tope|máxim\w*|norma\w*|regla\w*|condici\w*|requisit\w*|cuánt\w*|qué|cuál\w*|existía|había|vigente\w*|estaba\w*|diferen\w*)\b",
    r"\b(?:можно|мог\w*|разреш\w*|допуск\w*|предел\w*|огранич\w*|правил\w*|услови\w*|требов\w*|как|кто|что|как\w*|сколько|нужн\w*|закон\w*|ли|действ\w*|доля|пускали|отлича\w*|разниц\w*)\b",
)
#: What the asker did: an event of a company's life, not of a rule.
_EVENT = _any(
    r"\b(?:found(?:ed|s)|incorporat\w*|establish\w*|set up|start(?:ed|s)|began|begun|born|launched|opened|registered|signed|bought|purchased|acquired|got|received|obtained|won|dat(?:ed|es|ing)|"
    r"hired|joined|moved|met|married|graduat\w*|visited|built|formed|running|came|taught|made|sold|invested|raised|merged|dreamed|planned|took over|has been|have been)\b",
    r"成立|创办|创立|创建|注册于|注册[,的]|注册$|在\S{1,4}注册|开业|开办|入行|起家|创业|签了|签的|签订|签署|签于|签约|合同|取得|拿到|获得|获批|领到|领了|收购|买了|买下|购入|来访|来函|毕业|入学|出生|结婚|过来|做过|来过|去过|跑过|开过|考察|起步|入职|上市|建成|建立|租下|租了|开了|开的|设立了",
    r"設立|創業|創立|開業|締結|契約|取得し|取得した|購入|買っ|買収|始め|入社|卒業|登記|立ち上げ|開店|生まれ|開い",
    r"설립|창업|창립|개업|등록|계약|취득|인수|구입|샀|시작|졸업|입사|태어|체결|받았|열었|만난|귀국",
    r"\b(?:gegründet|gründ\w*|eröffnet\w*|unterschrieben|unterzeichnet\w*|gekauft|kauften|erworben|erhalten|erhielt\w*|bekommen|bekam\w*|angefangen|gestartet|geheiratet|geboren|eingetragen|registriert|begonnen|aufgebaut|gemietet)\b",
    r"\b(?:fond[ée]\w*|cré[ée]\w*|immatricul\w*|ouvert|achet\w*|acquis\w*|sign[ée]\w*|obten\w*|reçu|commenc\w*|lanc[ée]\w*|début[ée]\w*|née?|loué\w*)\b",
    r"\b(?:fund[aóé]\w*|cre[óa]\w*|constitu\w*|abri[óm]\w*|abrí|compr[aóé]\w*|adquir\w*|firm[aóé]\w*|obtuv\w*|obten\w*|recib\w*|emp[ie]\w*ez?\w*|comenz\w*|naci\w*|inici\w*|registr\w*|alquil\w*)\b",
    r"\b(?:основа\w*|учре[жд]\w*|созда\w*|зарегистр\w*|откры\w*|купи\w*|приобр\w*|подписа\w*|получи\w*|нач[аи]\w*|роди\w*|окончи\w*|арендова\w*)\b",
)
#: Who tells: the asker, or whom the asker speaks for, or their company.
_TELLER = _any(
    r"\b(?:we|our|my|i|client\w*|customer|guest|visitor|father|grandpa|mother)\b|我|咱|客户|老板|本公司|本司",
    r"\b(?:wir|unser\w*|mein\w*|ich|mandant\w*|kund\w*|nous|notre|nos|mon|ma|je|client\w*|nuestr\w*|mi|nosotros|\w{3,}[ai]mos|мы|наш\w*|мой|моя|клиент\w*)\b|\bj['’]",
    r"当社|弊社|うち|私|我々|お客|社長|会社|우리|저희|고객|의뢰인|사장|회사|公司|企业|合同|协议|意向书|契約|계약",
    r"\b(?:compan\w*|firm|venture|subsidiary|contract|agreement|gesellschaft\w*|\w*firma|firmen|vertrag\w*|société|contrat|filiale|empresa|sociedad|contrato|filial|компани\w*|фирм\w*|договор\w*)\b",
)
#: A year of the asker's own: "our 2019 turnover".
_OWN = _any(r"\b(?:our|my|their|his|her|its|unser\w*|mein\w*|notre|nos|nuestr\w*|наш\w*)\s*$|(?:我们的|我司的|当社の)\s*$")
_SINCE = _any(r"\b(?:since|seit|depuis|desde|с)\s*$")
_SINCE_BEHIND = _any(r"^\s*(?:년)?\s*(?:から|부터|以来)")
_THAT_DAY = _any(r"^\s*的?(?:那会|那时|那天|那阵|当天|当日|当时|时点|当時|の時点|당시|那年|时[,，])")
#: Words that go back to a time that was told of: its rule is asked for after all.
_THEN = _any(
    r"当时|那时|那会|那年|那天|那阵|当日|\bat (?:that|the) time\b|\bback then\b|\bthat (?:year|day|date)\b|\bthen\b|\bwas it\b|\bin those days\b|\bdamals?\b|\bseinerzeit\b|à l['’]époque|\balors\b|\bce jour-là\b",
    r"\bentonces\b|\baquel\w*\b|\bese (?:año|día)\b|тогда|тот (?:момент|день|год)|в то время|당시|그때|그 ?해|그날|その(?:とき|時|年|日|頃)|あの頃|時点|\bwould have\b|\bwould've\b|gewesen|gehabt|\bдействовал|\bhätte\w*\b|\baurait\b|\bhabría\b",
)


@dataclass(frozen=True)
class Around:
    """What stands around a date: the text ``ahead`` of it and ``behind`` it, as far as it is looked at."""

    ahead: str
    behind: str
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Around:
        return cls(text[max(0, start - _FAR) : start], text[end : end + _FAR], text[max(0, start - 3 * _FAR) : end + 3 * _FAR])

    @property
    def before(self) -> bool:
        """Whether the time before the date is meant."""
        return bool(_BEFORE.search(self.ahead[-_NEAR:]) or _BEFORE_BEHIND.match(self.behind))

    def premise(self, day: date, today: date) -> bool:
        """Whether a month or a year tells of a document, of a change of the rules or of a target."""
        ahead = self.ahead[-2 * _NEAR :]
        if _TARGET.search(ahead) and day > today:
            return True
        asked = _INVERTED.match(_CLAUSE_END.split(self.ahead)[-1])
        return bool((_PREMISE.search(ahead) and not asked) or _PREMISE_BEHIND.match(self.behind))

    @property
    def introduced(self) -> bool:
        """Whether words make a bare number a year: "in 2018", but not "in the 2018 list"."""
        return bool(_IN.search(self.ahead)) and not self.edition

    @property
    def edition(self) -> bool:
        """Whether the year is that of a list, or part of the number of a document: "No. 196 of 2015", 〔2021〕106号."""
        return bool(_LIST.match(self.behind) or _SERIAL.search(self.ahead[-_NEAR:]) or _SERIAL_BEHIND.match(self.behind))

    @property
    def titled(self) -> bool:
        """Whether a title follows, that of a document of that day."""
        return bool(re.match(r"\s*的?\s*《", self.behind))

    def role(self) -> Role:
        """What the words around a date say that it is there for."""
        ahead, behind = _CLAUSE_END.split(self.ahead)[-1], _CLAUSE_END.split(self.behind)[0]
        if _SINCE.search(ahead) or _SINCE_BEHIND.match(behind):
            return "story" if not _ASK.search(ahead) and not _ASK.search(behind) else "unclear"
        if _OWN.search(ahead):
            return "story"
        if _few(f"{ahead} {behind}") and not _EVENT.search(f"{ahead} {behind}"):
            ahead, behind = self._wider(ahead, behind)
        clause = f"{ahead} {behind}"
        asks, event = bool(_ASK.search(clause)), bool(_EVENT.search(clause))
        if (asks and not event) or _THAT_DAY.match(self.behind):
            return "asked"
        told = event and not asks and bool(_TELLER.search(clause))
        return "story" if told and self._asks_elsewhere(clause) else "unclear"

    def _asks_elsewhere(self, clause: str) -> bool:
        """Whether another part of the text asks, and does not go back to the time that this part tells of."""
        return not _THEN.search(self.text) and bool(_ASK.search(self.text.replace(clause.strip(), " ")))

    def _wider(self, ahead: str, behind: str) -> tuple[str, str]:
        """The part of the text that has the date with the next one, or with the one before it where it is the last."""
        further = [part for part in _CLAUSE_END.split(self.behind)[1:] if part.strip()][:1]
        if further and _few(ahead):
            return ahead, f"{behind} {further[0]}"
        return " ".join(_CLAUSE_END.split(self.ahead)[-2:]), behind


def _few(clause: str) -> bool:
    """Whether a part of a text says next to nothing beside its date."""
    words = re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+", clause)
    return len(words) <= (_FEW_CHARACTERS if re.search(r"[\u3040-\u9fff\uac00-\ud7af]", clause) else _FEW_WORDS)

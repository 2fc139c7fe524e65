"""What a question takes for granted about a rule, and what a yes to it would affirm: "is it limited?", "do we need a partner?"."""

from __future__ import annotations

import re
from typing import Literal

from corpus.text import normalise

# The patterns meet text as `normalise` gives it: lower case, Japanese and traditional Chinese in simplified characters.

#: What a question takes for granted: that a limit was `lifted`, that a business was `opened`, that it is `closed`.
Premise = Literal["lifted", "opened", "closed"]
#: What a yes affirms where it is no permission: that there is a limit, that a partner or Chinese control is needed, that a business is closed.
Affirmed = Literal["limited", "partner", "control", "banned"]

_LIMIT = r"(?:上限|限制|限额|股比|禁令|合资要求|控股要求|caps?\b|limits?\b|ceilings?\b|bans?\b|restrictions?\b|requirements?\b|制限|规制|제한|상한|한도|금지|규제|grenze|beschränkung|verbot|pflicht|plafond|limite|interdiction|restriction|límite|tope|prohibición|restricción|ограничен|лимит|запрет|предел)"
_GONE = r"(?:取消|废除|废止|解除|删除|删掉|放宽|没有了|不再|abolish|lifted|remov|scrapp|dropp|delet|gone\b|no longer|ended|撤廃|废止|なくな|解除|폐지|철폐|해제|없어|aufgehoben|abgeschafft|weggefallen|gestrichen|supprim|levée?\b|aboli|elimin|suprimi|levant|derog|отмен|снят|убра)"
_OPENED = r"(?:放开|开放|允许外资|可以做|能做|可以独资|open(?:ed)?\b|liberali[sz]ed|allowed|permitted|开放され|认められ|解禁|개방|허용|geöffnet|freigegeben|erlaubt|ouverte?s?\b|libéralis|autoris|abiert|abrió|liberaliz|permit|открыт|либерализ|разреш)"
_CLOSED = r"(?:禁止|不开放|不允许|不准|不让|不能做|prohibited|banned|forbidden|barred|off[- ]limits|closed|not (?:allowed|permitted|open)|禁じ|できない|금지|불가|verboten|untersagt|geschlossen|interdite?s?\b|fermée?s?\b|prohibid|vetad|cerrad|запрещ|закрыт)"
_GIVEN = r"(?:既然|因为|由于|鉴于|考虑到|\bas\b|\bsince\b|\bbecause\b|\bgiven that\b|\bnow that\b|\bda\b|\bweil\b|\bnachdem\b|\bpuisque?\b|\bcomme\b|\bétant donné\b|\bya que\b|\bdado que\b|\bcomo\b|\bпоскольку\b|\bтак как\b|\bраз\b)"
_HEARD = r"(?:听说|据说|不是说|有人说|\bheard\b|\btold\b|\bread that\b|\bi understand\b|\bis it true\b|\bgehört\b|\bstimmt es\b|\bentendu\b|\best-il vrai\b|\bhe oído\b|\bme han dicho\b|\bes (?:verdad|cierto)\b|\bслышал|\bговорят\b|\bправда ли\b|と闻|そうです|본 적|들었|사실)"
_NOT = r"(?:没有?|尚未|未曾|还没|\bnot\b|n't\b|\bnever\b|\bnicht\b|\bpas\b|\bno\b|\bне\b)"

#: Which item bans it takes a ban for granted.
_WHICH = r"(?:\b(?:which|what) (?:item|clause|article|provision)\b|第几[条项]|哪一?[条项]|\bwelche\w* (?:nummer|vorschrift)|\bquel(?:le)? (?:point|article)|\bqué (?:punto|artículo)|\bкакой пункт)"
_LIFTED = re.compile(
    rf"(?:{_GIVEN}|{_HEARD})[^?。;]{{0,80}}(?:{_LIMIT}[^?。;]{{0,30}}{_GONE}|{_GONE}[^?。;]{{0,30}}{_LIMIT})"
    rf"|{_LIMIT}[^?。;,]{{0,30}}{_GONE}[^?。;,]{{0,40}},?\s*(?:吧|对吗|对吧|是吗|\bright|\bcorrect|\bso we\b|\bthen we\b|ですよね|죠)"
    rf"|{_LIMIT}(?:を|が|은|는|이|가)[^?。;,]{{0,20}}{_GONE}[^?。;]{{0,30}}(?:{_HEARD}|ので|から|으니|니까)"
)
_OPENING = re.compile(rf"(?:{_HEARD}|既然|\bnow that\b)[^?。;]{{0,60}}{_OPENED}|{_OPENED}[^?。;]{{0,20}}(?:と闻|そうです|들었)")
_CLOSING = re.compile(
    rf"{_WHICH}[^?。;]{{0,40}}{_CLOSED}|{_CLOSED}[^?。;]{{0,8}}(?:第几|哪一?)[条项]|{_GIVEN}[^?。;,]{{0,80}}{_CLOSED}[^?。;,]{{0,20}},|{_CLOSED}[^?。;,]{{0,12}}(?:ので|から|으니|니까)"
)
_NEGATED = re.compile(rf"{_NOT}[^?。;,]{{0,20}}(?:{_GONE}|{_OPENED})")
_NOT_CLOSED = re.compile(
    r"(?:并不|\bnot|n't|\bnicht|\bpas|\bno está\w*|\bне) (?:\w+ )?(?:prohibited|banned|forbidden|closed|verboten|interdit|prohibid|запрещ)|并?不禁止"
)

_ASKED_BACK = r"(?:吗|么|嘛|没有|否|呢|\?)"
_AFFIRMED: dict[Affirmed, re.Pattern[str]] = {
    "control": re.compile(
        r"(?:需|要|须|由|是否|得)[^?。,;]{0,10}(?:中方|中资|内资|国内企业)(?:相对|绝对)?(?:控股|控制|主导|占多数|持多数)|"
        r"\b(?:need|requir|must|have to|has to|still)[^?;]{0,50}chinese[- ](?:control|majorit|side (?:to )?control)|\bchinese[- ](?:control|majority)\w*\b[^?;]{0,40}(?:needed|required|necessary|mandatory)|"
        r"chinesische\w* (?:kontrolle|mehrheit)|contrôle chinois|majorité chinoise|control chino|mayoría china|китайск\w+ контрол|"
        r"中国(?:侧|方|企业)?(?:が|の|による)?(?:支配|过半)|중국 ?(?:측|자본|기업)?(?:이|의)? ?(?:지배|과반|통제)"
    ),
    "partner": re.compile(
        r"(?:需|要|须|非得|一定|还得|必得|得)[^?。,;]{0,10}(?:合资|合作方|合作伙伴|中方(?:合作|股东|伙伴|合伙|参股)|中国(?:合作|伙伴|股东|合伙)|找.{0,6}(?:伙伴|合伙|合作|中方))|"
        r"\b(?:need|requir|must|have to|has to|oblig|forced)\w*\b[^?;]{0,50}\b(?:partner|joint[ -]venture|jv|co-?investor)|\b(?:partner|joint[ -]venture|jv)\b[^?;]{0,40}\b(?:needed|required?|necessary|mandatory|compulsory|obligatory|a must)\b|"
        r"(?:brauch|benötig|müss|muss|nötig|erforderlich|pflicht)[^?;]{0,60}(?:partner|gemeinschaftsunternehmen|joint[ -]venture)|(?:partner|gemeinschaftsunternehmen|joint[ -]venture)[^?;]{0,40}(?:nötig|erforderlich|pflicht|vorgeschrieben)|"
        r"(?:faut-il|doit-on|devons|besoin|obligatoire|nécessaire|exig)[^?;]{0,60}(?:partenaire|coentreprise|joint[ -]venture|associé)|(?:partenaire|coentreprise|joint[ -]venture)[^?;]{0,40}(?:obligatoire|nécessaire|requis|exigé)|"
        r"(?:necesit|hace falta|hay que|obligatori|debe|exig)[^?;]{0,60}(?:socio|empresa conjunta|joint venture)|(?:socio|empresa conjunta)[^?;]{0,40}(?:obligatori|necesari)|"
        r"(?:нуж|обязател|необходим|требу)[^?;]{0,60}(?:партн[её]р|совместн)|(?:партн[её]р|совместн\w+ предприят)[^?;]{0,40}(?:нуж|обязател|необходим|требу)|"
        r"(?:合弁|パートナー|共同出资)[^?。]{0,14}(?:必要|义务|しなければ|必须)|(?:합작|파트너)[^?]{0,14}(?:필요|의무|해야|필수)"
    ),
    "banned": re.compile(
        rf"(?:禁止|被禁|不允许|不准|不得|不开放|不对外)(?!的)[^?。,;的]{{0,10}}{_ASKED_BACK}|(?:不能|不可以)[^?。,;]{{0,14}}(?:吗|么)|禁不禁止|是否[^?。,;]{{0,14}}禁止|"
        rf"(?:^|\bis it true\b|\bthat\b|\b(?:and|or|but)\b|, )\s*(?:is|are|was|were|aren't|isn't)\b[^?;]{{0,80}}{_CLOSED}|\bis it true\b[^?;]{{0,80}}{_CLOSED}|{_CLOSED}[^?;]{{0,40}}(?:\bright\b|\bcorrect\b|isn't it|aren't they)|"
        rf"(?:^|stimmt es)[^?;]{{0,10}}\b(?:ist|sind|dass)\b[^?;]{{0,80}}{_CLOSED}|(?:\best-il vrai\b|\best-ce que\b|\b(?:est|sont)-(?:il|elle|ce)s?\b)[^?;]{{0,80}}{_CLOSED}|"
        rf"(?:¿ ?est[áa]n?\b|\bes (?:verdad|cierto)\b)[^?;]{{0,80}}{_CLOSED}|(?:запрещ[её]н\w*|закрыт\w*) ли\b|правда ли[^?;]{{0,80}}{_CLOSED}|"
        r"禁止(?:され|です|でしょ)[^?。]{0,10}か|금지(?:되|됩|인가|입니|돼)"
    ),
    "limited": re.compile(
        r"(?:有没有|有无|是否|是不是|受不受|还?有)[^?。,;]{0,14}(?:限制|上限|受限|限额)|(?:限制|上限|受限)(?:外资|持股)?(?:吗|么|没有)|限不限制|"
        r"(?:^|, |\b(?:and|or|but) )\s*(?:is|are|was|were|does|do)\b[^?;]{0,70}\b(?:limited|restricted|capped)\b|\b(?:is|are) there (?:still )?(?:a|an|any) (?:[\w%-]+ ){0,4}(?:limits?|caps?|ceilings?|restrictions?)\b|\bsubject to (?:a|an|any) (?:\w+ ){0,3}(?:limits?|caps?|ceilings?|restrictions?)\b|\bany (?:foreign )?(?:\w+ ){0,2}(?:limits?|caps?|restrictions?)\b|"
        r"(?:^|gibt es|ist|sind)[^?;]{0,60}(?:beschränkt|begrenzt|gedeckelt|beschränkung|obergrenze|beteiligungsgrenze)|"
        r"(?:y a-t-il|existe-t-il|est-(?:il|elle)|sont-(?:ils|elles)|est-ce que)[^?;]{0,70}(?:limitée?s?\b|plafonn|restreint|plafond|restriction)|"
        r"(?:¿ ?est[áa]n?\b|¿ ?hay\b|¿ ?existe)[^?;]{0,70}(?:limitad|restringid|límite|tope|restricci)|"
        r"(?:есть|существу\w+|действу\w+|установлен\w*) ли[^?;]{0,60}(?:ограничен|предел|лимит)|ограничен\w* ли|"
        r"(?:制限|上限|规制)(?:は|が)?(?:あり|ある|され|かか)[^?。]{0,8}か|(?:제한|상한|한도)(?:이|은|가|는)? ?(?:있|되나|됩니)"
    ),
}
#: What asks for a thing rather than for a yes, or for leave, which the verdict gives.
_NO_YES = re.compile(
    r"哪|什么|多少|几|怎么|如何|为何|还是|谁|\b(?:what|which|who|whom|how|where|when|why|whether .* or)\b|\b(?:can|may|could|might) (?:we|i|a|an|our|foreign|they|it)\b|(?<!不)(?:可以|能否|可否|能不能|可不可以)|"
    r"どの|何|いくら|できますか|어떤|얼마|무엇|몇|할 수|\b(?:was|welche\w*|wer|wie|wo|wann|warum|können|dürfen|darf)\b|\b(?:quel\w*|qui|comment|où|quand|pourquoi|combien|peut|peuvent|pouvons)\b|"
    r"\b(?:qué|quién|cómo|dónde|cuándo|cuánto|puede|pueden|podemos)\b|\b(?:какой|какая|какие|каких|кто|как|где|когда|можно|может|могут)\b"
)
_SENTENCE = re.compile(r"(?<=[?？!！。;；])|(?<=\.)\s")


def premise_of(text: str) -> Premise | None:
    """What a question takes for granted about a rule; None where it does not."""
    plain = normalise(text)
    if _NEGATED.search(plain):
        return None
    if _LIFTED.search(plain):
        return "lifted"
    if _CLOSING.search(plain):
        return "closed"
    return "opened" if _OPENING.search(plain) else None


def affirmed_by_yes(text: str) -> Affirmed | None:
    """What a yes to a question affirms that asks for no permission: the last such question of the text; None for any other."""
    for sentence in reversed([s.strip() for s in _SENTENCE.split(normalise(text)) if s.strip()]):
        if not (_NO_YES.search(sentence) or _NOT_CLOSED.search(sentence)):
            for kind, pattern in _AFFIRMED.items():
                if pattern.search(sentence):
                    return kind
    return None

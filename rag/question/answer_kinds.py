"""What kind of thing a question asks for, so that the sentence that says it is told first: a time, a sum, a share, a day, an authority."""

from __future__ import annotations

import re

#: The kind by the words of a question, and by what an answering sentence has, in Chinese or English. The words are as `normalise`
#: gives them: Japanese and traditional Chinese in simplified characters.
_KINDS = (
    (
        r"多久|多长时间|多少[天日年]|几[天日年]|多少个(?:工作日|月)|期限|时限|有效期|"
        r"how long|how many (?:working )?(?:days|months|years)|time limit|deadline|\bvalid(?:ity)?\b|"
        r"どのくらい|何日|何年|何か月|期间|며칠|얼마나 걸|기간|몇 년|몇 일|wie lange|frist|combien de (?:temps|jours|mois)|délai|durée|"
        r"cuánto tiempo|plazo|cuántos (?:días|meses|años)|как долго|сколько (?:дней|времени|лет)|срок",
        r"\d+ ?个?(?:工作)?(?:日|天|年|月)(?!\d)(?:内|之内|以内)?|\b\d+ (?:working |calendar )?(?:day|month|year)s?\b",
    ),
    (
        r"罚多少|罚款|处罚|后果|责任|\bfine[ds]?\b|penalt|consequence|what happens|sanction|罚|制裁|벌금|과태료|처벌|bußgeld|strafe|folgen|amende|conséquence|multa|consecuencia|sanción|штраф|последств",
        r"罚款|责令|没收|吊销|停止|恢复|无效|改正|\bfine|\brevok|\bconfiscat|\bordered? to\b|\bvoid\b|unlawful gains|restored?",
    ),
    (
        r"注册资本|多少钱|最低限额|registered capital|minimum capital|how much capital|资本金|자본금|stammkapital|mindestkapital|capital (?:social|minim|mínimo)|капитал",
        r"\d ?[万亿]?元|\brmb\b|\byuan\b|borrowed|借",
    ),
    (
        r"占比|比重|百分之几|几成|占.{0,12}多少|what (?:share|percentage|proportion)|割合|何%|비중|비율|몇 ?%|anteil|quelle part|pourcentage|porcentaje|какую долю|какова доля",
        r"\d ?%|分之",
    ),
    (
        r"多少[条项个类]|几[条项个类]|how many|いくつ|何(?:项目|件|条)|몇 ?(?:개|가지|조)|wie viele|combien d|cuánt[oa]s|сколько",
        r"\d+ ?[条项个类]|\b\d+ (?:item|entr|field|categor|article|measure|cit|place|province)",
    ),
    (
        r"什么时候|何时|哪一?[天年]|几月|哪日|since when|\bwhen\b|from which (?:day|date)|what date|いつ|언제|\bwann\b|\bquand\b|\bcuándo\b|когда|с какого",
        r"(?:19|20)\d\d ?年|(?:19|20)\d\d-\d\d|\b\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december) (?:19|20)\d\d|\bin (?:19|20)\d\d\b",
    ),
    (
        r"谁|哪个(?:部门|机关|机构|单位)|哪些(?:部门|机关)|主管|找哪|向哪|归哪|\bwho\b|\bwhom\b|which (?:authority|ministry|department|body|agency)|谁|どの(?:官庁|部门|机関)|누가|어느 (?:부처|기관)|welche behörde|\bwer\b|quelle autorité|\bqui\b|qué autoridad|\bquién|какой орган|\bкто\b",
        r"[部委局办院](?:门|公室|会)?(?:负责|会同|批准|审批|决定|受理|发布|联合|或者|和|、|，|。|（)|主管|国务院|\bmiit\b|ministr|authorit|department|administration|commission|state council|ndrc|mofcom",
    ),
)
_COMPILED = tuple((re.compile(asked), re.compile(said)) for asked, said in _KINDS)


def kinds_asked(question: str) -> tuple[bool, ...]:
    """Which kinds of thing a question has words for. ``question`` is normalised."""
    return tuple(bool(asked.search(question)) for asked, _ in _COMPILED)


def kinds_wanted(question: str) -> tuple[re.Pattern[str], ...]:
    """By what the sentences that answer a question are known. ``question`` is normalised."""
    return tuple(said for asked, said in _COMPILED if asked.search(question))

"""What a question wants to hear first of a verdict: the limit, the terms, where more is possible, what changed, what
follows a breach, a whole list."""

from __future__ import annotations

import re
from typing import Literal

from corpus.text import normalise

# The patterns meet text as `normalise` gives it: Japanese and traditional Chinese in simplified characters.
Focus = Literal["decide", "cap", "terms", "where", "changed", "breach", "list"]

_CHANGED = re.compile(
    r"什么时候(?:起|开始|取消|放开|开放|不再|才)|从何时|何时(?:起|取消|放开|开放|开始)|哪一?[天日年](?:起|取消|放开|开放|开始)|是哪一?[天日年]|自哪|有(?:什么|哪些|何)(?:变化|调整|变动)|改了(?:什么|哪些|吗)|"
    r"怎么(?:变|改)|沿革|(?<![日月年\d])(?:以前|之前|原来|此前|过去)(?:是|要求|必须|须|需要|能|可以|怎么|有没有|的(?:规定|上限|要求|股比|规则)|呢?[?。]*$)|"
    r"\bsince when\b|\bwhen (?:did|was|were|has|have)\b|\bwhat (?:has |have |had )?(?:been )?changed\b|\bchanged? (?:since|over|between|from|in)\b|\bwhat was (?:it|the (?:rule|limit|cap)) before\b|\bbefore that\b|\bhistory of\b|"
    r"いつから|変わりました|変わった|変更され|以前は|언제부터|바뀌|변경되|이전에는|예전에|"
    r"\bseit wann\b|\bgeändert\b|\bfrüher\b|\bvorher\b|\bdepuis quand\b|\ba changé\b|\bauparavant\b|\bavant cela\b|"
    r"\bdesde cuándo\b|\bha cambiado\b|\bcambió\b|\bantes de eso\b|с каких пор|с какого|изменилось|раньше|прежде"
)
_WHERE = re.compile(
    r"哪里|在哪儿?(?!个?部门)|哪些(?:地方|城市|地区|省|自贸)|哪个(?:地方|城市|地区|省)|哪几个(?:地方|城市|地区|省)|什么地方|何处|"
    r"^\W*where\b|\bwhere (?:in|can|could|may|might|else|would|is|are)\b|\bwhich (?:\w+ )?(?:cities|city|places?|zones?|areas?|provinces?|regions?|locations?)\b|\b(?:is|are) there (?:any|a|an) (?:\w+ )?(?:pilot|free[ -]trade|zone|place|city)\b|"
    r"どこ|どの(?:都市|地域|区域)|どちら|어디|어느 (?:도시|지역)|"
    r"\bwo\b|\bwelche[nrms]? (?:stadt|städte|gebiet|region|orte|zone)|(?:^|d['’]|jusqu['’])où\b|\boù (?:en chine|est|peut|puis|pouvons|une)|\bquelles? (?:villes?|zones?|régions?|provinces?)|"
    r"\bdónde\b|\bqué (?:ciudad|zona|región|provincia)|\bгде\b|\bкак(?:их|ие|ом|ой) (?:город|зон|регион|район|провинц)"
)
#: "Where" that asks for a counter rather than for a place of business.
_COUNTER = re.compile(
    r"(?:哪里|在哪儿?)(?:申请|办理|办|备案|报批|查|写|规定|说|找到)|(?:写|规定|说)在?哪[里儿]|(?:条文|依据|出处).{0,6}(?:哪里|哪儿)|\bwhere (?:do|should|can) (?:we|i) (?:apply|file|register|find|read)\b|\bwhere does it say\b"
)
_BREACH = re.compile(
    r"后果|处罚|罚款|怎么罚|罚多少|违反了|违规会|被查|追究|\bconsequences?\b|\bpenalt|\bfined\b|\bwhat happens (?:if|to|when)\b|\bsanction|"
    r"罚则|処罚|违反すると|処分|처벌|벌금|과태료|위반하면|\bstrafe|bußgeld|\bfolgen\b|\bamende|sanctionn|conséquence|\bmulta|sanción|consecuencia|штраф|последств|наказан"
)
_TERMS = re.compile(
    r"许可证|申请.{0,10}许可|许可.{0,6}申请|什么许可|哪些许可|办.{0,6}许可|怎么许可|牌照|执照|资质|资格|什么条件|哪些条件|何种条件|怎么(?:办|申请|设立)|手续|流程|注册资本|审批|什么批准|哪些批准|谁批|"
    r"需要.{0,8}(?:批|许可|资格|证)|如何(?:申请|设立|办理)|"
    r"\blicen[cs]es?\b|\b(?:a|the|what|which|any) (?:\w+ )?permits?\b|\brequirements?\b|\bconditions\b|\b(?:registered|minimum) capital\b|\bhow much capital\b|\bapprovals?\b|\bwhat do we need\b|\bhow (?:do|may|can|should) (?:we|a foreigner) (?:start|apply|set)\b|\bon what terms\b|"
    r"许可|免许|ライセンス|要件|条件|手続|허가|면허|라이선스|조건|요건|절차|승인|자본금|"
    r"genehmigung|lizenz|voraussetzung|bedingung|auflage|stammkapital|mindestkapital|\blicences?\b|\bautorisations?\b|agrément|\bconditions?\b|capital (?:social|minim)|"
    r"licencia|permisos?\b|requisito|condicion|autorización|capital (?:social|mínimo)|лиценз|разрешени[еяй]\b|услови|требовани|уставн\w+ капитал|сколько капитала"
)
_CAP = re.compile(
    r"上限|股比|多少|最高|最多|几成|占多|百分之几|限额|"
    r"\bcap\b|\bcapped\b|\bmaximum\b|\bhow much\b|\bhow (?:large|high|big)\b|\bwhat (?:foreign )?(?:share|percentage|stake)\b|\b(?:highest|largest) (?:foreign )?(?:share|stake)\b|"
    r"何%|何パーセント|上限|どこまで|何割|몇\s?%|몇 퍼센트|얼마|한도|상한|\bwie hoch\b|\bwie viel|höchst|obergrenze|\bquelle part\b|plafond|\bcombien\b|"
    r"\bqué porcentaje\b|\btope\b|máxim|\bcuánto\b|какую долю|какова доля|\bсколько\b|предел|максим"
)
_LIST = re.compile(
    r"(?:哪些|有哪些|列出|列举|罗列).{0,14}(?:业务|行业|领域|服务|产业|活动|类别|项目)|(?:业务|行业|领域|服务|产业).{0,14}(?:有哪些|是哪些|哪些|哪几[项类种])|"
    r"\blist (?:all|the|every|of)\b|\b(?:which|what) (?:\w+ ){0,3}(?:business(?:es)?|services|activities|sectors|industries|fields|areas of business)\b|"
    r"(?:どの|どんな|どういった|すべての).{0,10}(?:业种|事业|业务|サービス|分野)|(?:业种|事业|业务|サービス|分野).{0,8}(?:はどれ|は何)|어떤 .{0,12}(?:업종|사업|서비스|분야)|모든 .{0,12}(?:업종|사업|서비스|분야)|"
    r"\bwelche (?:\w+ ){0,2}(?:geschäfte|branchen|dienste|bereiche|tätigkeiten|geschäftsfelder)|\bquel(?:le)?s (?:\w+ ){0,2}(?:activités|secteurs|services|domaines)\b|"
    r"\bqué (?:\w+ ){0,2}(?:actividades|sectores|servicios|negocios)\b|\bкакие (?:\w+ ){0,3}(?:виды деятельности|отрасли|услуги|сферы|бизнес)"
)
_LISTS = re.compile(
    r"负面清单|禁止(?:类|投资)?的?领域|限制(?:类|投资)?的?领域|negative list|(?:prohibited|closed|forbidden) (?:field|sector|industr)|ネガティブリスト|네거티브|"
    r"negativliste|liste négative|lista negativa|негативн\w+ (?:перечен|перечн|список|списк)"
)
#: What a list is not asked for by: the papers, duties and places of one business.
_ONE = re.compile(
    r"哪些.{0,4}(?:条件|许可|证|手续|材料|文件|要求|部门|规定|城市|地方|地区|省|批准)|类别|属于|\b(?:differ|compare)"
)


def of_the_lists(text: str) -> bool:
    """Whether a question speaks of the negative lists, or of the fields they close, as such."""
    return bool(_LISTS.search(normalise(text)))


def focus_phrases(text: str) -> tuple[bool, ...]:
    """Which groups of phrases a question has: of change, of places, of counters, of breaches, of terms, of shares, of lists. ``text`` is
    normalised."""
    groups = (_CHANGED, _WHERE, _COUNTER, _BREACH, _TERMS, _CAP, _LIST, _LISTS, _ONE)
    return tuple(bool(group.search(text)) for group in groups)


def focus_of(text: str, listable: bool) -> Focus:
    """What a question wants first. ``text`` is normalised; ``listable`` when it names no one business but at most groups."""
    if listable and _LIST.search(text) and not _ONE.search(text):
        return "list"
    if _CHANGED.search(text):
        return "changed"
    if _WHERE.search(text) and not _COUNTER.search(text):
        return "where"
    if _BREACH.search(text):
        return "breach"
    if _TERMS.search(text):
        return "terms"
    return "cap" if _CAP.search(text) else "decide"

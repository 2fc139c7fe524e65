"""What kind of answer a question wants, read from its words in nine languages."""

from __future__ import annotations

import re

# The patterns meet text as `normalise` gives it: Japanese and traditional Chinese in simplified characters.

#: Words of a foreign investor, or of owning and being let in.
_FOREIGN = re.compile(
    r"外资|外商|外国|外企|国外|境外|海外|外方|台资|港资|日资|韩资|独资|合资|合作经营|控股|持股|股比|股份|股权|参股|入股|占股|占多少|出资|投资|vie|协议控制|"
    r"我们|我司|本公司|咱们|"
    r"\bforeign|\boverseas\b|\bwholly\b|\bown(?:s|ed|er|ership|ing)?\b|\binvest|\bjoint[ -]vent|\bshare\b|\bstake\b|\bminority\b|\bmajority\b|\bequity\b|\bcapped\b|\bcap\b|"
    r"\bwe\b|\bour\b|\bi\b|\bmy\b|\b100 ?%|"
    r"出资|外国企业|外資|外资|独资|当社|弊社|我々|"
    r"외국|외자|외투|지분|단독|합작|우리|저희|투자|"
    r"ausländ|beteilig|gemeinschaftsunternehmen|\bwir\b|\bunser|kapital|investor|partner|"
    r"étrang|participation|coentreprise|\bnous\b|\bnotre\b|capitaux|associé|investisseur|détenir|"
    r"extranjer|participación|capital|socio|\bpodemos\b|nuestr|inversor|"
    r"иностран|зарубежн|доля|долю|доле|инвест|капитал|\bмы\b|\bнаш"
)
#: Words that ask whether one may, how far, or where.
_MAY = re.compile(
    r"股比|上限|能否|能不能|可否|可不可以|可以|能.{0,40}[吗么?？]|行不行|行吗|可行|准许|允许|许不许|放开|开放|是否|禁止|限制|合规吗|合法吗|有没有问题|准入|还要求|还需要.{0,12}(?:控股|合资)|哪些(?:城市|地方|地区)|"
    r"\bcan\b|\bmay\b|\bcould\b|\bmight\b|\ballow|\bpermit(?:ted|s)?\b|\bpossible\b|\bopen\b|\bclosed\b|\bbanned\b|\bforbid|\bprohibit|\brestrict|\blimit|\bcap(?:ped)?\b|\bfine\?|\blegal\b|\bokay\b|\bnegative list\b|\bset up\b|\bestablish|\bbuy\b|\bacquire|\benter\b|\bstill\b|\bwhat share\b|\bcompare\b|\bdiffer|对比|比较|区别|不同|\brule for\b|\bhow much\b|\bwhich cities\b|"
    r"できます|できる|[けえてせめれべげ]ますか|可能|认められ|许され|禁止|制限|规制|でしょうか|上限|何[%パ]|まで出|"
    r"있나요|있습니까|있는지|가능|되나요|됩니까|돼요|허용|금지|제한|한도|얼마까지|몇|궁금|할 수|"
    r"\bdarf|\bdürfen|\bdurfte|\bkann|\bkönnen|\bmöchten|\bmöglich|\berlaubt|\bverboten|\bzulässig|\bhöchstens|\boffen|\bgeht das|\bwie hoch|\bnötig|\bmüssen|grenze|"
    r"\bpeut|\bpeuvent|\bpouvons|\bpouvait|\bpossible|\bautoris|\binterdit|\bouvert|\bplafond|\bquelle part|\blimite|\bfaut-il|\bdroit\b|\bpermis\b|"
    r"\bpuede|\bpueden|\bpodemos|\bpodría|\bpermit|\bprohib|\babiert|\btope|\blímite|\bporcentaje|\bposible|\bdejar|\bhay que\b|\bautoriza|"
    r"можно|может|можем|могут|мог\b|разреш|запрещ|возможно|допуск|огранич|предел|какую долю|открыт|законно"
)
#: Words that ask what a text says rather than whether one may.
_OPEN = re.compile(
    r"目标|占比|税|监管|主管|哪个部门|谁|找哪|要占|到20\d\d年|什么是|是什么|是指|定义|含义|罚款|处罚|罚多少|多少天|多长时间|多久|期限|几天|程序|流程|手续|审批|材料|意见.{0,8}(说|提出|规定|讲)|主要内容|讲了什么|规定了什么|哪些条件|什么条件|多少条|多少项|几条|几项|第.{1,6}条|"
    r"\bwhat is an?\b|\bwhat is the (?:definition|meaning|penalty|fine|procedure|target|deadline|time limit|term|period|purpose|scope|validity)|\bdefin|\bmeans?\b|\btarget|\bby 20\d\d|\bpenalt|\bfined\b|\bfines?\b(?= (?:of|for|is|are|on))|\b(?:a|the|what|which) fine\b|\bhow long\b|\bhow many\b|\bprocedure|\bprocess\b|\bsummar|\bwhat does\b|\bwho\b|\bwhich (?:authority|ministry|department|permit|approval|licence)|\bregulat|\btax|\bsay about\b|\bdocuments? (?:do|are)\b|\brequirements?\b|\bwhat do we need\b|\barticle \d|"
    r"とは|定义|罚|何日|期间|手続|どの(?:官庁|部门)|必要书类|いくつ|何项目|"
    r"정의|뜻|벌금|며칠|기간|절차|어느 (?:부처|기관)|몇 개|과태료|"
    r"\bwas ist\b|\bwas bedeutet|definition|bußgeld|strafe|wie lange|verfahren|welche behörde|wie viele|unterlagen|\bziel\b|"
    r"qu['’]est-ce qu|définition|amende|sanction|combien de (?:temps|jours)|procédure|quelle autorité|démarche|"
    r"qué es\b|definición|multa|sanción|cuánto tiempo|cuántos|procedimiento|qué autoridad|trámite|"
    r"что такое|определение|штраф|как долго|сколько (?:дней|времени)|процедур|какой орган|кто\b"
)
#: "May", beyond doubt: these decide even beside words that ask what a text says.
_SURELY = re.compile(
    r"股比|能否|能不能|可否|可不可以|可以.{0,40}[吗么?？]|能.{0,40}[吗么?？]|行不行|可行吗|准许独资|独资吗|占多少股|上限|要求中方控股吗|"
    r"\bcan (?:we|i|a|an|our|foreign|it|they)|\bmay (?:we|i|a|an|our|foreign|it|they)|\bcap on\b|\bforeign (?:share|cap|ownership|limit)|\bhold the majority\b|\ballowed\b|"
    r"できますか|できる?でしょうか|认められますか|할 수 있|수 있나요|되나요|"
    r"\bdürfen wir|\bkönnen wir|\bdarf (?:ein|eine|das)|\bpeut-(?:on|il|elle)|\bpouvons-nous|\bpuede (?:un|una)|\bpodemos|можно ли|может ли|можем ли"
)


#: Words that ask for more than the verdict tells: when and by which text, what follows, how it is got round.
_DETAIL = re.compile(
    r"什么时候|何时|哪一?天|几月几[号日]|自哪|哪个文件|后果|业绩|批复|首批|比例要求|vie|协议控制|代持|怎么签|怎么规定|"
    r"\bsince when\b|\bwhen (?:did|was|were|is|will)\b|\bwhich document|\bconsequence|\bwhat happens\b|\bcontract(?:s|ual)?\b|\bnominee|\bfirst approv|"
    r"いつ(?:から|まで)|언제|seit wann|wann\b|folgen|depuis quand|conséquence|desde cuándo|cuándo|consecuencia|с какого|когда|последств"
)
#: Questions about something else altogether, whatever names they drop.
_OUTSIDE = re.compile(
    r"签证|工作许可|居留|加班|天气|食谱|菜谱|写一?首|绝句|律诗|最便宜|推荐一|好看吗|所得税税率|个税|商标(?:注册|费)|房价|更便宜|哪家便宜|性价比|法人税|법인세|körperschaftsteuer|股票(?:推荐|涨)|"
    r"\bvisa\b|\bovertime\b|\bweather\b|\brecipe\b|\bpoem\b|\bhaiku\b|\bcheap(?:er|est)\b|\bshould i watch\b|\btrade ?mark\b|\bminimum wage\b|\bcorporate income tax|"
    r"\bvisum\b|wetter|rezept|gedicht|\bvisa de\b|météo|recette|poème|\bvisado\b|receta|poema|\bвиза\b|\bвизу\b|погод|рецепт|стих|ビザ|天気|レシピ|비자|날씨|레시피"
)
#: What is said to have been lifted, or is held to follow from it.
_HEARSAY = re.compile(
    r"(?:听说|据说|不是说|已经|都已|既然|被)[^？?]{0,40}(?:取消|放开|开放|废止|删)|(?:取消|放开|开放|删(?:掉|除)?)了[^？?]{0,40}(?:吧|对吗|对吧|是吗|了吗)|"
    r"\b(?:heard|told|read|understand|since|because|now that)\b[^?]{0,80}\b(?:abolish|lift|open|remov|scrap|drop|delet|free)|\b(?:abolished|lifted|opened|removed|scrapped|dropped|deleted)\b[^?]{0,90}\b(?:right|so we|then we|isn't it|correct)\b|"
    r"stimmt es|gehört[^?]{0,60}(?:abgeschafft|geöffnet)|est-il vrai|entendu[^?]{0,60}(?:supprim|ouvert)|es verdad|правда ли|本当ですか|사실인가요"
)


def outside(text: str) -> bool:
    """Whether a question is about something else altogether (a visa, the weather, a poem). ``text`` is normalised."""
    return bool(_OUTSIDE.search(text))


def hearsay(text: str) -> bool:
    """Whether a question takes for granted that something was lifted. ``text`` is normalised."""
    return bool(_HEARSAY.search(text))


def intent_phrases(text: str) -> tuple[bool, ...]:
    """Which groups of phrases a question has: of investing, of may, of what texts say, of may beyond doubt, of details, of something else,
    of hearsay. ``text`` is normalised."""
    groups = (_FOREIGN, _MAY, _OPEN, _SURELY, _DETAIL, _OUTSIDE, _HEARSAY)
    return tuple(bool(group.search(text)) for group in groups)


def asks(text: str) -> bool:
    """Whether a text asks anything by its own words. ``text`` is normalised."""
    return any(p.search(text) for p in (_MAY, _OPEN, _DETAIL))


def wants(text: str, business: bool, topic: bool, bare: bool, investor: bool) -> str:
    """`decide` (a verdict), `both` (a verdict, and what the texts say besides), `may` (a verdict on a business without a known
    name) or `open` (what the texts say). ``text`` is normalised; ``business`` when it names one, ``topic`` when
    it names something else the law speaks of, ``bare`` when it is little more than names, ``investor`` when it says
    where the investor comes from or that the service comes from abroad."""
    open_, may, foreign = _OPEN.search(text), _MAY.search(text), investor or bool(_FOREIGN.search(text))
    surely = _SURELY.search(text)
    if business:
        if not open_:
            further = "both" if _DETAIL.search(text) else "decide"
            return further if may or foreign or bare else "open"
        return "both" if surely or (foreign and (may or _investor(text))) else "open"
    if topic or _DETAIL.search(text):
        return "open"
    return "may" if (may and foreign and not open_) or (surely and foreign) else "open"


def _investor(text: str) -> bool:
    return bool(re.search(r"独资|外资|外商投资|外方|wholly|foreign-(?:owned|invested)|100 ?%", text))

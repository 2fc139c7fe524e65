"""Remarks that are no question about the law: courtesies, and questions about Zhunru itself, in nine languages."""

from __future__ import annotations

import re

from corpus.text import normalise

# The patterns meet text as `normalise` gives it: Japanese and traditional Chinese in simplified characters.

_POLITE = r"(?:[^\w]|那|啊|呀|啦|了|吧|哦|呢|的|\b(?:very|so|much|a lot|again|for your help|for that|dir|ihnen|vous|monsieur|muy|большое)\b|ありました|ございます|ございました|です|ます|입니다|합니다|요)*"
_COURTESIES = {
    "thanks": r"(?:非常|太|十分|多|好的?)?(?:感?谢(?:谢|你|您|了)*|多谢|辛苦(?:你|您)?|麻烦(?:你|您)?了|受教|费心)(?:你|您|啦)?(?:的(?:回答|解答|帮助))?|thank(?:s| you)|many thanks|thx|cheers|much appreciated|"
    r"ありがとう|どうも|感谢(?:いた|し)ます|助かりました?|감사(?:합니다|해요|드립니다)?|고마(?:워요?|웠습니다)|고맙습니다|danke(?: (?:schön|sehr|dir|ihnen))?|vielen dank|besten dank|"
    r"merci(?: (?:beaucoup|bien|à vous))?|(?:muchas )?gracias|спасибо(?: большое)?|благодарю(?: вас)?",
    "hello": r"你好|您好|哈喽|嗨|在吗|早上好|上午好|下午好|晚上好|hello(?: there)?|hi(?: there)?|hey|good (?:morning|afternoon|evening|day)|greetings|こんにちは|はじめまして|おはよう|こんばんは|"
    r"안녕(?:하세요|하십니까)?|hallo|guten (?:tag|morgen|abend)|grüß gott|servus|moin|bonjour|bonsoir|salut|hola|buen(?:os|as) (?:días|tardes|noches)|здравствуйте|привет|добрый (?:день|вечер)|доброе утро",
    "bye": r"再见|拜拜|回头见|(?:good)?bye(?: bye)?|see you(?: later)?|have a (?:nice|good) (?:day|evening|weekend)|さようなら|失礼します|では(?:また|失礼)|안녕히 계세요|auf wiedersehen|tschüss?|schönen (?:tag|abend)(?: noch)?|"
    r"au revoir|bonne (?:journée|soirée)|adiós|hasta luego|до свидания|пока|всего доброго",
    "fine": r"好(?:的|吧|了)?|行|可以|明白(?:了)?|知道了|懂了|了解(?:了)?|收到|原来如此|嗯+|哦+|太好了|不错|很好|没问题|ok(?:ay)?|great|perfect|excellent|good|nice|cool|fine|awesome|wonderful|understood|got it|i see|makes sense|"
    r"(?:that(?:'s| is) )?(?:very |really )?(?:clear|helpful|useful|great|good|all)|alright|sure|will do|no problem|"
    r"分かりました|わかりました|なるほど|承知しました|了解(?:しました|です)?|いいですね|はい|素晴らしい|알겠(?:습니다|어요)|그렇군요|좋(?:습니다|아요|네요)|네|예|"
    r"alles klar|verstanden|gut|super|prima|sehr gut|in ordnung|toll|ja|aha|"
    r"d['’]accord|compris|très bien|bien|parfait|génial|entendu|vale|de acuerdo|entendido|perfecto|muy bien|genial|bueno|estupendo|"
    r"хорошо|понятно|понял[аи]?|ясно|отлично|ладно|супер|прекрасно|замечательно",
    "sorry": r"(?:对)?不起|抱歉|不好意思|sorry|my (?:bad|mistake)|apologies|すみません|ごめんなさい|申し訳(?:ありません|ございません)|죄송(?:합니다|해요)|미안(?:합니다|해요)|entschuldigung|verzeihung|désolée?|pardon|excusez-moi|perdón|disculpe|lo siento|извините|простите",
}
#: Where words are not parted, what stands behind a courtesy is looked at by `_parted`.
_COURTESY = {kind: re.compile(rf"(?:{words})(?![a-zß-ÿа-яё0-9])") for kind, words in _COURTESIES.items()}
#: What tells the language of a courtesy that is too short for the words that languages are told by.
_TELLING = {
    "de": re.compile(r"\b(?:danke|dank|alles klar|verstanden|tschüss?|hallo|guten|entschuldigung|servus|in ordnung|prima)\b"),
    "fr": re.compile(r"\b(?:merci|bonjour|bonsoir|salut|d['’]accord|compris|au revoir|parfait|désolée?|très bien)\b"),
    "es": re.compile(r"\b(?:gracias|hola|vale|de acuerdo|entendido|perfecto|adiós|hasta luego|perdón|muy bien)\b"),
}
_GAP = re.compile(_POLITE)
#: Questions about Zhunru. Each has an answer of its own; the first that fits counts.
_ABOUT = {
    "advice": r"法律(?:意见|建议|咨询|服务)|有法律效力|(?:能|可以)(?:当|作)为?(?:法律)?依据|律师(?:意见)?吗|\blegal(?:ly)? (?:advice|opinion|binding|counsel)|\bbinding\b|\b(?:are you|instead of|replace) (?:a |my |our )?lawyer|"
    r"法的(?:な)?(?:助言|アドバイス|拘束力)|法律相谈|법률 ?(?:자문|조언|상담)|법적 (?:효력|구속력|자문)|rechtsberatung|rechtsverbindlich|rechtlich (?:bindend|verbindlich)|conseil juridique|avis juridique|"
    r"(?:asesoramiento|consejo|asesoría) (?:legal|jurídic\w)|юридическ\w+ (?:консультаци|совет|заключени)|юридическую силу",
    "machine": r"(?:你|您|对面|这)[^。?]{0,5}(?:机器人|人工智能|真人|ai)|(?:真人|机器人)(?:吗|客服)|^是人(?:还是|吗)|你是谁|你是什么|叫什么名字|\b(?:are|r) you (?:a |an )?(?:bot|robot|machine|human|person|real|ai|chatgpt)|\bwho are you|\bwhat are you\b|\bam i (?:talking|speaking|chatting) (?:to|with)|"
    r"(?:あなた|これ|相手)は?[^。?]{0,4}(?:ロボット|ボット|人间|ai)|^(?:ロボット|ボット|人间)ですか|あなたは(?:谁|何|ai)|(?:당신|너|이거)[^?]{0,5}(?:로봇|봇|사람|ai)|^(?:챗봇|로봇|봇|사람)(?:인가요|이에요|입니까)|누구(?:세요|십니까|야)|\b(?:bist du|sind sie) (?:ein |eine )?(?:bot|roboter|mensch|maschine|ki)|\bwer (?:bist du|sind sie)|"
    r"(?:êtes-vous|es-tu) (?:un |une )?(?:robot|humain|machine|ia|bot)|qui (?:êtes-vous|es-tu)|(?:eres|es usted) (?:un |una )?(?:robot|bot|humano|máquina|persona|ia)|quién (?:eres|es usted)|"
    r"(?:ты|вы) (?:бот|робот|человек|машина)|кто (?:ты|вы)",
    "freshness": r"(?:数据|资料|信息|法规库|库|内容|知识)[^?。]{0,8}(?:截止|截至|更新|多新|最新)|(?:多久|何时|什么时候|最近一次|上次)[^?。]{0,4}更新|(?:最新|新)(?:的|版)?[^?。]{0,12}(?:负面清单|清单)(?:是|有|出)[^?。]{0,6}(?:哪|吗|没|了)|有没有[^?。]{0,6}20\d\d年?版?[^?。]{0,10}清单|20\d\d年?版?[^?。]{0,10}清单[^?。]{0,4}(?:出|有|发布|公布)(?:来)?了?(?:吗|没)|"
    r"有(?:没有)?[^?。]{0,8}(?:更?新)(?:的|版)?[^?。,]{0,14}(?:清单|目录)(?:吗|了吗|没有|出台|发布)?\W*$|(?:清单|目录)[^?。,]{0,6}(?:有(?:没有)?新版|更新|修订|换版)了?(?:吗|没有?|过)?\W*$|(?:即将|将要)(?:出台|生效|施行|修订)的?[^?。,]{0,12}(?:有哪些|是什么|吗)?\W*$|有(?:哪些|什么)[^?。,]{0,8}(?:即将|将要|尚未)(?:出台|生效|施行)|"
    r"\b(?:what|which) (?:changes|rules|lists?|laws|documents) (?:are|is) (?:coming|ahead|upcoming|not yet in force)|\bwhat(?:'s| is) coming\b|\b(?:upcoming|coming) (?:changes|rules|lists?)\W*$|\bhas the (?:\w+ ){0,3}(?:list|catalogue) been (?:updated|revised|replaced)\W*$|"
    r"\bhow (?:current|recent|fresh|up[- ]to[- ]date|old)\b[^?]{0,40}\b(?:this|you|your|it|information|data|corpus|answers?)\b|\b(?:is|are) (?:this|your|the) (?:\w+ )?(?:information|data|corpus|answers?|lists?|rules)? ?(?:still )?(?:up[- ]to[- ]date|current)\b|\b(?:last|when)\b[^?]{0,30}\bupdated\b|"
    r"\bis there (?:already )?(?:a|any|an) (?:new|newer|20\d\d)\b[^?]{0,20}\b(?:list|edition|version)\b|\b(?:is there|has there been) (?:already )?(?:an? |any )?(?:new|newer|updated)\b[^?,]{0,45}\b(?:list|catalogue|edition|version)\W*$|\bwhich (?:negative )?list is the (?:latest|newest)|\b(?:latest|newest) (?:edition|version) of the (?:\w+ )?(?:negative )?list|"
    r"(?:情报|データ|资料)[^?。]{0,12}(?:いつ|最新|更新|时点)|最新(?:版|の)[^?。]{0,12}(?:リスト)|20\d\d年(?:度|の)?版?[^?。]{0,14}リスト[^?。]{0,6}(?:あり|出)|新しい[^?。]{0,14}リスト[^?。]{0,6}(?:あり|出)|새(?:로운)? [^?]{0,12}(?:리스트|목록)[^?]{0,6}(?:있|나왔)|(?:정보|데이터|자료)[^?]{0,14}(?:언제|최신|업데이트|기준)|20\d\d년?[^?]{0,10}(?:리스트|목록)[^?]{0,6}(?:있|나왔)|"
    r"wie aktuell|stand (?:der|ihrer|deiner) (?:daten|information)|\bgibt es (?:schon |bereits )?eine (?:neue|20\d\d|negativliste 20)|\b(?:auf dem neuesten stand|zuletzt aktualisiert)|"
    r"à jour|(?:vos|tes|les) (?:informations|données)[^?]{0,24}(?:actuel|récent|date)|existe-t-il une (?:nouvelle |)liste[^?]{0,16}20\d\d|y a-t-il (?:déjà )?une (?:nouvelle )?liste|(?:y a-t-il|existe-t-il) (?:déjà )?une nouvelle (?:édition|version)|"
    r"actualizad[oa]s?\b|(?:qué tan|cómo de) (?:reciente|actual)|¿?hay (?:ya )?una (?:nueva )?lista[^?]{0,16}(?:20\d\d|nueva)|hay (?:ya )?una nueva (?:lista|edición|versión)|hay (?:ya )?una lista[^?]{0,16} nueva|"
    r"насколько (?:актуальн|свеж)|есть ли (?:уже )?нов\w+ [^?]{0,24}(?:переч|редакци|верси)\w+|(?:обновля|обновл|актуальн)\w*|есть ли (?:уже )?(?:новый|негативный|перечень)[^?]{0,24}20\d\d",
    "about": r"(?:你|您|你们|准入)(?:都)?(?:能|可以|会)(?:做|干|回答|帮|问|查)(?:什么|些什么|啥|哪些|我)|你(?:是)?(?:有什么|有啥)(?:功能|用)|能问(?:你|您)?(?:什么|些什么|啥|哪些)|怎么(?:用|使用)(?:你|这个|准入)?|(?:有|能)什么(?:功能|帮)|"
    r"\bwhat (?:can|do|could) you (?:do|answer|help|know|cover)|\bwhat (?:can|could|may|should) (?:i|we) ask|\bhow (?:do|can|should) (?:i|we) (?:use (?:you|this|it)|ask)|\bwhat (?:is|does) (?:this|zhunru|it)(?: (?:for|about|do|cover|tool|site|service))?\W*$|\bhow does (?:this|it) work|\bwhat (?:topics|sectors|questions)\b[^?]{0,24}\byou\b|^\W*help\W*$|\bcan you help me\W*$|"
    r"何ができ(?:ます|る)|どんな(?:こと|质问)(?:が|を)(?:でき|聞|闻|答)|使い方|무엇을 (?:할|도와|물어)|뭘 할|뭐 ?할 수|어떤 (?:질문|도움)|사용법|"
    r"\bwas (?:kannst du|können sie|kann ich (?:dich|sie|hier))\b|\bwie (?:funktioniert|benutze)|\bwobei (?:kannst|können)|que (?:pouvez-vous|peux-tu|sais-tu|savez-vous)|qu['’]est-ce que (?:vous pouvez|tu peux|je peux)|comment (?:ça marche|vous utiliser)|"
    r"qué (?:puedes|puede|sabes|sabe) (?:hacer|usted hacer|responder|contestar)|en qué (?:puedes|puede)|cómo (?:funciona|te uso)|что (?:ты|вы) (?:умее|може|знае)\w*|чем (?:ты|вы) може\w+ помочь|как (?:тобой|вами|этим) пользоваться",
}
_ASKED = {topic: re.compile(pattern) for topic, pattern in _ABOUT.items()}
#: A question about Zhunru is no longer than this: a long one is about its asker's case.
_SHORT = 70


def remark_in(text: str) -> str | None:
    """What a text says that is no question about the law: `thanks`, `hello`, `bye`, `fine`, `sorry`; `about` Zhunru, `advice` (whether this is
    legal advice), `machine` (who answers), `freshness` (how current it is); None where it is a question."""
    plain = normalise(text).strip()
    rest, kinds = _without(plain)
    if kinds and not rest:
        return next((k for k in ("thanks", "bye", "hello", "sorry") if k in kinds), "fine")
    if len(rest) > _SHORT:
        return None
    return next((topic for topic, asked in _ASKED.items() if asked.search(rest)), None)


def courtesy_language(text: str) -> str | None:
    """The language that a courtesy is in, where its words tell it."""
    plain = normalise(text)
    return next((language for language, words in _TELLING.items() if words.search(plain)), None)


def without_courtesy(text: str) -> str:
    """A text without the courtesies that it begins with: "Great, thank you. And in Harbin?" asks "And in Harbin?"."""
    at = 0
    while (step := _courtesy_end(text.casefold(), at)) > at:
        at = step
    return text[at:] if at and any(c.isalnum() for c in text[at:]) else text


def _without(plain: str) -> tuple[str, set[str]]:
    """What is left of a text behind its courtesies, and their kinds."""
    kinds: set[str] = set()
    at = _gap(plain, 0)
    while True:
        found = [(m.end(), k) for k, words in _COURTESY.items() if (m := words.match(plain, at)) and _parted(plain, m.end())]
        if not found:
            return plain[at:], kinds
        end, kind = max(found)
        kinds.add(kind)
        at = _gap(plain, end)


def _courtesy_end(plain: str, at: int) -> int:
    """Where a courtesy that begins a sentence ends with the mark behind it; ``at`` where there is none."""
    start = at
    while start < len(plain) and not plain[start].isalnum():
        start += 1
    ends = [m.end() for words in _COURTESY.values() if (m := words.match(plain, start))]
    mark = re.compile(r"\s*[,.!;，。！；、…~]+\s*").match(plain, max(ends)) if ends else None
    return mark.end() if mark else at


def _parted(plain: str, end: int) -> bool:
    """Whether a courtesy ends where it was found, and is not the beginning of a word or of a question (行吗, "good for us?")."""
    return bool(
        re.match(
            r"[\W_]*$|[\s]*[^\w\s]|\s*(?:那|了|啊|啦|吧|very|so|again|for |all|a lot|谢|感|多|再|拜|thank|merci|danke|gracias|спасибо|감사|고마|ありがと|どうも|ござい|です|ました|합니다|습니다|요)",
            plain[end:],
        )
    )


def _gap(plain: str, at: int) -> int:
    match = _GAP.match(plain, at)
    return match.end() if match else at

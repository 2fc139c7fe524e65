"""What people call their business, and which activity of the taxonomy that is: a name missed here is a question not understood."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from corpus import Library
from rag.language.lexicon import Lexicon
from rag.language.stems import INFLECTED, units
from rag.question.understand import understand

TODAY = date(2026, 11, 22)
#: Questions as business people of nine languages ask them, and the one business each is about.
ASKED = yaml.safe_load((Path(__file__).parent / "business_questions.yaml").read_text(encoding="utf-8"))

#: The words of an asker, and the one activity they mean.
MEANT = {
    "data-centre": "server colocation|托管机房|机柜租用|web hosting|虚拟主机|VPS|bare metal servers|智算中心",
    "cloud-computing": "cloud hosting|公有云|私有云|IaaS|PaaS|云服务器|object storage|GPU cloud|算力租赁|AI training compute",
    "content-delivery-network": "CDN|内容加速",
    "domestic-ip-vpn": "VPN|商业VPN|SD-WAN|MPLS VPN",
    "cross-border-telecom": "翻墙软件|IEPL|国际专线|international private leased circuit",
    "internet-access": "broadband|宽带|Wi-Fi hotspots|公共WiFi|öffentliches WLAN",
    "mobile-network": "5G private network|5G专网|mobile operator|手机运营商",
    "virtual-network-operator": "MVNO|虚拟运营商",
    "internet-of-things": "IoT SIM|物联网卡|M2M connectivity|车联网|GPS tracking",
    "satellite-communication": "satellite internet|卫星互联网|Starlink|VSAT",
    "fixed-network": "submarine cable|海底光缆",
    "ip-telephony": "VoIP|网络电话",
    "multi-party-communication": "video conferencing|视频会议|conference call",
    "store-and-forward": "voicemail|语音信箱|email service|电子邮箱",
    "short-message-services": "SMS gateway|短信平台|bulk SMS",
    "call-centre": "call centre outsourcing|客服外包|telemarketing|电话营销",
    "domain-name-services": "domain registrar|域名注册|DNS",
    "e-commerce": "online marketplace|电商平台|food delivery|外卖平台|group buying|second-hand platform|home sharing|跨境电商",
    "information-publishing-platform": "recruitment website|招聘网站|real estate portal|房产网站",
    "app-store": "app store|应用商店",
    "search-engine": "search engine|搜索引擎",
    "social-platform": "social network|社交网络|dating app|交友软件|forum|微博",
    "instant-messaging": "messaging app|即时通讯",
    "generative-ai": "AI chatbot|聊天机器人|LLM services|大模型|AIGC|人工智能绘画",
    "internet-map": "maps app|地图导航",
    "navigation-maps": "autonomous driving maps|高精地图",
    "aerial-survey": "drone mapping|无人机测绘",
    "surveying-mapping": "street view|街景拍摄",
    "internet-news": "news app|新闻客户端|news aggregator",
    "online-audiovisual": "podcast|播客|online radio|网络电台|IPTV",
    "online-streaming": "video streaming|视频网站|OTT",
    "short-video": "short video|短视频",
    "live-streaming": "live streaming|直播平台",
    "online-animation": "webtoon|漫画平台",
    "e-book-publishing": "e-books|电子书|web novels|网络小说",
    "online-game": "mobile game|手游|cloud gaming|云游戏|클라우드 게임",
    "online-music": "music streaming|音乐流媒体",
    "multi-channel-network": "influencer agency|MCN",
    "internet-cafe": "internet cafe|网吧",
    "game-arcade": "arcade|电玩城|VR arcade|VR体验馆",
    "karaoke": "KTV|disco|夜店|舞厅",
    "performance-agency": "concert promoter|演唱会主办|talent agency|艺人经纪",
    "performance-venue": "live house|theatre|剧院",
    "immersive-entertainment": "剧本杀|escape room|密室逃脱|murder mystery venue",
    "performing-troupe": "circus|马戏|orchestra|文工团",
    "audiovisual-production": "record label|唱片公司|recording studio|录音棚",
    "replication": "CD pressing|光盘复制",
    "cinema": "cinema|电影院|IMAX",
    "cinema-chain": "院线|cinema chain",
    "film-festival": "film festival|电影节",
    "post-production": "VFX|特效公司|dubbing|配音|译制|subtitle translation|doublage",
    "programme-production": "variety show|综艺节目",
    "advertising": "advertising agency|广告公司|ad network",
    "market-survey": "market research|市场调研",
    "social-survey": "opinion polling|民意调查",
    "audience-survey": "TV ratings|收视率",
    "publication-distribution": "bookshop|书店|online bookstore",
    "publication-import": "book import|进口图书",
    "art-trade": "art fair|艺博会",
    "relics-shop": "antique dealer|古董店",
    "archaeology": "archaeology|考古",
    "internet-medicine": "telemedicine|互联网医院|online doctor",
    "online-education": "MOOC|慕课|edtech|在线教育",
    "subject-tutoring": "K12 tutoring|学科辅导|maths tutoring",
    "vocational-training": "coding bootcamp|职业培训",
    "payment-services": "payment gateway|第三方支付|mobile wallet",
    "financial-information": "Bloomberg terminal|金融信息服务",
    "electronic-certification": "e-signature|电子签名|CA certification",
    "software-development": "software outsourcing|软件开发|IT consulting|系统集成",
    "travel-agency": "online travel agency|在线旅游|旅行社",
    "outbound-travel": "outbound tours|出境游",
    "translation-services": "machine translation|翻译服务|agence de traduction",
    "theme-park": "theme park|主题公园|游乐场|놀이공원",
    "parcel-delivery": "parcels|包裹快递",
}
#: The words of an asker that name no one regulated business, and what they may be.
OPEN = {
    "SaaS": {"information-services", "online-data-processing"},
    "our platform": {"e-commerce", "information-publishing-platform", "social-platform", "search-engine", "online-audiovisual"},
    "办网站": {"website-hosting", "information-services", "e-commerce"},
    "做云": {"cloud-computing", "online-data-processing", "information-services"},
    "AI company": {"software-development", "information-services", "online-data-processing"},
    "数据业务": {"data-centre", "online-data-processing", "software-development"},
    "数据标注": {"online-data-processing", "software-development"},
    "collaboration tool": {"instant-messaging", "multi-party-communication", "store-and-forward"},
    "视频业务": {"online-audiovisual", "multi-party-communication", "programme-production"},
    "satellite services": {"satellite-communication", "satellite-receiver-installation", "satellite-tv-equipment"},
    "调查公司": {"market-survey", "social-survey", "surveying-mapping"},
    "地图业务": {"map-compilation", "navigation-maps", "internet-map"},
    "GIS software": {"surveying-mapping", "internet-map", "software-development"},
    "航拍": {"aerial-survey", "programme-production"},
    "edge computing": {"cloud-computing", "content-delivery-network"},
    "eSIM": {"virtual-network-operator", "mobile-network", "cross-border-telecom"},
    "电子游戏": {"online-game", "electronic-publishing", "software-development"},
    "NFT": {"internet-cultural-business", "online-publishing", "online-data-processing"},
    "漫画": {"online-animation", "online-publishing", "book-publishing"},
    "audiobooks": {"online-audiovisual", "online-publishing", "audiovisual-publishing"},
    "纪录片": {"programme-production", "film-production", "online-audiovisual"},
    "影视制作": {"film-production", "programme-production"},
    "karaoke app": {"online-music", "online-performance", "online-audiovisual"},
    "短剧": {"micro-drama-production", "online-audiovisual"},
    "short drama": {"micro-drama-production", "online-audiovisual"},
    "充电小程序": {"e-commerce", "internet-of-things", "website-hosting"},
    "票务平台": {"e-commerce", "performance-agency"},
    "museum": {"state-relics-museum", "private-museum"},
    "拍卖行": {"art-auction", "relics-auction"},
    "courier": {"postal-services", "parcel-delivery"},
    "种业": {"wheat-seed", "corn-seed", "transgenic-seed", "rare-breeds"},
    "国际学校": {"preschool-education", "compulsory-education", "high-school-education", "higher-education", "vocational-school"},
    "tutoring app": {"subject-tutoring", "online-subject-tutoring", "online-education"},
    "语言培训": {"vocational-training", "subject-tutoring"},
}
#: Businesses of which no source of the corpus says what they are in law: a guess would be worse than none.
UNKNOWN = (
    "ride hailing|网约车|credit scoring|征信|crypto exchange|彩票|casino|宗教信息|esports|电竞|tower company|铁塔|data broker"
)

#: Words that begin or end like a name, or mean something else in another language: Spanish publicación is not publicidad.
NOT_MEANT = {
    "en": "we publish a price list|acting in concert|services we perform in China",
    "zh": "提高中方比例|其中药品占多少|提供水平更高的服务|扩大数据开放|举办新闻发布会|然后制定办法|四省市调整|最初中方同意",
    "zh-Hant": "然後製造業|中國中央政府|全國小型企業",
    "ja": "電力を市場調達する|書類の内容|契約の履行|株式の発行",
    "ko": "암호화폐|잡지 못했다|대학생 아르바이트|기술 지도",
    "de": "den Sitz nach Shanghai verlegen|die Anwendung des Gesetzes|die Erhebung der Gebühren|Inhalt des Vertrags",
    "fr": "la publication du texte|une application plus stricte|le chiffre d'affaires|l'édition 2024 de la liste|ça tourne mal",
    "es": "la publicación del texto|todo gira en torno al contrato|las cifras de ventas|los recursos humanos|los mensajes",
    "ru": "дом престарелых|приложение к перечню|применение закона|в связи с этим|денежные переводы",
}


@pytest.fixture(scope="module")
def lexicon(library: Library) -> Lexicon:
    return Lexicon(library)


def named(lexicon: Lexicon, words: str) -> set[str]:
    return {found.id for found in lexicon.find(words) if found.kind == "activity"}


@pytest.mark.parametrize("activity", MEANT)
def test_the_words_people_use_name_the_business(lexicon: Lexicon, activity: str) -> None:
    wrong = {words: named(lexicon, words) for words in MEANT[activity].split("|") if named(lexicon, words) != {activity}}
    assert wrong == {}


@pytest.mark.parametrize("words", OPEN)
def test_what_is_no_one_business_in_law_names_what_it_may_be(library: Library, lexicon: Lexicon, words: str) -> None:
    (one,) = named(lexicon, words)
    assert set(library.activities[one].may_be) == OPEN[words]


@pytest.mark.parametrize("language", ASKED)
def test_a_question_in_the_words_of_the_country_is_about_the_business_it_means(
    library: Library, lexicon: Lexicon, language: str
) -> None:
    read = {asked: understand(library, lexicon, asked, TODAY) for asked in ASKED[language].values()}
    meant = {asked: activity for activity, asked in ASKED[language].items()}
    assert {asked: q.activities for asked, q in read.items() if q.activities != (meant[asked],)} == {}
    assert {q.language for q in read.values()} == {language}


@pytest.mark.parametrize("language", NOT_MEANT)
def test_words_that_look_like_a_name_name_nothing(lexicon: Lexicon, language: str) -> None:
    read = {words: lexicon.find(words, language) for words in NOT_MEANT[language].split("|")}
    assert {words: hit for words, found in read.items() if (hit := [f.id for f in found if f.kind == "activity"])} == {}


@pytest.mark.parametrize("language", INFLECTED)
def test_no_two_businesses_have_a_name_of_the_same_stems(library: Library, language: str) -> None:
    """The check of the corpus compares names as they are written; questions are compared by stems."""
    owners: dict[tuple[str, ...], set[str]] = {}
    for activity in library.activities.values():
        for name in activity.aliases.get(language, ()):
            owners.setdefault(tuple(units(name, language)), set()).add(activity.id)
    assert {stems: ids for stems, ids in owners.items() if len(ids) > 1} == {}


def test_what_no_source_classifies_is_not_recognised(lexicon: Lexicon) -> None:
    assert {words: found for words in UNKNOWN.split("|") if (found := named(lexicon, words))} == {}


@pytest.mark.parametrize(
    ("special", "general"),
    [("relics-auction", "auction-house"), ("private-museum", "museum"), ("online-game", "online-publishing")],
)
def test_the_general_business_contains_the_special_one(library: Library, special: str, general: str) -> None:
    """Where a question names both, only the special one is decided."""
    assert general in library.above(special)


def test_no_name_belongs_to_two_of_a_business_a_place_and_an_origin(library: Library) -> None:
    """A name of a place that is also one of a country, or of a business, would be understood as both."""
    owners: dict[str, set[str]] = {}
    for kind in (library.activities, library.areas, library.origins):
        for one in kind.values():
            for name in (one.name.zh, one.name.en, *(a for group in one.aliases.values() for a in group)):
                owners.setdefault(name.casefold(), set()).add(one.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}

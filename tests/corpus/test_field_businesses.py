"""Businesses as they come up in the field, by the names they go by in nine languages, and the activity each of them is."""

from __future__ import annotations

import pytest

from corpus import Library
from rag.language.detect import language_of
from rag.language.lexicon import Lexicon

LANGUAGES = ("zh", "en", "zh-Hant", "ja", "ko", "de", "fr", "es", "ru")
#: A name in each of the nine languages, in the order of `LANGUAGES`, and the activity it means.
NAMES = {
    "e-commerce": "酒店预订平台|hotel booking platform|訂房網站|ホテル予約サイト|호텔 예약 플랫폼|Hotelbuchungsportal|site de réservation d'hôtels|plataforma de reservas de hoteles|бронирование отелей",
    "own-online-shop": "自营网店|own-brand webshop|自營網店|自社ECサイト|자사몰|eigener Onlineshop|propre boutique en ligne|tienda online propia|собственный интернет-магазин",
    "charging-app": "充电小程序|EV charging app|充電樁平台|EV充電アプリ|전기차 충전 앱|Lade-App|plateforme de recharge de véhicules électriques|plataforma de recarga de vehículos eléctricos|приложение для зарядки электромобилей",
    "post-production": "影视特效|VFX studio|特效工作室|VFX制作|시각효과 회사|VFX-Studio|studio d'effets visuels|estudio de efectos visuales|студия визуальных эффектов",
    "game-arcade": "VR体验馆|virtual-reality venue|VR體驗館|VR体験施設|가상현실 체험관|Virtual-Reality-Center|salle de réalité virtuelle|centro de realidad virtual|клуб виртуальной реальности",
    "e-book-publishing": "网络小说平台|web novel platform|網路小說|ウェブ小説サイト|웹소설 플랫폼|Webromane|romans en ligne|novelas web|веб-романы",
    "micro-drama-production": "微短剧制作|micro-drama studio|短劇製作公司|ショートドラマ制作|숏드라마 제작|Produktion von Kurzdramen|production de micro-séries|producción de microdramas|производство микродрам",
    "online-music-content": "数字音乐发行|digital music distribution|數位音樂發行|音楽配信代行|디지털 음원 유통|digitaler Musikvertrieb|distribution numérique de musique|distribución digital de música|цифровая дистрибуция музыки",
    "hospital": "外资医院|private hospital|私立醫院|総合病院|사립병원|Privatklinik|hôpital privé|hospital privado|частная больница",
    "tcm-hospital": "中医院|TCM hospital|中醫醫院|中医病院|중의병원|TCM-Klinik|hôpital de médecine chinoise|hospital de medicina china|больница китайской медицины",
    "micro-drama": "微短剧|micro-drama|短劇|ショートドラマ|숏드라마|Kurzdrama|micro-série|microdrama|микродрама",
    "immersive-entertainment": "剧本杀店|script-murder venue|劇本殺店|マーダーミステリー店|방탈출 카페|Escape Room|salle d'escape game|sala de escape|квесты в реальности",
    "online-audiovisual": "播客|podcast|播客節目|ポッドキャスト|팟캐스트|Podcast-Plattform|plateforme de podcasts|plataforma de pódcast|подкаст",
    "short-message-services": "短信验证码|OTP messages|簡訊驗證碼|SMS認証|인증번호 문자|Einmalcodes per SMS|SMS de vérification|verificación por SMS|СМС-верификация",
    "generative-ai": "AI聊天服务|AI chat service|AI聊天機器人|AIチャットサービス|AI 채팅 서비스|KI-Chatdienst|chatbot IA|chat de IA|ИИ-чат-бот",
    "financial-information": "金融信息终端|financial information terminal|金融資訊終端|金融情報端末|금융정보 단말기|Finanzdatenterminal|terminal d'information financière|terminal de información financiera|терминал финансовой информации",
    "data-centre": "机柜托管|colocation|機櫃代管|コロケーション|코로케이션|Colocation-Anbieter|location de baies|coubicación de servidores|колокейшн",
    "call-centre": "外包客服|outsourced customer service|客服委外|カスタマーサポート代行|고객센터 아웃소싱|Kundenservice-Outsourcing|service client externalisé|atención al cliente externalizada|аутсорсинг поддержки клиентов",
    "advertising": "广告牌|billboards|廣告看板|看板広告|옥외광고|Plakatwerbung|panneaux publicitaires|vallas publicitarias|рекламные щиты",
}
#: Dubbing is a second everyday name of post-production.
DUBBING = "配音公司|dubbing house|配音工作室|吹き替えスタジオ|더빙 스튜디오|Synchronstudio|studio de doublage|estudio de doblaje|студия дубляжа"
#: Names that hold the name of another business: the longer one is meant.
NEIGHBOURS = {
    "机票预订平台": "e-commerce",
    "航空公司": "public-air-transport",
    "airline ticket platform": "e-commerce",
    "airline": "public-air-transport",
    "在线旅行社": "travel-agency",
    "online travel agency": "travel-agency",
    "网店": "e-commerce",
    "品牌官网": "website-hosting",
    "品牌官网商城": "own-online-shop",
    "Can foreigners own online shops in China?": "e-commerce",
    "短剧平台": "online-audiovisual",
    "short drama app": "online-audiovisual",
    "拍短剧": "micro-drama-production",
    "电视剧制作": "tv-drama",
    "VR乐园": "game-arcade",
    "主题乐园": "theme-park",
    "客服": "call-centre",
    "售票平台": "ticketing",
    "诊所": "medical-institution",
    "在线音乐": "online-music",
    "唱片发行": "audiovisual-distribution",
}


@pytest.fixture(scope="module")
def lexicon(library: Library) -> Lexicon:
    return Lexicon(library)


def named(lexicon: Lexicon, words: str, language: str = "en") -> set[str]:
    return {found.id for found in lexicon.find(words, language) if found.kind == "activity"}


@pytest.mark.parametrize("activity", NAMES)
def test_a_business_is_known_by_its_name_in_nine_languages(lexicon: Lexicon, activity: str) -> None:
    names = dict(zip(LANGUAGES, NAMES[activity].split("|"), strict=True))
    assert {n: named(lexicon, n, code) for code, n in names.items() if named(lexicon, n, code) != {activity}} == {}


def test_dubbing_is_post_production_in_nine_languages(lexicon: Lexicon) -> None:
    names = dict(zip(LANGUAGES, DUBBING.split("|"), strict=True))
    assert {n: named(lexicon, n, code) for code, n in names.items() if named(lexicon, n, code) != {"post-production"}} == {}


@pytest.mark.parametrize("words", NEIGHBOURS)
def test_the_longer_name_is_meant(lexicon: Lexicon, words: str) -> None:
    assert named(lexicon, words, language_of(words)) == {NEIGHBOURS[words]}


def test_an_own_web_shop_is_no_telecom_business(library: Library) -> None:
    """The catalogue makes a platform for others a telecom business; who sells only its own goods files a website."""
    assert "telecom" not in library.above("own-online-shop")
    assert "telecom" in library.above("e-commerce")


def test_games_tournaments_are_described_as_outside(library: Library) -> None:
    """No source of the corpus says what an e-sports event is in law: it is told apart, not classified."""
    outside = {d.id: d for d in library.descriptions if d.outside}
    assert any("电脑游戏的职业比赛" in words for words in outside["events-and-leisure"].zh)
    assert any("computer games compete" in words for words in outside["events-and-leisure"].en)

"""Codes of the telecom catalogue and everyday licence names: who asks about a licence asks about the business behind it."""

from __future__ import annotations

import pytest

from corpus import Library
from rag.language.lexicon import Lexicon

#: Official sub-codes that no activity has of its own. The five kinds of B25 have no official number: people count them
#: in the order in which the catalogue names them.
SUB_CODES = {
    "A11-3": "fixed-network",
    "A12-4": "mobile-network",
    "A13-2": "satellite-communication",
    "A14-4": "data-transmission",
    "A15-2": "ip-telephony",
    "A21-1": "trunked-communication",
    "A23-1": "satellite-communication",
    "A24-1": "data-transmission",
    "A25-3": "network-access-facilities",
    "B24-1": "call-centre",
    "B24-2": "call-centre",
    "B25-1": "information-publishing-platform",
    "B25-2": "search-engine",
    "B25-3": "social-platform",
    "B25-4": "instant-messaging",
    "B25-5": "information-protection",
    "B26-1": "domain-name-services",
}
#: Codes that several activities carry in the catalogue, and the one that is the whole of it.
WHOLE = {"B11": "data-centre", "B21": "online-data-processing", "B25": "information-services"}
#: What people call a licence, and the business that needs it.
LICENCES = {
    "information-services": "ICP证|ICP许可证|經營性ICP證|ICP licence|ICP license|ICP permit|ICPライセンス|ICP 라이선스|ICP-Lizenz|licence ICP|licencia ICP|лицензия ICP|SP证|SP licence",
    "website-hosting": "ICP备案|ICP備案|ICP filing|ICP registration|ICP届出|ICP登録|ICP 등록|ICP-Registrierung|déclaration ICP|registro ICP|регистрация ICP",
    "online-data-processing": "EDI证|EDI许可证|EDI licence|EDI license|EDIライセンス|EDI 허가증|EDI-Lizenz|licence EDI|licencia EDI|лицензия EDI",
    "electronic-data-interchange": "EDI|电子数据交换",
    "data-centre": "IDC证|IDC牌照|IDC許可證|IDC licence|IDCライセンス|IDC 라이선스|IDC-Lizenz|licence IDC|licencia IDC|лицензия IDC",
    "internet-access": "ISP证|ISP牌照|ISP licence|ISPライセンス|ISP 허가|ISP-Lizenz|licence ISP|licencia ISP|лицензия ISP",
    "content-delivery-network": "CDN证|CDN牌照|CDN licence|CDNライセンス|CDN 라이선스|CDN-Lizenz|licence CDN|licencia CDN|лицензия CDN",
    "domestic-ip-vpn": "VPN证|VPN牌照|VPN licence",
    "value-added-telecom": "VATS licence|VATS license|增值电信证|增值电信业务经营许可证|跨地区增值电信业务经营许可证|VATSライセンス|VATS 라이선스|VATS-Lizenz|licence VATS|licencia VATS|лицензия VATS",
    "basic-telecom": "基础电信牌照|基礎電信許可證|basic telecom licence|BTS licence",
    "call-centre": "呼叫中心证|call center license|コールセンターライセンス|콜센터 허가|Callcenter-Lizenz|licence de centre d'appels|licencia de centro de llamadas|лицензия колл-центра",
    "online-audiovisual": "视听证|視聽證|视听许可证|AVSP licence|audiovisual programme licence|視聴番組許可証|시청각 라이선스|AVSP-Lizenz|licence AVSP|licencia AVSP|лицензия AVSP",
    "internet-cultural-business": "网文证|網文證|文网文|网络文化经营许可证|internet culture licence|ネット文化経営許可証|인터넷 문화 라이선스|Internetkulturlizenz|licence de culture en ligne|licencia de cultura en internet|лицензия на интернет-культуру",
    "e-book-publishing": "网文|网文平台",
    "online-publishing": "网络出版证|网络出版服务许可证|online publishing licence",
    "publication-distribution": "出版物经营许可证|出版物證|publication business licence|出版物経営許可証|출판물 경영 허가증|Lizenz für den Vertrieb von Publikationen|licence de distribution de publications|licencia de distribución de publicaciones|лицензия на распространение изданий",
    "programme-production": "广电证|广播电视节目制作经营许可证|影视制作许可证|programme production license|番組制作許可証|프로그램 제작 라이선스",
    "broadcasting": "广电",
    "internet-news": "互联网新闻信息服务许可证|互联网新闻牌照|internet news licence",
    "performance-agency": "演出经纪证|演出经纪许可证",
    "entertainment-venue": "娱乐经营许可证",
    "cinema": "电影放映经营许可证",
    "internet-map": "互联网地图资质",
    "navigation-maps": "导航电子地图资质|甲级导航资质",
    "relics-auction": "文物拍卖许可证",
    "virtual-network-operator": "虚商牌照|移动转售牌照|MVNO licence|MVNOライセンス|MVNO-Lizenz|licencia MVNO",
    "payment-services": "支付牌照|支付业务许可证|payment licence",
}
#: Question words around a code or licence in nine languages, each about one business.
ASKED = {
    "ip-telephony": ("Is A15 open to us?", "A15 是否对外资开放？", "А кому выдают A15?"),
    "call-centre": ("B24 牌照外商能拿几成？", "B24のライセンスは外資でも取れますか", "B24 허가를 외국 회사가 받을 수 있나요?"),
    "online-audiovisual": ("外资能拿视听证吗", "外資拿得到視聽證嗎"),
    "online-data-processing": ("EDI证独资行不行", "Bekommt eine ausländische Firma eine EDI-Lizenz?", "¿Puede una empresa extranjera obtener la licencia EDI?"),
    "instant-messaging": ("Peut-on obtenir B25-4 à 100 % ?", "B25-4 能独资吗？"),
}  # fmt: skip
#: Letters and digits that are no code of the catalogue.
NO_CODE = "Apple A15X chip|B2B|paper of size A4|a B2 language certificate|visa A1|A类公司|附件B"


@pytest.fixture(scope="module")
def lexicon(library: Library) -> Lexicon:
    return Lexicon(library)


def named(lexicon: Lexicon, words: str) -> set[str]:
    return {found.id for found in lexicon.find(words) if found.kind == "activity"}


def test_every_code_of_the_catalogue_names_its_business(library: Library, lexicon: Lexicon) -> None:
    carriers: dict[str, set[str]] = {}
    for activity in library.activities.values():
        for code in activity.codes:
            carriers.setdefault(code, set()).add(activity.id)
    assert len(carriers) == 23
    for code, ids in carriers.items():
        assert lexicon.named("activity", code) == ((WHOLE[code],) if len(ids) > 1 else tuple(ids)), code


@pytest.mark.parametrize("code", SUB_CODES)
def test_a_sub_code_names_the_narrowest_business_it_stands_for(lexicon: Lexicon, code: str) -> None:
    """`B25-4` is not `B25` with something behind it."""
    assert lexicon.named("activity", code) == (SUB_CODES[code],)
    assert named(lexicon, f"外资可以做 {code} 业务吗？") == {SUB_CODES[code]}


@pytest.mark.parametrize("activity", LICENCES)
def test_a_licence_is_the_business_that_needs_it(lexicon: Lexicon, activity: str) -> None:
    wrong = {words: named(lexicon, words) for words in LICENCES[activity].split("|") if named(lexicon, words) != {activity}}
    assert wrong == {}


@pytest.mark.parametrize("activity", ASKED)
def test_a_question_about_a_licence_is_about_its_business(lexicon: Lexicon, activity: str) -> None:
    assert {asked: named(lexicon, asked) for asked in ASKED[activity] if named(lexicon, asked) != {activity}} == {}


@pytest.mark.parametrize("words", NO_CODE.split("|"))
def test_what_only_looks_like_a_code_names_no_telecom_business(library: Library, lexicon: Lexicon, words: str) -> None:
    assert not [one for one in named(lexicon, words) if library.activities[one].codes]

"""Reading questions: language, kind, what is left out, where the business would be."""

import pytest

from corpus import Mode
from rag.language.detect import language_asked, language_of
from rag.language.lexicon import Lexicon
from rag.question.understand import understand
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def read(library):
    lexicon = Lexicon(library)
    return lambda text: understand(library, lexicon, text, TODAY)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("外资可以办电视台吗？", "zh"),
        ("外資可以辦電視台嗎？", "zh-Hant"),
        ("Can we run a cinema?", "en"),
        ("What does 增值电信 mean for us?", "en"),
        ("<script>alert(1)</script>外资能开KTV吗", "zh"),
        ("IDC、CDN、ISP三者外资股比", "zh"),
        ("中国で映画館を開けますか", "ja"),
        ("중국에서 영화관을 열 수 있나요?", "ko"),
        ("Darf ein Ausländer ein Kino besitzen?", "de"),
        ("Un étranger peut-il posséder un cinéma ?", "fr"),
        ("¿Puede un extranjero tener un cine?", "es"),
        ("Может ли иностранец владеть кинотеатром?", "ru"),
    ],
)
def test_the_language_is_told_from_the_text(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [("in English please", "en"), ("请用中文回答", "zh"), ("Bitte auf Deutsch.", "de"), ("shops in Chinese cities", None)],
)
def test_a_language_is_asked_for_by_name(text, language):
    assert language_asked(text) == language


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("外资可以控股出版物印刷企业吗？", "decide"),
        ("App store in the Guangxi pilot free trade zone - capped at 50% or not?", "decide"),
        ("数据中心的定义是什么？", "open"),
        ("外资独资演出经纪公司需要具备哪些条件，找哪个部门，多久批？", "both"),
        ("Can we open a bank in Shanghai?", "may"),
        ("到2029年数字服务贸易要占多少？", "open"),
        ("중국에서 외국인 단독 투자로 노래방을 차려도 되나요?", "decide"),
        ("Dürfen Ausländer die Mehrheit an einem Kernkraftwerk in China halten?", "decide"),
    ],
)
def test_the_kind_of_answer_is_told_from_the_words(read, text, intent):
    assert read(text).intent == intent


@pytest.mark.parametrize(
    ("text", "activities", "areas"),
    [
        ("海南自贸港：在线数据处理与交易处理（不是电商），外资股比？", ("online-data-processing",), ("hainan",)),
        ("除了网络游戏，外资可以做电子商务吗？", ("e-commerce",), ()),
        ("Can we own a CDN in Lingang? And elsewhere in Shanghai?", ("content-delivery-network",), ("shanghai-lingang", "shanghai")),
        ("Can we own a CDN in Lingang in Shanghai?", ("content-delivery-network",), ("shanghai-lingang",)),
        ("wholly foreign-owned travel agency, and may it take Chinese tourists abroad?", ("travel-agency", "outbound-travel"), ()),
        ("增值电信业务中的呼叫中心，外资上限是多少？", ("call-centre",), ()),
        ("增值电信和数据中心外资上限是多少？", ("value-added-telecom", "data-centre"), ()),
        ("Можно ли на Хайнане создать кинотеатр?", ("cinema",), ("hainan",)),
        ("外资能开一家名叫“剧院”的面馆吗？", (), ()),
        ("May a foreigner open a noodle bar named Cinema?", (), ()),
        ("外资可以生产汽车座椅吗？", (), ()),
        ("May we produce plastic film?", (), ()),
        ("Our publisher plans a cinema. May it?", ("cinema",), ()),
        ("我们是一家出版社，想开电影院，外资可以吗？", ("cinema",), ()),
        ("上海（不限于自贸区）外资可以开电影院吗？", ("cinema",), ("shanghai",)),
        ("只开画廊、不拍卖，外资可以吗？", ("art-gallery",), ()),
    ],
)  # fmt: skip
def test_what_is_left_out_and_what_only_contains_is_not_asked_about(read, text, activities, areas):
    question = read(text)
    assert (question.activities, question.areas) == (activities, areas)


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("在越南外资可以做电信吗？", True),
        ("中国企业到德国收购一家电信运营商需要什么审批？", True),
        ("한국에서 외국 회사가 온라인 게임을 서비스하려면?", True),
        ("越南的公司可以在中国做呼叫中心吗？", False),
        ("We are in Korea; may we publish a mobile game in China?", False),
        ("写一首关于数据中心的七言绝句。", True),
        ("哪家的宽带更便宜？", True),
    ],
)
def test_another_country_and_another_subject_are_elsewhere(read, text, elsewhere):
    assert read(text).elsewhere == elsewhere


def test_supply_from_abroad_is_a_mode_of_its_own(read):
    assert read("不设公司，从境外直接向中国客户提供云服务可以吗？").mode == Mode.CROSS_BORDER
    assert read("May we stream to China from abroad without a local company?").mode == Mode.CROSS_BORDER

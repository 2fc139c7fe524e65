"""A question about each item of the 2024 national list, in both languages, cites that item first."""

import pytest

from rag import Ask
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def answerer(ruled):
    """What is said of a question is tested here, not how it is read."""
    return ruled


ITEMS = {
    1: ("外资可以从事小麦新品种选育和种子生产吗？", "Can a foreign company breed new wheat varieties in China?"),
    2: ("外资能养殖和种植中国稀有和特有的珍贵优良品种吗？", "May foreigners breed rare and endemic varieties of China?"),
    3: ("外商可以投资农作物转基因品种选育吗？", "Is foreign investment in transgenic breeding of crops allowed?"),
    4: ("外资可以在中国海域从事水产品捕捞吗？", "Can we own a fishing company in Chinese waters?"),
    5: ("外资能开采稀土吗？", "Can a foreign investor mine rare earths in China?"),
    6: ("外资可以建核电站吗？", "May a foreign company build and run a nuclear power plant?"),
    7: ("外资可以批发零售烟草制品吗？", "Can a foreign company do tobacco wholesale in China?"),
    8: ("外资可以从事国内水上运输吗？", "Can we own a domestic water transport company?"),
    9: ("外资在公共航空运输企业的持股比例上限是多少？", "What is the foreign ownership cap for public air transport?"),
    10: ("外资可以经营民用机场吗？", "Can a foreign investor run a civil airport?"),
    11: ("外资能投资邮政企业吗？", "Can foreigners invest in postal companies?"),
    12: ("外资在中国做增值电信，股比上限是多少？", "What is the foreign cap on value-added telecom services?"),
    13: ("外资能做网络视听节目服务吗？", "Can a foreign company provide online audio-visual programme services?"),
    14: ("外国律师事务所可以办理中国法律事务吗？外资可以投资吗？", "May a foreign firm provide Chinese legal services?"),
    15: ("外资可以做市场调查吗？", "Can a foreign company do market research in China?"),
    16: ("外商可以从事社会调查吗？", "Are social surveys open to foreign investors?"),
    17: ("外资能投资人体干细胞技术开发吗？", "Can we invest in human stem-cell technology in China?"),
    18: ("外资可以设立人文社会科学研究机构吗？", "Can a foreign foundation set up a humanities research institution?"),
    19: ("外资能编制导航电子地图吗？", "Can a foreign company compile navigation electronic maps?"),
    20: ("外资可以办学前教育机构吗？", "Can foreign investors open preschool education institutions?"),
    21: ("外资能办义务教育学校吗？", "May a foreign investor run compulsory education schools?"),
    22: ("外资可以开医疗机构吗？", "Can a foreign company own medical institutions in China?"),
    23: ("外资可以办通讯社吗？", "Can a foreign company set up a news agency in China?"),
    24: ("外资能出版图书吗？图书出版有什么限制？", "Is book publishing open to foreign investment?"),
    25: ("外资可以办电视台吗？", "Can we own a television station in China?"),
    26: ("外资可以投资广播电视节目制作经营公司吗？", "Can a foreign company invest in television programme production?"),
    27: ("外资可以做电影发行吗？", "Can a foreign studio own a film distribution company?"),
    28: ("外资可以开文物商店吗？", "May a foreign investor own a cultural-relics shop?"),
    29: ("外资可以办文艺表演团体吗？", "Can we set up a performing troupe in China?"),
}
CASES = [(item, question) for item, pair in ITEMS.items() for question in pair]


@pytest.mark.parametrize(
    ("item", "question"), CASES, ids=[f"{i}-{'zh' if n % 2 == 0 else 'en'}" for n, (i, _) in enumerate(CASES)]
)
def test_a_question_about_an_item_cites_that_item_first(answerer, item, question):
    """The list item is what decides, so it is what the reader must be shown first."""
    answer = answerer.answer(Ask(question, TODAY))
    assert answer.citations, answer.answer.markdown
    assert answer.citations[0].provision_id == f"cn-fi-negative-list-2024#item-{item}", answer.answer.markdown

"""What a question takes for granted, and what a yes to it would affirm, in nine languages."""

import pytest

from rag.question.premises import affirmed_by_yes, premise_of

PREMISES = {
    "lifted": [
        "Since the 50 % cap was abolished, can we own it outright?",
        "I heard the 50 % cap for all telecom was lifted in 2024. Then we can buy a mobile operator?",
        "Now that the ban on games has been lifted, may we publish?",
        "The foreign cap on telecom was scrapped, right?",
        "听说电影院的外资限制取消了，是吗",
        "既然增值电信50%的上限取消了，我们能独资做信息服务吗",
        "既然上限已經取消，可以獨資嗎",
        "Da die Obergrenze aufgehoben wurde, dürfen wir alles?",
        "Puisque le plafond de 50 % a été supprimé, pouvons-nous tout acheter ?",
        "Ya que se eliminó el límite del 50 %, ¿podemos comprarlo todo?",
        "Как я слышал, запрет отменён",
        "50%の上限が撤廃されたので、独資でできますか",
        "50% 상한이 폐지되었으니 단독으로 가능한가요",
    ],
    "opened": [
        "听说外资可以做新闻网站了",
        "I heard online games were opened to foreigners.",
        "Stimmt es, dass Verlage geöffnet wurden?",
    ],
    "closed": [
        "As data centres are prohibited, what can we do?",
        "既然演出经纪禁止外资，我们怎么办",
        "Da Kinos verboten sind, was geht?",
        "Puisque les cinémas sont interdits aux étrangers, que faire ?",
        "映画館は禁止されているので、どうすればよいですか",
        "Under which item is it banned?",
        "负面清单第几项禁止外资开书店？",
    ],
    None: [
        "Since when may foreigners own a cinema?",
        "Can we open a cinema?",
        "什么时候取消了股比限制",
        "2024年取消了哪些限制",
        "As a Korean company, may we run a call centre?",
        "I heard the cap was not lifted.",
    ],
}
AFFIRMED = {
    "limited": [
        "Is ownership limited for a bookshop?",
        "We're from Seoul. Is the call-centre business capped?",
        "Are there any limits on foreign ownership of call centres?",
        "外资做书店有限制吗",
        "有沒有股比上限？",
        "Gibt es eine Beteiligungsgrenze für Kinos?",
        "Y a-t-il un plafond pour les cinémas ?",
        "¿Hay límite para los cines?",
        "Есть ли ограничение для кинотеатров?",
        "映画館に外資の制限はありますか",
        "영화관에 외국인 지분 제한이 있나요?",
    ],
    "partner": [
        "Do we need a Chinese partner for a call centre?",
        "Is a joint venture still required?",
        "外资开书店还要合资吗",
        "要不要找中方合作伙伴？",
        "Brauchen wir einen chinesischen Partner?",
        "Faut-il un partenaire chinois ?",
        "¿Necesitamos un socio chino?",
        "Нужен ли китайский партнёр?",
        "合弁は必要ですか",
        "중국 파트너가 필요한가요?",
    ],
    "control": ["外资演出经纪机构还需要中方控股吗", "Does it still require Chinese control?"],
    "banned": [
        "Is it true that foreign investors are banned from performance agencies?",
        "Are foreigners banned from publishing?",
        "Publishing is closed to foreigners, right?",
        "数据中心禁止外资吗",
        "外资不能做演出经纪吗",
        "Ist das verboten?",
        "L'édition est-elle interdite aux étrangers ?",
        "¿Está prohibida la edición?",
        "出版は禁止されていますか",
        "출판은 금지되나요?",
    ],
    None: [
        "Can we own a cinema?",
        "May we run a bookshop without a partner?",
        "Which businesses are closed?",
        "Isn't it true that publishing is not prohibited?",
        "外资可以独资开书店吗",
        "哪些业务禁止外资？",
        "股比上限是多少？",
        "合资还是独资？",
        "在禁止的领域签的合同有效吗？",
    ],
}


@pytest.mark.parametrize(("premise", "question"), [(p, q) for p, questions in PREMISES.items() for q in questions])
def test_what_is_taken_for_granted(premise, question):
    assert premise_of(question) == premise


@pytest.mark.parametrize(("asked", "question"), [(a, q) for a, questions in AFFIRMED.items() for q in questions])
def test_what_a_yes_would_affirm(asked, question):
    assert affirmed_by_yes(question) == asked

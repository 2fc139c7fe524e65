"""What a question wants first, in nine languages, and what the answer begins with."""

import pytest

from corpus.text import normalise
from rag import Ask, Status
from rag.question.answer_kinds import kinds_wanted
from rag.question.focus import focus_of
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def answerer(ruled):
    """What is said of a question is tested here, not how it is read."""
    return ruled


QUESTIONS = {
    "cap": (
        "外资做信息服务业务的股比上限是多少？", "外資經營數據中心最多可以占多少股份？", "How much of a call centre may a foreigner own?",
        "外資は電気通信企業に何%まで出資できますか。", "외국인 지분 한도는 얼마인가요?", "Wie hoch darf die Beteiligung sein?",
        "Quelle part un étranger peut-il détenir ?", "¿Qué porcentaje puede tener un extranjero?", "Какую долю может иметь иностранец?",
    ),
    "terms": (
        "外资办呼叫中心需要什么许可证？", "外資辦電影院要哪些條件？", "Which licences does a foreign call centre need?",
        "外資のコールセンターにはどんな許可が必要ですか。", "어떤 허가가 필요한가요?", "Welche Genehmigungen brauchen wir?",
        "Quelles autorisations faut-il ?", "¿Qué licencias se necesitan?", "Какие лицензии нужны?",
    ),
    "where": (
        "外资在哪些城市可以独资做数据中心？", "外資在哪裡可以獨資經營CDN？", "Where in China may we own a data centre?",
        "外資100%のデータセンターは中国のどこで運営できますか。", "어디에서 100% 소유할 수 있나요?", "Wo darf ein Ausländer ein Rechenzentrum besitzen?",
        "Où peut-on détenir un centre de données ?", "¿Dónde se puede tener un centro de datos?", "Где можно владеть дата-центром?",
    ),
    "changed": (
        "呼叫中心从何时起可以独资？", "演出經紀機構以前要求中方控股嗎？", "Since when may foreigners own a cinema outright?",
        "外資100%の映画館はいつから認められていますか。", "언제부터 독자로 할 수 있나요?", "Seit wann darf ein Ausländer ein Kino besitzen?",
        "Depuis quand un étranger peut-il détenir un cinéma ?", "¿Desde cuándo se permite?", "С каких пор это разрешено?",
    ),
    "breach": (
        "外资违规投资网络出版会有什么后果？", "違反了會怎麼處罰？", "What happens if we take 30% of a publishing house anyway?",
        "違反するとどうなりますか。", "위반하면 어떻게 되나요?", "Welche Strafe droht?", "Quelle sanction risque-t-on ?", "¿Qué multa hay?", "Какой штраф?",
    ),
    "decide": (
        "外资可以开电影院吗？", "外資可以開電影院嗎？", "Can a foreign company run a cinema?", "外資は映画館を経営できますか。",
        "외국인이 영화관을 운영할 수 있나요?", "Darf ein Ausländer ein Kino betreiben?", "Un étranger peut-il exploiter un cinéma ?",
        "¿Puede un extranjero explotar un cine?", "Может ли иностранец владеть кинотеатром?",
    ),
}  # fmt: skip
LISTS = (
    "哪些文化类业务禁止外资进入？", "電信業務有哪幾項可以獨資？", "List all internet businesses closed to foreign investors.",
    "外資に禁止されている業種はどれですか。", "외국인에게 금지된 업종은 어떤 업종인가요? 어떤 서비스", "Welche Dienste sind für Ausländer offen?",
    "Quels secteurs sont interdits aux étrangers ?", "¿Qué sectores están cerrados?", "Какие услуги связи открыты?",
)  # fmt: skip


@pytest.mark.parametrize(("focus", "question"), [(f, q) for f, questions in QUESTIONS.items() for q in questions])
def test_the_focus_of_a_question_on_one_business(focus, question):
    assert focus_of(normalise(question), listable=False) == focus


@pytest.mark.parametrize("question", LISTS)
def test_a_question_on_no_one_business_may_ask_for_a_list(question):
    assert focus_of(normalise(question), listable=True) == "list"
    assert focus_of(normalise(question), listable=False) != "list"


@pytest.mark.parametrize(
    "question",
    [
        "外资电影院需要哪些许可业务手续？",
        "哪些部门批准外资电影业务？",
        "Where do we apply for a telecom licence?",
        "在哪里申请电信业务许可？",
    ],
)
def test_papers_and_counters_are_neither_lists_nor_places(question):
    assert focus_of(normalise(question), listable=True) == "terms" or "部门" in question
    assert focus_of(normalise(question), listable=True) not in ("list", "where")


@pytest.mark.parametrize(
    "question",
    [
        "我们之前在香港做呼叫中心，现在想进内地，外资可以吗？",
        "这一条写在哪里？",
        "Can we run a company where the foreign side has no vote?",
        "Where does it say that foreigners may not run a newspaper?",
    ],
)
def test_words_of_time_and_place_that_only_tell_a_story_ask_for_neither(question):
    assert focus_of(normalise(question), listable=False) == "decide"


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("审查要多久？", "一般审查的期限为30个工作日。", "审查由办公室负责。"),
        ("How long does it take?", "MIIT decides within 60 days.", "MIIT decides on the licence."),
        ("要罚多少钱？", "逾期不改的，责令停止，没收违法所得。", "许可证由工业和信息化部发给。"),
        ("Combien de temps dure l’examen ?", "A special review takes up to 60 working days.", "The review is free."),
        ("清单一共多少条？", "清单共29条。", "清单由国务院批准。"),
        ("Кто выдаёт лицензию?", "The licence is issued by the Ministry of Culture.", "The licence is valid for 2 years."),
        ("哪一天施行？", "自2024年11月1日起施行。", "本清单统一列明措施。"),
    ],
)
def test_what_is_asked_for_is_known_by_its_form(question, sentence, other):
    kinds = kinds_wanted(normalise(question))
    assert any(kind.search(normalise(sentence)) for kind in kinds)
    assert not any(kind.search(normalise(other)) for kind in kinds)


def answer(answerer, question, **fixed):
    return answerer.answer(Ask(question, TODAY, **fixed))


def leads(answer):
    """The bold leads of a note, in order."""
    return [line.split("**")[1] for line in answer.answer.markdown.splitlines() if line.startswith("**")]


def test_who_asks_where_hears_the_places_first(answerer):
    zh = answer(answerer, "外资在中国哪些地方可以独资经营数据中心？")
    assert "海南" in zh.answer.headline and "其他地区：不对外资开放" in zh.answer.headline
    assert leads(zh)[0] == "哪里更开放"
    en = answer(answerer, "Where in China may a foreign investor own a cinema?")
    assert "whole country" in en.answer.markdown.splitlines()[0]


def test_who_asks_since_when_hears_the_day_and_what_was_before(answerer):
    en = answer(answerer, "Since when may foreigners own a call centre outright?")
    assert en.answer.headline.startswith("Since 30 July 2019: open") and "50%" in en.answer.headline
    zh = answer(answerer, "演出经纪机构从何时起可以外商独资？")
    assert zh.answer.headline == "自2019年7月30日起：外资不设上限，须取得许可或批准；此前：须中方控股。"
    assert leads(zh)[0] == "变化"


def test_a_history_says_by_which_document_each_turn_came(answerer):
    zh = answer(answerer, "经营类电子商务从何时起可以独资？依据哪个文件？")
    assert "至迟自2015年6月19日起" in zh.answer.markdown and "196号" in zh.answer.markdown


def test_who_asks_for_the_terms_hears_every_condition_and_who_does_not_a_few(answerer):
    terms, brief = (answer(answerer, q) for q in ("外资办呼叫中心需要什么许可证？", "外资可以办呼叫中心吗？"))
    assert leads(terms)[0] == "条件与许可"
    assert len(terms.citations) > len(brief.citations)
    assert terms.verdict.status == brief.verdict.status == Status.CONDITIONAL


def test_who_asks_what_follows_a_breach_hears_the_law_on_it(answerer):
    for question in (
        "外资已经投了禁止类的网络出版业务，会有什么后果？",
        "What happens if a foreigner takes 30% of a publishing house?",
    ):
        told = answer(answerer, question)
        assert told.verdict.status == Status.PROHIBITED
        assert told.citations[0].provision_id == "cn-foreign-investment-law-2019#article-36"


def test_what_follows_a_breach_of_the_lists_as_such_is_the_law_on_it(answerer):
    for question in (
        "外国投资者投了负面清单禁止的领域，会有什么后果？",
        "What are the consequences of breaching the negative list?",
    ):
        assert answer(answerer, question).citations[0].provision_id == "cn-foreign-investment-law-2019#article-36"


@pytest.mark.parametrize(
    ("question", "time"),
    [
        ("부가통신업 경영허가 심사는 며칠 걸리나요?", "60 days"),
        ("How long may a special security review take?", "60 working days"),
        ("一般审查要多长时间？", "30个工作日"),
    ],
)
def test_the_passage_that_has_what_is_asked_for_is_told_first(answerer, question, time):
    assert time in answer(answerer, question).answer.headline


def test_conditions_that_two_places_share_are_told_once(answerer):
    told = answer(answerer, "Compare data centre access in Beijing and Hainan.")
    assert told.answer.markdown.count("Cross-Region Value-Added Telecommunications Business Licence") == 1
    assert "the same for each" in told.answer.markdown


def test_the_focus_stands_in_a_follow_up_until_it_is_replaced(answerer):
    first = answer(answerer, "外资做数据中心在哪些地方可以独资？")
    second = answerer.answer(Ask("那内容分发网络呢？", TODAY, earlier=first.understanding))
    assert (first.understanding.focus, second.understanding.focus) == ("where", "where")
    assert "其他地区" in second.answer.headline

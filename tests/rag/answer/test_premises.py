"""The headline says yes or no to what is asked, and puts a wrong premise right first."""

import pytest

from rag import Ask
from rag.answer.excerpts import Excerpts
from rag.answer.wording.context import Wording
from rag.answer.wording.decisions import decision_headline
from rag.decision.decision import decide
from rag.language.languages import LANGUAGES
from tests.conftest import TODAY


@pytest.fixture
def headline(answerer):
    def said(question, activity, language="en", area=None):
        w = Wording(answerer.library, Excerpts(answerer.library, answerer.lexicon), language, TODAY)
        return decision_headline(w, [decide(w.library, activity, TODAY, area)], asked=question)

    return said


@pytest.mark.parametrize(
    ("question", "activity", "first"),
    [
        ("Is ownership limited?", "publication-distribution", "No limit on the foreign share"),
        ("Is ownership limited?", "information-services", "Yes, it is limited: foreign share up to 50%"),
        ("Is ownership limited?", "publishing", "Yes, it is limited: prohibited"),
        ("Do we need a Chinese partner?", "call-centre", "No Chinese partner is needed"),
        ("Do we need a Chinese partner?", "information-services", "Yes, a Chinese partner is needed"),
        ("Do we need a Chinese partner?", "publishing", "A Chinese partner does not change it: prohibited"),
        ("Are foreigners banned?", "publishing", "Yes, it is closed: prohibited"),
        ("Are foreigners banned?", "call-centre", "No, it is not prohibited: open without a foreign cap"),
        ("Does it still require Chinese control?", "performance-agency", "No Chinese control is required"),
        ("Since the 50 % cap was abolished, may we own all?", "information-services", "The limit was not lifted. A foreign"),
        ("Since the cap was abolished, may we own all?", "call-centre", "Yes, up to 100%"),
        ("I heard games were opened to foreigners.", "online-game", "No, it was not opened: prohibited"),
        ("As cinemas are prohibited, what can we do?", "cinema", "It is not prohibited. Yes, up to 100%"),
        ("May we own all of it?", "call-centre", "Yes, up to 100%"),
    ],
)
def test_the_first_words_fit_the_question(headline, question, activity, first):
    assert headline(question, activity).startswith(first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_and_no_are_worded_in_every_language(headline, language):
    for question in ("Is it limited?", "Do we need a Chinese partner?", "Is it prohibited?", "Does it require Chinese control?"):
        said = {headline(question, a, language) for a in ("call-centre", "information-services", "publishing")}
        assert len(said) == 3 and not any("polar." in one for one in said)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("外资演出经纪机构还需要中方控股吗", "不要求中方控股"),
        ("외국인이 콜센터를 하려면 중국 파트너가 필요한가요?", "아니요"),
        ("Since the 50 % cap was abolished, can we own a value-added telecom firm outright?", "The limit was not lifted."),
        ("听说网络游戏对外资放开了", "并未开放"),
        ("Da Kinos verboten sind, was geht?", "Verboten ist das nicht."),
    ],
)
def test_from_the_question_to_the_headline(answerer, question, first):
    answer = answerer.answer(Ask(question, TODAY)).answer
    assert answer.headline.startswith(first)
    assert "not what the rules in force say" not in answer.markdown

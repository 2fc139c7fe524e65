"""The page says who read a question, and where it was sent for that."""

import pytest

from api.http.app import create_app
from rag import Answerer
from rag.llm import Settings, open_extractor
from tests.conftest import TODAY, serving
from tests.rag.prose.scripted import fills, replies

FORM = {"asks": ["verdict"], "outside": "no", "mode": "commercial-presence", "places": [], "origin": "none", "days": []}


@pytest.fixture(scope="module")
def server(answerer, model):
    """In place of the server without a model: what `open_page` opens here."""
    extractor = open_extractor(Settings(name="openai:scripted", url=model.url), timeout=20)
    application = create_app(
        Answerer(answerer.library, answerer.index, answerer.embedder, reader=extractor), today=lambda: TODAY, home=None
    )
    with serving(application) as http:
        assert http.get("/readyz").json()["reader"] == "llm openai:scripted"
        yield str(http.base_url).rstrip("/")


@pytest.mark.parametrize(
    ("locale", "question", "words", "says"),
    [
        (
            "en-GB",
            "May a foreign company own a call centre?",
            "call centre",
            "sent to 127.0.0.1 and read by the language model openai:scripted",
        ),
        ("zh-CN", "外资可以办呼叫中心吗？", "呼叫中心", "已发送至 127.0.0.1，由语言模型 openai:scripted 解读"),
        ("en-GB", "Can foreigners own a call centre?", None, "Zhunru read it itself"),
        ("zh-CN", "外资能做呼叫中心吗？", None, "问题由准入自行解读"),
    ],
)
def test_the_answer_says_where_the_question_was_sent_and_who_read_it(open_page, model, locale, question, words, says):
    """``words`` are the evidence of a valid form; without them the form is none."""
    model.play(fills({**FORM, "businesses": [{"evidence": words, "id": "call-centre"}]}) if words else replies("?"))
    page = open_page(locale=locale)
    page.fill("#question", question)
    page.press("#question", "Enter")
    page.wait_for_selector("[data-testid=answer]")
    assert says in page.inner_text("[data-testid=reading]")

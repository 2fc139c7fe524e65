"""The page follows an answer while a model writes it: in a real browser, over a real server, with a scripted model."""

import asyncio
import json
import re
import threading

import pytest

from api.http.app import WEB, create_app
from api.http.feedback import feedback_file
from corpus import ZhunruError
from tests.conftest import ROOT, TODAY, serving
from tests.rag.prose.prose import grounded, honest, numbered
from tests.rag.prose.scripted import hangs, refuses, says

TELECOM, CALL_CENTRE = "外资在中国做增值电信，股比上限是多少？", "Can we own 100% of a call centre company in Chengdu?"


class Door:
    """What stands between the page and the server. ``way`` is what a test has become of the stream."""

    def __init__(self, application):
        self.application, self.way = application, None

    async def __call__(self, scope, receive, send):
        streamed = self.way and scope["type"] == "http" and scope["path"] == "/v1/ask/stream"
        await self.application(scope, receive, self.way(send) if streamed else send)


def crumbled(send):
    """Few bytes at a time: most cuts are in the middle of a character."""

    async def piecemeal(message):
        body = message.get("body", b"")
        for start in range(0, len(body), 101):
            await send({**message, "body": body[start : start + 101], "more_body": True})
            await asyncio.sleep(0.002)
        if not body or not message.get("more_body"):
            await send({**message, "body": b""} if body else message)

    return piecemeal


def broken(go):
    """The connection is gone after the first of the prose, once the page has read that."""

    def way(send):
        async def until(message):
            await send(message)
            if b"event: delta\n" in message.get("body", b""):
                assert await asyncio.to_thread(go.wait, 30)
                raise ConnectionAbortedError

        return until

    return way


def barred(send):
    """Something on the way answers for the server, in a page of its own."""

    async def instead(message):
        if message["type"] == "http.response.start":
            await send({**message, "status": 403, "headers": [(b"content-type", b"text/html")]})
        elif not message.get("more_body"):
            await send({**message, "body": b"<h1>Streams are not allowed here</h1>"})

    return instead


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("page")


@pytest.fixture(scope="module")
def door(narrated, folder):
    return Door(create_app(narrated, today=lambda: TODAY, home=folder))


@pytest.fixture(scope="module")
def server(door):
    """In place of the server without a model: what `open_page` opens here."""
    with serving(door) as http:
        yield str(http.base_url).rstrip("/")


@pytest.fixture(autouse=True)
def open_door(door):
    yield
    door.way = None


def truth(answerer, question):
    text = next(w.text for w in honest() if w.question == question)
    return numbered(text, grounded(answerer, question)[1]).strip()


def halves(text):
    """A text cut where its second paragraph has just begun: the first is then known to be whole."""
    cut = text.index("\n\n") + 4
    return text[:cut], text[cut:]


class Slow:
    """A model that writes each part of a text only once it is told to."""

    def __init__(self, *parts):
        self.parts = [(part, threading.Event()) for part in parts]

    def __call__(self, handler):
        handler.begin()
        for part, go in self.parts:
            assert go.wait(30)
            handler.piece(part)
        handler.piece("", finish="stop")
        handler.raw("[DONE]")

    def go_on(self, part):
        self.parts[part][1].set()


def ask(page, question):
    page.fill("#question", question)
    page.press("#question", "Enter")


def announced(page):
    """What a screen reader is told from now on."""
    page.evaluate(
        """() => {
            window.told = [];
            new MutationObserver(() => told.push(document.querySelector("#live").textContent)).observe(document.querySelector("#live"), { childList: true });
        }"""
    )
    return lambda: page.evaluate("told")


def marked(page):
    """Remembers the first headline that comes; tells whether it still stands."""
    page.evaluate(
        """() => new MutationObserver(() => (window.first ??= document.querySelector("[data-testid=headline]")))
            .observe(document.querySelector("#thread"), { childList: true, subtree: true })"""
    )
    return lambda: page.evaluate("document.querySelector('[data-testid=headline]') === window.first && first.isConnected")


@pytest.mark.parametrize(
    ("locale", "question", "status", "complete", "writer"),
    [
        ("zh-CN", TELECOM, "限制", "说明已写完。", "语言模型 openai:scripted 撰写"),
        ("en-GB", CALL_CENTRE, "Open", "The note is complete.", "Written by the language model openai:scripted"),
    ],
)
def test_the_verdict_stands_before_the_first_word_of_prose_and_stays_until_the_last(
    open_page, answerer, model, locale, question, status, complete, writer
):
    slow = Slow("", *halves(truth(answerer, question)))
    model.play(slow)
    page = open_page(locale=locale)
    told, still_there = announced(page), marked(page)
    ask(page, question)
    page.wait_for_selector("[data-testid=headline]")
    assert page.locator(".understood").is_visible()
    assert status in page.inner_text("[data-testid=verdict-card]")
    assert page.locator("[data-testid=evidence]").count() > 1
    assert page.inner_text(".note") == ""
    page.wait_for_function("() => told.length === 2")
    slow.go_on(0)
    slow.go_on(1)
    page.wait_for_selector(".note .cite")
    assert page.locator(".note p").count() == 1
    assert page.locator("[data-testid=source]").count() == 0
    assert page.locator("[data-testid=stop]").is_visible()
    slow.go_on(2)
    page.wait_for_selector("[data-testid=answer]")
    assert page.locator("[data-testid=source]").count() > 1
    assert page.locator("[data-testid=stop], .skeleton, [data-testid=evidence]").count() == 0
    assert writer in page.inner_text("[data-testid=grounding]")
    assert still_there(), "the card is not drawn a second time"
    assert status in told()[1]
    assert told()[2:] == [complete], "not a word of the prose in between"


def test_a_clause_opens_from_prose_that_is_not_finished(open_page, answerer, model):
    model.play(hangs(halves(truth(answerer, TELECOM))[0]))
    page = open_page()
    ask(page, TELECOM)
    page.locator(".note .cite").nth(1).click()
    clause = page.locator("[data-testid=reader-provision][aria-current=true]")
    clause.get_by_text("第六条").first.wait_for()
    page.click("[data-testid=stop]")


def test_stop_ends_the_writing_and_keeps_what_is_there(open_page, answerer, model):
    model.play(hangs(halves(truth(answerer, CALL_CENTRE))[0]))
    page = open_page(locale="en-GB")
    ask(page, CALL_CENTRE)
    page.wait_for_selector(".note .cite")
    page.focus("[data-testid=stop]")
    page.keyboard.press("Enter")
    assert model.left.wait(60), "the model goes on writing for nobody"
    assert "Stopped" in page.inner_text("[data-testid=stopped]")
    assert page.locator(".note p").count() == 1
    assert page.locator("[data-testid=verdict-card]").is_visible()
    assert page.evaluate("document.activeElement.dataset.testid") == "without-model"
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-testid=answer]")
    assert "without a language model" in page.inner_text("[data-testid=grounding]")
    assert len(model.requests) == 1
    page.wait_for_selector(f".past-name:text-is('{CALL_CENTRE}')")
    assert page.input_value("#question") == ""


def test_the_language_of_the_page_can_change_while_an_answer_is_written(open_page, answerer, model):
    model.play(hangs(halves(truth(answerer, CALL_CENTRE))[0]))
    page = open_page(locale="en-GB")
    ask(page, CALL_CENTRE)
    page.wait_for_selector(".note .cite")
    page.click("[data-testid=language]")
    assert "正在撰写" in page.inner_text("[data-testid=writing]")
    assert page.locator(".note p").count() == 1
    page.get_by_role("button", name="停止").click()
    page.wait_for_selector("[data-testid=stopped]")


def test_a_question_stopped_before_anything_came_goes_back_into_the_box(open_page, model):
    page = open_page()
    page.route("**/v1/ask/stream", lambda _: None)
    ask(page, TELECOM)
    page.click("[data-testid=cancel]")
    assert page.input_value("#question") == TELECOM
    page.unroute("**/v1/ask/stream")
    model.play(refuses(500))
    page.get_by_role("button", name="重新提问").click()
    page.wait_for_selector("[data-testid=answer]")


@pytest.mark.parametrize(
    ("act", "word", "reason"),
    [
        (lambda lie: says(lie), "did not pass the check", "A number is not in the clause cited"),
        (lambda _: refuses(500), "gave no whole text", "The model failed"),
    ],
)
def test_a_model_that_lies_or_fails_is_told_with_the_reasons(open_page, answerer, model, act, word, reason):
    model.play(act(truth(answerer, CALL_CENTRE).replace("RMB 1 million", "RMB 3 million")))
    page = open_page(locale="en-GB")
    ask(page, CALL_CENTRE)
    page.wait_for_selector("[data-testid=answer]")
    assert "3 million" not in page.inner_text("#thread")
    line = page.locator("[data-testid=grounding]")
    assert word in line.inner_text()
    why = line.get_by_text(reason)
    assert why.is_hidden()
    line.get_by_text("Why", exact=True).click()
    assert why.is_visible()


def test_prose_of_a_second_round_takes_the_place_of_the_first(open_page, answerer, model):
    true = truth(answerer, CALL_CENTRE)
    slow = Slow(*halves(true))
    model.play(says(true.replace("RMB 1 million", "RMB 3 million")), slow)
    page = open_page(locale="en-GB")
    ask(page, CALL_CENTRE)
    page.wait_for_selector(".note .cite")
    slow.go_on(0)
    page.wait_for_function("() => document.querySelector('[data-testid=writing]').textContent.includes('written again')")
    assert page.locator(".note p").count() == 1
    slow.go_on(1)
    page.wait_for_selector("[data-testid=answer]")
    assert "scripted" in page.inner_text("[data-testid=grounding]")


def test_a_connection_that_breaks_in_mid_stream_is_told_and_the_question_can_be_asked_again(open_page, answerer, model, door):
    model.play(says(truth(answerer, TELECOM)))
    go = threading.Event()
    door.way = broken(go)
    page = open_page(expected=("ERR_INCOMPLETE_CHUNKED_ENCODING",))
    ask(page, TELECOM)
    page.wait_for_selector(".note .cite")
    go.set()
    page.wait_for_selector("[data-testid=error]")
    assert "连接中断" in page.inner_text("[data-testid=error]")
    assert "50" in page.inner_text("[data-testid=verdict-card]"), "what had arrived is not lost"
    assert page.locator(".note p").count() == 1
    door.way = None
    page.click("[data-testid=retry]")
    page.wait_for_selector("[data-testid=answer]")
    assert page.locator("[data-testid=error]").count() == 0
    assert page.locator(".turn").count() == 1


def test_a_failure_of_the_server_in_mid_stream_is_told_with_its_remedy(open_page, narrated, monkeypatch):
    def fails(*_):
        raise ZhunruError("The index is gone.", "Run: zhunru index build")
        yield

    page = open_page()
    with monkeypatch.context() as patch:
        patch.setattr(narrated.narrator, "write", fails)
        ask(page, TELECOM)
        page.wait_for_selector("[data-testid=error]")
    assert "zhunru index build" in page.inner_text("[data-testid=error]")
    assert page.locator("[data-testid=verdict-card]").is_visible()


def test_a_stream_that_falls_silent_is_given_up(open_page, model):
    """A line that is cut somewhere on the way breaks no connection: nothing comes any more, and that is all."""
    model.play(hangs())
    page = open_page()
    page.clock.install()
    ask(page, TELECOM)
    page.wait_for_selector("[data-testid=headline]")
    page.clock.fast_forward(46_000)
    page.wait_for_selector("[data-testid=error]")
    assert "连接中断" in page.inner_text("[data-testid=error]")
    assert model.left.wait(60)


def test_where_no_stream_comes_through_the_plain_request_answers(open_page, answerer, model, door):
    model.play(says(truth(answerer, TELECOM)))
    door.way = barred
    page = open_page(expected=("403",))
    ask(page, TELECOM)
    page.wait_for_selector("[data-testid=answer]")
    assert "openai:scripted" in page.inner_text("[data-testid=grounding]")


def test_a_stream_cut_in_the_middle_of_characters_arrives_whole(open_page, answerer, model, door):
    model.play(says(truth(answerer, TELECOM)))
    door.way = crumbled
    page = open_page()
    ask(page, TELECOM)
    page.wait_for_selector("[data-testid=answer]")
    plain = page.evaluate(
        """async (question) => (await (await fetch("v1/ask", {
            method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ question }),
        })).json()).answer.html""",
        TELECOM,
    )
    words = re.sub(r"<[^>]+>|\s", "", plain)
    assert re.sub(r"[\s\u2060]", "", page.inner_text(".note")) == words
    assert "\ufffd" not in page.inner_text("body")


EVENTS = (
    ": ping\r\n\r\nevent: delta\r\ndata: 外资\u2028五成\r\nid: 7\r\n\r\n"
    "data: first\ndata:second\n\n\nevent: empty\n\nevent:final\rdata: {}\r\revent: half\ndata: unfinished"
)


def test_events_are_read_the_same_wherever_their_bytes_are_cut(open_page):
    page = open_page()
    read = """async ([bytes, size]) => {
        const { eventsOf } = await import("/static/events.js");
        const stream = new ReadableStream({ start(control) {
            for (let i = 0; i < bytes.length; i += size) control.enqueue(Uint8Array.from(bytes.slice(i, i + size)));
            control.close();
        } });
        const events = [];
        for await (const { kind, data } of eventsOf(stream)) events.push([kind, data]);
        return events;
    }"""
    wire = list(EVENTS.encode())
    for size in (*range(1, 20), len(wire)):
        told = page.evaluate(read, [wire, size])
        assert told == [["delta", "外资\u2028五成"], ["message", "first\nsecond"], ["final", "{}"]], size


def test_an_answer_that_nobody_else_writes_is_drawn_once(open_page, narrated, monkeypatch):
    monkeypatch.setattr(narrated, "narrator", None)
    page = open_page()
    told, still_there = announced(page), marked(page)
    ask(page, TELECOM)
    page.wait_for_selector("[data-testid=answer]")
    assert still_there()
    assert "没有使用语言模型" in page.inner_text("[data-testid=grounding]")
    assert len(told()) <= 3


def test_a_conversation_and_its_thumbs_go_on_over_the_stream(open_page, answerer, model, folder):
    model.play(says(truth(answerer, TELECOM)))
    page = open_page()
    sent = []
    page.on("request", lambda r: sent.append(r) if r.url.endswith("/v1/ask/stream") else None)
    ask(page, TELECOM)
    page.wait_for_selector("[data-testid=answer]")
    ask(page, "海南呢？")
    page.wait_for_function("() => document.querySelectorAll('[data-testid=answer]').length === 2")
    assert all(len(request.headers["x-zhunru-client"]) == 64 for request in sent)
    bodies = [request.post_data_json for request in sent]
    assert "conversation_id" not in bodies[0]
    assert page.url.endswith(f"c={bodies[1]['conversation_id']}")
    with page.expect_response("**/v1/feedback") as reply:
        page.locator("[data-testid=rate-up]").first.click()
    assert reply.value.status == 201
    assert json.loads(feedback_file(folder).read_text(encoding="utf-8").splitlines()[-1])["question"] == TELECOM
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('[data-testid=answer]').length === 2")
    assert "openai:scripted" in page.locator("[data-testid=grounding]").first.inner_text()
    assert len(sent) == 2


def test_two_questions_in_quick_succession_are_one_conversation(open_page, answerer, model):
    """The second waits until the first is written: until then there is no conversation it could belong to."""
    slow = Slow(truth(answerer, TELECOM))
    model.play(slow, refuses(500))
    page = open_page()
    ask(page, TELECOM)
    page.wait_for_selector("[data-testid=headline]")
    ask(page, "海南呢？")
    page.wait_for_selector("[data-testid=cancel]")
    slow.go_on(0)
    page.wait_for_function("() => document.querySelectorAll('[data-testid=answer]').length === 2")
    assert "海南" in page.locator(".understood").last.inner_text()
    assert page.locator(".past-name").count() == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fault_that_a_model_can_be_found_with_has_its_words(language):
    folders = (ROOT / "rag" / "prose", ROOT / "rag" / "llm")
    code = "\n".join(file.read_text(encoding="utf-8") for folder in folders for file in folder.rglob("*.py"))
    kinds = set(re.findall(r'(?:Fault\(|yield |WriterFailed\()"([a-z-]+)"', code))
    assert {"number", "verdict", "timeout", "cut-off"} <= kinds
    words = (WEB / f"words-{language}.js").read_text(encoding="utf-8")
    assert [kind for kind in sorted(kinds) if f'"fault.{kind}":' not in words] == []


def test_on_a_phone_the_line_of_the_writing_stands_above_the_box(open_page, answerer, model):
    model.play(hangs(truth(answerer, TELECOM).rsplit("\n\n", 1)[0] + "\n\n**条"))
    page = open_page(width=390, height=844)
    ask(page, TELECOM)
    page.wait_for_selector(".note .cite")
    page.fill("#question", "一\n二\n三")
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")  # the box has grown
    line, box = (page.locator(one).bounding_box() for one in ("[data-testid=stop]", "#question"))
    assert line["y"] + line["height"] <= box["y"]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.click("[data-testid=stop]")

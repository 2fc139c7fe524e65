"""The rail of conversations in a real browser: begin, go on, open, delete; and the thumbs under an answer."""

import json

import httpx
import pytest

from api.http.feedback import feedback_file

CHINESE, OTHER = "外资在中国做增值电信，股比上限是多少？", "外资可以办电视台吗？"
ENGLISH = "Can a foreign company run a data centre?"


def asked(page, question):
    """Ask, and wait until this question has its answer."""
    before = page.locator("[data-testid=answer]").count()
    page.fill("#question", question)
    page.press("#question", "Enter")
    page.wait_for_function("n => document.querySelectorAll('[data-testid=answer]').length > n", arg=before)


def listed(page, *titles):
    """Waits until these are the titles in the rail, in this order."""
    page.wait_for_function(
        "titles => JSON.stringify([...document.querySelectorAll('.past-name')].map((e) => e.textContent)) === JSON.stringify(titles)",
        arg=list(titles),
    )


def questions(page):
    return page.locator(".asked").all_inner_texts()


def posted(page):
    """The bodies of the questions that the page sends from now on."""
    bodies = []
    page.on("request", lambda r: bodies.append(r.post_data_json) if r.url.endswith("/v1/ask/stream") else None)
    return bodies


@pytest.mark.parametrize(
    ("locale", "first", "second", "new"),
    [("zh-CN", CHINESE, OTHER, "新对话"), ("en-GB", ENGLISH, "Can we set up a performing troupe?", "New conversation")],
)
def test_conversations_are_listed_and_open_with_what_was_said_in_them_alone(open_page, locale, first, second, new):
    page = open_page(locale=locale)
    asked(page, first)
    headline = page.inner_text("[data-testid=headline]")
    listed(page, first)
    page.get_by_role("button", name=new).click()
    assert questions(page) == []
    assert page.locator("[data-testid=reader]").is_hidden()
    asked(page, second)
    listed(page, second, first)
    assert questions(page) == [second]
    page.get_by_role("link", name=first).click()
    page.wait_for_function("q => document.querySelector('.asked').textContent === q", arg=first)
    assert questions(page) == [first]
    assert page.inner_text("[data-testid=headline]") == headline
    page.locator("a.cite").first.click()
    page.locator("[data-testid=reader-provision][aria-current=true]").wait_for()


@pytest.mark.parametrize(("locale", "first", "then", "place"), [("zh-CN", "外资可以做数据中心吗？", "海南呢？", "海南"), ("en-GB", ENGLISH, "And in Hainan?", "Hainan")])  # fmt: skip
def test_a_further_question_and_a_suggested_one_go_on_with_the_conversation(open_page, locale, first, then, place):
    page = open_page(locale=locale)
    bodies = posted(page)
    asked(page, first)
    asked(page, then)
    assert place in page.locator(".understood").last.inner_text()
    page.locator("[data-testid=follow-up]").last.click()
    page.wait_for_function("() => document.querySelectorAll('[data-testid=answer]').length === 3")
    conversations = [body.get("conversation_id") for body in bodies]
    assert conversations[0] is None
    assert conversations[1] and conversations[1] == conversations[2]
    listed(page, first)


def test_a_conversation_that_was_opened_goes_on(open_page):
    page = open_page()
    asked(page, CHINESE)
    page.click("#new")
    asked(page, OTHER)
    page.get_by_role("link", name=CHINESE).click()
    page.wait_for_function("q => document.querySelector('.asked').textContent === q", arg=CHINESE)
    asked(page, "外资可以开文物商店吗？")
    assert questions(page) == [CHINESE, "外资可以开文物商店吗？"]
    listed(page, CHINESE, OTHER)


def test_two_questions_in_quick_succession_are_one_conversation(open_page):
    """The second waits for the first: until then there is no conversation it could belong to."""
    page = open_page()
    page.route("**/v1/ask/stream", lambda route: (page.wait_for_timeout(300), route.continue_()))
    for question in (CHINESE, OTHER):
        page.fill("#question", question)
        page.press("#question", "Enter")
    page.wait_for_function("() => document.querySelectorAll('[data-testid=answer]').length === 2")
    listed(page, CHINESE)
    page.unroute("**/v1/ask/stream")


def test_a_page_loaded_again_shows_the_conversation_and_asks_nothing(open_page):
    page = open_page()
    asked(page, CHINESE)
    asked(page, OTHER)
    bodies = posted(page)
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('[data-testid=answer]').length === 2")
    assert questions(page) == [CHINESE, OTHER]
    assert bodies == []


def test_a_colleague_who_is_sent_the_address_gets_the_question_answered_and_sees_nothing_else(open_page, server):
    mine = open_page()
    asked(mine, CHINESE)
    asked(mine, OTHER)
    theirs = open_page(path=mine.url.removeprefix(server), expected=("404",))
    theirs.wait_for_selector("[data-testid=headline]")
    assert questions(theirs) == [OTHER]
    listed(theirs, OTHER)


def test_a_conversation_is_deleted_by_keyboard_after_a_question_in_place(open_page):
    page = open_page()
    for question in (OTHER, CHINESE):
        page.click("#new")
        asked(page, question)
    listed(page, CHINESE, OTHER)
    page.focus(f"role=link[name=/{CHINESE[:6]}/]")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    listed(page, CHINESE, OTHER)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.testid") == "delete"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    listed(page, OTHER)
    page.wait_for_function("() => !document.querySelector('.asked')")
    page.reload()
    listed(page, OTHER)


def test_all_conversations_are_deleted_at_once(open_page):
    page = open_page()
    for question in (OTHER, CHINESE):
        page.click("#new")
        asked(page, question)
    listed(page, CHINESE, OTHER)
    page.click("[data-testid=delete-all]")
    page.click("[data-testid=delete-sure]")
    listed(page)
    assert "还没有对话" in page.inner_text("#past-list")


def test_what_cannot_be_deleted_stays_and_says_so(open_page):
    page = open_page(expected=("500",))
    asked(page, CHINESE)
    listed(page, CHINESE)
    page.route("**/v1/conversations/*", lambda r: r.fulfill(status=500, body="{}"))
    page.focus("[data-testid=delete]")
    page.keyboard.press("Enter")
    page.click("[data-testid=delete-sure]")
    page.wait_for_function("() => document.querySelector('.sure [role=alert]').textContent.includes('未能删除')")


def test_on_a_phone_the_conversations_are_behind_a_button(open_page):
    page = open_page(width=390, height=844, locale="en-GB")
    assert page.locator("#past").is_hidden()
    asked(page, ENGLISH)
    page.get_by_role("button", name="Conversations").click()
    listed(page, ENGLISH)
    page.keyboard.press("Escape")
    assert page.locator("#past").is_hidden()
    assert page.evaluate("document.activeElement.id") == "to-past"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="New conversation").click()
    assert page.locator("#past").is_hidden()
    assert questions(page) == []
    page.click("#to-past")
    page.get_by_role("link", name=ENGLISH).click()
    page.wait_for_selector("[data-testid=headline]")
    assert page.locator("#past").is_hidden()
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_conversation_opened_from_the_documents_is_shown(open_page):
    page = open_page()
    asked(page, CHINESE)
    page.click("#new")
    page.click("[data-testid=documents]")
    page.wait_for_selector("[data-testid=document]")
    page.get_by_role("link", name=CHINESE).click()
    page.wait_for_selector("[data-testid=headline]")


def test_a_conversation_deleted_elsewhere_is_told_and_the_question_begins_a_new_one(open_page, server):
    page = open_page(expected=("404",))
    asked(page, CHINESE)
    secret = page.evaluate("localStorage.getItem('zhunru.client')")
    httpx.delete(f"{server}/v1/conversations", headers={"X-Zhunru-Client": secret}).raise_for_status()
    page.fill("#question", OTHER)
    page.press("#question", "Enter")
    page.wait_for_selector("[data-testid=error]")
    assert "已不存在" in page.inner_text("[data-testid=error]")
    page.click("[data-testid=retry]")
    page.wait_for_function("() => document.querySelectorAll('[data-testid=answer]').length === 2")
    listed(page, OTHER)


def test_the_rail_speaks_both_languages(open_page):
    page = open_page()
    asked(page, CHINESE)
    listed(page, CHINESE)
    page.click("[data-testid=language]")
    assert "Delete all" in page.inner_text("#past")
    assert page.get_by_role("button", name=f"Delete the conversation: {CHINESE}").count() == 1
    listed(page, CHINESE)


def test_a_title_with_markup_stays_text(open_page):
    page = open_page()
    asked(page, "<img src=x onerror=alert(1)> 外资可以办电视台吗？")
    listed(page, "<img src=x onerror=alert(1)> 外资可以办电视台吗？")


def test_without_storage_the_page_works_for_the_visit(open_page, server):
    page = open_page()
    page.context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })")
    page.goto(server)
    asked(page, CHINESE)
    listed(page, CHINESE)


@pytest.mark.parametrize(("rating", "word"), [("up", "有用"), ("down", "没用")])
def test_a_thumb_says_whether_an_answer_helped(open_page, home, rating, word):
    page = open_page(path="/?as_of=2024-10-31&q=" + CHINESE)
    page.wait_for_selector("[data-testid=headline]")
    thumb = page.get_by_role("button", name=word, exact=True)
    with page.expect_response("**/v1/feedback") as reply:
        thumb.click()
    assert reply.value.status == 201
    page.wait_for_selector("text=谢谢")
    assert thumb.get_attribute("aria-pressed") == "true"
    said = json.loads(feedback_file(home).read_text(encoding="utf-8").splitlines()[-1])
    assert (said["question"], said["rating"], said["as_of"]) == (CHINESE, rating, "2024-10-31")
    assert said["verdict_status"] and said["deciding_provision"]
    page.click("[data-testid=language]")
    assert page.locator(f"[data-testid=rate-{rating}]").get_attribute("aria-pressed") == "true", "it is remembered"


def test_a_thumb_that_cannot_be_sent_says_so_and_is_not_pressed(open_page):
    page = open_page(expected=("503",))
    asked(page, CHINESE)
    page.route("**/v1/feedback", lambda r: r.fulfill(status=503, body="{}"))
    page.click("[data-testid=rate-down]")
    page.wait_for_selector("text=未能送出")
    assert page.locator("[data-testid=rate-down]").get_attribute("aria-pressed") == "false"

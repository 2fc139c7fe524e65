"""The page in a real browser: ask, read the answer, open the clause."""

import json
import re
from pathlib import Path

import pytest


def ask(page, question):
    page.fill("#question", question)
    page.press("#question", "Enter")
    page.wait_for_selector("[data-testid=headline]")


def test_a_question_typed_is_answered_and_its_citation_opens_the_clause(open_page):
    page = open_page()
    ask(page, "外资在中国做增值电信，股比上限是多少？")
    assert "50" in page.inner_text("[data-testid=headline]")
    assert page.locator("[data-testid=verdict-card]").is_visible()
    page.locator("[data-testid=answer] [data-testid=cite], [data-testid=answer] a.cite").nth(1).click()
    clause = page.locator("[data-testid=reader-provision][aria-current=true]")
    clause.wait_for()
    assert "第六条" in clause.inner_text()
    assert "50%" in clause.inner_text()
    assert clause.evaluate("e => { const b = e.getBoundingClientRect(); return b.top < innerHeight && b.bottom > 0 }"), "in sight"


def test_the_page_speaks_english_to_an_english_reader(open_page):
    page = open_page(locale="en-GB")
    ask(page, "Can our Seoul studio self-publish a mobile game in China?")
    assert page.inner_text("[data-testid=headline]").startswith("No")
    assert re.search("Closed", page.inner_text("[data-testid=verdict-card]"))


def test_the_card_tells_since_when_a_rule_has_held_beside_the_day_of_the_edition(open_page):
    """The 2024 list took effect in November 2024; the share in call centres has been free since July 2019."""
    page = open_page(locale="en-GB")
    ask(page, "Can a US company own a call centre?")
    card = page.inner_text("[data-testid=verdict-card]")
    assert re.search(r"In force since\s+30 July 2019", card) and re.search(r"This edition since\s+1 November 2024", card)
    assert "Investor: United States" in page.inner_text(".understood")


def test_copied_text_keeps_the_brackets_of_its_citations(open_page):
    page = open_page(locale="en-GB")
    ask(page, "Can a foreign company develop software in China?")
    page.wait_for_selector("a.cite")
    assert re.search(r"treated alike \W?\[\W?1\W?\]", page.evaluate("document.querySelector('.note').textContent"))


def test_a_verdict_on_supply_from_abroad_shows_no_share(open_page):
    page = open_page(locale="en-GB")
    ask(page, "Can we run market surveys in China from abroad, without setting up a company?")
    card = page.inner_text("[data-testid=verdict-card]")
    assert "From abroad, without a company in China" in card
    assert "Foreign share" not in card and "%" not in card
    page = open_page(locale="en-GB")
    ask(page, "Can we run market surveys in China with a company of our own?")
    assert "Foreign share" in page.inner_text("[data-testid=verdict-card]")


def test_two_places_asked_about_get_two_cards(open_page):
    page = open_page(locale="en-GB")
    ask(page, "Can I run a data centre in Shanghai Lingang? And in Wuhan?")
    assert page.locator("[data-testid=verdict-card]").count() == 2


def test_a_verdict_on_the_whole_country_says_so_where_a_place_is_more_open(open_page):
    page = open_page(locale="en-GB")
    ask(page, "Where in China may a foreign investor own a data centre?")
    assert "nationally" in page.inner_text("[data-testid=status]").lower()
    ask(page, "Can a foreign investor own a data centre in Hainan?")
    page.locator("[data-testid=status]").nth(1).wait_for()
    assert "nationally" not in page.locator("[data-testid=status]").last.inner_text().lower()


def test_on_a_phone_the_clause_comes_as_a_sheet_and_escape_closes_it(open_page):
    page = open_page(width=390, height=844)
    ask(page, "外资可以办电视台吗？")
    page.locator("[data-testid=answer] a.cite").first.click()
    clause = page.locator("[data-testid=reader-provision][aria-current=true]")
    clause.wait_for()
    page.keyboard.press("Escape")
    clause.wait_for(state="hidden")
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0


def test_an_example_asks_its_question(open_page):
    page = open_page()
    page.locator("[data-testid=example]").first.click()
    page.wait_for_selector("[data-testid=headline]")


def test_a_question_in_the_address_is_asked_on_arrival(open_page):
    page = open_page(path="/?q=" + "外资可以开文物商店吗？")
    page.wait_for_selector("[data-testid=headline]")
    assert "不可以" in page.inner_text("[data-testid=headline]")


def test_when_the_server_fails_the_page_says_so_and_asks_again(open_page):
    page = open_page(expected=("500",))
    page.route(
        "**/v1/ask/stream",
        lambda r: r.fulfill(
            status=500,
            content_type="application/problem+json",
            body='{"title":"x","status":500,"detail":"服务器出错","type":"about:blank","instance":"/v1/ask"}',
        ),
    )
    page.fill("#question", "外资可以办电视台吗？")
    page.press("#question", "Enter")
    page.wait_for_selector("[data-testid=error]")
    page.unroute("**/v1/ask/stream")
    page.click("[data-testid=retry]")
    page.wait_for_selector("[data-testid=headline]")


@pytest.mark.parametrize(
    ("status", "kind", "says"),
    [(503, "overloaded", "Too many questions at once"), (409, "too-many-conversations", "delete old ones")],
)
def test_a_limit_that_is_met_is_told_in_words_of_its_own_and_not_as_a_failure(open_page, status, kind, says):
    page = open_page(locale="en-GB", expected=(str(status),))
    body = {"status": status, "detail": "Detail.", "type": f"urn:zhunru:problem:{kind}"}
    answer = {"status": status, "content_type": "application/problem+json", "body": json.dumps(body)}
    page.route("**/v1/ask/stream", lambda r: r.fulfill(**answer))
    page.fill("#question", "外资可以办电视台吗？")
    page.press("#question", "Enter")
    error = page.wait_for_selector("[data-testid=error]").inner_text()
    assert says in error and "Detail." in error


def test_a_question_with_markup_stays_text(open_page):
    page = open_page()
    page.fill("#question", "<img src=x onerror=alert(1)> 外资可以办电视台吗？")
    page.press("#question", "Enter")
    page.wait_for_selector("[data-testid=headline]")
    assert page.locator("main img").count() == 0


def test_the_page_has_no_third_party_host_in_its_files():
    for file in (Path(__file__).parents[3] / "api" / "web").iterdir():
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//|@import|url\(http", text), file.name

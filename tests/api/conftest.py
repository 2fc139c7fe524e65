"""What the tests of the API and of its page share."""

import pytest


@pytest.fixture
def open_page(browser, server):
    """Opens the page; fails the test on any script error, console error or request to another host."""
    contexts, faults = [], []

    def open_(width=1440, height=900, locale="zh-CN", path="/", expected=()):
        context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda e: faults.append(str(e)))
        page.on("console", lambda m: m.type == "error" and not any(e in m.text for e in expected) and faults.append(m.text))
        page.on("request", lambda r: faults.append(r.url) if not r.url.startswith((server, "data:")) else None)
        page.goto(server + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not faults

"""The report: the page in a real browser, the Markdown, the tables of the README."""

import re
from datetime import date
from pathlib import Path

import pytest

from corpus import ZhunruError
from evals.commands import app
from evals.report import figures
from evals.report.blocks import README, fill
from evals.report.markdown import readme_tables, report_markdown
from evals.report.page import page
from evals.report.words import percent, signed
from evals.scoring.compare import compare_runs
from evals.scoring.score import METRICS
from evals.sets.read import DATASETS
from tests.conftest import ROOT
from tests.evals.made import ITEMS, answered, by_hand, record, responses

_RULE = re.compile(r"--([\w-]+): (#[0-9a-f]{6})")


@pytest.fixture(scope="module")
def now(answerer, library):
    return answered(answerer, library)


@pytest.fixture(scope="module")
def comparison(now, answerer, library):
    """Against a run in which the game was not answered and the weather was."""
    from evals.scoring.scored import scored

    replies = {r.item: r for r in responses(answerer)}
    failed = replies["mobile-game-en"].model_copy(update={"answer": None, "error": "HTTP 500", "retrieved": ()})
    chatty = replies["weather-zh"].model_copy(update={"answer": replies["vats-cap-zh"].answer})
    before = scored(record("before"), ITEMS, [*(replies | {failed.item: failed, chatty.item: chatty}).values()], library)
    return compare_runs(before, now)


@pytest.fixture(scope="module")
def html(now, comparison, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page(now, comparison), encoding="utf-8")
    return path


@pytest.fixture
def open_report(browser, html):
    """Opens the page; fails the test on any error and on any request but for the page itself."""
    contexts, faults = [], []

    def open_(width=1280, height=900, scheme="light"):
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda e: faults.append(str(e)))
        page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
        page.on("request", lambda r: faults.append(r.url) if r.url != html.as_uri() else None)
        page.goto(html.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_fits_its_window_with_every_entry_open_and_only_wide_tables_scroll_in_themselves(open_report, width, scheme):
    page = open_report(width=width, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outside = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, svg') &&
           e.getBoundingClientRect().right > innerWidth + 1).map(e => e.className || e.tagName)"""
    )
    assert outside == []


def test_light_and_dark_differ_and_text_is_legible_in_both(open_report):
    seen = {}
    for scheme in ("light", "dark"):
        body = open_report(scheme=scheme).locator("body")
        colours = body.evaluate("e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]")
        seen[scheme] = [sum(int(part) for part in re.findall(r"\d+", colour)[:3]) / 3 for colour in colours]
    assert seen["light"][0] > 230 > 60 > seen["light"][1]
    assert seen["dark"][0] < 30 < 220 < seen["dark"][1]


def test_a_failure_shows_its_question_what_was_expected_what_came_and_why(open_report):
    page = open_report()
    entry = page.locator("#item-wrong-on-purpose")
    entry.locator("summary").click() if entry.get_attribute("open") is None else None
    text = entry.inner_text()
    assert "外资可以办电视台吗？<script>alert('坏')</script>" in text, "markup in a question stays text"
    for words in (
        "Closed",
        "up to 100%",
        "不可以",
        "not cited",
        "cn-fi-negative-list-2024#item-12",
        "A false expectation",
        "开放",
    ):
        assert words in text, words
    assert "索引正在重建" in page.locator("#item-fails").text_content()
    assert page.locator("#item-vats-cap-zh .chip:not(.thin):not(.plain)").count() == 0


def test_the_page_says_what_changed_and_links_to_the_evidence(open_report):
    changes = open_report().locator("#changes")
    text = changes.inner_text()
    for words in ("Changes since before", "Got better", "Can our Seoul studio", "今天天气怎么样？"):
        assert words in text
    assert "Got worse" not in text


def test_the_page_leads_with_the_three_outcomes_and_how_they_changed(open_report):
    outcomes = open_report().locator("#outcomes")
    head = [text.strip() for text in outcomes.locator("thead").first.locator("th").all_inner_texts()]
    assert head == ["Items", "right", "incomplete", "misleading"]
    rows = outcomes.locator("table").first.locator("tbody tr")
    assert [rows.nth(i).locator("th").inner_text() for i in range(rows.count())] == ["All items 6", "frozen 3", "not frozen 3"]
    assert "67% 30–90, n 6" in rows.first.inner_text()
    changed = outcomes.locator("table").nth(1).inner_text()
    assert "33% 10–70" in changed and "+33.3" in changed


def test_every_status_of_the_matrix_has_shape_word_and_count(open_report):
    matrix = open_report().locator(".matrix")
    rows = matrix.locator("tbody tr")
    assert [rows.nth(i).locator("th .status").inner_text() for i in range(rows.count())] == [
        "Closed", "Limited", "Open with approval", "Open",
    ]  # fmt: skip
    assert rows.locator("th .mark").count() == 4
    assert rows.first.locator(".hit").inner_text() == "2"


def test_a_page_without_comparison_retrieval_or_failures_leaves_those_parts_out():
    html = page(by_hand({"a": {"answered": 1.0}}))
    for part in ("changes", "statuses", "retrieval", "wrong", "thin"):
        assert f'id="{part}"' not in html
    assert "In 1 of 1 questions the system answered: 100%" in html


def test_the_page_names_no_host_and_carries_no_script(html):
    text = html.read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|<img|url\(|@import|src=", text)


def test_the_colours_are_those_of_the_answer_page(html):
    palette = (ROOT / "api" / "web" / "palette.css").read_text(encoding="utf-8")
    assert len(_RULE.findall(palette)) > 40
    assert set(_RULE.findall(html.read_text(encoding="utf-8"))) == set(_RULE.findall(palette))


def test_the_curve_agrees_with_the_metrics_at_5_10_and_100(now):
    points = {depth: mean for depth, mean, *_ in figures.curve(now).points}
    scores = {m: [s.scores[m] for s in now.scores if s.scores[m] is not None] for m in METRICS if m.startswith("recall_at_")}
    assert [points[k] for k in (5, 10, 100)] == pytest.approx([sum(v) / len(v) for v in scores.values()])


def test_the_markdown_of_a_comparison_leads_with_the_scores_and_escapes_what_is_not_ours(now, comparison):
    text = report_markdown(now, comparison)
    assert text.startswith("### now\n\nRight 67% (95% interval 30–90%), incomplete 17%")
    assert "; n 6. In 3 of 5 questions every expected verdict was given" in text
    assert "| right | 33% (10–70) | 67% (30–90) | +33.3 |" in text
    assert "| `verdict_accuracy` | 40% | 60% | +20.0 |" in text
    assert "<summary>Got better: 2</summary>" in text
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    rows = [line for line in text.split("| metric |")[1].splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {9}


def test_runs_asked_as_on_different_days_are_compared_and_it_is_said():
    before = by_hand({"a": {"answered": 1.0}}, "before", asked_on=date(2024, 10, 31))
    text = report_markdown(after := by_hand({"a": {"answered": 1.0}}), compare_runs(before, after))
    assert "none better and none worse. It was asked as on 2024-10-31, this one as on 2026-11-22." in text


def test_a_long_list_is_cut_and_says_how_much_is_left_out():
    before = by_hand({f"i-{i}": {"verdict_accuracy": 1.0} for i in range(100)})
    after = by_hand({f"i-{i}": {"verdict_accuracy": 0.0} for i in range(100)})
    assert "and 60 more" in report_markdown(after, compare_runs(before, after))


def test_the_tables_of_the_readme_have_every_group_with_n_and_interval(now):
    text = readme_tables(now)
    for words in (
        "| **All items** (6) | 67% (30–90), 6 | 17% (3–56), 6 | 17% (3–56), 6 |\n",
        "| **All items** (6) | 67% (30–90), 6 | 17% (3–56), 6 | 17% (3–56), 6 | 60% (23–88), 5 |",
        "| zh-Hans | characters |",
        "zh-Hans (3)",
        "en (3)",
        "frozen (3)",
        "`verdict_accuracy`",
    ):
        assert words in text, words


def test_filling_a_block_twice_changes_nothing_and_leaves_the_rest_alone(tmp_path, now):
    path = tmp_path / "README.md"
    path.write_text("# 评测\n\n<!-- scores -->\noutdated | $1 \\1\n<!-- /scores -->\n\n以后\n", encoding="utf-8")
    tables = readme_tables(now)
    assert fill(path, "scores", tables)
    first = path.read_text(encoding="utf-8")
    assert not fill(path, "scores", tables)
    assert path.read_text(encoding="utf-8") == first
    assert first.startswith("# 评测\n\n<!-- scores -->\n\nSet `made`")
    assert first.endswith("|\n\n<!-- /scores -->\n\n以后\n")
    assert "outdated" not in first


@pytest.mark.parametrize(
    "text", ["", "<!-- scores -->", "<!-- /scores --><!-- scores -->", "<!-- scores --><!-- scores --><!-- /scores -->"]
)
def test_a_file_without_its_markers_is_refused_and_left_as_it_is(tmp_path, text):
    path = tmp_path / "README.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ZhunruError, match="once each"):
        fill(path, "scores", "table")
    assert path.read_text(encoding="utf-8") == text


def test_the_readme_has_the_blocks_that_commands_fill():
    text = README.read_text(encoding="utf-8")
    for name in ("scores", "peers"):
        assert text.count(f"<!-- {name} -->") == text.count(f"<!-- /{name} -->") == 1


def test_the_readme_names_every_set_and_every_command():
    text = README.read_text(encoding="utf-8")
    assert set(re.findall(r"\]\(datasets/([\w-]+)\.yaml\)", text)) == {p.stem for p in DATASETS.glob("*.yaml")}
    commands = {command.name for command in app.registered_commands}
    assert set(re.findall(r"zhunru eval ([a-z]+)", text)) == commands


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "100%"),
        (0, "0%"),
        (0.999, "99.9%"),
        (0.001, "0.1%"),
        (0.5, "50%"),
        (0.994, "99.4%"),
        (1 - 1e-16, "100%"),
        (1 - 1e-12, "100%"),
    ],
)
def test_a_percentage_never_rounds_to_all_or_nothing(value, text):
    assert percent(value) == text


def test_a_difference_has_its_sign_and_nothing_is_nothing():
    assert [signed(v) for v in (0.123, -0.04, 0.0001, 0)] == ["+12.3", "−4.0", "0", "0"]

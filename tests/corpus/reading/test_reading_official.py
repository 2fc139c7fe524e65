"""The 63 legal texts and the opinion on digital trade, read from the files themselves."""

from __future__ import annotations

import random
import re
from datetime import date
from pathlib import Path

import pytest

from corpus.locator import chinese_numeral
from corpus.reading import OfficialText, edition_evidence, read_file
from corpus.reading.markers import recognise

SAMPLE, SEED = 200, 20240919
_ARTICLE_LINE = re.compile("第[零一二三四五六七八九十百]+条[ \u3000]")


def _laws(official: Path) -> list[Path]:
    return sorted(official.glob("*.md"))


@pytest.fixture(scope="module")
def laws(official: Path) -> dict[Path, OfficialText]:
    return {path: read_file(path) for path in _laws(official)}


@pytest.fixture(scope="module")
def opinion(official: Path) -> OfficialText:
    (path,) = official.glob("关于数字贸易*.txt")
    return read_file(path)


def _highest(raw: str, form: str) -> int:
    """The highest n such that a line begins with ``form`` for n: counts up, and knows nothing of how the reader reads."""
    heads = {re.match("第?[零一二三四五六七八九十百]*[条、]?", line.strip())[0] for line in raw.splitlines()}
    return max((n for n in range(1, 400) if form.format(chinese_numeral(n)) in heads), default=0)


def test_every_law_is_read_and_its_articles_run_from_first_to_last_without_gap_or_duplicate(
    laws: dict[Path, OfficialText],
) -> None:
    assert len(laws) == 63
    wrong = []
    print(f"\n{'expected':>8} {'found':>6}  file")
    for path, text in laws.items():
        raw = path.read_text(encoding="utf-8")
        expected = _highest(raw, "第{}条")
        kind = "article" if expected else "section"  # one text of 1981 numbers its paragraphs 一、 to 十四、
        expected = expected or _highest(raw, "{}、")
        found = [each.id for each in text.provisions if each.id.startswith(f"{kind}-")]
        print(f"{expected:>8} {len(found):>6}  {path.name}")
        if not expected or found != [f"{kind}-{n}" for n in range(1, expected + 1)]:
            wrong.append(path.name)
    assert not wrong


def test_every_id_is_unique_and_every_title_is_found(laws: dict[Path, OfficialText]) -> None:
    for path, text in laws.items():
        assert len({each.id for each in text.provisions}) == len(text.provisions), path.name
        assert path.name.startswith(text.title.replace("中华人民共和国", "") + "("), path.name


def test_a_random_sample_of_articles_stands_in_the_file_character_for_character(laws: dict[Path, OfficialText]) -> None:
    found = {
        (path, each.id): each.text for path, text in laws.items() for each in text.provisions if each.id.startswith("article-")
    }
    printed = {(path, name): words for path in laws for name, words in _articles(path.read_text(encoding="utf-8"))}
    assert found.keys() == printed.keys()
    for path, name in random.Random(SEED).sample(sorted(found), SAMPLE):
        assert found[path, name] == printed[path, name], f"{path.name} {name}"


def _articles(raw: str):
    """(id, words) of each article by the plainest method: from its line to the next article, heading or attachment."""
    body = raw.split("<!-- INFO END -->")[-1]
    number, words = 0, []
    for line in [*(line.strip(" \t\u3000\u200b") for line in body.splitlines()), "#"]:
        lost_heading = line and not re.search("[，。；：;:、]", line)
        opens = _ARTICLE_LINE.match(line)
        if opens or line.startswith(("#", "附：")) or lost_heading:
            if words:
                yield f"article-{number}", "\n".join(words)
            words = []
        if opens:
            number += 1
            words = [line[opens.end() :].strip(" \u3000")]
        elif line and words:
            words.append(line)


def test_chapters_of_a_long_law_nest_their_sections(laws: dict[Path, OfficialText]) -> None:
    (company_law,) = [text for path, text in laws.items() if path.name.startswith("公司法")]
    headings = {each.id: each.heading_path for each in company_law.provisions}
    assert [part.split()[0] for part in headings["article-57"]] == ["第三章", "第一节"]
    assert [part.split()[0] for part in headings["article-58"]] == ["第三章", "第二节"]


def test_a_chapter_whose_number_was_lost_still_heads_its_articles(laws: dict[Path, OfficialText]) -> None:
    (text,) = [text for path, text in laws.items() if path.name.startswith("未成年人网络保护条例")]
    headings = {each.id: each.heading_path for each in text.provisions}
    assert headings["article-12"] != headings["article-13"]
    assert len(headings["article-13"]) == 1


def test_the_catalogue_attached_to_the_telecom_regulations_is_an_attachment(laws: dict[Path, OfficialText]) -> None:
    (text,) = [text for path, text in laws.items() if path.name.startswith("电信条例")]
    attached = [each.id for each in text.provisions if each.id.startswith("annex-1-")]
    assert attached[0] == "annex-1-section-1-point-1"
    assert attached[-1] == "annex-1-section-2-point-9"


def test_the_opinion_comes_out_as_general_part_and_eighteen_points_under_five_headings(opinion: OfficialText) -> None:
    assert [each.id for each in opinion.provisions] == ["preamble", "section-1", *(f"point-{n}" for n in range(1, 19))]
    sections = [node for node in opinion.tree.children if node.kind == "section"]
    assert [len(node.children) for node in sections] == [0, 5, 3, 4, 6]
    assert all(node.heading for node in sections)


def test_the_lines_of_the_opinion_are_healed(opinion: OfficialText, official: Path) -> None:
    (path,) = official.glob("关于数字贸易*.txt")
    for each in opinion.provisions:
        paragraphs = each.text.split("\n")
        assert len(paragraphs) == (2 if each.id == "section-1" else 1), each.id
        assert all(paragraph.endswith("。") for paragraph in paragraphs), each.id
    # nothing lost and nothing added: the same characters in the same order, blanks aside
    raw = re.sub(r"\s", "", path.read_text(encoding="utf-8"))
    again = "".join(node.label + node.heading + node.text for node in opinion.tree.walk())
    assert re.sub(r"\s", "", again) == raw


def test_no_provision_begins_with_a_label_left_in_its_text(laws: dict[Path, OfficialText]) -> None:
    for path, text in laws.items():
        for each in text.provisions:
            marker = recognise(each.text)
            assert marker is None or not marker.firm, f"{path.name} {each.id}"


def test_the_text_of_2016_does_not_name_the_revision_its_file_name_claims(laws: dict[Path, OfficialText]) -> None:
    evidence = {
        path.name: edition_evidence(text) for path, text in laws.items() if path.name.startswith("外商投资电信企业管理规定")
    }
    older, newer = evidence["外商投资电信企业管理规定(2016-02-06).md"], evidence["外商投资电信企业管理规定(2022-03-29).md"]
    assert older.latest == date(2008, 9, 10)
    assert older.agreement(date(2016, 2, 6)) == "older"
    assert newer.latest == date(2022, 3, 29)
    assert newer.agreement(date(2022, 3, 29)) == "agrees"
    assert [act.kind for act in newer.acts] == ["published", "revised", "revised", "revised"]


def test_the_edition_of_every_file_is_weighed_against_its_name(laws: dict[Path, OfficialText]) -> None:
    verdicts: dict[str, list[str]] = {"agrees": [], "older": [], "newer": [], "silent": []}
    for path, text in laws.items():
        claimed = date.fromisoformat(re.search(r"\((\d{4}-\d\d-\d\d)\)", path.name)[1])
        evidence = edition_evidence(text)
        verdicts[evidence.agreement(claimed)].append(f"{path.name} names {evidence.latest}{' …' if evidence.cut_short else ''}")
    for verdict in ("older", "silent"):
        print(f"\n{verdict}:", *verdicts[verdict], sep="\n  ")
    assert not verdicts["newer"]
    assert len(verdicts["agrees"]) > len(laws) / 2

"""Properties: a law written out reads back as the same tree; no bytes make the reader raise anything but its own error."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from corpus.locator import chinese_numeral
from corpus.model import Slug
from corpus.reading import Node, ReadingError, limits, read_file, write_law

CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
_WORDS = [
    "外国投资者", "经营者", "电信业务", "应当", "依照第六条规定", "不得超过50%", "到2029年", "（以下简称清单）", "《示例条例》", "“负面清单”",
    "第二款所称", "备案", "foreign-invested", "1.5亿元", "自公布之日起", "由主管部门", "、", "，", "第（三）项", "一、二类", "12",
]  # fmt: skip
_NAMES = ["总则", "投资促进", "信息传输、软件和信息技术服务业", "总 则", "附则", "法律责任", "一般规定", "主要任务"]
#: A paragraph may begin with a reference, but not with a label: that would be one.
_HEADS = ["经营者", "国家", "主管部门", "前款规定的，", "第三条规定的，", "第（一）项所列", "依照本法"]
_tail = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12).map("".join).map(lambda s: s.strip("、，") or "备案")
_words = st.tuples(st.sampled_from(_HEADS), _tail).map("".join)
_sentence = _words.map(lambda words: words + "。")
_name = st.sampled_from(_NAMES)


def _labelled(kind: str, n: int, form: str) -> dict:
    return {"kind": kind, "label": form.format(c=chinese_numeral(n), n=n), "number": str(n)}


@st.composite
def _points(draw, brackets: str) -> tuple[Node, ...]:
    count = draw(st.integers(2, 4))
    texts = [draw(_words) + ("；" if n < count else "。") for n in range(1, count + 1)]
    return tuple(Node(**_labelled("point", n, brackets), text=text) for n, text in enumerate(texts, 1))


@st.composite
def _articles(draw, first: int, form: str, brackets: str) -> tuple[Node, ...]:
    articles = []
    for n in range(first, first + draw(st.integers(1, 3))):
        for sub in range(draw(st.integers(1, 2))):
            label = _labelled("article", n, form)
            if sub:
                label |= {"label": label["label"] + f"之{chinese_numeral(sub)}", "number": f"{n}-{sub}"}
            paragraphs = [Node("paragraph", number=str(i), text=draw(_sentence)) for i in range(1, draw(st.integers(1, 3)) + 1)]
            if draw(st.booleans()):
                paragraphs[-1] = Node(
                    "paragraph", number=paragraphs[-1].number, text=draw(_words) + "：", children=draw(_points(brackets))
                )
            articles.append(Node(**label, heading=draw(st.sampled_from(["", "适用范围"])), children=tuple(paragraphs)))
    return tuple(articles)


@st.composite
def _law(draw) -> Node:
    form = draw(st.sampled_from(["第{c}条", "第{n}条", "第{c}條"]))
    brackets = draw(st.sampled_from(["（{c}）", "({c})"]))
    body: list[Node] = []
    if draw(st.booleans()):
        body.append(Node("preamble", text="\n".join(draw(st.lists(_sentence, min_size=1, max_size=2)))))
    n = 1
    for chapter in range(1, draw(st.integers(1, 3)) + 1):
        articles = draw(_articles(n, form, brackets))
        n = int(articles[-1].number.split("-")[0]) + 1
        if draw(st.booleans()):
            articles = (Node(**_labelled("division", 1, "第{c}节"), heading=draw(_name), children=articles),)
        body.append(Node(**_labelled("chapter", chapter, "第{c}章"), heading=draw(_name), children=articles))
    body.extend(draw(_attached()))
    return Node("law", heading="中华人民共和国示例法", children=tuple(body))


@st.composite
def _attached(draw) -> list[Node]:
    if not draw(st.booleans()):
        return []
    items = tuple(Node(**_labelled("item", n, "{n}."), text=draw(_sentence)) for n in range(1, draw(st.integers(1, 4)) + 1))
    sections = (Node(**_labelled("section", 1, "{c}、"), heading=draw(_name), children=items),)
    return [Node("annex", label="附件1", number="1", heading="示例目录", children=sections)]


@st.composite
def _list(draw) -> Node:
    notes = tuple(Node(**_labelled("note", n, "{c}、"), text=draw(_sentence)) for n in range(1, draw(st.integers(2, 4)) + 1))
    sections, item = [], 1
    for n in range(1, draw(st.integers(1, 4)) + 1):
        items = [Node(**_labelled("item", i, "{n}."), text=draw(_sentence)) for i in range(item, item + draw(st.integers(1, 3)))]
        item += len(items)
        sections.append(Node(**_labelled("section", n, "{c}、"), heading=draw(_name), children=tuple(items)))
    return Node(
        "law",
        heading="示例准入特别管理措施（负面清单）（2099年版）",
        children=(Node("notes", heading="说明", children=notes), *sections),
    )


@CALM
@given(tree=st.one_of(_law(), _list()), encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_a_law_written_out_and_read_back_is_the_same_tree(tree: Node, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "law.md"
    path.write_bytes(write_law(tree).encode(encoding))
    assert read_file(path).tree == tree


@CALM
@given(tree=_law())
def test_every_word_of_a_law_is_in_its_provisions(tree: Node, tmp_path: Path) -> None:
    path = tmp_path / "law.md"
    path.write_text(write_law(tree), encoding="utf-8")
    text = read_file(path)
    cited = "".join(each.text for each in text.provisions) + "".join("".join(each.heading_path) for each in text.provisions)
    for node in tree.walk():
        assert all(line in cited for line in node.text.split("\n"))
    slug = TypeAdapter(Slug)
    assert len({slug.validate_python(each.id) for each in text.provisions}) == len(text.provisions)


def _survives(path: Path) -> None:
    try:
        text = read_file(path)
    except ReadingError as error:
        assert path.name in str(error)
        assert error.remedy
        assert "it cannot be read (" not in str(error), "the last net of read_file caught a mistake of ours"
    else:
        ids = [each.id for each in text.provisions]
        assert len(set(ids)) == len(ids)
        again = path.with_name("again.md")
        again.write_text(write_law(text.tree), encoding="utf-8")
        if text.tree.children:
            read_file(again)


_SCRAPS = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF-1.4\n", b"PK\x03\x04", b"<table>", b"<tr><td rowspan=9 colspan=9>", b"<td>1<td>x", b"</table>", b"\f",
    *(s.encode() for s in (
        "第六条 ", "第六条", "第一章", "之一", "一、", "（一）", "1.", "(1)", "①", "(a)", "附件1", "附件：1.", "说明", "目录", "Article 6 ", "|", "**", "#", "\n",
        "\n\n", "。", "：", "；", "《", "（", "2024年2月30日", "2024年4月10日", "根据", "第3页", "— 3 —", "12", "<!--", "-->", "　", "序号", "……3", "负面清单",
    )),
]  # fmt: skip


@CALM
@given(
    scraps=st.lists(st.one_of(st.sampled_from(_SCRAPS), st.binary(max_size=6)), max_size=60),
    suffix=st.sampled_from([".txt", ".md", ".html"]),
)
def test_no_scraps_of_a_law_make_the_reader_raise_anything_but_its_own_error(
    scraps: list[bytes], suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"scraps{suffix}"
    path.write_bytes((b"<p>" if suffix == ".html" else b"") + b"".join(scraps))
    _survives(path)


@CALM
@given(data=st.binary(max_size=400), suffix=st.sampled_from([".txt", ".md", ".html", ".docx", ".pdf"]))
def test_no_bytes_make_the_reader_raise_anything_but_its_own_error(data: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"bytes{suffix}"
    path.write_bytes(data)
    _survives(path)


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_document_with_bytes_knocked_out_is_read_or_refused(suffix: str, tmp_path: Path) -> None:
    whole = tmp_path / f"whole{suffix}"
    if suffix == ".docx":
        import docx

        document = docx.Document()
        document.add_paragraph("第一条 为了示例。")
        document.add_table(rows=2, cols=2).cell(0, 0).text = "序号"
        document.save(str(whole))
    else:
        from reportlab.pdfgen import canvas

        sheet = canvas.Canvas(str(whole))
        sheet.drawString(72, 700, "Article 1 A sample.")
        sheet.save()
    chance = random.Random(7)
    data = whole.read_bytes()
    for n in range(25 if suffix == ".docx" else 6):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 30)):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        path = tmp_path / f"damaged-{n}{suffix}"
        path.write_bytes(damaged if n % 2 else damaged[: chance.randrange(10, len(damaged))])
        _survives(path)


def _noise(kind: str, size: int) -> bytes:
    chance = random.Random(11)
    if kind == "bytes":
        return os.urandom(size)
    if kind == "characters":
        return "".join(chance.choices("第一二三条章（）。，、； 12.法规" * 5 + "\n", k=size // 3)).encode()
    if kind == "empty lines":
        return b"\n" * size
    return b"<p><b>" * (size // 6)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("bytes", "noise.txt"), ("bytes", "noise.pdf"), ("bytes", "noise.docx"), ("characters", "noise.txt"), ("characters", "noise.md"),
     ("empty lines", "noise.txt"), ("tags", "noise.html")],
)  # fmt: skip
def test_ten_megabytes_of_noise_end_within_the_time_limit(kind: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(_noise(kind, 10_000_000))
    started = time.monotonic()
    _survives_once(path)
    assert time.monotonic() - started < limits.TIME_LIMIT_SECONDS


def _survives_once(path: Path) -> None:
    try:
        read_file(path)
    except ReadingError as error:
        assert path.name in str(error)

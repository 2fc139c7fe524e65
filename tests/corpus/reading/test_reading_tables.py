"""Negative lists are tables: merged cells, rows that are headings, lists that go on over pages; in HTML, Markdown, Word and PDF."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from corpus.reading import read_file

TITLE = "示例准入特别管理措施（负面清单）（2099年版）"
TELECOM = "电信公司：限于开放的电信业务，增值电信业务的外资股比不超过50%（电子商务除外）。"
EXPECTED = {
    "item-1": (("一、农、林、牧、渔业",), "小麦新品种选育和种子生产的中方股比不低于34%。"),
    "item-2": (("二、信息传输业",), TELECOM),
    "item-3": (("二、信息传输业",), "禁止投资互联网新闻信息服务、网络出版服务。"),
}


def _found(text) -> dict:
    return {each.id: (each.heading_path, each.text) for each in text.provisions if each.id.startswith("item-")}


def _html(body: str) -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>x</title></head><body><h1>{TITLE}</h1>{body}</body></html>"


def test_an_html_list_with_section_rows_over_all_columns(read) -> None:
    text = read(
        _html(
            "<table><tr><th>序号</th><th>特别管理措施</th></tr><tr><td colspan=2>一、农、林、牧、渔业</td></tr>"
            "<tr><td>1</td><td>小麦新品种选育和种子生产的中方股比不低于34%。</td></tr><tr><td colspan=2>二、信息传输业</td></tr>"
            f"<tr><td>2</td><td><p>{TELECOM}</p></td></tr><tr><td>3</td><td>禁止投资互联网新闻信息服务、<br>网络出版服务。</td></tr></table>"
        ),
        "list.html",
    )
    assert _found(text) == EXPECTED
    assert text.title == TITLE


def test_an_html_list_with_the_sector_merged_down_beside_its_items(read) -> None:
    text = read(
        _html(
            "<table><tr><td>领域</td><td>序号</td><td>特别管理措施</td></tr>"
            "<tr><td>一、农、林、牧、渔业</td><td>1</td><td>小麦新品种选育和种子生产的中方股比不低于34%。</td></tr>"
            f"<tr><td rowspan=2>二、信息传输业</td><td>2</td><td>{TELECOM}</td></tr>"
            "<tr><td>3</td><td>禁止投资互联网新闻信息服务、网络出版服务。</td></tr></table>"
        ),
        "list.html",
    )
    assert _found(text) == EXPECTED


def test_a_list_that_goes_on_in_a_second_table_is_one_list(read) -> None:
    """Pages end in the middle of an item, and the names of the columns and of the sector are printed once more."""
    text = read(
        _html(
            "<table><tr><td>领域</td><td>序号</td><td>特别管理措施</td></tr>"
            "<tr><td>一、农、林、牧、渔业</td><td>1</td><td>小麦新品种选育和种子生产的中方股比不低于34%。</td></tr>"
            "<tr><td>二、信息传输业</td><td>2</td><td>电信公司：限于开放的电信业务，增值电信</td></tr></table>"
            "<table><tr><td>领域</td><td>序号</td><td>特别管理措施</td></tr>"
            "<tr><td>二、信息传输业（续）</td><td></td><td>业务的外资股比不超过50%（电子商务除外）。</td></tr>"
            "<tr><td></td><td>3</td><td>禁止投资互联网新闻信息服务、网络出版服务。</td></tr></table>"
        ),
        "list.html",
    )
    assert _found(text) == EXPECTED


def test_the_rest_of_an_item_alone_on_the_last_page_belongs_to_it(read) -> None:
    text = read(
        _html(
            "<table><tr><td>序号</td><td>特别管理措施</td></tr><tr><td>1</td><td>电信公司：限于开放的电信业务，增值电信</td></tr></table>"
            "<table><tr><td></td><td>业务的外资股比不超过50%。</td></tr></table>"
        ),
        "list.html",
    )
    assert _found(text) == {"item-1": ((), "电信公司：限于开放的电信业务，增值电信业务的外资股比不超过50%。")}


def test_an_item_of_several_cells_and_parts_stays_one_item(read) -> None:
    text = read(
        _html(
            "<table><tr><td>序号</td><td>特别管理措施</td></tr><tr><td rowspan=2>1</td><td>法律服务：<br>（1）禁止投资中国法律事务。</td></tr>"
            "<tr><td>（2）代表机构除外。</td></tr><tr><td>2</td><td>市场调查限于合资。</td></tr></table>"
        ),
        "list.html",
    )
    assert _found(text) == {
        "item-1": ((), "法律服务：\n（1）禁止投资中国法律事务。\n（2）代表机构除外。"),
        "item-2": ((), "市场调查限于合资。"),
    }


def test_a_layout_table_and_page_buttons_are_not_text(read, ids) -> None:
    text = read(
        _html(
            "<script>var x = '第九条 不是';</script><nav>首页 第八条 不是</nav><table><tr><td><p>第一条　为了示例。</p>"
            "<table><tr><td><p>第二条　备案。</p></td></tr></table></td></tr></table><div style='display:none'>第三条 不是</div><p>【打印】【关闭】</p>"
        ),
        "law.html",
    )
    assert ids(text) == ["article-1", "article-2"]
    assert text.provisions[1].text == "备案。"


def test_a_markdown_list_is_a_table_too(read) -> None:
    text = read(
        f"# {TITLE}\n\n| 序号 | 特别管理措施 |\n|---|---|\n| 一、农、林、牧、渔业 | |\n| 1 | 小麦新品种选育和种子生产的中方股比不低于34%。 |\n"
        f"| 二、信息传输业 | |\n| 2 | {TELECOM} |\n| 3 | 禁止投资互联网新闻信息服务、网络出版服务。 |\n"
    )
    assert _found(text) == EXPECTED


def _docx(document) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_a_word_list_with_merged_cells(read) -> None:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    table = document.add_table(rows=5, cols=3)
    for row, cells in enumerate(
        [
            ("领域", "序号", "特别管理措施"),
            ("一、农、林、牧、渔业", "1", "小麦新品种选育和种子生产的中方股比不低于34%。"),
            ("二、信息传输业", "2", TELECOM),
            ("", "3", "禁止投资互联网新闻信息服务、网络出版服务。"),
            ("注：本清单由主管部门解释", "", ""),
        ]
    ):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(4, 0).merge(table.cell(4, 2))
    text = read(_docx(document), "list.docx")
    assert _found(text) == EXPECTED
    assert text.title == TITLE


def test_numbers_that_word_prints_but_does_not_store_are_read(read, ids) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
            '<w:lvlText w:val="第%1条"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
            '<w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    document.add_paragraph("示例办法")
    for level, words in [(0, "申请人应当提交："), (1, "申请表；"), (1, "章程。"), (0, "本办法自发布之日起施行。")]:
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))
    text = read(_docx(document), "law.docx")
    assert ids(text) == ["article-1", "article-2"]
    assert text.provisions[0].text == "申请人应当提交：\n（一）申请表；\n（二）章程。"


def test_deleted_and_hidden_words_of_a_word_document_are_not_read(read) -> None:
    document = docx.Document()
    document.add_paragraph("示例办法")
    paragraph = document.add_paragraph("第一条　经营者应当备案")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>并公示</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>。</w:t></w:r></w:ins>"))
    paragraph.add_run("隐藏").font.hidden = True
    assert read(_docx(document), "law.docx").provisions[0].text == "经营者应当备案。"


@pytest.fixture(scope="module")
def printed_list(tmp_path_factory) -> Path:
    """A list printed over several pages: title, notes, a ruled table with its columns named on every page, page numbers."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle("body", fontName="STSong-Light", fontSize=12, leading=18, wordWrap="CJK", firstLineIndent=24)
    title = ParagraphStyle("title", parent=body, fontSize=16, leading=24, alignment=1, firstLineIndent=0)
    cell = ParagraphStyle("cell", parent=body, firstLineIndent=0)
    rows, spans = [("序号", "特别管理措施")], []
    for n in range(1, 13):
        if n in (1, 7):
            spans.append(("SPAN", (0, len(rows)), (1, len(rows))))
            rows.append(("一、制造业" if n == 1 else "二、信息传输业", ""))
        rows.append((str(n), _measure(n)))

    def edges(canvas, document) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(60, 810, "示例准入特别管理措施")
        canvas.drawCentredString(300, 30, f"— {document.page} —")

    path = tmp_path_factory.mktemp("printed") / "list.pdf"
    table = LongTable(
        [[Paragraph(words, cell) for words in row] for row in rows],
        colWidths=[50, 380], repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans],
    )  # fmt: skip
    notes = [Paragraph(words, body) for words in PRINTED_NOTES]
    flow = [Paragraph(TITLE, title), Paragraph("说　明", title), *notes, table]
    SimpleDocTemplate(str(path), pageCompression=0).build(flow, onFirstPage=edges, onLaterPages=edges)
    return path


PRINTED_NOTES = [
    "一、本清单统一列出股权要求、高管要求等外商投资准入方面的特别管理措施。本清单之外的领域，按照内外资一致原则实施管理，境内外投资者统一适用有关规定。",
    "二、境外投资者不得作为个体工商户从事投资经营活动，应当依照前款及其他有关规定执行，并按规定办理。",
]


def _measure(n: int) -> str:
    return (
        f"第{n}类业务须由中方控股，"
        + "经营者应当依照电信条例和有关法律、行政法规的规定取得许可，增值电信业务的外资股比不超过50%，" * 3
        + "另有规定的除外。"
    )


def test_a_printed_list_of_several_pages_is_read_row_by_row(printed_list: Path) -> None:
    text = read_file(printed_list)
    assert text.title == TITLE
    found = {each.id: each for each in text.provisions}
    assert list(found) == ["note-1", "note-2", *(f"item-{n}" for n in range(1, 13))]
    assert [found["note-1"].text, found["note-2"].text] == [note.split("、", 1)[1] for note in PRINTED_NOTES]
    assert [found[f"item-{n}"].text for n in range(1, 13)] == [_measure(n) for n in range(1, 13)]
    assert found["item-6"].heading_path == ("一、制造业",)
    assert found["item-7"].heading_path == ("二、信息传输业",)

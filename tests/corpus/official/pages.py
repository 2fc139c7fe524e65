"""Official pages made by hand after the usual layouts: their furniture, their encodings, and where they keep the text."""

from __future__ import annotations

from io import BytesIO

from docx import Document as Word
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

TITLE = "示范服务管理办法"
ARTICLES = (
    "第一条　为了示范，制定本办法。",
    "第二条　外国投资者的出资比例不得超过百分之五十，注册资本不低于1000万元。",
    "第三条　本办法自2025年7月1日起施行。",
)
_NAV = '<div class="header"><ul><li><a href="/">首页</a></li><li><a href="/zc/">政策</a></li></ul></div>'
_FOOT = '<div class="footer"><p>主办单位：示范部</p><p>版权所有 网站标识码bm00000000</p></div>'


def _paragraphs(articles: tuple[str, ...] = ARTICLES, tag: str = "p") -> str:
    return "".join(f"<{tag}>{a}</{tag}>" for a in articles)


def _whole(head: str, body: str, charset: str = "utf-8") -> bytes:
    page = f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}</head><body>{_NAV}{body}{_FOOT}</body></html>'
    return page.encode("gb18030" if charset.startswith("gb") else charset)


def state_council(title: str = TITLE, articles: tuple[str, ...] = ARTICLES) -> bytes:
    """www.gov.cn: the text in `pages_content`, the title in a heading and a meta field."""
    head = f'<title>{title}_中央有关文件_中国政府网</title><meta name="ArticleTitle" content="{title}">'
    return _whole(
        head,
        f'<h1>{title}</h1><div class="pages_content" id="UCAP-CONTENT"><p>（2025年5月6日公布）</p>{_paragraphs(articles)}</div>',
    )


def ministry() -> bytes:
    """A ministry's page in GB2312, with characters beyond it, and the text in a table cell."""
    head = f"<title>{TITLE}--示范部</title>"
    rows = f'<table width="100%"><tr><td class="title">{TITLE}</td></tr><tr><td id="zoom">（2025年5月6日示范部令第3号公布）〇{_paragraphs(tag="div")}</td></tr></table>'
    return _whole(head, rows, "gb2312")


def province() -> bytes:
    """A province's page: a breadcrumb, the facts of the file in a table of its own, and the text in nested divisions without a name."""
    facts = f"<table><tr><td>索引号</td><td>000-2025</td></tr><tr><td>名称</td><td>{TITLE}</td></tr><tr><td>发布日期</td><td>2025-05-06</td></tr></table>"
    return _whole(
        f"<title>{TITLE}</title>",
        f"<p>当前位置：首页 &gt; 政府规章</p>{facts}<div><div><h2>{TITLE}</h2>{_paragraphs()}</div></div>",
    )


def database() -> bytes:
    """flk.npc.gov.cn: a page that a script fills in a browser, and that holds nothing before."""
    return _whole("<title>国家法律法规数据库</title>", '<div id="app"></div><script src="/app.js"></script>')


def wrapper(*links: str) -> bytes:
    """A ministry's order whose text is in files below the page."""
    listed = "".join(f'<p><a href="{link}">附件：{TITLE}</a></p>' for link in links)
    return _whole(
        "<title>示范部令第3号</title>",
        f'<div class="TRS_Editor"><p>《{TITLE}》已经审议通过，现予公布，自2025年7月1日起施行。</p>{listed}</div>',
    )


def word(articles: tuple[str, ...] = ARTICLES, title: str = TITLE) -> bytes:
    """The text as a Word file."""
    file, out = Word(), BytesIO()
    for line in (title, *articles):
        file.add_paragraph(line)
    file.save(out)
    return out.getvalue()


def pdf() -> bytes:
    """The text as a PDF with a text layer."""
    out = BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    page = canvas.Canvas(out)
    page.setFont("STSong-Light", 11)
    for n, line in enumerate((TITLE, *ARTICLES)):
        page.drawString(70, 780 - 24 * n, line)
    page.save()
    return out.getvalue()

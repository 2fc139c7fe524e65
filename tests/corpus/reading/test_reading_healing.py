"""Printed lines back into paragraphs; page numbers and running headers away."""

from __future__ import annotations

PARAGRAPHS = [
    "第一条 为了促进数字贸易改革创新发展，推动电信、互联网、文化等领域有序扩大开放，鼓励外商扩大数字领域投资，制定本规定。",
    "第二条 外商投资电信企业，是指外国投资者依法在中华人民共和国境内设立的经营电信业务的企业。外商投资电信企业从事电信业务经营活动，"
    "必须遵守电信条例和其他有关法律、行政法规的规定，到2029年规模稳中有增，占服务贸易总额的比重提高到45%以上。",
    "第三条 主管部门应当自收到申请之日起对有关文件进行审查，属于基础电信业务的，应当在180日内审查完毕，作出批准或者不予批准的决定。",
]


def _wrapped(paragraph: str, columns: int, indent: str = "") -> list[str]:
    words = indent + paragraph
    return [words[i : i + columns] for i in range(0, len(words), columns)]


def test_lines_broken_by_the_page_are_healed_to_the_character(read) -> None:
    lines = [line for paragraph in PARAGRAPHS for line in _wrapped(paragraph, 25)]
    text = read("示例规定\n" + "\n".join(lines), "law.txt")
    assert [each.text for each in text.provisions] == [paragraph.split(" ", 1)[1] for paragraph in PARAGRAPHS]


def test_lines_are_healed_across_empty_lines_and_page_numbers(read) -> None:
    lines = [line for paragraph in PARAGRAPHS for line in _wrapped(paragraph, 25)]
    pages = "\n\n\n\n— 1 —\n\n\n\n".join("\n\n".join(lines[i : i + 4]) for i in range(0, len(lines), 4))
    text = read("示例规定\n\n" + pages, "law.txt")
    assert [each.text for each in text.provisions] == [paragraph.split(" ", 1)[1] for paragraph in PARAGRAPHS]


def test_an_indent_begins_a_paragraph_and_a_full_line_without_one_goes_on(read) -> None:
    first = "第一条 主管部门应当加强监督检查，发现问题的应当及时处理。" + "经营者应当配合监督检查，如实提供情况，不得拒绝、阻碍。"
    second = "前款规定的监督检查，应当依法进行，不得妨碍正常的经营活动，不得收取费用。"
    lines = (
        _wrapped(first, 30, "　　")
        + _wrapped(second, 30, "　　")
        + _wrapped(PARAGRAPHS[1].replace("第二条", "第二条"), 30, "　　")
    )
    text = read("示例规定\n" + "\n".join(lines), "law.txt")
    assert text.provisions[0].text == f"{first.split(' ', 1)[1]}\n{second}"


def test_running_headers_and_page_numbers_at_the_edges_of_pages_are_removed(read) -> None:
    pages = [
        f"示例部公报 2099年第{n}期\n" + "\n".join(_wrapped(paragraph, 25)) + f"\n{n}" for n, paragraph in enumerate(PARAGRAPHS, 1)
    ]
    text = read("示例规定\n" + "\f".join(pages), "law.txt")
    assert [each.text for each in text.provisions] == [paragraph.split(" ", 1)[1] for paragraph in PARAGRAPHS]


def test_english_lines_are_joined_with_a_blank_and_hyphens_are_kept(read) -> None:
    lines = [
        "Sample Provisions",
        "Article 1 A foreign-invested telecommunications enterprise means an enter-",
        "prise established by foreign investors within the territory of China that",
        "engages in telecommunications business in accordance with the law and with",
        "the provisions of these Provisions, subject to the approval of the competent",
        "department of the State Council and to the conditions that are set out under",
        "Article 6 of these Provisions, whichever is the stricter.",
        "Article 2 These Provisions shall take effect on January 1, 2020.",
    ]
    text = read("\n".join(lines), "law.txt")
    assert [each.id for each in text.provisions] == ["article-1", "article-2"]
    assert "set out under Article 6 of these Provisions" in text.provisions[0].text
    assert "enter-prise established" in text.provisions[0].text


def test_a_single_sentence_cut_in_two_is_healed_in_a_text_of_whole_paragraphs(read) -> None:
    text = read(
        "# 示例规定\n\n第一条 主管部门应当自收到申请之日起30日内审查完毕，作出批准或者\n\n不予批准的决定。\n\n第二条 本规定自发布之日起施行。"
    )
    assert text.provisions[0].text == "主管部门应当自收到申请之日起30日内审查完毕，作出批准或者不予批准的决定。"


def test_headings_of_like_length_are_not_taken_for_broken_lines(read) -> None:
    sections = "".join(
        f"{n}、进一步完善示例领域治理体系\n\n坚持示例为要、安全为基，扩大开放、合作共赢，深化改革、系统治理，促进示例发展。\n\n"
        for n in "一二三四五六七"
    )
    text = read("# 关于示例的意见\n\n" + sections, "text.md")
    assert [each.id for each in text.provisions] == [f"section-{n}" for n in range(1, 8)]
    assert text.provisions[0].heading_path == ("一、进一步完善示例领域治理体系",)


def test_a_revision_history_broken_in_the_middle_is_put_together(read) -> None:
    text = read(
        "# 示例法\n\n2019年3月15日 第十三届示例大会第二次\n\n会议通过\n\n2022年5月6日 《关于修改〈示例法〉第三十条\n\n第三十一条的决定》修正\n\n第一条 示例。"
    )
    assert text.header[1:] == (
        "2019年3月15日 第十三届示例大会第二次会议通过",
        "2022年5月6日 《关于修改〈示例法〉第三十条第三十一条的决定》修正",
    )


def test_an_article_referred_to_at_the_start_of_a_line_opens_no_article(read) -> None:
    """The trap: a reference cut off by the line break, its number the very next one."""
    text = read(
        "某市演出市场外资准入办法\n第一条 为规范市场，制定本办法。\n第二条 申请人应当提交材料。\n"
        "第三条 市文化部门负责监督，违反的依据\n第四条\n的规定处罚。\n第四条 有前款情形的，处以罚款。\n第五条 本办法自2026年5月1日起施行。\n",
        "law.txt",
    )
    assert [p.id for p in text.provisions] == [f"article-{n}" for n in range(1, 6)]
    assert text.provisions[2].text == "市文化部门负责监督，违反的依据第四条的规定处罚。"


def test_a_reference_to_several_articles_on_the_next_line_stays_in_its_sentence(read) -> None:
    text = read(
        "某市演出市场外资准入办法\n第一条 为规范市场，制定本办法。\n第二条 外商投资演出场所的，依照本办法\n"
        "第三条、第四条的规定办理，并符合\n第四条第二款的条件。\n第三条 申请人应当提交：\n（一）申请书；\n（二）符合本办法\n第四条规定的证明。\n"
        "第四条 市文化部门负责监督。\n",
        "law.txt",
    )
    assert text.provisions[1].text == "外商投资演出场所的，依照本办法第三条、第四条的规定办理，并符合第四条第二款的条件。"
    assert text.provisions[1].heading_path == ()
    assert text.provisions[2].text.endswith("（二）符合本办法第四条规定的证明。")


def test_a_title_broken_inside_its_brackets_is_one_title(read) -> None:
    text = read(
        "某园区文件\n某自由贸易园区外商投资准入特别管理措施（负面清单）（2026\n年版）\n说明\n一、本清单自2026年7月1日起施行。\n"
        "1. 禁止投资新闻机构。\n2. 禁止投资图书出版。\n",
        "list.txt",
    )
    assert text.title == "某自由贸易园区外商投资准入特别管理措施（负面清单）（2026年版）"


def test_a_list_says_in_its_notes_since_when_it_applies(read) -> None:
    items = "".join(f"{n}. 禁止投资第{n}类业务。\n" for n in range(1, 9))
    text = read(
        f"外商投资准入负面清单（2026年版）\n说明\n一、本清单自2026年7月1日起施行。\n二、其他说明。\n负面清单\n{items}", "list.txt"
    )
    assert str(text.effective) == "2026-07-01"


def test_a_notice_in_english_says_since_when_it_applies(read) -> None:
    text = read(
        "Notice of Some City on Cinemas\n\nArticle 1 Cinemas are open.\n\nArticle 2 This Notice takes effect on 1 October 2026.\n",
        "n.txt",
    )
    assert str(text.effective) == "2026-10-01"

"""The tree of parts: articles with their paragraphs and points, outlines, notes, attachments, and what is no part at all."""

from __future__ import annotations

from datetime import date

LAW = """# 中华人民共和国示例法

2019年3月15日第九届示例大会第二次会议通过

## 第一章 总则

第一条 为了示例，制定本法。

第二条 本法适用于下列情形：

（一）设立企业；

（二）取得股份；

（三）其他情形。

前款所称企业，依照第一条规定确定。

第二条之一 国家鼓励示例。

## 第二章 附则

第三条 本法自2020年1月1日起施行。
"""


def test_articles_hold_paragraphs_and_paragraphs_hold_points(read) -> None:
    text = read(LAW)
    article = next(node for node in text.tree.walk() if node.label == "第二条")
    assert [child.kind for child in article.children] == ["paragraph", "paragraph"]
    assert [point.label for point in article.children[0].children] == ["（一）", "（二）", "（三）"]
    assert article.children[1].text == "前款所称企业，依照第一条规定确定。"


def test_a_provision_carries_its_headings_and_its_words(read, ids) -> None:
    text = read(LAW)
    assert ids(text) == ["article-1", "article-2", "article-2-1", "article-3"]
    assert text.provisions[2].heading_path == ("第一章 总则",)
    assert text.provisions[1].text.split("\n")[1] == "（一）设立企业；"


def test_title_and_dates_are_those_the_text_names(read) -> None:
    text = read(LAW)
    assert (text.title, text.published, text.effective) == ("中华人民共和国示例法", date(2019, 3, 15), date(2020, 1, 1))


def test_a_law_in_force_from_its_publication_says_no_day_once_it_was_revised(read) -> None:
    plain = "# 示例条例\n\n2001年2月3日国务院令第300号公布\n\n第一条 本条例自公布之日起施行。"
    assert read(plain).effective == date(2001, 2, 3)
    assert read(plain.replace("公布\n", "公布 2010年5月6日修订\n")).effective is None


def test_a_cross_reference_inside_a_sentence_is_no_boundary(read, ids) -> None:
    text = read("# 示例法\n\n第一条 依照第六条规定，应当备案。\n\n第六条规定的期限为30日。\n\n第二条 备案。")
    assert ids(text) == ["article-1", "article-2"]


def test_a_cross_reference_at_the_start_of_a_printed_line_is_no_boundary(read, ids) -> None:
    """A line break falls anywhere: 第六条 may stand at the start of a line with a blank behind it and still be a reference."""
    columns = 30
    before = "第一条 外国投资者在境内经营电信业务的，应当向主管部门提出申请，并且在取得许可以后的一个月内办理备案手续，备案的内容应当符合本规定"
    filling = "和有关法律、行政法规以及主管部门制定的其他有关规定的要求并依照"
    before += filling[: -len(before) % columns]
    article = (
        before
        + "第六条 的要求办理，主管部门应当在收到备案以后及时公示，并将有关情况通报同级有关部门，同时抄送上一级主管部门备查。"
    )
    other = "第二条 主管部门应当加强监督检查，发现不符合规定的情形的，应当责令限期改正；逾期不改正的，依照有关法律的规定处理。"
    others = [other, other.replace("第二条", "第三条"), other.replace("第二条", "第四条")]
    lines = [part[i : i + columns] for part in (article, *others) for i in range(0, len(part), columns)]
    assert any(line.startswith("第六条 ") for line in lines)
    text = read("示例规定\n" + "\n".join(lines), "law.txt")
    assert ids(text) == ["article-1", "article-2", "article-3", "article-4"]
    assert text.provisions[0].text == article.split(" ", 1)[1]


def test_articles_without_a_blank_after_the_label_are_found_by_their_order(read, ids) -> None:
    text = read(
        "示例办法\n第一条为了示例，制定本办法。\n第二条经营者应当备案。\n第二条规定的备案，应当及时。\n第三条本办法自发布之日起施行。",
        "law.txt",
    )
    assert ids(text) == ["article-1", "article-2", "article-3"]


def test_traditional_characters_are_read(read, ids) -> None:
    text = read(
        "示例條例\n第一章　總則\n第一條　為了示例，制定本條例。\n第一條之一　經營者應當備案。\n第二章　附則\n第二條　本條例自公布之日起施行。",
        "law.txt",
    )
    assert ids(text) == ["article-1", "article-1-1", "article-2"]
    assert text.provisions[2].heading_path == ("第二章 附則",)


def test_an_english_law_is_read(read, ids) -> None:
    text = read(
        "Sample Investment Law\n\nAdopted on March 15, 2019\n\nChapter I General Provisions\n\n"
        "Article 1 This Law is enacted for the sake of the sample.\n\nArticle 2 Scope of application\n\n"
        "This Law applies to the following:\n\n(1) enterprises; and\n\n(2) shares acquired under\nArticle 1 of this Law.\n\n"
        "Chapter II Supplementary Provisions\n\nArticle 3 This Law shall come into force as of January 1, 2020.",
        "law.txt",
    )
    assert text.title == "Sample Investment Law"
    assert ids(text) == ["article-1", "article-2", "article-3"]
    assert text.provisions[1].heading_path == ("Chapter I General Provisions", "Article 2 Scope of application")
    assert (text.published, text.effective) == (date(2019, 3, 15), date(2020, 1, 1))


def test_an_outline_of_three_levels_gives_its_points(read, ids) -> None:
    text = read(
        "# 关于示例的意见\n\n现提出如下意见。\n\n一、总体要求\n\n坚持示例。\n\n二、主要任务\n\n（一）扩大开放。包括：\n\n1.电信；\n\n2.文化。\n\n（二）加强服务。及时办理。"
    )
    assert ids(text) == ["preamble", "section-1", "point-1", "point-2"]
    assert text.provisions[2].text == "扩大开放。包括：\n1.电信；\n2.文化。"
    assert text.provisions[3].heading_path == ("二、主要任务",)


def test_points_that_begin_anew_under_every_heading_carry_its_number(read, ids) -> None:
    text = read("# 关于示例的通知\n\n一、甲\n\n（一）备案。\n\n（二）公示。\n\n二、乙\n\n（一）检查。")
    assert ids(text) == ["section-1-point-1", "section-1-point-2", "section-2-point-1"]


def test_notes_stand_before_the_list_and_do_not_mix_with_it(read, ids) -> None:
    text = read(
        "# 示例负面清单（2099年版）\n\n说　明\n\n一、本清单列出措施。\n\n二、本清单由主管部门解释。\n\n"
        "一、农业\n\n1. 小麦的中方股比不低于34%。\n\n二、信息传输业\n\n2. 电信公司：限于开放的业务。\n\n3. 禁止投资新闻服务"
    )
    assert ids(text) == ["note-1", "note-2", "item-1", "item-2", "item-3"]
    assert text.provisions[4].heading_path == ("二、信息传输业",)
    assert text.provisions[4].text == "禁止投资新闻服务"


def test_attachments_have_ids_of_their_own_and_the_signature_is_no_provision(read, ids) -> None:
    text = read(
        "# 关于发布示例清单的通知\n\n部发〔2099〕12号\n\n各有关单位：\n\n现印发清单。\n\n一、请遵照执行。\n\n二、本通知自印发之日起施行。\n\n"
        "附件：1. 示例清单\n\n2. 示例表格\n\n示例部\n\n2099年4月10日\n\n附件1\n\n示例清单\n\n1. 电信业务。\n\n2. 文化业务。\n\n附件2\n\n示例表格\n\n1. 名称。"
    )
    assert ids(text) == ["preamble", "section-1", "section-2", "annex-1-item-1", "annex-1-item-2", "annex-2-item-1"]
    assert text.provisions[3].heading_path == ("附件1 示例清单",)
    assert (text.number, text.published, text.effective) == ("部发〔2099〕12号", date(2099, 4, 10), date(2099, 4, 10))
    closing = next(node for node in text.tree.children if node.kind == "closing")
    assert closing.text == "附件：1. 示例清单\n2. 示例表格\n示例部\n2099年4月10日"


def test_a_table_of_contents_is_not_read_twice(read, ids) -> None:
    contents = "目　录\n\n第一章 总则\n\n第二章 附则\n\n"
    text = read(
        "# 示例法\n\n" + contents + "第一章 总则\n\n第一条 为了示例。\n\n第二章 附则\n\n第二条 本法自2020年1月1日起施行。"
    )
    assert ids(text) == ["article-1", "article-2"]
    assert [node.label for node in text.tree.children] == ["第一章", "第二章"]


def test_a_chapter_label_alone_on_its_line_takes_its_name_from_the_next(read) -> None:
    text = read("示例法\n第一章\n总　则\n第一条 为了示例。", "law.txt")
    assert text.provisions[0].heading_path == ("第一章 总　则",)


def test_a_document_number_is_read_without_the_date_in_front_of_it(read) -> None:
    text = read("# 示例规定\n\n2001年12月11日 中华人民共和国国务院令第333号公布\n\n第一条 示例。")
    assert text.number == "中华人民共和国国务院令第333号"


def test_a_regulation_under_its_decree_has_its_own_title_and_the_number_of_the_decree(read, ids) -> None:
    text = read(
        "中华人民共和国国务院令\n第790号\n《示例条例》已经2024年8月30日国务院第40次常务会议通过，现予公布，自2025年1月1日起施行。\n"
        "总理 某某\n2024年9月24日\n示例条例\n第一条 为了示例，制定本条例。\n第二条 本条例自2025年1月1日起施行。",
        "law.txt",
    )
    assert (text.title, text.number) == ("示例条例", "中华人民共和国国务院令第790号")
    assert (text.published, text.effective) == (date(2024, 9, 24), date(2025, 1, 1))
    assert ids(text) == ["preamble", "article-1", "article-2"]


def test_rows_of_a_list_that_lost_its_rules_are_told_by_the_order_of_their_numbers(read, ids) -> None:
    text = read(
        "示例准入特别管理措施（负面清单）\n（2099年版）\n说  明\n一、本清单列出措施。\n二、本清单由主管部门解释。\n示例准入特别管理措施（负面清单）（2099年版）\n"
        "序号 特别管理措施\n一、农业\n1 小麦须由中方控股，期限不少于\n10 个月。\n二、信息传输业\n2 电信公司：限于开放的业务。\n3 禁止投资新闻服务。",
        "list.txt",
    )
    assert text.title == "示例准入特别管理措施（负面清单）（2099年版）"
    assert ids(text) == ["note-1", "note-2", "item-1", "item-2", "item-3"]
    assert text.provisions[3].heading_path == ("二、信息传输业",)


def test_the_public_names_of_the_package_are_these() -> None:
    import corpus.reading

    assert corpus.reading.__all__ == [
        "SUFFIXES", "Act", "EditionEvidence", "Node", "OfficialProvision", "OfficialText", "ReadingError", "edition_evidence", "read_file", "write_law",
    ]  # fmt: skip

"""What a text refers to: numbers, names and places as people write them, in Chinese and English, and what is none of these."""

import pytest

from index.references import References, Referred

PILOT, NOTICE_196 = "cn-telecom-pilot-107-2024", "cn-ecommerce-notice-196-2015"
DECREE, TELECOM = "cn-state-council-decree-752-2022", "cn-telecom-enterprise-provisions-2022"
TELECOM_2016, LIST, LIST_2021 = "cn-telecom-enterprise-provisions-2016", "cn-fi-negative-list-2024", "cn-fi-negative-list-2021"


@pytest.fixture(scope="module")
def references(library) -> References:
    return References(library.documents.values())


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("国务院令第752号改了什么", {DECREE, TELECOM}),
        ("國務院令第７５２號", {DECREE, TELECOM}),
        ("第七百五十二号令", {DECREE, TELECOM}),
        ("Decree 752", {DECREE, TELECOM}),
        ("State Council Decree No. 752", {DECREE, TELECOM}),
        ("工信部通信函〔2024〕107号", {PILOT}),
        ("工信部通信函[2024]107号", {PILOT}),
        ("工信部通信函（２０２４）１０７号", {PILOT}),
        ("工业和信息化部通告2024年第107号", {PILOT}),
        ("第107号", {PILOT}),
        ("深圳是107号试点地区", {PILOT}),
        ("No. 107 of 2024", {PILOT}),
        ("Notice 107 of April 2024", {PILOT}),
        ("MIIT notice No. 196 of 2015", {NOTICE_196}),
        ("196号通告", {NOTICE_196}),
        ("发改委令第23号", {LIST}),
        ("Decree 23", {LIST, "cn-international-facilities-2002"}),
        ("商务部令2024年第1号", {"cn-cross-border-list-2024", "cn-cross-border-ftz-list-2024"}),
        ("网信办令第11号", {"cn-data-export-assessment-measures-2022"}),
    ],
)
def test_documents_are_known_by_their_numbers(references, text, documents):
    assert references.read(text).numbered == documents


@pytest.mark.parametrize(
    "text",
    [
        "2024年11月23号开始吗",
        "工信部2025年第107号通告",
        "notice 752",
        "文化部令第752号",
        "order 23% of the shares",
        "第107条",
        "5号楼",
    ],
)
def test_a_day_another_year_kind_or_issuer_and_a_share_are_no_number_of_a_document(references, text):
    assert not references.read(text).numbered


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("《网络出版服务管理规定》怎么说", "cn-online-publishing-provisions-2016"),
        ("網絡出版服務管理規定", "cn-online-publishing-provisions-2016"),
        ("How long is a review under the security review measures?", "cn-security-review-measures-2020"),
        ("the cybersecurity review measures", "cn-cybersecurity-review-measures-2021"),
        ("中华人民共和国外商投资法实施条例", "cn-fil-implementing-regulations-2019"),
        ("广告法", "cn-advertising-law-2021"),
        ("the 2021 national list", LIST_2021),
        ("全国版负面清单（2021年版）", LIST_2021),
    ],
)
def test_a_name_means_its_document_and_no_other_whose_name_it_is_a_part_of(references, text, document):
    assert references.read(text).named == {document}


def test_a_name_without_a_year_means_every_edition_so_that_the_day_decides(references):
    assert references.read("《外商投资电信企业管理规定》").named == {TELECOM, TELECOM_2016}
    assert references.read("《外商投资电信企业管理规定》（2016年）").named == {TELECOM_2016}


def test_a_year_that_no_edition_is_called_by_chooses_none(references):
    assert references.read("网络安全法2026年有变化吗").named == references.read("网络安全法有变化吗").named


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("第752号令第六条怎么规定的", {f"{TELECOM}#article-6"}),
        ("第７５２号令第６条", {f"{TELECOM}#article-6"}),
        ("Article 6 of the 2022 Telecom Enterprise Provisions", {f"{TELECOM}#article-6"}),
        ("2024年版清单第12项", {f"{LIST}#item-12"}),
        ("2024年版全国清单第十二项", {f"{LIST}#item-12"}),
        ("item 27 of the 2024 national list", {f"{LIST}#item-27"}),
        ("Items 12 and 13 of the 2024 list", {f"{LIST}#item-12", f"{LIST}#item-13"}),
        ("2024年版清单第12条", {f"{LIST}#item-12"}),
        ("2024年版负面清单说明第九条", {f"{LIST}#note-9"}),
        ("note 9 of the 2024 national list", {f"{LIST}#note-9"}),
        ("security review measures, article VII", {"cn-security-review-measures-2020#article-7"}),
        ("《外商投资法》第二十八条", {"cn-foreign-investment-law-2019#article-28"}),
    ],
)
def test_a_document_with_a_place_means_that_provision(references, text, provisions):
    assert references.read(text).provisions == provisions


def test_a_place_that_a_document_lacks_is_no_provision_and_known_as_absent(references):
    law = "cn-foreign-investment-law-2019"
    lacking = Referred(named=frozenset({law}), absent=frozenset({f"{law}#article-900"}))
    assert references.read("《外商投资法》第九百条") == lacking
    assert references.read("item 30 of the 2024 national negative list").absent == {f"{LIST}#item-30"}


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("外资电信规定第六条第二款", {6}),
        ("外商投资电信企业管理规定第五条至第七条", {5, 6, 7}),
        ("外商投资电信企业管理规定第五至七条", {5, 6, 7}),
        ("外資電信管理規定第五、六條", {5, 6}),
        ("Articles 5 to 7 of the FITE provisions", {5, 6, 7}),
        ("FITE §§ 5–7", {5, 6, 7}),
        ("FITE § 6", {6}),
        ("Art.6 FITE", {6}),
        ("FITE article 6(2)", {6}),
        ("arts. 5 and 6 of FITE", {5, 6}),
        ("Artikel 6 der FITE-Bestimmungen", {6}),
        ("les articles 5, 6 et 8 de FITE", {5, 6, 8}),
        ("artículo 6 de FITE", {6}),
        ("статьи 5–7 FITE", {5, 6, 7}),
        ("FITE 제5조부터 제7조까지", {5, 6, 7}),
        ("FITE第五条から第七条まで", {5, 6, 7}),
        ("article 6, 2022 edition of FITE, 50 % and 12 more", {6}),
    ],
)
def test_articles_are_read_one_by_one_in_series_and_ranges_in_any_language(references, text, articles):
    found = references.read(text)
    assert {p.partition("#article-")[2] for p in found.provisions} == {str(n) for n in articles}
    assert not found.absent


def test_an_article_put_in_between_two_others_is_no_range(references):
    assert references.read("article 12-1 of FITE").absent == {f"{d}#article-12-1" for d in (TELECOM, TELECOM_2016)}


def test_a_place_alone_is_a_place_in_any_document(references):
    assert references.read("第六条") == Referred(places=frozenset({"article-6"}))
    assert references.read("item 12") == Referred(places=frozenset({"item-12"}))


@pytest.mark.parametrize("text", ["外资可以做数据中心吗", "May we own a cinema?", "找6条理由", "", "１２", "CEPA"])
def test_a_question_without_a_reference_has_none(references, text):
    assert references.read(text) == Referred()


def test_every_provision_is_found_by_the_title_of_its_document_and_its_place(library, references):
    """The one way of asking that must never fail, over the whole corpus."""
    for clause in library.clauses.values():
        form, _, number = clause.provision.id.rpartition("-")
        if form in ("article", "item", "note") and number.isdigit():
            zh = f"《{clause.document.title.zh}》{dict(article='第{}条', item='第{}项', note='说明第{}条')[form].format(number)}"
            assert clause.id in references.read(zh).provisions, zh
            en = f"{form} {number} of the {clause.document.name.en}"
            assert clause.id in references.read(en).provisions, en


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("FITE art. 6 text please", {f"{TELECOM}#article-6", f"{TELECOM_2016}#article-6"}),
        ("外资电信规定第六条", {f"{TELECOM}#article-6", f"{TELECOM_2016}#article-6"}),
        ("外資法第十五條", {"cn-foreign-investment-law-2019#article-15"}),
        ("PIPL article 38", {"cn-personal-information-protection-law-2021#article-38"}),
        ("a FITEd carpet, article 6", set()),
    ],
)
def test_a_name_people_use_means_its_document(references, text, provisions):
    assert references.read(text).provisions == provisions

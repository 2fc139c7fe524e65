"""Documents of a user's own decide and are cited like the bundled ones, and every answer says whose they are."""

from __future__ import annotations

from datetime import date

import pytest

from corpus import load_library
from index import Index, build
from rag import Answer, Answerer, Ask
from tests.own_documents import TEXTS, add_texts, edit_sheet

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def own(tmp_path_factory, embedder):
    """An answerer over the bundled corpus and four added documents, all confirmed; the ids of these."""
    home = tmp_path_factory.mktemp("own")
    ids = add_texts(home, TEXTS)
    edit_sheet(home, ids["notice"], ("zh: Haimen Port City", "zh: 海门港市"))
    library = load_library(added=home / "corpus")
    build(library, embedder, home / "index")
    return Answerer(library, Index.open(home / "index", library, embedder), embedder), ids


@pytest.fixture(scope="module")
def unconfirmed(tmp_path_factory, embedder):
    """The same documents, none of them confirmed."""
    home = tmp_path_factory.mktemp("unconfirmed")
    ids = add_texts(home, TEXTS, confirmed=False)
    library = load_library(added=home / "corpus")
    build(library, embedder, home / "index")
    return Answerer(library, Index.open(home / "index", library, embedder), embedder), ids


def asked(answerer: Answerer, question: str, **more) -> Answer:
    return answerer.answer(Ask(question, today=TODAY, **more))


@pytest.mark.parametrize(
    "question",
    [
        "青州湾自由贸易片区内外商经营呼叫中心注册资本要多少？",
        "青州湾市外商投资电信业务试点办法对注册资本怎么规定？",
        "在青州湾自由贸易片区经营呼叫中心，注册资本不低于多少？",
        "What does Qingzhou Bay's pilot measure say on registered capital?",
        "How much registered capital does a foreign-owned call centre need in the Qingzhou Bay Free Trade Area?",
        "Wie hoch ist das Mindestkapital laut der Pilotmaßnahme von Qingzhou Bay?",
    ],
)
def test_the_same_question_in_other_words_gets_the_same_answer(own, question):
    answerer, ids = own
    answer = asked(answerer, question)
    assert [a.id for a in answer.understanding.activities] == ["call-centre"]
    first = answer.citations[0]
    assert (first.document_id, first.provision_id.split("#")[1]) == (ids["pilot"], "article-2")
    five, ten = ("500万元", "1000万元") if answer.language == "zh" else ("5 million", "10 million")
    assert five in answer.answer.headline
    assert answer.answer.headline.index(five) < answer.answer.headline.index(ten)


def test_elsewhere_the_document_says_nothing(own):
    answerer, ids = own
    answer = asked(answerer, "上海自贸区外商经营呼叫中心注册资本要多少？")
    assert "500万元" not in answer.answer.headline
    assert ids["pilot"] not in {c.document_id for c in answer.citations}


def test_before_its_day_the_document_says_nothing(own):
    answerer, ids = own
    answer = asked(answerer, "青州湾自由贸易片区内外商经营呼叫中心注册资本要多少？", as_of=date(2026, 8, 31))
    assert "500万元" not in answer.answer.headline
    assert ids["pilot"] not in {c.document_id for c in answer.citations}


@pytest.mark.parametrize(
    ("question", "document", "article", "status", "cap"),
    [
        ("外商能在新海港市开演出经纪公司吗？", "ban", "article-2", "prohibited", 0),
        ("May a foreign investor open a karaoke bar in Xinhai Port City?", "ban", "article-2", "prohibited", 0),
        ("外商在南湖州市投资电影院，最多能占多少股？", "joint", "article-2", "restricted", 60),
        ("What share of a cinema in Nanhuzhou may a foreigner hold?", "joint", "article-2", "restricted", 60),
        ("外资能在海门港市经营数据中心吗？", "notice", "article-2", "restricted", 70),
        ("Can a foreign company run a data centre in Haimen Port City?", "notice", "article-2", "restricted", 70),
    ],
)
def test_a_confirmed_measure_decides_in_its_place(own, question, document, article, status, cap):
    answerer, ids = own
    verdict = asked(answerer, question).verdict
    assert (verdict.status, verdict.foreign_cap_pct) == (status, cap)
    assert verdict.deciding_provision == f"{ids[document]}#{article}"
    assert verdict.joint_venture == (document != "ban")


def test_a_stricter_rule_of_a_place_is_not_called_the_more_open_one(own):
    answerer, _ = own
    said = asked(answerer, "外商能在新海港市开演出经纪公司吗？").answer.markdown
    assert "当地更严格的规定" in said
    assert "更开放的规定" not in said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", "用户添加并确认"), ("zh-Hant", "用戶添加並確認"), ("en", "a user added and confirmed"), ("ja", "利用者が追加し確認"),
        ("ko", "사용자가 추가하고 확인"), ("de", "ein Nutzer hinzugefügt und bestätigt"), ("fr", "utilisateur a ajouté et confirmé"),
        ("es", "un usuario ha añadido y confirmado"), ("ru", "добавил и подтвердил пользователь"),
    ],
)  # fmt: skip
def test_every_answer_says_that_a_user_added_the_document(own, language, words):
    answerer, ids = own
    answer = asked(answerer, "外商能在新海港市开演出经纪公司吗？", language=language)
    assert words in answer.answer.markdown
    assert {c.confidence for c in answer.citations if c.document_id == ids["ban"]} == {"added"}


def test_what_no_measure_answers_is_quoted(own):
    answerer, ids = own
    answer = asked(answerer, "新海港市港口文化市场外资管理暂行规定对违反的怎么罚？")
    assert answer.citations[0].provision_id == f"{ids['ban']}#article-3"
    assert "五万元" in answer.answer.headline


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("青州湾市外商投资电信业务试点办法对注册资本怎么规定？", "pilot"),
        ("外商能在新海港市开演出经纪公司吗？", "ban"),
        ("Can a foreign company run a data centre in Haimen Port City?", "notice"),
    ],
)
def test_unconfirmed_text_is_quoted_first_and_decides_nothing(unconfirmed, question, document):
    answerer, ids = unconfirmed
    answer = asked(answerer, question)
    assert answer.citations[0].document_id == ids[document]
    assert answer.answer.markdown.startswith("> ")
    assert answer.verdict is None or not answer.verdict.deciding_provision.startswith(ids[document])


def test_a_document_made_for_one_place_is_not_quoted_for_another(unconfirmed):
    answerer, ids = unconfirmed
    answer = asked(answerer, "What is the registered capital of a data centre company in Beijing?")
    assert {c.document_id for c in answer.citations}.isdisjoint(ids.values())


def test_unconfirmed_text_on_a_place_of_the_gazetteer_is_quoted_for_it(tmp_path, embedder):
    text = "深圳市外商投资歌舞娱乐场所试行办法\n第一条 为规范市场，制定本办法。\n第二条 在深圳市，外商投资歌舞娱乐场所的，外资比例不得超过百分之四十。\n第三条 本办法自2026年6月1日起施行。\n"
    ids = add_texts(tmp_path, {"karaoke": text}, confirmed=False)
    library = load_library(added=tmp_path / "corpus")
    build(library, embedder, tmp_path / "index")
    answerer = Answerer(library, Index.open(tmp_path / "index", library, embedder), embedder)
    there, elsewhere = (asked(answerer, f"外资能在{place}开KTV吗？") for place in ("深圳前海", "广州"))
    assert there.citations[0].document_id == ids["karaoke"]
    assert there.verdict.status == elsewhere.verdict.status == "conditional"
    assert ids["karaoke"] not in {c.document_id for c in elsewhere.citations}


def test_a_conversation_goes_on_when_its_document_has_been_removed(own, answerer):
    with_document, _ = own
    first = asked(with_document, "外商能在新海港市开演出经纪公司吗？")
    after = answerer.answer(Ask("那电影院呢？", today=TODAY, earlier=first.understanding))
    assert [a.id for a in after.understanding.activities] == ["cinema"]
    assert not after.understanding.areas


def test_rules_read_it_too(own, embedder):
    answerer, ids = own
    ruled = Answerer(answerer.library, answerer.index, embedder, reader="rules")
    answer = asked(ruled, "青州湾市外商投资电信业务试点办法对注册资本怎么规定？")
    assert answer.citations and ids["pilot"] in {c.document_id for c in answer.citations}
    assert asked(ruled, "外商能在新海港市开演出经纪公司吗？").verdict.status == "prohibited"
